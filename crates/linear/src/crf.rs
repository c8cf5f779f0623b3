use crate::ftrl::Weights;
use crate::quantise::quantise;
use crate::{Classifier, Feature, Shuffle};
use std::collections::HashMap;

/// Trains a linear-chain conditional random field (Lafferty et al. 2001) over sparse
/// features, one sequence at a time by the FTRL-proximal method (`McMahan` et al. 2013), whose L1 penalty keeps the
/// weights few.
#[derive(Debug)]
pub struct CrfTrainer {
    labels: usize,
    /// Labels that may stand first and last, and pairs that may follow each other.
    first: Vec<bool>,
    last: Vec<bool>,
    pairs: Vec<(usize, usize)>,
    /// Passes over the sequences.
    pub passes: usize,
    /// Learning rate of FTRL.
    pub rate: f32,
    /// L1 penalty, for each weight over all passes.
    pub penalty: f32,
    /// Occurrences that a feature needs.
    pub least: u32,
    features: Vec<Feature>,
    /// End of each position's features, and of each sequence's positions.
    positions: Vec<usize>,
    sequences: Vec<usize>,
    gold: Vec<u8>,
}

/// What a conditional random field has learned.
#[derive(Clone, Debug)]
pub struct Crf {
    /// Scores of labels for features.
    pub emissions: Classifier,
    /// Score of label `b` after `a` at `a * labels + b`, on the scale of the emissions.
    pub transitions: Vec<i32>,
}

/// Gradients smaller than this change nothing.
const NEGLIGIBLE: f32 = 1e-3;

impl CrfTrainer {
    /// A trainer for so many labels; `allows(before, next, is_last)` says what may follow what, with
    /// `None` before the first.
    pub fn new(labels: usize, allows: impl Fn(Option<u8>, u8, bool) -> bool) -> Self {
        let all = || (0..labels).map(|label| label as u8);
        let pairs = all().flat_map(|a| all().map(move |b| (a, b)));
        Self {
            labels,
            first: all().map(|label| allows(None, label, false)).collect(),
            last: all()
                .map(|label| all().any(|before| allows(Some(before), label, true)))
                .collect(),
            pairs: pairs
                .filter(|&(a, b)| allows(Some(a), b, false))
                .map(|(a, b)| (a.into(), b.into()))
                .collect(),
            passes: 10,
            rate: 0.2,
            penalty: 1.0,
            least: 2,
            features: Vec::new(),
            positions: Vec::new(),
            sequences: Vec::new(),
            gold: Vec::new(),
        }
    }

    /// Adds a position of the sequence that is being added, with its label.
    pub fn add(&mut self, features: &[Feature], label: u8) {
        self.features.extend_from_slice(features);
        self.positions.push(self.features.len());
        self.gold.push(label);
    }

    /// Ends the sequence.
    pub fn end_sequence(&mut self) {
        self.sequences.push(self.positions.len());
    }

    /// The field that fits the sequences, in at most so many bytes of a model file. The same
    /// sequences in the same order give the same field.
    pub fn train(mut self, bytes: usize, mut progress: impl FnMut(&str)) -> Crf {
        let rows = self.number_features();
        let labels = self.labels;
        let mut weights = Weights::new(rows.len() * labels);
        let mut transitions = Weights::new(labels * labels);
        let mut chain = Chain::default();
        let mut order: Vec<usize> = (0..self.sequences.len()).collect();
        let mut shuffle = Shuffle::new(7);
        for pass in 0..self.passes {
            shuffle.shuffle(&mut order);
            let mut loss = 0.0;
            for &sequence in &order {
                loss += self.fit(sequence, &mut chain, &mut weights, &mut transitions);
            }
            let loss = loss / self.gold.len().max(1) as f64;
            progress(&format!(
                "pass {} of {}, loss {loss:.4}",
                pass + 1,
                self.passes
            ));
        }
        let row = |row: u32| {
            let start = row as usize * labels;
            weights.values[start..start + labels]
                .iter()
                .map(|&w| f64::from(w))
        };
        let rows = rows
            .iter()
            .map(|(&feature, &at)| (feature, row(at).collect()));
        let most = transitions
            .values
            .iter()
            .fold(0.0f32, |m, w| m.max(w.abs()));
        let (emissions, scale) = quantise(labels, rows.collect(), f64::from(most), bytes);
        let transitions = transitions
            .values
            .iter()
            .map(|&w| (f64::from(w) * scale).round() as i32)
            .collect();
        Crf {
            emissions,
            transitions,
        }
    }

