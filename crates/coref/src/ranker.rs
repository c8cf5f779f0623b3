use crate::options::{Options, ROWS};
use newsgraph_linear::{ModelError, ModelFile};
use newsgraph_neural::Matrix;
use std::ops::Range;

/// Networks that are fitted apart, each from its own random start; their mean decides.
pub(crate) const PARTS: usize = 3;
/// Hidden units of each of them, of which the last one is passed on as it is.
pub(crate) const UNITS: usize = 8;
/// Numbers of a row.
pub(crate) const WIDTH: usize = PARTS * UNITS;
pub(crate) const TASK: &str = "coref";
/// The version of the features. Raise it when they change.
pub(crate) const TEMPLATES: u64 = 2;

/// Scores what a mention may refer to: the mean of small networks of one hidden layer over sparse features. Each
/// of them alone depends on its random start; their mean hardly does (Hansen and Salamon 1990).
#[derive(Clone, Debug)]
pub(crate) struct Ranker {
    pub(crate) rows: Matrix,
    pub(crate) out: Matrix,
}

impl Ranker {
    pub(crate) fn read(file: &ModelFile) -> Result<Self, ModelError> {
        Ok(Self {
            rows: Matrix::read_bytes("rows", [ROWS, WIDTH], file)?,
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
/// last unit of each network.
pub(crate) fn pass(unit: usize, sum: f32) -> (f32, f32) {
    let factor = if sum > 0.0 || unit % UNITS == UNITS - 1 {
        1.0
    } else {
        0.1
    };
    (sum * factor, factor)
}

/// The sum of the scores of all networks.
pub(crate) fn score(hidden: &[f32; WIDTH], out: &Matrix) -> f32 {
    score_of_units(0..WIDTH, hidden, out)
}

/// What some units add to the score.
pub(crate) fn score_of_units(units: Range<usize>, hidden: &[f32; WIDTH], out: &Matrix) -> f32 {
    let weighted = units.map(|unit| pass(unit, hidden[unit]).0 * out.row(0)[unit]);
    weighted.sum()
}
