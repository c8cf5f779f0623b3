//! Products of 8-bit integers: four times as many at a time as of floating point numbers, and exact.
//!
//! Each output's weights have a scale of their own, and each row of inputs too, so that the largest of them is 127.
//! The inputs are kept with 128 added, as the instructions for neural networks take them; what that adds to an output
//! is known beforehand and taken off again.
//!
//! A processor's step multiplies four neighbouring inputs with their weights and adds the products. So a line holds,
//! for each of sixteen outputs, the weights of four inputs. With 5 inputs and 2 outputs, and `w[input, output]`, a panel
//! has two lines, each filled up with zeros:
//!
//! ```text
//! [w00 w10 w20 w30] [w01 w11 w21 w31] [0 0 0 0] …      inputs 0 to 3, for outputs 0, 1, …
//! [w40   0   0   0] [w41   0   0   0] [0 0 0 0] …      input 4
//! ```
//!
//! The inputs `x0 … x4` are read as `[x0 x1 x2 x3] [x4 · · ·]`: the first four times line 0 and the others times line 1
//! add up to the outputs.

use crate::matrix::{Matrix, largest, whole, within};
use crate::simd::{BySums, HEIGHT, Line, Quad, Sums, WIDTH, vectorized, with_sums};

/// The largest size of a rounded number.
const LARGEST: f32 = 127.0;

/// Inputs beyond ±32 count as ±32.
const LARGEST_INPUT: f32 = 32.0;

/// What the largest of some numbers is at least, so that there is a step.
const LEAST: f32 = 1e-9;

/// Added to each rounded input.
const SHIFT: i32 = 128;

/// Most inputs, so that no sum passes 32 bits: each product is at most 255 times 127.
const MOST_INPUTS: usize = 65_536;

/// Weights in panels of sixteen outputs, with what turns sums into outputs.
#[derive(Clone, Debug, Default)]
pub(crate) struct IntegerWeights {
    inputs: usize,
    /// For each panel a line for each four inputs.
    lines: Vec<Line>,
    panels: Vec<Panel>,
}

/// What turns the sums of a panel into its outputs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Panel {
    /// What the shift of the inputs adds to the sums.
    shift: [i32; WIDTH],
    /// The steps of the weights.
    scale: [f32; WIDTH],
    bias: [f32; WIDTH],
}

impl Panel {
    /// The outputs for the sums of a row whose steps are so large.
    #[inline(always)]
    pub(crate) fn outputs(&self, sums: &[i32; WIDTH], step: f32) -> [f32; WIDTH] {
        let mut out = [0.0; WIDTH];
        for (at, out) in out.iter_mut().enumerate() {
            let sum = (sums[at] - self.shift[at]) as f32;
            *out = self.bias[at] + step * self.scale[at] * sum;
        }
        out
    }
}

impl IntegerWeights {
    /// Weights with a row for each input, and a bias for each column; outputs are the columns given, none for one that
    /// is only there to fill a panel.
    ///
    /// # Panics
    /// If there are more than 65,536 inputs.
    pub(crate) fn new(weights: &Matrix, bias: &[f32], columns: &[Option<usize>]) -> Self {
        let inputs = weights.rows();
        assert!(inputs <= MOST_INPUTS, "at most {MOST_INPUTS} inputs");
        let mut largest = vec![LEAST; weights.columns()];
        for row in 0..inputs {
            widen(weights.row(row), &mut largest);
        }
        let quads = inputs.div_ceil(4);
        let mut panels = vec![Panel::default(); columns.len().div_ceil(WIDTH)];
        let mut lines = vec![[[0; 4]; WIDTH]; quads * panels.len()];
        let mut rounded = vec![0; weights.columns()];
        let places = || {
            columns
                .iter()
                .enumerate()
                .filter_map(|(at, &c)| Some((at, c?)))
        };
        for input in 0..inputs {
            round_weights(weights.row(input), &largest, &mut rounded);
            for (output, column) in places() {
                let (panel, at) = (output / WIDTH, output % WIDTH);
                lines[panel * quads + input / 4][at][input % 4] = rounded[column];
                panels[panel].shift[at] += SHIFT * i32::from(rounded[column]);
            }
        }
        for (output, column) in places() {
            let (panel, at) = (&mut panels[output / WIDTH], output % WIDTH);
            panel.scale[at] = largest[column] / LARGEST;
            panel.bias[at] = bias[column];
        }
        Self {
            inputs,
            lines,
            panels,
        }
    }

    pub(crate) fn inputs(&self) -> usize {
        self.inputs
    }

    /// What turns the sums of each panel into outputs.
    pub(crate) fn panels(&self) -> &[Panel] {
        &self.panels
    }

