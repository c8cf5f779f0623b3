use crate::options::Options;
use newsgraph_linear::{ModelError, ModelFile};
use newsgraph_neural::Matrix;

/// Rows of weights; a feature's number is taken modulo this (the hashing trick, Weinberger et al. 2009).
pub(crate) const ROWS: usize = 1 << 13;
/// Numbers of a row: hidden units, of which the last one is passed on as it is.
pub(crate) const WIDTH: usize = 16;
pub(crate) const TASK: &str = "coref";
/// The version of the features. Raise it when they change.
pub(crate) const TEMPLATES: u64 = 1;

/// Scores what a mention may refer to: a network of one hidden layer over sparse features.
#[derive(Clone, Debug)]
pub(crate) struct Ranker {
    pub(crate) rows: Matrix,
    pub(crate) out: Matrix,
}

impl Ranker {
    pub(crate) fn read(file: &ModelFile) -> Result<Self, ModelError> {
        Ok(Self {
            rows: Matrix::read("rows", [ROWS, WIDTH], file)?,
            out: Matrix::read("out", [1, WIDTH], file)?,
        })
    }

    /// The option with the highest score, the first of equals.
    pub(crate) fn best(&self, options: &Options) -> usize {
        let score = |at: usize| score(&hidden(&self.rows, options.features(at)), &self.out);
        best((0..options.entities().len()).map(score))
    }
}

/// The position of the highest score, the first of equals.
pub(crate) fn best(scores: impl Iterator<Item = f32>) -> usize {
    let (mut best, mut most) = (0, f32::NEG_INFINITY);
    for (at, score) in scores.enumerate() {
        if score > most {
            (best, most) = (at, score);
        }
    }
    best
}

/// The sums of the features' rows.
pub(crate) fn hidden(rows: &Matrix, features: &[u32]) -> [f32; WIDTH] {
    let mut sums = [0.0; WIDTH];
    for &feature in features {
        for (sum, weight) in sums.iter_mut().zip(rows.row(feature as usize)) {
            *sum += weight;
        }
    }
    sums
}

/// What a unit passes on of its sum, and by what factor it does: of sums below zero a tenth, but all in the
/// last unit.
pub(crate) fn pass(unit: usize, sum: f32) -> (f32, f32) {
    let factor = if sum > 0.0 || unit == WIDTH - 1 {
        1.0
    } else {
        0.1
    };
    (sum * factor, factor)
}

pub(crate) fn score(hidden: &[f32; WIDTH], out: &Matrix) -> f32 {
    let passed = hidden
        .iter()
        .enumerate()
        .map(|(unit, &sum)| pass(unit, sum).0);
    passed.zip(out.row(0)).map(|(a, b)| a * b).sum()
}
