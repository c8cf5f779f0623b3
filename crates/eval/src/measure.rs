use std::collections::BTreeMap;
use std::fmt;

/// Precision, recall and F1 as sums, which may be shares of items.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measure {
    right_predicted: f64,
    predicted: usize,
    right_gold: f64,
    gold: usize,
}

impl Measure {
    /// Of whole items: how many are in both, in the gold, in the predictions.
    pub fn of_counts(right: usize, gold: usize, predicted: usize) -> Self {
        Self {
            right_predicted: right as f64,
            predicted,
            right_gold: right as f64,
            gold,
        }
    }

    /// Of shares of items: what is right of how many predicted, and what was found of how many gold.
    pub fn of_shares(
        (right_predicted, predicted): (f64, usize),
        (right_gold, gold): (f64, usize),
    ) -> Self {
        Self {
            right_predicted,
            predicted,
            right_gold,
            gold,
        }
    }

    /// Adds a predicted item, of which this share is right.
    pub fn add_predicted(&mut self, share: f64) {
        self.right_predicted += share;
        self.predicted += 1;
    }

    /// Adds a gold item, of which this share was found.
    pub fn add_gold(&mut self, share: f64) {
        self.right_gold += share;
        self.gold += 1;
    }

    /// Adds what another one counted.
    pub fn add(&mut self, other: Self) {
        self.right_predicted += other.right_predicted;
        self.predicted += other.predicted;
        self.right_gold += other.right_gold;
        self.gold += other.gold;
    }

    /// Right of predicted, 0 to 1; 0 where nothing was predicted.
    pub fn precision(&self) -> f64 {
        ratio(self.right_predicted, self.predicted)
    }

    /// Found of gold, 0 to 1; 0 where there is no gold.
    pub fn recall(&self) -> f64 {
        ratio(self.right_gold, self.gold)
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 {
            2.0 * p * r / (p + r)
        } else {
            0.0
        }
    }

    /// Number of gold items.
    pub fn gold(&self) -> usize {
        self.gold
    }

    /// Number of predicted items.
    pub fn predicted(&self) -> usize {
        self.predicted
    }
}

fn ratio(right: f64, of: usize) -> f64 {
    if of == 0 { 0.0 } else { right / of as f64 }
}

/// Measures by name, in the order in which they are to be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    rows: Vec<(String, Measure)>,
    figures: Vec<(String, f64)>,
    errors: Vec<String>,
}

impl Report {
    /// Adds a row.
    pub fn push(&mut self, name: impl Into<String>, measure: Measure) {
        self.rows.push((name.into(), measure));
    }

    /// Adds a figure of its own, 0 to 1, that is read after the rows: a mean of F1, say.
    pub fn push_figure(&mut self, name: impl Into<String>, figure: f64) {
        self.figures.push((name.into(), figure));
    }

    /// The figure with this name.
    pub fn figure(&self, name: &str) -> Option<f64> {
        let row = self.figures.iter().find(|(row, _)| row == name);
        row.map(|&(_, figure)| figure)
    }

    /// The rows, in order.
    pub fn rows(&self) -> &[(String, Measure)] {
        &self.rows
    }

    /// The measure with this name.
    pub fn get(&self, name: &str) -> Option<Measure> {
        let row = self.rows.iter().find(|(row, _)| row == name);
        row.map(|&(_, measure)| measure)
    }

    /// What was wrong, a line each with tabs between its fields, where the score tells it.
    pub fn errors(&self) -> &[String] {
        &self.errors
    }

    pub(crate) fn push_errors(&mut self, errors: Vec<String>) {
        self.errors.extend(errors);
    }

    pub(crate) fn push_types(&mut self, types: BTreeMap<String, Measure>) {
        self.rows.extend(types);
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = ["P", "R", "F1", "gold", "predicted"];
        let [p, r, f1, gold, predicted] = head;
        writeln!(
            f,
            "{:<24} {p:>7} {r:>7} {f1:>7} {gold:>8} {predicted:>9}",
            ""
        )?;
        for (name, m) in &self.rows {
            let [p, r, f1] = [m.precision(), m.recall(), m.f1()].map(|x| 100.0 * x);
            let (gold, predicted) = (m.gold, m.predicted);
            writeln!(
                f,
                "{name:<24} {p:>7.2} {r:>7.2} {f1:>7.2} {gold:>8} {predicted:>9}"
            )?;
        }
        for (name, figure) in &self.figures {
            let (none, figure) = ("-", 100.0 * figure);
            writeln!(f, "{name:<24} {none:>7} {none:>7} {figure:>7.2}")?;
        }
        Ok(())
    }
}