    /// The lines of some panels from one on; where there are fewer the last stands for the others.
    #[inline(always)]
    pub(crate) fn lines<const PANELS: usize>(&self, first: usize) -> [&[Line]; PANELS] {
        let quads = self.inputs.div_ceil(4);
        let mut lines: [&[Line]; PANELS] = [&[]; PANELS];
        for (at, lines) in lines.iter_mut().enumerate() {
            let panel = (first + at).min(self.panels.len() - 1);
            *lines = &self.lines[panel * quads..(panel + 1) * quads];
        }
        lines
    }

    /// The first outputs of each row, as many as `out` has columns.
    pub(crate) fn forward(&self, input: &Rounded, out: &mut Matrix) {
        with_sums(Product {
            weights: self,
            input,
            out,
        });
    }

    /// Sums blocks of rows times some panels, by the way given.
    #[inline(always)]
    fn forward_by(
        &self,
        input: &Rounded,
        out: &mut Matrix,
        sum: impl Fn([&[Quad]; HEIGHT], [&[Line]; TOGETHER], &mut Sums<TOGETHER>),
    ) {
        let mut sums = [[[0; WIDTH]; TOGETHER]; HEIGHT];
        for first in (0..self.panels.len()).step_by(TOGETHER) {
            let lines = self.lines::<TOGETHER>(first);
            let panels = &self.panels[first..self.panels.len().min(first + TOGETHER)];
            for start in (0..input.rows()).step_by(HEIGHT) {
                sum(input.block(start), lines, &mut sums);
                for (row, sums) in (start..input.rows()).zip(&sums) {
                    let step = input.steps[row];
                    let outputs = out.row_mut(row)[first * WIDTH..].chunks_mut(WIDTH);
                    for ((panel, sums), out) in panels.iter().zip(sums).zip(outputs) {
                        let values = panel.outputs(sums, step);
                        match out.first_chunk_mut() {
                            Some(out) => *out = values,
                            None => out.copy_from_slice(&values[..out.len()]),
                        }
                    }
                }
            }
        }
    }
}

/// What [`IntegerWeights::forward`] computes.
struct Product<'a> {
    weights: &'a IntegerWeights,
    input: &'a Rounded,
    out: &'a mut Matrix,
}

impl BySums<TOGETHER> for Product<'_> {
    #[inline(always)]
    fn run(self, sum: impl Fn([&[Quad]; HEIGHT], [&[Line]; TOGETHER], &mut Sums<TOGETHER>)) {
        self.weights.forward_by(self.input, self.out, sum);
    }
}

/// Panels that are multiplied at once.
const TOGETHER: usize = 3;

/// Rows of inputs, rounded.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rounded {
    columns: usize,
    /// Fours of inputs of each row.
    width: usize,
    quads: Vec<Quad>,
    /// How large a step of one is, for each row.
    steps: Vec<f32>,
}

impl Rounded {
    /// Makes place for rows of so many numbers.
    pub(crate) fn reset(&mut self, rows: usize, columns: usize) {
        (self.columns, self.width) = (columns, columns.div_ceil(4));
        self.quads.resize(rows * self.width, [0; 4]);
        self.steps.resize(rows, 0.0);
    }

    /// Rounds the rows of a matrix.
    pub(crate) fn read(&mut self, input: &Matrix) {
        self.reset(input.rows(), input.columns());
        for row in 0..input.rows() {
            self.set(row, input.row(row));
        }
    }

    /// Rounds a row.
    pub(crate) fn set(&mut self, row: usize, values: &[f32]) {
        let quads = &mut self.quads[row * self.width..(row + 1) * self.width];
        round(values, quads.as_flattened_mut(), &mut self.steps[row]);
    }

    pub(crate) fn rows(&self) -> usize {
        self.steps.len()
    }

    pub(crate) fn columns(&self) -> usize {
        self.columns
    }

    /// How large a step of one is in a row.
    #[inline(always)]
    pub(crate) fn step(&self, row: usize) -> f32 {
        self.steps[row]
    }

    /// A block of rows; where there are fewer the last stands for the others.
    #[inline(always)]
    pub(crate) fn block(&self, start: usize) -> [&[Quad]; HEIGHT] {
        let last = self.steps.len() - 1;
        let mut rows: [&[Quad]; HEIGHT] = [&[]; HEIGHT];
        for (at, quads) in rows.iter_mut().enumerate() {
            let row = (start + at).min(last);
            *quads = &self.quads[row * self.width..(row + 1) * self.width];
        }
        rows
    }
}

vectorized! {
    /// Makes each of some numbers as large as another's size where it is smaller.
    fn widen(values: &[f32], largest: &mut [f32]) {
        for (largest, value) in largest.iter_mut().zip(values) {
            let size = value.abs();
            *largest = if size > *largest { size } else { *largest };
        }
    }
}

vectorized! {
    /// Rounds weights to steps of the 127th part of the largest of their output.
    fn round_weights(values: &[f32], largest: &[f32], out: &mut [i8]) {
        for ((out, value), largest) in out.iter_mut().zip(values).zip(largest) {
            *out = whole(value / largest * LARGEST) as i8;
        }
    }
}

