//! Products of 16-bit integers: twice as fast as of floating point numbers, and exact.
//!
//! Weights are scaled so that no sum can pass 32 bits whatever the input.
//!
//! A processor's step multiplies two neighbouring numbers each and adds the two products. So a line holds, for
//! each of sixteen outputs, the weights of two inputs. With 3 inputs and 2 outputs, and `w[input, output]`, a panel
//! has two lines, each filled up with zeros:
//!
//! ```text
//! [w00 w10] [w01 w11] [0 0] …      inputs 0 and 1, for outputs 0, 1, …
//! [w20   0] [w21   0] [0 0] …      input 2
//! ```
//!
//! The inputs `x0 x1 x2` are read as the pairs `[x0 x1] [x2 0]`: pair 0 times line 0 and pair 1 times line 1 add up
//! to the outputs.

use crate::matrix::Matrix;
#[cfg(target_arch = "x86_64")]
use crate::simd;
use crate::simd::{Way, vectorized};

/// Two neighbouring inputs of a row, or the weights of two inputs for one output.
type Pair = [i16; 2];

/// Weights of a pair of inputs for sixteen outputs.
type Line = [Pair; WIDTH];

const WIDTH: usize = 16;

/// Steps of one in an input; inputs beyond ±32 count as ±32.
const UNIT: f32 = 1024.0;
const LARGEST: f32 = 32767.0;

/// Added to a number of at most 16 bits it rounds it, and leaves it in the lowest bits.
const WHOLE: f32 = 12_582_912.0;

/// The largest sum of the weights' sizes for one output: times the largest input it stays below 2³¹.
const LARGEST_SUM: f32 = 65_535.0;

/// Weights of a dense layer in panels of sixteen outputs, with what turns sums into outputs.
#[derive(Clone, Debug, Default)]
pub(crate) struct IntegerWeights {
    inputs: usize,
    outputs: usize,
    /// For each panel a line for each pair of inputs.
    lines: Vec<Line>,
    scale: f32,
    /// For each panel what is added to its outputs.
    bias: Vec<[f32; WIDTH]>,
}

impl IntegerWeights {
    pub(crate) fn new(weights: &Matrix, bias: &[f32]) -> Self {
        let (inputs, outputs) = (weights.rows(), weights.columns());
        let mut sums = vec![0f32; outputs];
        let mut largest = 0f32;
        for row in 0..inputs {
            for (sum, value) in sums.iter_mut().zip(weights.row(row)) {
                *sum += value.abs();
                largest = largest.max(value.abs());
            }
        }
        let sum = sums.into_iter().fold(0f32, f32::max);
        // Each weight may be rounded up by a half.
        let room = LARGEST_SUM - inputs as f32;
        let scale = (LARGEST / largest.max(1e-9)).min(room / sum.max(1e-9));
        let pairs = inputs.div_ceil(2);
        let mut lines = vec![[[0; 2]; WIDTH]; pairs * outputs.div_ceil(WIDTH)];
        for row in 0..inputs {
            for (column, value) in weights.row(row).iter().enumerate() {
                let line = &mut lines[column / WIDTH * pairs + row / 2];
                line[column % WIDTH][row % 2] = (value * scale).round() as i16;
            }
        }
        Self {
            inputs,
            outputs,
            lines,
            scale: 1.0 / (scale * UNIT),
            bias: bias
                .chunks(WIDTH)
                .map(|part| std::array::from_fn(|at| part.get(at).copied().unwrap_or(0.0)))
                .collect(),
        }
    }

    pub(crate) fn inputs(&self) -> usize {
        self.inputs
    }

    pub(crate) fn outputs(&self) -> usize {
        self.outputs
    }

