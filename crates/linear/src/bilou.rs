use crate::{highest, viterbi};
use std::ops::Range;

/// Labels that mark runs of some kinds in a sequence, in the BILOU scheme (Ratinov and Roth 2009): 0 outside, then
/// begin, inside, last and unit of each kind in turn.
///
/// With the kinds 0, a person, and 1, a place, there are nine labels:
///
/// ```text
/// Angela   Dorothea   Merkel   left   New      York    .
/// 1 begin  2 inside   3 last   0      5 begin  7 last  0
/// ```
///
/// "Paris" alone is 8, the unit of kind 1. Label `l` above 0 is part `(l - 1) % 4` of kind `(l - 1) / 4`.
#[derive(Clone, Debug)]
pub struct Bilou {
    kinds: usize,
    /// The score of each label after each other: none, or out of any sum's reach.
    transitions: Vec<i64>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Begin,
    Inside,
    Last,
    Unit,
}

/// The score of what cannot be: less than any sum of scores, each of 32 bits, of two million positions.
const FORBIDDEN: i64 = -(1 << 52);

/// Steps of one in a score.
const STEPS: f32 = 4096.0;

impl Bilou {
    /// Labels of a kind.
    pub const PARTS: usize = 4;

    /// Most kinds of runs, so that a label is a byte.
    pub const MOST_KINDS: usize = 63;

    /// The labels of runs of so many kinds.
    ///
    /// # Panics
    /// If there are more than [`Bilou::MOST_KINDS`].
    pub fn new(kinds: usize) -> Self {
        assert!(kinds <= Self::MOST_KINDS, "a label is a byte");
        let labels = 1 + Self::PARTS * kinds;
        let pairs = (0..labels).flat_map(|a| (0..labels).map(move |b| (a as u8, b as u8)));
        let score = |(a, b)| {
            if allows(Some(a), b, false) {
                0
            } else {
                FORBIDDEN
            }
        };
        Self {
            kinds,
            transitions: pairs.map(score).collect(),
        }
    }

    /// The number of labels.
    pub fn labels(&self) -> usize {
        1 + Self::PARTS * self.kinds
    }

    /// The labels by what they mean: the one outside, then those of each kind.
    pub fn by_kind(&self) -> impl Iterator<Item = Range<usize>> {
        let of_kind = |kind| 1 + Self::PARTS * kind..1 + Self::PARTS * (kind + 1);
        std::iter::once(0..1).chain((0..self.kinds).map(of_kind))
    }

    /// The labels of all kinds that are the same part of a run as a label is.
    pub fn alike(&self, label: u8) -> impl Iterator<Item = usize> + use<> {
        let parts = if label == 0 { 1 } else { self.kinds };
        let first = if label == 0 {
            0
        } else {
            1 + (usize::from(label) - 1) % Self::PARTS
        };
        (0..parts).map(move |kind| first + Self::PARTS * kind)
    }

    /// The labels that spell whole runs and have the highest sum of scores. `scores` has a row of
    /// [`Bilou::labels`] for each position; differences of less than 1/4096 may not count, nor those between scores
    /// beyond 2¹⁹, and what is no number counts less than any. Runs are whole whatever the scores are.
    pub fn best(&self, scores: &[f32]) -> Vec<u8> {
        let count = self.labels();
        let rows = scores.chunks_exact(count);
        let highest: Vec<u8> = rows.clone().map(|row| highest(row) as u8).collect();
        let mut before = None;
        let fits = (1..)
            .zip(&highest)
            .all(|(number, &label)| allows(before.replace(label), label, number == highest.len()));
        // Where the best labels of all positions spell runs, no others are better.
        if fits {
            return highest;
        }
        let mut emissions = Vec::with_capacity(scores.len());
        for (number, row) in (1..).zip(rows) {
            let (is_first, is_last) = (number == 1, number == highest.len());
            emissions.extend((0..).zip(row).map(|(label, score)| {
                let cannot_begin = is_first && !allows(None, label, false);
                if cannot_begin || is_last && is_open(label) {
                    FORBIDDEN
                } else if score.is_nan() {
                    i64::from(i32::MIN)
                } else {
                    i64::from((score * STEPS) as i32)
                }
            }));
        }
        let labels = viterbi(&emissions, &self.transitions, count);
        labels.into_iter().map(|label| label as u8).collect()
    }

