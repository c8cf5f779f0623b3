use crate::file::broken;
#[cfg(feature = "train")]
use crate::matrix::Matrix;
use crate::matrix::{largest, whole};
use crate::simd::{prefetch, vectorized};
use newsgraph_linear::{Feature, FeatureIndex, ModelError, ModelFile, Part, check_number};

/// Rows of numbers by feature.
#[derive(Clone, Debug)]
pub struct Embedding {
    index: FeatureIndex,
    rows: ByteRows,
}

/// Rows of numbers, one signed byte each with a scale for each row.
#[derive(Clone, Debug)]
pub(crate) struct ByteRows {
    width: usize,
    /// For each row its numbers.
    values: Part,
    /// Four bytes for each row, the lowest first.
    scales: Part,
}

/// Bytes of a row's scale.
const SCALE: usize = 4;

/// Largest size of a stored number.
const LARGEST: f32 = 127.0;

impl ByteRows {
    /// So many rows of this length, each rounded from what `fill` makes of zeros.
    pub(crate) fn new(rows: usize, width: usize, fill: impl Fn(usize, &mut [f32])) -> Self {
        let mut values = vec![0; rows * width];
        let mut scales = Vec::with_capacity(rows * SCALE);
        let mut exact = vec![0f32; width];
        for (row, values) in values.chunks_exact_mut(width.max(1)).enumerate() {
            exact.fill(0.0);
            fill(row, &mut exact);
            let mut scale = 0.0;
            round(&exact, &mut scale, values);
            scales.extend(scale.to_le_bytes());
        }
        Self {
            width,
            values: values.into(),
            scales: scales.into(),
        }
    }

    /// Adds rows to `sum`, one after another.
    pub(crate) fn add(&self, rows: impl Iterator<Item = usize>, sum: &mut [f32]) {
        let steps = self.scales.numbers();
        let mut scaled = [(0, 0.0); AT_ONCE];
        let mut count = 0;
        for row in rows {
            if count == AT_ONCE {
                add_rows(&self.values, &scaled, sum);
                count = 0;
            }
            let start = row * self.width;
            prefetch(&self.values[start..start + self.width]);
            scaled[count] = (start, f32::from_le_bytes(steps[row]));
            count += 1;
        }
        add_rows(&self.values, &scaled[..count], sum);
    }
}

/// Rows that are added at once.
const AT_ONCE: usize = 32;

/// Numbers of a row that stay in the processor's registers while rows are added.
const STRIP: usize = 32;

impl Embedding {
    /// The rows of these features, quantised.
    ///
    /// # Panics
    /// If there is not one row for each feature.
    #[cfg(feature = "train")]
    pub fn new(index: FeatureIndex, rows: &Matrix) -> Self {
        assert_eq!(index.len(), rows.rows(), "one row for each feature");
        Self {
            index,
            rows: ByteRows::new(rows.rows(), rows.columns(), |row, sum| {
                sum.copy_from_slice(rows.row(row));
            }),
        }
    }

    /// Length of each row.
    pub fn width(&self) -> usize {
        self.rows.width
    }

    /// Adds the rows of these features to `sum`; a feature that has none adds nothing.
    pub fn add(&self, features: impl IntoIterator<Item = Feature>, sum: &mut [f32]) {
        let features = features.into_iter();
        let rows = features.filter_map(|feature| self.index.get(feature));
        self.rows.add(rows, sum);
    }

    /// Puts the rows into a file under this name.
    pub fn write(&self, name: &str, file: &mut ModelFile) {
        file.set(&format!("{name}.keys"), self.index.to_bytes());
        file.set(&format!("{name}.scales"), self.rows.scales.to_vec());
        file.set(&format!("{name}.rows"), self.rows.values.to_vec());
    }

    /// Reads the rows of this name from a file.
    ///
    /// # Errors
    /// [`ModelError`] where a part is missing or the parts do not fit together.
    pub fn read(name: &str, file: &ModelFile) -> Result<Self, ModelError> {
        let [keys, scales, values] =
            ["keys", "scales", "rows"].map(|part| format!("{name}.{part}"));
        let index = FeatureIndex::from_part(file.part(&keys)?).ok_or_else(|| broken(name))?;
        let (name_of_scales, scales) = (&scales, file.part(&scales)?);
        for &scale in scales.numbers() {
            let scale = check_number(name_of_scales, f32::from_le_bytes(scale))?;
            check_number(name_of_scales, scale * LARGEST)?;
        }
        let values = file.part(&values)?;
        let width = values.len() / index.len().max(1);
        let sound = scales.len() == index.len() * SCALE && values.len() == width * index.len();
        if !sound {
            return Err(broken(name));
        }
        let rows = ByteRows {
            width,
            values,
            scales,
        };
        Ok(Self { index, rows })
    }
}

vectorized! {
    /// Numbers as whole steps of a scale that is made for them, and signed bytes.
    fn round(exact: &[f32], scale: &mut f32, out: &mut [u8]) {
        let largest = largest(exact);
        *scale = if largest > 0.0 { largest / LARGEST } else { 1.0 };
        for (out, value) in out.iter_mut().zip(exact) {
            *out = whole((value / *scale).round()) as u8;
        }
    }
}

vectorized! {
    /// Adds rows, given by where they begin and their scales: strip by strip, and in each row after row.
    fn add_rows(values: &[u8], rows: &[(usize, f32)], sum: &mut [f32]) {
        let (strips, rest) = sum.as_chunks_mut::<STRIP>();
        for (number, strip) in strips.iter_mut().enumerate() {
            let mut sums = *strip;
            for &(start, scale) in rows {
                let start = start + number * STRIP;
                for (sum, &value) in sums.iter_mut().zip(&values[start..start + STRIP]) {
                    *sum += scale * f32::from(value.cast_signed());
                }
            }
            *strip = sums;
        }
        let first = strips.len() * STRIP;
        for &(start, scale) in rows {
            let start = start + first;
            for (sum, &value) in rest.iter_mut().zip(&values[start..]) {
                *sum += scale * f32::from(value.cast_signed());
            }
        }
    }
}