    /// The layer's output for each row.
    pub(crate) fn forward(&self, input: &Matrix) -> Matrix {
        assert_eq!(input.columns(), self.inputs, "numbers of each row");
        let pairs = self.inputs.div_ceil(2);
        let mut rounded = vec![[0; 2]; input.rows() * pairs];
        for row in 0..input.rows() {
            round(
                input.row(row),
                rounded[row * pairs..(row + 1) * pairs].as_flattened_mut(),
            );
        }
        let mut out = Matrix::zeros(input.rows(), self.outputs);
        self.multiply(&rounded, &mut out);
        out
    }

    fn multiply(&self, input: &[Pair], out: &mut Matrix) {
        match Way::best() {
            #[cfg(target_arch = "x86_64")]
            #[expect(unsafe_code, reason = "the compiler cannot see what the processor has")]
            // SAFETY: the three features that the function asks for were detected just now.
            Way::Wide => unsafe { self.multiply_wide(input, out) },
            #[cfg(target_arch = "x86_64")]
            #[expect(unsafe_code, reason = "the compiler cannot see what the processor has")]
            // SAFETY: the function asks for nothing but AVX2, which was detected just now.
            Way::Avx2 => unsafe { self.multiply_avx2(input, out) },
            Way::Plain => self.multiply_by(input, out, plain_sums),
        }
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn multiply_avx2(&self, input: &[Pair], out: &mut Matrix) {
        self.multiply_by(input, out, |rows, [lines], [out]| {
            simd::sums_avx2(rows, lines, out);
        });
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx512f,avx512vl,avx512vnni")]
    fn multiply_wide(&self, input: &[Pair], out: &mut Matrix) {
        self.multiply_by(input, out, |rows, lines, out| {
            simd::sums_wide(rows, lines, out);
        });
    }

    /// Sums blocks of rows times some panels, by the way given.
    #[inline(always)]
    fn multiply_by<const HEIGHT: usize, const PANELS: usize>(
        &self,
        input: &[Pair],
        out: &mut Matrix,
        sum: impl Fn([&[Pair]; HEIGHT], [&[Line]; PANELS], &mut [[[i32; WIDTH]; HEIGHT]; PANELS]),
    ) {
        let pairs = self.inputs.div_ceil(2);
        let mut sums = [[[0; WIDTH]; HEIGHT]; PANELS];
        for (number, biases) in self.bias.chunks(PANELS).enumerate() {
            // Panels and rows may be short of a block: the last of them is done again for the others.
            let lines: [&[Line]; PANELS] = std::array::from_fn(|p| {
                let panel = number * PANELS + p.min(biases.len() - 1);
                &self.lines[panel * pairs..(panel + 1) * pairs]
            });
            let mut row = 0;
            while row < out.rows() {
                let height = HEIGHT.min(out.rows() - row);
                let rows: [&[Pair]; HEIGHT] = std::array::from_fn(|r| {
                    let row = row + r.min(height - 1);
                    &input[row * pairs..(row + 1) * pairs]
                });
                sum(rows, lines, &mut sums);
                for (panel, (sums, bias)) in sums.iter().zip(biases).enumerate() {
                    let first = (number * PANELS + panel) * WIDTH;
                    let width = WIDTH.min(self.outputs - first);
                    for (r, sums) in sums.iter().enumerate().take(height) {
                        let values: [f32; WIDTH] =
                            std::array::from_fn(|at| bias[at] + self.scale * sums[at] as f32);
                        let out = &mut out.row_mut(row + r)[first..first + width];
                        match out.first_chunk_mut() {
                            Some(out) => *out = values,
                            None => out.copy_from_slice(&values[..width]),
                        }
                    }
                }
                row += height;
            }
        }
    }
}

vectorized! {
    fn round(values: &[f32], out: &mut [i16]) {
        for (out, &value) in out.iter_mut().zip(values) {
            let value = value * UNIT;
            let value = if value < LARGEST { value } else { LARGEST };
            let value = if value > -LARGEST { value } else { -LARGEST };
            *out = (value + WHOLE).to_bits() as i16;
        }
    }
}

/// Sums of products of four rows with the lines of a panel.
fn plain_sums(rows: [&[Pair]; 4], [lines]: [&[Line]; 1], [out]: &mut [[[i32; WIDTH]; 4]; 1]) {
    for (row, sums) in rows.into_iter().zip(out) {
        sums.fill(0);
        for (&[a, b], line) in row.iter().zip(lines) {
            for (sum, weights) in sums.iter_mut().zip(line) {
                let [c, d] = weights.map(i32::from);
                *sum += i32::from(a) * c + i32::from(b) * d;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simd::on_every_way;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_way_gives_the_same(values in prop::collection::vec(any::<i16>(), 11 * 46), outputs in 1usize..70, fill in -9i16..9) {
            let input: Vec<Pair> = values.chunks_exact(2).map(|p| [p[0], p[1]]).collect();
            let weight = |i: usize| f32::from(fill) * i as f32;
            let weights = Matrix::new(outputs, (0..46 * outputs).map(weight).collect());
            let layer = IntegerWeights::new(&weights, &vec![0.5; outputs]);
            let all = on_every_way(|| {
                let mut out = Matrix::zeros(11, outputs);
                layer.multiply(&input, &mut out);
                out
            });
            for (way, out) in &all {
                prop_assert_eq!(out, &all[0].1, "{:?}", way);
            }
        }

        #[test]
        fn near_the_exact_product(rows in 1usize..9, inputs in 1usize..20, outputs in 1usize..40, seed in any::<u32>()) {
            let number = |i: usize| ((i as u32 ^ seed).wrapping_mul(0x9E37_79B9) >> 16) as f32 / 65_536.0 - 0.5;
            let matrix = |rows: usize, columns, shift| Matrix::new(columns, (0..rows * columns).map(|i| number(i + shift)).collect());
            let (input, weights, bias) = (matrix(rows, inputs, 0), matrix(inputs, outputs, 999), matrix(1, outputs, 77));
            let layer = IntegerWeights::new(&weights, bias.values());
            let out = layer.forward(&input);
            for row in 0..rows {
                for column in 0..outputs {
                    let products = (0..inputs).map(|i| input.row(row)[i] * weights.row(i)[column]);
                    let exact = products.sum::<f32>() + bias.values()[column];
                    prop_assert!((out.row(row)[column] - exact).abs() < 0.01);
                }
            }
        }
    }

    #[test]
    fn the_largest_numbers_do_not_pass_their_bounds() {
        let weights = Matrix::new(3, vec![1e6, -1e6, 1e-6, 1e6, -1e6, 0.0]);
        let layer = IntegerWeights::new(&weights, &[0.0; 3]);
        let out = layer.forward(&Matrix::new(2, vec![1e9, 1e9, 1e-9, -1e9]));
        assert!((out.row(0)[0] - 64e6).abs() < 1e5 && (out.row(0)[1] + 64e6).abs() < 1e5);
        assert!(out.row(1)[0] < 0.0);
    }
    /// Small enough for Miri, which `.ci/run` runs on it: a block of rows and one more, a panel and a part of one.
    #[test]
    fn a_small_product_reads_and_writes_what_is_its_own() {
        let (rows, inputs, outputs) = (9, 6, 20);
        let weights = (0..inputs * outputs).map(|i| (i % 7) as f32 - 3.0);
        let layer = IntegerWeights::new(
            &Matrix::new(outputs, weights.collect()),
            &vec![0.5; outputs],
        );
        let pairs = 0..27;
        let input: Vec<Pair> = pairs.map(|i| [i - 13, 300 - 11 * i]).collect();
        let [mut plain, mut best] = [0, 1].map(|_| Matrix::zeros(rows, outputs));
        layer.multiply_by(&input, &mut plain, plain_sums);
        layer.multiply(&input, &mut best);
        assert_eq!(plain, best);
    }
}
