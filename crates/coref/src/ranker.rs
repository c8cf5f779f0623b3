use crate::options::{Options, ROWS};
use newsgraph_linear::{ModelError, ModelFile, highest};
use newsgraph_neural::{Matrix, Shape};
use std::ops::Range;

/// Networks of a file that does not say how many it has.
const NETWORKS: usize = 3;

/// The most hidden units, of all networks together.
const MOST_UNITS: usize = 1024;

pub(crate) const TASK: &str = "coref";
/// The version of the features. Raise it when they change.
///
/// 4: how alike the words of two mentions are.
/// 5: nouns that are no person's are things.
pub(crate) const TEMPLATES: u64 = 5;

/// Scores what a mention may refer to: the mean of small networks of one hidden layer over sparse features. Each
/// of them alone depends on its random start; their mean hardly does (Hansen and Salamon 1990).
#[derive(Clone, Debug)]
pub(crate) struct Ranker {
    pub(crate) rows: Matrix,
    pub(crate) out: Matrix,
    pub(crate) size: Size,
}

/// How many networks decide together, and how many hidden units each of them has; the last unit is passed on as it
/// is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) networks: usize,
    pub(crate) units: usize,
}

impl Size {
    /// Numbers of a row: the units of all networks.
    pub(crate) fn width(self) -> usize {
        self.networks * self.units
    }

    /// The units of a network.
    #[cfg(feature = "train")]
    pub(crate) fn of(self, network: usize) -> Range<usize> {
        network * self.units..(network + 1) * self.units
    }

    /// What a unit passes on of its sum, and by what factor it does: of sums below zero a tenth, but all in the
    /// last unit of each network.
    pub(crate) fn pass(self, unit: usize, sum: f32) -> (f32, f32) {
        let factor = if sum > 0.0 || unit % self.units == self.units - 1 {
            1.0
        } else {
            0.1
        };
        (sum * factor, factor)
    }

    /// What some units add to the score.
    pub(crate) fn score(self, units: Range<usize>, hidden: &[f32], out: &Matrix) -> f32 {
        let weighted = units.map(|unit| self.pass(unit, hidden[unit]).0 * out.row(0)[unit]);
        weighted.sum()
    }

    #[cfg(feature = "train")]
    pub(crate) fn write(self, file: &mut ModelFile) {
        file.describe("networks", self.networks.into());
    }

    fn read(file: &ModelFile) -> Result<Self, ModelError> {
        let width = Shape::of_part("out", file)?.columns;
        let networks = match file.about("networks") {
            None => NETWORKS,
            Some(number) => number
                .as_u64()
                .and_then(|n| usize::try_from(n).ok())
                .unwrap_or(0),
        };
        let size = Self {
            networks,
            units: width / networks.max(1),
        };
        if (1..=MOST_UNITS).contains(&width) && size.width() == width {
            Ok(size)
        } else {
            let part = "out".to_owned();
            Err(ModelError::Inconsistent { part })
        }
    }
}

impl Ranker {
    pub(crate) fn read(file: &ModelFile) -> Result<Self, ModelError> {
        let size = Size::read(file)?;
        let shape = |rows| Shape {
            rows,
            columns: size.width(),
        };
        Ok(Self {
            rows: Matrix::read_bytes("rows", shape(ROWS), file)?,
            out: Matrix::read("out", shape(1), file)?,
            size,
        })
    }

    /// The option with the highest score, where it is so much more than that of referring to nothing; else nothing,
    /// which is the last option.
    pub(crate) fn best_by(&self, options: &Options, margin: f32) -> usize {
        let best = self.best(options);
        let last = options.entities().len().saturating_sub(1);
        let score = |at| score(options, at, &self.rows, &self.out, self.size);
        if best != last && score(best) - score(last) < margin {
            last
        } else {
            best
        }
    }

    /// The option with the highest score, the first of equals.
    pub(crate) fn best(&self, options: &Options) -> usize {
        best_option(options, &self.rows, &self.out, self.size)
    }
}

/// The option with the highest score of all networks, the first of equals.
pub(crate) fn best_option(options: &Options, rows: &Matrix, out: &Matrix, size: Size) -> usize {
    highest((0..options.entities().len()).map(|at| score(options, at, rows, out, size)))
}

/// The score of an option.
fn score(options: &Options, at: usize, rows: &Matrix, out: &Matrix, size: Size) -> f32 {
    size.score(0..size.width(), &hidden(rows, options.features(at)), out)
}

/// The sums of the features' rows.
pub(crate) fn hidden(rows: &Matrix, features: &[u32]) -> Vec<f32> {
    let mut sums = vec![0.0; rows.columns()];
    for &feature in features {
        for (sum, weight) in sums.iter_mut().zip(rows.row(feature as usize)) {
            *sum += weight;
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_of_any_scores_is_a_number_where_there_is_one() {
        let none = f32::NAN;
        for (scores, expected) in [
            ([none, 1.0, 2.0, none], 2),
            ([none, f32::NEG_INFINITY, none, -1.0], 3),
            ([f32::INFINITY, none, f32::INFINITY, 0.0], 0),
            ([none; 4], 0),
        ] {
            assert_eq!(highest(scores), expected, "{scores:?}");
        }
    }

    #[test]
    fn the_file_tells_how_large_it_is() {
        let file = |networks: Option<u64>, width: usize| {
            let mut file = ModelFile::new(TASK, TEMPLATES);
            if let Some(networks) = networks {
                file.describe("networks", networks.into());
            }
            Matrix::zeros(ROWS, width).write_bytes("rows", &mut file);
            Matrix::zeros(1, width).write("out", &mut file);
            file
        };
        let size = |networks, width| {
            let size = Ranker::read(&file(networks, width)).ok()?.size;
            Some((size.networks, size.units))
        };
        assert_eq!(size(Some(2), 32), Some((2, 16)));
        assert_eq!(size(None, 24), Some((3, 8)));
        for (networks, width) in [(Some(0), 24), (Some(5), 24), (None, 0), (Some(1), 2048)] {
            assert_eq!(size(networks, width), None, "{networks:?} of {width}");
        }
    }
}
