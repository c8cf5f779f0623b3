use crate::highest;
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
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Begin,
    Inside,
    Last,
    Unit,
}

/// The sum of what cannot be: less than any sum of scores, each of 32 bits, of two million positions.
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
        Self { kinds }
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
        self.best_runs(scores)
    }

    /// The labels of the best runs, by Viterbi's way. What stands outside, begins or is a unit follows the best label
    /// that leaves no run open; what is inside or last follows a begin or an inside of its kind. Of equal sums those
    /// with the lower last labels win.
    fn best_runs(&self, scores: &[f32]) -> Vec<u8> {
        let (count, ways) = (self.labels(), 1 + self.kinds);
        let rows = scores.chunks_exact(count);
        // Before the first position no run is open.
        let mut sums = vec![FORBIDDEN; count];
        sums[0] = 0;
        let mut next = vec![0; count];
        // For each position the label before it: of what begins, then of what goes on in each kind.
        let mut before: Vec<u8> = Vec::with_capacity(rows.len() * ways);
        for row in rows.clone() {
            let closed = self.best_closed(&sums);
            let closed_sum = sums[closed];
            before.push(closed as u8);
            next[0] = closed_sum + step(row[0]);
            for begin in (1..count).step_by(Self::PARTS) {
                let [inside, last, unit] = [begin + 1, begin + 2, begin + 3];
                let open = if sums[inside] > sums[begin] {
                    inside
                } else {
                    begin
                };
                before.push(open as u8);
                next[begin] = closed_sum + step(row[begin]);
                next[inside] = sums[open] + step(row[inside]);
                next[last] = sums[open] + step(row[last]);
                next[unit] = closed_sum + step(row[unit]);
            }
            std::mem::swap(&mut sums, &mut next);
        }
        let mut label = self.best_closed(&sums) as u8;
        let mut labels = vec![0; rows.len()];
        for (at, before) in labels.iter_mut().zip(before.chunks_exact(ways)).rev() {
            *at = label;
            label = match parts(label) {
                Some((Part::Inside | Part::Last, kind)) => before[1 + kind],
                _ => before[0],
            };
        }
        labels
    }

    /// The label with the highest sum, the first of equals, among those that leave no run open.
    fn best_closed(&self, sums: &[i64]) -> usize {
        let mut best = 0;
        for begin in (1..self.labels()).step_by(Self::PARTS) {
            for label in [begin + Part::Last as usize, begin + Part::Unit as usize] {
                if sums[label] > sums[best] {
                    best = label;
                }
            }
        }
        best
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

/// A score as a whole number of steps.
fn step(score: f32) -> i64 {
    if score.is_nan() {
        return i64::from(i32::MIN);
    }
    i64::from((score * STEPS) as i32)
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

    proptest! {
        #[test]
        fn no_runs_are_better(rows in 1usize..5, scores in prop::collection::vec(-9i8..9, 36)) {
            let scheme = Bilou::new(2);
            let scores = &scores[..rows * 9];
            let sum = |labels: &[u8]| -> i32 {
                let rows = labels.iter().zip(scores.chunks(9));
                rows.map(|(&label, row)| i32::from(row[usize::from(label)])).sum()
            };
            let spells = |labels: &[u8]| {
                let mut before = None;
                (1..).zip(labels).all(|(number, &label)| allows(before.replace(label), label, number == rows))
            };
            let all = (0..9usize.pow(rows as u32)).map(|code| {
                (0..rows as u32).map(|row| (code / 9usize.pow(row) % 9) as u8).collect::<Vec<_>>()
            });
            let most = all.filter(|labels| spells(labels)).map(|labels| sum(&labels)).max();
            let numbers: Vec<f32> = scores.iter().map(|&score| f32::from(score)).collect();
            let found = scheme.best_runs(&numbers);
            prop_assert!(spells(&found));
            prop_assert_eq!(Some(sum(&found)), most);
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
