use super::confidence::WEIGHTS;
use super::{Language, TASK, TEMPLATES};
use newsgraph_linear::ModelFile;
use std::collections::BTreeMap;

/// Fits the confidence of triples: ridge regression of an agreement on features, by the normal equations.
#[derive(Clone, Debug)]
pub struct ConfidenceTrainer {
    pub(super) language: Language,
    rows: Vec<(Vec<String>, f64)>,
}

impl Default for ConfidenceTrainer {
    fn default() -> Self {
        Self {
            language: Language::english(),
            rows: Vec::new(),
        }
    }
}

/// How many triples must have a feature.
const OFTEN: usize = 8;

/// The penalty of squared weights.
const RIDGE: f64 = 30.0;

impl ConfidenceTrainer {
    /// Adds a triple with the names of its features and how well it agrees with the gold, 0 to 1.
    pub fn add(&mut self, features: Vec<String>, agreement: f64) {
        self.rows.push((features, agreement));
    }

    /// The model of a table of weights, as [`ConfidenceTrainer::train`] gives it.
    pub fn file(weights: &BTreeMap<String, i32>) -> ModelFile {
        let row = |(feature, weight): (&String, &i32)| format!("{feature}\t{weight}");
        let rows: Vec<String> = weights.iter().map(row).collect();
        let mut file = ModelFile::new(TASK, TEMPLATES);
        file.set_strings(WEIGHTS, &rows);
        file
    }

    /// The table of weights: a feature and its weight in thousandths a line, sorted. The same rows in the same order give
    /// the same table.
    pub fn train(&self) -> BTreeMap<String, i32> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for feature in self.rows.iter().flat_map(|(features, _)| features) {
            *counts.entry(feature).or_default() += 1;
        }
        counts.retain(|_, count| *count >= OFTEN);
        let names: Vec<&str> = counts.into_keys().collect();
        let size = names.len();
        let (mut left, mut right) = (vec![vec![0.0; size]; size], vec![0.0; size]);
        for (features, agreement) in &self.rows {
            let places: Vec<usize> = features
                .iter()
                .filter_map(|feature| names.binary_search(&feature.as_str()).ok())
                .collect();
            for &i in &places {
                right[i] += agreement;
                for &j in &places {
                    left[i][j] += 1.0;
                }
            }
        }
        for (i, row) in left.iter_mut().enumerate() {
            row[i] += RIDGE;
        }
        let weights = solve(left, right);
        let thousandths = |weight: f64| (1000.0 * weight).round() as i32;
        let rows = names
            .iter()
            .zip(weights)
            .map(|(name, w)| ((*name).to_owned(), thousandths(w)));
        rows.filter(|&(_, weight)| weight != 0).collect()
    }
}

/// Solves a symmetric, positive definite system by Cholesky's factors.
fn solve(mut matrix: Vec<Vec<f64>>, mut values: Vec<f64>) -> Vec<f64> {
    let size = values.len();
    for i in 0..size {
        for j in 0..=i {
            let dot: f64 = (0..j).map(|k| matrix[i][k] * matrix[j][k]).sum();
            let rest = matrix[i][j] - dot;
            matrix[i][j] = if i == j {
                rest.max(f64::EPSILON).sqrt()
            } else {
                rest / matrix[j][j]
            };
        }
    }
    for i in 0..size {
        let dot: f64 = (0..i).map(|k| matrix[i][k] * values[k]).sum();
        values[i] = (values[i] - dot) / matrix[i][i];
    }
    for i in (0..size).rev() {
        let dot: f64 = (i + 1..size).map(|k| matrix[k][i] * values[k]).sum();
        values[i] = (values[i] - dot) / matrix[i][i];
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solves_by_hand() {
        let found = solve(vec![vec![4.0, 2.0], vec![2.0, 3.0]], vec![10.0, 8.0]);
        assert!(
            (found[0] - 1.75).abs() < 1e-9 && (found[1] - 1.5).abs() < 1e-9,
            "{found:?}"
        );
    }

    #[test]
    fn learns_what_agrees() {
        let mut trainer = ConfidenceTrainer::default();
        for _ in 0..200 {
            trainer.add(vec!["all".into(), "good".into()], 0.9);
            trainer.add(vec!["all".into(), "bad".into()], 0.1);
        }
        let weights = trainer.train();
        let sum = |names: [&str; 2]| names.iter().map(|n| weights[*n]).sum::<i32>();
        assert!((750..950).contains(&sum(["all", "good"])), "{weights:?}");
        assert!((50..250).contains(&sum(["all", "bad"])), "{weights:?}");
    }
}
