use crate::{Classifier, Feature};
use std::collections::HashMap;

/// Bytes of a feature in a model file, and of each label that it has a weight for.
const ROW_BYTES: usize = 5;
const ENTRY_BYTES: usize = 2;

/// An averaged perceptron over sparse features (Collins 2002), with integer weights.
#[derive(Debug)]
pub struct AveragedPerceptron {
    labels: usize,
    rows: HashMap<Feature, u32>,
    weights: Vec<i32>,
    /// Sum of each weight over all past steps, up to the step in `stamps`.
    totals: Vec<i64>,
    stamps: Vec<u32>,
    /// Updates of each feature, up to `least`.
    updates: Vec<u8>,
    least: u8,
    step: u32,
}

impl AveragedPerceptron {
    /// A perceptron without weights.
    pub fn new(labels: usize) -> Self {
        let (rows, weights, totals, stamps) = (HashMap::new(), Vec::new(), Vec::new(), Vec::new());
        Self {
            labels,
            rows,
            weights,
            totals,
            stamps,
            updates: Vec::new(),
            least: 0,
            step: 0,
        }
    }

    /// The same perceptron, which does without features until they had so many updates (Goldberg and
    /// Elhadad 2011): the others learn to do their work, and the model stays small.
    #[must_use]
    pub fn with_least_updates(mut self, least: u8) -> Self {
        self.least = least;
        self
    }

    /// Sets the scores to the sums of the features' present weights.
    pub fn score(&self, features: &[Feature], scores: &mut [i32]) {
        scores.fill(0);
        for feature in features {
            if let Some(&row) = self.rows.get(feature) {
                if self.updates[row as usize] < self.least {
                    continue;
                }
                let start = row as usize * self.labels;
                for (score, weight) in scores
                    .iter_mut()
                    .zip(&self.weights[start..start + self.labels])
                {
                    *score += weight;
                }
            }
        }
    }

    /// Ends a step: call it once for each decision.
    pub fn tick(&mut self) {
        self.step += 1;
    }

    /// Adds to the weight of the label for each feature.
    pub fn add(&mut self, features: &[Feature], label: usize, amount: i32) {
        for &feature in features {
            let next = self.rows.len() as u32;
            let row = *self.rows.entry(feature).or_insert(next);
            if row == next {
                let len = self.weights.len() + self.labels;
                self.weights.resize(len, 0);
                self.totals.resize(len, 0);
                self.stamps.resize(len, 0);
                self.updates.push(0);
            }
            let updates = &mut self.updates[row as usize];
            *updates = updates.saturating_add(1);
            let at = row as usize * self.labels + label;
            self.totals[at] += i64::from(self.weights[at]) * i64::from(self.step - self.stamps[at]);
            self.stamps[at] = self.step;
            self.weights[at] += amount;
        }
    }

    /// The averaged weights of the features that weigh most, as many as fit into so many bytes of a
    /// model file, in 8 bits: a weight is kept as the root of its share of the largest, so that small
    /// ones stay exact.
    pub fn finish_within(self, bytes: usize) -> Classifier {
        let average = |at: usize| {
            let steps = i64::from(self.step - self.stamps[at]);
            self.totals[at] + i64::from(self.weights[at]) * steps
        };
        let row = |row: u32| row as usize * self.labels..(row as usize + 1) * self.labels;
        let rows = self
            .rows
            .iter()
            .filter(|&(_, &r)| self.updates[r as usize] >= self.least)
            .map(|(&f, &r)| (f, row(r).map(|at| average(at) as f64).collect()));
        quantise(self.labels, rows.collect(), 0.0, bytes).0
    }
}

/// The rows that weigh most, as many as fit into so many bytes of a model file, in 8 bits: a weight is
/// kept as the root of its share of the largest, so that small ones stay exact. Also gives the factor
/// from a weight to its score; `other` is the largest weight that is kept elsewhere on that scale.
pub(crate) fn quantise(
    labels: usize,
    rows: Vec<(Feature, Vec<f64>)>,
    other: f64,
    bytes: usize,
) -> (Classifier, f64) {
    let size = |row: &[f64]| row.iter().fold(0.0, |m: f64, w| m.max(w.abs()));
    let mut rows: Vec<(f64, Feature, Vec<f64>)> = rows
        .into_iter()
        .map(|(feature, row)| (size(&row), feature, row))
        .collect();
    rows.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let largest = rows.first().map_or(other, |row| row.0.max(other));
    let largest = if largest > 0.0 { largest } else { 1.0 };
    let root = |exact: f64| {
        ((exact.abs() / largest).sqrt() * 127.0)
            .round()
            .copysign(exact) as i8
    };
    let mut left = bytes;
    let mut kept: Vec<(Feature, Vec<(u8, i8)>)> = Vec::new();
    for (_, feature, row) in rows {
        let entries = (0..).zip(row).map(|(label, weight)| (label, root(weight)));
        let entries: Vec<(u8, i8)> = entries.filter(|e| e.1 != 0).collect();
        let size = ROW_BYTES + ENTRY_BYTES * entries.len();
        if entries.is_empty() || size > left {
            break;
        }
        left -= size;
        kept.push((feature, entries));
    }
    kept.sort_unstable_by_key(|k| k.0);
    (Classifier::new(labels, kept), 127.0 * 127.0 / largest)
}

/// A fixed sequence of pseudo-random numbers (xorshift), for orders that are the same each time.
#[derive(Clone, Debug)]
pub struct Shuffle(u64);

impl Shuffle {
    /// The sequence of this seed.
    pub fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// A number below the bound.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound.max(1)
    }

    /// Puts the items into another order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}
