use crate::simd::vectorized;
use std::ops::Range;

/// Numbers in rows of one length.
///
/// Products sum over the same index in the same order whatever the processor, without fused steps: the
/// same bits on every machine, which general libraries do not promise.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    rows: usize,
    columns: usize,
    values: Vec<f32>,
}

/// The shape of a matrix. The weights of a layer have a row for each input and a column for each output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Number of rows.
    pub rows: usize,
    /// Length of each row.
    pub columns: usize,
}

impl Matrix {
    /// Rows of zeros.
    pub fn zeros(rows: usize, columns: usize) -> Self {
        Self {
            rows,
            columns,
            values: vec![0.0; rows * columns],
        }
    }

    /// Makes it a matrix of this shape, in the memory that it has. Its values are any.
    pub fn reset(&mut self, rows: usize, columns: usize) {
        (self.rows, self.columns) = (rows, columns);
        self.values.resize(rows * columns, 0.0);
    }

    /// Rows of these values, one row after another.
    ///
    /// # Panics
    /// If the values do not make whole rows.
    pub fn new(columns: usize, values: Vec<f32>) -> Self {
        assert_eq!(values.len() % columns.max(1), 0, "whole rows");
        Self {
            rows: values.len() / columns.max(1),
            columns,
            values,
        }
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Length of each row.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// All values, row after row.
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// All values, row after row.
    pub fn values_mut(&mut self) -> &mut [f32] {
        &mut self.values
    }

    /// A row.
    pub fn row(&self, row: usize) -> &[f32] {
        &self.values[row * self.columns..(row + 1) * self.columns]
    }

    /// A row.
    pub fn row_mut(&mut self, row: usize) -> &mut [f32] {
        &mut self.values[row * self.columns..(row + 1) * self.columns]
    }

    /// Some columns of some rows.
    #[cfg(feature = "train")]
    #[must_use]
    pub fn block(&self, rows: Range<usize>, columns: Range<usize>) -> Self {
        let mut values = Vec::with_capacity(rows.len() * columns.len());
        for row in rows {
            values.extend_from_slice(&self.row(row)[columns.clone()]);
        }
        Self::new(columns.len(), values)
    }

    /// Rows as columns.
    #[must_use]
    pub fn transposed(&self) -> Self {
        let mut out = Self::zeros(self.columns, self.rows);
        for row in 0..self.rows {
            for (column, &value) in self.row(row).iter().enumerate() {
                out.values[column * self.rows + row] = value;
            }
        }
        out
    }

    /// This matrix times the other one.
    ///
    /// # Panics
    /// If the other one has not as many rows as this one has columns.
    #[must_use]
    pub fn times(&self, other: &Panels) -> Self {
        let mut out = Self::default();
        self.rows_times(0..self.rows, other, &mut out);
        out
    }

    /// Some rows of this matrix times the other one, into a matrix that is made to fit.
    ///
    /// # Panics
    /// If the other one has not as many rows as this one has columns.
    pub fn rows_times(&self, rows: Range<usize>, other: &Panels, out: &mut Self) {
        assert_eq!(self.columns, other.rows, "inner dimensions");
        out.reset(rows.len(), other.columns);
        out.values.fill(0.0);
        let rows = &self.values[rows.start * self.columns..rows.end * self.columns];
        product(rows, self.columns, other, &mut out.values);
    }

    /// Adds this matrix times the other one to `out`.
    ///
    /// # Panics
    /// If the shapes do not fit.
    pub fn add_times(&self, other: &Panels, out: &mut Self) {
        assert_eq!(self.columns, other.rows, "inner dimensions");
        assert_eq!((self.rows, other.columns), (out.rows, out.columns), "shape");
        product(&self.values, self.columns, other, &mut out.values);
    }

    /// Multiplies each value by the one in its place in another matrix of the same shape.
    pub fn scale(&mut self, factors: &Self) {
        for (value, factor) in self.values.iter_mut().zip(&factors.values) {
            *value *= factor;
        }
    }

    /// Adds the values of another matrix of the same shape.
    pub fn add(&mut self, other: &Self) {
        for (a, b) in self.values.iter_mut().zip(&other.values) {
            *a += b;
        }
    }
}

/// The largest size of some numbers; no number where one is none.
#[inline(always)]
pub(crate) fn largest(values: &[f32]) -> f32 {
    // Numbers without a sign are in the order of their bits, which are compared faster.
    let sizes = values.iter().map(|value| value.abs().to_bits());
    f32::from_bits(sizes.fold(0, u32::max))
}

/// A number of at most 16 bits, rounded, in the lowest bits.
#[inline(always)]
pub(crate) fn whole(value: f32) -> u32 {
    (value + 12_582_912.0).to_bits()
}

/// A number as one of those from `-most` to `most`; the largest where it is none.
#[inline(always)]
pub(crate) fn within(value: f32, most: f32) -> f32 {
    let value = if value < most { value } else { most };
    if value > -most { value } else { -most }
}

/// Columns that a step of a product covers, and rows.
const WIDTH: usize = 16;
const HEIGHT: usize = 4;

vectorized! {
    /// Adds to `out` the rows of `a`, so long each, times the other matrix.
    fn product(a: &[f32], inner: usize, b: &Panels, out: &mut [f32]) {
        let (columns, size) = (b.columns, inner * WIDTH);
        let rows = out.len() / columns.max(1);
        for (number, panel) in b.values.chunks_exact(size.max(1)).enumerate() {
            let first = number * WIDTH;
            let width = WIDTH.min(columns - first);
            let mut row = 0;
            while row + HEIGHT <= rows {
                block::<HEIGHT>(a, out, panel, [row, inner, columns, first, width]);
                row += HEIGHT;
            }
            while row < rows {
                block::<1>(a, out, panel, [row, inner, columns, first, width]);
                row += 1;
            }
        }
    }
}

/// Some rows of a product in some columns: `out += a · panel`.
#[inline(always)]
fn block<const ROWS: usize>(
    a: &[f32],
    out: &mut [f32],
    panel: &[f32],
    [row, inner, columns, first, width]: [usize; 5],
) {
    let mut sums = [[0f32; WIDTH]; ROWS];
    let lines: [&[f32]; ROWS] =
        std::array::from_fn(|r| &a[(row + r) * inner..(row + r + 1) * inner]);
    for (at, weights) in panel.chunks_exact(WIDTH).enumerate().take(inner) {
        for (sums, line) in sums.iter_mut().zip(&lines) {
            let factor = line[at];
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += factor * weight;
            }
        }
    }
    for (r, sums) in sums.iter().enumerate() {
        let start = (row + r) * columns + first;
        for (value, sum) in out[start..start + width].iter_mut().zip(sums) {
            *value += sum;
        }
    }
}

