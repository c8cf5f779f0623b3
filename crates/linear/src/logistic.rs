use crate::ftrl::Weights;
use crate::quantise::quantise;
use crate::{Classifier, Feature, Random};
use std::collections::HashMap;

/// Trains logistic regressions over the same sparse features, one for each label, so that an example
/// may have several labels or none. FTRL-proximal, with an L1 penalty that keeps the weights few.
#[derive(Clone, Debug)]
pub struct LogisticTrainer {
    labels: usize,
    /// Passes over the examples.
    pub passes: usize,
    /// Learning rate of FTRL.
    pub rate: f32,
    /// L1 penalty, for each weight over all passes.
    pub penalty: f32,
    /// Examples that a feature needs.
    pub least: u32,
    features: Vec<Feature>,
    examples: Vec<Example>,
}

#[derive(Clone, Copy, Debug)]
struct Example {
    /// End of its features.
    end: usize,
    gold: u64,
    known: u64,
}

/// What logistic regressions have learned.
#[derive(Clone, Debug)]
pub struct Logistic {
    /// Scores of labels for features.
    pub classifier: Classifier,
    /// Score of one unit of log-odds.
    pub unit: f32,
}

/// Gradients smaller than this change nothing.
const NEGLIGIBLE: f32 = 1e-3;

impl LogisticTrainer {
    /// A trainer for so many labels.
    ///
    /// # Panics
    /// If there are more than 64.
    pub fn new(labels: usize) -> Self {
        assert!(labels <= 64, "at most 64 labels");
        Self {
            labels,
            passes: 10,
            rate: 0.2,
            penalty: 1.0,
            least: 2,
            features: Vec::new(),
            examples: Vec::new(),
        }
    }

    /// Adds an example. The bits of `gold` are the labels that it has, those of `known` the labels of
    /// which that is known.
    pub fn add(&mut self, features: &[Feature], gold: u64, known: u64) {
        self.features.extend_from_slice(features);
        let end = self.features.len();
        self.examples.push(Example { end, gold, known });
    }

    /// The regressions that fit the examples, in at most so many bytes of a model file. The same examples
    /// in the same order give the same.
    pub fn train(mut self, bytes: usize) -> Logistic {
        let rows = self.number_features();
        let mut weights = Weights::new(rows.len() * self.labels);
        let mut order: Vec<usize> = (0..self.examples.len()).collect();
        let mut random = Random::new(11);
        let mut scores = vec![0.0; self.labels];
        for _ in 0..self.passes {
            random.shuffle(&mut order);
            for &example in &order {
                self.fit(example, &mut weights, &mut scores);
            }
        }
        let row = |at: u32| {
            let start = at as usize * self.labels;
            let row = &weights.values[start..start + self.labels];
            row.iter().map(|&w| f64::from(w)).collect()
        };
        let rows = rows.iter().map(|(&feature, &at)| (feature, row(at)));
        let (classifier, unit) = quantise(self.labels, rows.collect(), bytes);
        Logistic {
            classifier,
            unit: unit as f32,
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
        for example in &mut self.examples {
            for at in read..example.end {
                let feature = self.features[at];
                if counts[&feature] >= self.least {
                    let next = rows.len() as u32;
                    self.features[written] = *rows.entry(feature).or_insert(next);
                    written += 1;
                }
            }
            read = example.end;
            example.end = written;
        }
        self.features.truncate(written);
        rows
    }

    fn fit(&self, number: usize, weights: &mut Weights, scores: &mut [f32]) {
        let example = self.examples[number];
        let start = number.checked_sub(1).map_or(0, |n| self.examples[n].end);
        let features = &self.features[start..example.end];
        scores.fill(0.0);
        for &row in features {
            let at = row as usize * self.labels;
            let row = &weights.values[at..at + self.labels];
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += weight;
            }
        }
        for (label, score) in scores.iter().enumerate() {
            let has = |bits: u64| bits >> label & 1 == 1;
            let truth = if has(example.gold) { 1.0 } else { 0.0 };
            let gradient = 1.0 / (1.0 + (-score).exp()) - truth;
            if has(example.known) && gradient.abs() > NEGLIGIBLE {
                for &row in features {
                    let at = row as usize * self.labels + label;
                    weights.step(at, gradient, self.rate, self.penalty);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn learns_labels_that_go_together_and_leaves_out_the_unknown() {
        let mut trainer = LogisticTrainer::new(3);
        trainer.penalty = 0.1;
        for _ in 0..40 {
            trainer.add(&[1, 10], 0b011, 0b111);
            trainer.add(&[1, 20], 0b001, 0b101);
            trainer.add(&[1, 30], 0b000, 0b111);
        }
        let Logistic { classifier, unit } = trainer.train(10_000);
        let odds = |features: &[Feature]| {
            let mut scores = [0; 3];
            classifier.score(features, &mut scores);
            scores.map(|score| score as f32 / unit)
        };
        let [both, one, none] = [[1, 10], [1, 20], [1, 30]].map(|f| odds(&f));
        assert!(both[0] > 1.0 && both[1] > 1.0 && both[2] < -1.0);
        assert!(one[0] > 1.0 && one[2] < -1.0);
        assert!(none.iter().all(|&odds| odds < 0.0));
    }
}