vectorized! {
    /// Rounds numbers to steps of the 127th part of the largest, and adds 128 to them.
    fn round(values: &[f32], out: &mut [u8], step: &mut f32) {
        let size = largest(values).min(LARGEST_INPUT);
        let most = size.max(LEAST);
        *step = most / LARGEST;
        let factor = LARGEST / most;
        for (out, &value) in out.iter_mut().zip(values) {
            *out = whole(within(value * factor, LARGEST)) as u8 ^ SHIFT as u8;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simd::on_every_way;
    use crate::simd::plain_sums;
    use proptest::prelude::*;

    fn weights(matrix: &Matrix, bias: &[f32]) -> IntegerWeights {
        let columns: Vec<Option<usize>> = (0..matrix.columns()).map(Some).collect();
        IntegerWeights::new(matrix, bias, &columns)
    }

    fn forward(layer: &IntegerWeights, input: &Matrix, outputs: usize) -> Matrix {
        let (mut rounded, mut out) = (Rounded::default(), Matrix::zeros(input.rows(), outputs));
        rounded.read(input);
        layer.forward(&rounded, &mut out);
        out
    }

    proptest! {
        #[test]
        fn every_way_gives_the_same(values in prop::collection::vec(-9f32..9.0, 11 * 46), outputs in 1usize..70, fill in -9i16..9) {
            let weight = |i: usize| f32::from(fill) * i as f32;
            let matrix = Matrix::new(outputs, (0..46 * outputs).map(weight).collect());
            let layer = weights(&matrix, &vec![0.5; outputs]);
            let input = Matrix::new(46, values);
            let all = on_every_way(|| forward(&layer, &input, outputs));
            for (way, out) in &all {
                prop_assert_eq!(out, &all[0].1, "{:?}", way);
            }
        }

        #[test]
        fn near_the_exact_product(rows in 1usize..20, inputs in 1usize..20, outputs in 1usize..60, seed in any::<u32>()) {
            let number = |i: usize| ((i as u32 ^ seed).wrapping_mul(0x9E37_79B9) >> 16) as f32 / 65_536.0 - 0.5;
            let matrix = |rows: usize, columns, shift| Matrix::new(columns, (0..rows * columns).map(|i| number(i + shift)).collect());
            let (input, matrix, bias) = (matrix(rows, inputs, 0), matrix(inputs, outputs, 999), matrix(1, outputs, 77));
            let out = forward(&weights(&matrix, bias.values()), &input, outputs);
            for row in 0..rows {
                for column in 0..outputs {
                    let products = (0..inputs).map(|i| input.row(row)[i] * matrix.row(i)[column]);
                    let exact = products.sum::<f32>() + bias.values()[column];
                    prop_assert!((out.row(row)[column] - exact).abs() < 0.002 * inputs as f32);
                }
            }
        }
    }

    #[test]
    fn the_largest_numbers_do_not_pass_their_bounds() {
        let matrix = Matrix::new(3, vec![1e6, -1e6, 1e-6, 1e6, -1e6, 0.0]);
        let layer = weights(&matrix, &[0.0; 3]);
        let out = forward(&layer, &Matrix::new(2, vec![1e9, 1e9, 1e-9, -1e9]), 3);
        assert!((out.row(0)[0] - 64e6).abs() < 1e5 && (out.row(0)[1] + 64e6).abs() < 1e5);
        assert!(out.row(1)[0] < 0.0);
        let none = forward(&layer, &Matrix::zeros(1, 2), 3);
        assert_eq!(none.values(), [0.0; 3]);
    }

    #[test]
    fn the_longest_rows_do_not_pass_32_bits() {
        let layer = weights(&Matrix::new(1, vec![1.0; MOST_INPUTS]), &[0.0]);
        let out = forward(&layer, &Matrix::new(MOST_INPUTS, vec![1.0; MOST_INPUTS]), 1);
        assert!((out.values()[0] - 65_536.0).abs() < 1.0, "{out:?}");
    }

    /// Small enough for Miri, which `.ci/run` runs on it: a block of rows and one more, a panel and a part of one.
    #[test]
    fn a_small_product_reads_and_writes_what_is_its_own() {
        let (rows, inputs, outputs) = (9, 6, 20);
        let values = (0..inputs * outputs).map(|i| (i % 7) as f32 - 3.0);
        let layer = weights(&Matrix::new(outputs, values.collect()), &vec![0.5; outputs]);
        let values = (0..rows * inputs).map(|i| 30.0 - 1.1 * i as f32).collect();
        let (mut rounded, input) = (Rounded::default(), Matrix::new(inputs, values));
        rounded.read(&input);
        let [mut plain, mut best] = [0, 1].map(|_| Matrix::zeros(rows, outputs));
        layer.forward_by(&rounded, &mut plain, plain_sums);
        layer.forward(&rounded, &mut best);
        assert_eq!(plain, best);
    }
}