/// A matrix laid out to be the right side of products: panels of sixteen columns, row after row.
///
/// A product takes one row of a panel after another, so that they should lie one after another. Of a matrix with
/// 2 rows `a`, `b` and 20 columns the values lie as
///
/// ```text
/// a0 … a15   b0 … b15   a16 … a19 0 … 0   b16 … b19 0 … 0
/// └──── panel 0 ────┘   └─────────── panel 1 ───────────┘
/// ```
///
/// The last panel is filled up with zeros.
#[derive(Clone, Debug, Default)]
pub struct Panels {
    rows: usize,
    columns: usize,
    values: Vec<f32>,
}

impl Panels {
    /// The matrix.
    pub fn new(matrix: &Matrix) -> Self {
        let mut out = Self::default();
        out.fill(matrix.rows, matrix.columns, |row, column| {
            matrix.values[row * matrix.columns + column]
        });
        out
    }

    /// The matrix with its rows as columns.
    pub fn transposed(matrix: &Matrix) -> Self {
        let mut out = Self::default();
        out.transpose(matrix, 0..matrix.rows);
        out
    }

    /// Becomes the matrix with some of its rows as columns, in the memory that it has.
    pub fn transpose(&mut self, matrix: &Matrix, rows: Range<usize>) {
        self.fill(matrix.columns, rows.len(), |row, column| {
            matrix.values[(rows.start + column) * matrix.columns + row]
        });
    }

    fn fill(&mut self, rows: usize, columns: usize, value: impl Fn(usize, usize) -> f32) {
        let panels = columns.div_ceil(WIDTH);
        (self.rows, self.columns) = (rows, columns);
        self.values.clear();
        self.values.resize(panels * rows * WIDTH, 0.0);
        let values = &mut self.values;
        for panel in 0..panels {
            let width = WIDTH.min(columns - panel * WIDTH);
            for row in 0..rows {
                let start = (panel * rows + row) * WIDTH;
                for (at, cell) in values[start..start + width].iter_mut().enumerate() {
                    *cell = value(row, panel * WIDTH + at);
                }
            }
        }
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Length of each row.
    pub fn columns(&self) -> usize {
        self.columns
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn products_are_exact(rows in 0usize..9, inner in 1usize..20, columns in 1usize..40) {
            // Small integers: every order of sums gives the same.
            let a = Matrix::new(inner, (0..rows * inner).map(|i| (i % 7) as f32 - 3.0).collect());
            let b = Matrix::new(columns, (0..inner * columns).map(|i| (i % 5) as f32 - 2.0).collect());
            let product = a.times(&Panels::new(&b));
            for row in 0..rows {
                for column in 0..columns {
                    let sum: f32 = (0..inner).map(|i| a.row(row)[i] * b.row(i)[column]).sum();
                    prop_assert!((product.row(row)[column] - sum).abs() < 1e-6);
                }
            }
            prop_assert_eq!(&a.times(&Panels::transposed(&b.transposed())), &product);
        }
    }
}