    /// The runs that labels spell, in order, each with its kind.
    pub fn runs(labels: &[u8]) -> Vec<(Range<usize>, usize)> {
        let mut runs = Vec::new();
        let mut start = 0;
        for (at, &label) in labels.iter().enumerate() {
            match parts(label) {
                Some((Part::Begin, _)) => start = at,
                Some((Part::Unit, kind)) => runs.push((at..at + 1, kind)),
                Some((Part::Last, kind)) => runs.push((start..at + 1, kind)),
                _ => {}
            }
        }
        runs
    }

    /// Labels the positions of a run.
    ///
    /// # Panics
    /// If it ends behind the labels.
    pub fn spell(kind: usize, run: Range<usize>, labels: &mut [u8]) {
        let base = (1 + Self::PARTS * kind) as u8;
        for at in run.clone() {
            let part = match (at == run.start, at + 1 == run.end) {
                (true, true) => Part::Unit,
                (true, false) => Part::Begin,
                (false, true) => Part::Last,
                (false, false) => Part::Inside,
            };
            labels[at] = base + part as u8;
        }
    }
}

fn parts(label: u8) -> Option<(Part, usize)> {
    let at = usize::from(label.checked_sub(1)?);
    let part = [Part::Begin, Part::Inside, Part::Last, Part::Unit][at % Bilou::PARTS];
    Some((part, at / Bilou::PARTS))
}

/// Whether a run goes on after this label.
fn is_open(label: u8) -> bool {
    matches!(parts(label), Some((Part::Begin | Part::Inside, _)))
}

/// Whether `next` may follow `before` (`None` at the start), and may stand last.
fn allows(before: Option<u8>, next: u8, is_last: bool) -> bool {
    let open = before.filter(|&label| is_open(label)).and_then(parts);
    let fits = match (open, parts(next)) {
        (Some((_, kind)), Some((Part::Inside | Part::Last, other))) => kind == other,
        (Some(_), _) | (None, Some((Part::Inside | Part::Last, _))) => false,
        (None, _) => true,
    };
    fits && !(is_last && is_open(next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn labels_spell_the_runs_that_they_are_read_as() {
        let runs = [(0..1, 1), (1..4, 0)];
        let mut labels = vec![0; 5];
        for (run, kind) in &runs {
            Bilou::spell(*kind, run.clone(), &mut labels);
        }
        assert_eq!(labels, [8, 1, 2, 3, 0]);
        assert_eq!(Bilou::runs(&labels), runs);
        let kinds: Vec<_> = Bilou::new(2).by_kind().collect();
        assert_eq!(kinds, [0..1, 1..5, 5..9]);
    }

    proptest! {
        #[test]
        fn any_scores_spell_whole_runs(rows in 0usize..9, scores in prop::collection::vec(any_score(), 72)) {
            let scheme = Bilou::new(2);
            let labels = scheme.best(&scores[..rows * scheme.labels()]);
            prop_assert_eq!(labels.len(), rows);
            let mut before = None;
            for (number, &label) in (1..).zip(&labels) {
                prop_assert!(allows(before.replace(label), label, number == rows));
            }
        }
    }

    fn any_score() -> impl Strategy<Value = f32> {
        const SPECIAL: [f32; 6] = [
            f32::NAN,
            f32::INFINITY,
            f32::NEG_INFINITY,
            f32::MAX,
            f32::MIN,
            0.0,
        ];
        prop_oneof![prop::sample::select(&SPECIAL[..]), any::<f32>(), -9f32..9.0]
    }

    #[test]
    fn the_best_labels_spell_whole_runs() {
        let scheme = Bilou::new(1);
        let rows = |rows: &[[f32; 5]]| scheme.best(&rows.concat());
        let begin = [0.0, 3.0, 0.0, 0.0, 2.0];
        let last = [0.0, 0.0, 0.0, 3.0, 0.0];
        let outside = [3.0, 0.0, 0.0, 0.0, 0.0];
        assert_eq!(rows(&[begin, last, outside]), [1, 3, 0]);
        // A begin that nothing ends, and a last that nothing begins.
        assert_eq!(rows(&[begin, outside]), [4, 0]);
        assert_eq!(rows(&[begin]), [4]);
        assert_eq!(rows(&[last, outside]), [0, 0]);
        assert!(rows(&[]).is_empty());
    }
}
