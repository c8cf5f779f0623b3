use crate::activation::{sigmoid, tanh};
use crate::dense::Dense;
use crate::matrix::Matrix;
use crate::simd::vectorized;
use std::ops::Range;

/// A bidirectional layer of simple recurrent units (Lei et al. 2018): each unit keeps a part of its state
/// and takes the rest from its input, by a gate. The gates look at a mix of the input's row with the rows
/// beside it, number by number. All products are done for whole sequences at once; what runs from row to
/// row is a weighted mean.
///
/// The first half of a row's state runs forwards, the second backwards. Rows come out as long as they
/// go in.
#[derive(Clone, Debug)]
pub struct Recurrent {
    mix: Matrix,
    gates: Dense,
}

/// Gates of a row: kept part of the state, candidate, part of the output that the state makes up.
pub(crate) const GATES: usize = 3;

/// Rows that a mix takes: the one before, the row itself, the one after.
pub(crate) const MIXED: usize = 3;

impl Recurrent {
    /// A layer of rows of length `n`, with the factors of the row before, the row itself and the row after
    /// in the mix, three rows of length `n`, and with gates of `n` inputs and `3 n` outputs.
    ///
    /// # Panics
    /// If the parts have other shapes.
    pub fn new(mix: &Matrix, gates: Dense) -> Self {
        let width = gates.inputs();
        assert_eq!(gates.outputs(), GATES * width, "three gates");
        assert_eq!((mix.rows(), mix.columns()), (MIXED, width), "three rows");
        assert_eq!(width % 2, 0, "two directions");
        let mix = mix.clone();
        Self { mix, gates }
    }

    /// Length of the rows.
    pub fn width(&self) -> usize {
        self.gates.inputs()
    }

    /// What the layer makes of sequences: each a range of the input's rows, in order, none left out.
    #[must_use]
    pub fn forward(&self, input: &Matrix, sequences: &[Range<usize>]) -> Matrix {
        let gates = self.gates.forward(&mixed(input, &self.mix, sequences));
        let states = states(&gates, sequences);
        output(input, &gates, states)
    }
}

/// Each row mixed with the rows beside it in its sequence.
pub(crate) fn mixed(input: &Matrix, mix: &Matrix, sequences: &[Range<usize>]) -> Matrix {
    let mut out = Matrix::zeros(input.rows(), input.columns());
    add_mixed(input, mix, sequences, &mut out);
    out
}

vectorized! {
    fn add_mixed(input: &Matrix, mix: &Matrix, sequences: &[Range<usize>], out: &mut Matrix) {
        for sequence in sequences {
            for row in sequence.clone() {
                add_product(out.row_mut(row), input.row(row), mix.row(1));
                if row > sequence.start {
                    add_product(out.row_mut(row), input.row(row - 1), mix.row(0));
                }
                if row + 1 < sequence.end {
                    add_product(out.row_mut(row), input.row(row + 1), mix.row(2));
                }
            }
        }
    }
}

/// Adds the products of each two numbers.
#[inline(always)]
pub(crate) fn add_product(sum: &mut [f32], a: &[f32], b: &[f32]) {
    for ((sum, a), b) in sum.iter_mut().zip(a).zip(b) {
        *sum += a * b;
    }
}

/// The states of all rows.
pub(crate) fn states(gates: &Matrix, sequences: &[Range<usize>]) -> Matrix {
    let mut states = Matrix::zeros(gates.rows(), gates.columns() / GATES);
    advance(gates, sequences, &mut states);
    states
}

/// What the layer gives for its states, in their place.
pub(crate) fn output(input: &Matrix, gates: &Matrix, mut states: Matrix) -> Matrix {
    show(input, gates, &mut states);
    states
}

vectorized! {
    /// Runs both directions over the sequences.
    fn advance(gates: &Matrix, sequences: &[Range<usize>], states: &mut Matrix) {
        let width = states.columns();
        let half = width / 2;
        let mut carry = vec![0f32; half];
        for sequence in sequences {
            carry.fill(0.0);
            for row in sequence.clone() {
                let gates = gates.row(row);
                let (keep, candidate) = (&gates[..half], &gates[width..width + half]);
                step(&mut carry, keep, candidate, &mut states.row_mut(row)[..half]);
            }
            carry.fill(0.0);
            for row in sequence.clone().rev() {
                let gates = gates.row(row);
                let (keep, candidate) = (&gates[half..width], &gates[width + half..2 * width]);
                step(&mut carry, keep, candidate, &mut states.row_mut(row)[half..]);
            }
        }
    }
}

#[inline(always)]
fn step(carry: &mut [f32], keep: &[f32], candidate: &[f32], state: &mut [f32]) {
    for (((carry, &keep), &candidate), state) in
        carry.iter_mut().zip(keep).zip(candidate).zip(state)
    {
        let keep = sigmoid(keep);
        *carry = keep * *carry + (1.0 - keep) * candidate;
        *state = *carry;
    }
}

vectorized! {
    /// Mixes states and inputs by the last gate.
    fn show(input: &Matrix, gates: &Matrix, states: &mut Matrix) {
        let width = input.columns();
        for row in 0..input.rows() {
            let gates = &gates.row(row)[2 * width..];
            let rest = input.row(row);
            for ((state, &gate), &rest) in states.row_mut(row).iter_mut().zip(gates).zip(rest) {
                let gate = sigmoid(gate);
                *state = gate * tanh(*state) + (1.0 - gate) * rest;
            }
        }
    }
}