    /// Gives features that occur often enough a number, and puts it in the place of their ids.
    fn number_features(&mut self) -> HashMap<Feature, u32> {
        let mut counts: HashMap<Feature, u32> = HashMap::new();
        for &feature in &self.features {
            *counts.entry(feature).or_default() += 1;
        }
        let mut rows: HashMap<Feature, u32> = HashMap::new();
        let (mut read, mut written) = (0, 0);
        for end in &mut self.positions {
            for at in read..*end {
                let feature = self.features[at];
                if counts[&feature] >= self.least {
                    let next = rows.len() as u32;
                    self.features[written] = *rows.entry(feature).or_insert(next);
                    written += 1;
                }
            }
            read = *end;
            *end = written;
        }
        self.features.truncate(written);
        rows
    }

    /// One step towards a sequence's labels; returns its negative log-likelihood.
    fn fit(
        &self,
        sequence: usize,
        chain: &mut Chain,
        weights: &mut Weights,
        transitions: &mut Weights,
    ) -> f64 {
        let begin = sequence.checked_sub(1).map_or(0, |s| self.sequences[s]);
        let positions = begin..self.sequences[sequence];
        if positions.is_empty() {
            return 0.0;
        }
        let labels = self.labels;
        let features = |position: usize| {
            let start = position.checked_sub(1).map_or(0, |p| self.positions[p]);
            &self.features[start..self.positions[position]]
        };
        chain.scores.clear();
        for position in positions.clone() {
            let at = chain.scores.len();
            chain.scores.resize(at + labels, 0.0);
            for &row in features(position) {
                let start = row as usize * labels;
                let row = &weights.values[start..start + labels];
                for (score, weight) in chain.scores[at..].iter_mut().zip(row) {
                    *score += weight;
                }
            }
        }
        let gold = &self.gold[positions.clone()];
        let loss = chain.marginals(self, &transitions.values, gold);
        for (row, position) in positions.enumerate() {
            let marginals = &chain.marginals[row * labels..(row + 1) * labels];
            for (label, &marginal) in marginals.iter().enumerate() {
                let truth = if usize::from(gold[row]) == label {
                    1.0
                } else {
                    0.0
                };
                let gradient = marginal - truth;
                if gradient.abs() > NEGLIGIBLE {
                    for &row in features(position) {
                        let at = row as usize * labels + label;
                        weights.step(at, gradient, self.rate, self.penalty);
                    }
                }
            }
        }
        for &(a, b) in &self.pairs {
            let gradient = chain.pairs[a * labels + b];
            if gradient.abs() > NEGLIGIBLE {
                transitions.step(a * labels + b, gradient, self.rate, 0.0);
            }
        }
        loss
    }
}

/// Room for the sums over the paths of a sequence.
#[derive(Debug, Default)]
struct Chain {
    /// Scores of the labels at each position, then their exponentials.
    scores: Vec<f32>,
    forward: Vec<f32>,
    backward: Vec<f32>,
    /// Probability of each label at each position.
    marginals: Vec<f32>,
    /// Expected less true number of each pair.
    pairs: Vec<f32>,
}

impl Chain {
    /// Fills the marginals and pairs by the forward-backward algorithm, each position scaled to a sum
    /// of one; returns the negative log-likelihood of the gold labels.
    fn marginals(&mut self, crf: &CrfTrainer, transitions: &[f32], gold: &[u8]) -> f64 {
        let (labels, count) = (crf.labels, gold.len());
        let mut loss = 0.0;
        for (at, &label) in gold.iter().enumerate() {
            let scores = &mut self.scores[at * labels..(at + 1) * labels];
            let mut score = scores[usize::from(label)];
            if at > 0 {
                score += transitions[usize::from(gold[at - 1]) * labels + usize::from(label)];
            }
            loss -= f64::from(score);
            let most = scores.iter().fold(f32::MIN, |a, &b| a.max(b));
            loss += f64::from(most);
            for (label, score) in scores.iter_mut().enumerate() {
                let outside = at == 0 && !crf.first[label] || at + 1 == count && !crf.last[label];
                *score = if outside { 0.0 } else { (*score - most).exp() };
            }
        }
        let factor: Vec<f32> = transitions.iter().map(|t| t.exp()).collect();
        self.forward.clear();
        self.forward.resize(count * labels, 0.0);
        self.backward.clear();
        self.backward.resize(count * labels, 0.0);
        for at in 0..count {
            let (done, row) = self.forward.split_at_mut(at * labels);
            let row = &mut row[..labels];
            if at == 0 {
                row.fill(1.0);
            } else {
                let before = &done[(at - 1) * labels..];
                for &(a, b) in &crf.pairs {
                    row[b] += before[a] * factor[a * labels + b];
                }
            }
            let scores = &self.scores[at * labels..(at + 1) * labels];
            let mut total = 0.0;
            for (value, score) in row.iter_mut().zip(scores) {
                *value *= score;
                total += *value;
            }
            let total = total.max(f32::MIN_POSITIVE);
            for value in row.iter_mut() {
                *value /= total;
            }
            loss += f64::from(total.ln());
        }
        self.backward[(count - 1) * labels..].fill(1.0);
        for at in (0..count - 1).rev() {
            let (row, after) = self.backward.split_at_mut((at + 1) * labels);
            let row = &mut row[at * labels..];
            let scores = &self.scores[(at + 1) * labels..(at + 2) * labels];
            for &(a, b) in &crf.pairs {
                row[a] += factor[a * labels + b] * scores[b] * after[b];
            }
            let total: f32 = row.iter().sum();
            let total = total.max(f32::MIN_POSITIVE);
            for value in row.iter_mut() {
                *value /= total;
            }
        }
        self.marginals.clear();
        self.marginals.extend(
            self.forward
                .iter()
                .zip(&self.backward)
                .map(|(forward, backward)| forward * backward),
        );
        for row in self.marginals.chunks_exact_mut(labels) {
            let total: f32 = row.iter().sum();
            let total = total.max(f32::MIN_POSITIVE);
            for value in row.iter_mut() {
                *value /= total;
            }
        }
        self.expect_pairs(crf, &factor, gold);
        loss
    }

