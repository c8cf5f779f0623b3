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

    /// What a unit of a network passes on of its sum, and by what factor it does: of sums below zero a tenth, but all in
    /// the last unit.
    pub(crate) fn pass(self, unit: usize, sum: f32) -> (f32, f32) {
        let factor = if sum > 0.0 || unit + 1 == self.units {
            1.0
        } else {
            0.1
        };
        (sum * factor, factor)
    }

    /// What the units of some networks add to the score.
    pub(crate) fn score(self, units: Range<usize>, hidden: &[f32], out: &Matrix) -> f32 {
        let (hidden, out) = (&hidden[units.clone()], &out.row(0)[units]);
        let networks = hidden.chunks(self.units).zip(out.chunks(self.units));
        let units = networks.flat_map(|(sums, weights)| sums.iter().zip(weights).enumerate());
        let weighted = units.map(|(unit, (&sum, weight))| self.pass(unit, sum).0 * weight);
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

    /// The option with the highest score, the first of equals, where that is so much more than the score of referring to
    /// nothing; else nothing, which is the last option.
    pub(crate) fn best_by(&self, options: &Options, margin: f32) -> usize {
        best_of(&self.scores(options), margin)
    }

    /// The score of each option.
    pub(crate) fn scores(&self, options: &Options) -> Vec<f32> {
        scores(options, &self.rows, &self.out, self.size)
    }
}

/// What [`Ranker::best_by`] chooses by the scores.
pub(crate) fn best_of(scores: &[f32], margin: f32) -> usize {
    let best = highest(scores);
    let last = scores.len().saturating_sub(1);
    if best != last && scores[best] - scores[last] < margin {
        last
    } else {
        best
    }
}

/// The scores of the options, by all networks.
pub(crate) fn scores(options: &Options, rows: &Matrix, out: &Matrix, size: Size) -> Vec<f32> {
    let mut hidden = vec![0.0; size.width()];
    let score = |at| {
        sum_rows(rows, options.features(at), &mut hidden);
        size.score(0..size.width(), &hidden, out)
    };
    (0..options.entities().len()).map(score).collect()
}

/// Columns that are summed at once: those of the shipped networks.
const COLUMNS: usize = 24;

/// The sums of the features' rows.
pub(crate) fn sum_rows(rows: &Matrix, features: &[u32], sums: &mut [f32]) {
    let (blocks, rest) = sums.as_chunks_mut::<COLUMNS>();
    for (number, block) in blocks.iter_mut().enumerate() {
        *block = [0.0; COLUMNS];
        for &feature in features {
            let row = &rows.row(feature as usize)[number * COLUMNS..];
            if let Some(row) = row.first_chunk::<COLUMNS>() {
                (0..COLUMNS).for_each(|column| block[column] += row[column]);
            }
        }
    }
    let start = blocks.len() * COLUMNS;
    rest.fill(0.0);
    for &feature in features {
        let row = &rows.row(feature as usize)[start..];
        rest.iter_mut()
            .zip(row)
            .for_each(|(sum, value)| *sum += value);
    }
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
