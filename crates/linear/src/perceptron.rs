use crate::{Classifier, Feature};
use std::collections::HashMap;

/// An averaged perceptron over sparse features (Collins 2002), with integer weights.
#[derive(Debug)]
pub struct AveragedPerceptron {
    labels: usize,
    rows: HashMap<Feature, u32>,
    weights: Vec<i32>,
    /// Sum of each weight over all past steps, up to the step in `stamps`.
    totals: Vec<i64>,
    stamps: Vec<u32>,
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
            step: 0,
        }
    }

    /// Sets the scores to the sums of the features' present weights.
    pub fn score(&self, features: &[Feature], scores: &mut [i32]) {
        scores.fill(0);
        for feature in features {
            if let Some(&row) = self.rows.get(feature) {
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
            }
            let at = row as usize * self.labels + label;
            self.totals[at] += i64::from(self.weights[at]) * i64::from(self.step - self.stamps[at]);
            self.stamps[at] = self.step;
            self.weights[at] += amount;
        }
    }

    /// The averaged weights, without those below `keep` times the largest in size, in 8 bits.
    pub fn finish(self, keep: f64) -> Classifier {
        let step = i64::from(self.step.max(1));
        let average = |at: usize| {
            let total = self.totals[at]
                + i64::from(self.weights[at]) * i64::from(self.step - self.stamps[at]);
            total as f64 / step as f64
        };
        let mut largest: Vec<f64> = (0..self.weights.len())
            .map(|at| average(at).abs())
            .filter(|w| *w > 0.0)
            .collect();
        largest.sort_by(f64::total_cmp);
        // The few weights above this are cut to it, so that the many small ones keep their bits.
        let top = largest
            .get(largest.len() * 999 / 1000)
            .copied()
            .unwrap_or(1.0);
        let mut rows: Vec<(Feature, u32)> = self.rows.iter().map(|(&f, &r)| (f, r)).collect();
        rows.sort_unstable();
        let rows = rows.into_iter().filter_map(|(feature, row)| {
            let weight = |label: usize| {
                let exact = average(row as usize * self.labels + label);
                let small = exact.abs() < keep * top;
                if small {
                    0
                } else {
                    (exact / top * 127.0).round().clamp(-127.0, 127.0) as i8
                }
            };
            let entries: Vec<(u8, i8)> = (0..self.labels)
                .map(|l| (l as u8, weight(l)))
                .filter(|e| e.1 != 0)
                .collect();
            (!entries.is_empty()).then_some((feature, entries))
        });
        Classifier::new(self.labels, rows)
    }
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