    fn expect_pairs(&mut self, crf: &CrfTrainer, factor: &[f32], gold: &[u8]) {
        let labels = crf.labels;
        self.pairs.clear();
        self.pairs.resize(labels * labels, 0.0);
        let mut here = vec![0.0f32; crf.pairs.len()];
        for at in 1..gold.len() {
            let before = &self.forward[(at - 1) * labels..at * labels];
            let scores = &self.scores[at * labels..(at + 1) * labels];
            let after = &self.backward[at * labels..(at + 1) * labels];
            let mut total = f32::MIN_POSITIVE;
            for (value, &(a, b)) in here.iter_mut().zip(&crf.pairs) {
                *value = before[a] * factor[a * labels + b] * scores[b] * after[b];
                total += *value;
            }
            for (value, &(a, b)) in here.iter().zip(&crf.pairs) {
                self.pairs[a * labels + b] += value / total;
            }
            self.pairs[usize::from(gold[at - 1]) * labels + usize::from(gold[at])] -= 1.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{feature, viterbi};

    /// Feature 1 says label 1, feature 0 says nothing; label 1 never follows itself.
    #[test]
    fn learns_emissions_and_transitions() {
        let allowed = |before: Option<u8>, next, _| !(before == Some(1) && next == 1);
        let mut trainer = CrfTrainer::new(2, allowed);
        trainer.penalty = 0.01;
        let ids = [feature(0, []), feature(1, [])];
        for _ in 0..50 {
            for (seen, label) in [(1, 1), (1, 0), (0, 0), (1, 1), (0, 0)] {
                trainer.add(&[ids[seen]], label);
            }
            trainer.end_sequence();
        }
        let crf = trainer.train(1000, |_| {});
        let mut emissions = Vec::new();
        for seen in [1, 1, 0, 0, 1] {
            let mut scores = [0, 0];
            crf.emissions.score(&[ids[seen]], &mut scores);
            emissions.extend(scores);
        }
        let mut transitions = crf.transitions.clone();
        transitions[3] = i32::MIN / 4;
        assert_eq!(viterbi(&emissions, &transitions, 2), [1, 0, 0, 0, 1]);
    }

    /// The loss of a chain by hand: two positions, two labels, every path allowed.
    #[test]
    fn sums_over_all_paths() {
        let trainer = CrfTrainer::new(2, |_, _, _| true);
        let mut chain = Chain {
            scores: vec![1.0, 0.0, 0.5, 2.0],
            ..Chain::default()
        };
        let transitions = [0.0, 0.5, -1.0, 0.25];
        let path = |a: usize, b: usize| {
            f64::from([1.0f32, 0.0][a] + [0.5, 2.0][b] + transitions[a * 2 + b])
        };
        let paths = [(0, 0), (0, 1), (1, 0), (1, 1)];
        let total: f64 = paths.iter().map(|&(a, b)| path(a, b).exp()).sum();
        let loss = chain.marginals(&trainer, &transitions, &[0, 1]);
        assert!((loss - (total.ln() - path(0, 1))).abs() < 1e-5);
        let first = (path(0, 0).exp() + path(0, 1).exp()) / total;
        assert!((f64::from(chain.marginals[0]) - first).abs() < 1e-5);
        let pair = path(1, 0).exp() / total;
        assert!((f64::from(chain.pairs[2]) - pair).abs() < 1e-5);
    }
}
