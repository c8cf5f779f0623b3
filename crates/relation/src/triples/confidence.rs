use super::pattern::Pattern;
use std::fmt;

/// What is known of a triple in the making; each name goes with a small number.
const TEMPLATES: [&str; 19] = [
    "pattern",
    "route",
    "subject length",
    "object length",
    "predicate length",
    "arguments",
    "argument words",
    "subject kind",
    "object kind",
    "subject place",
    "object place",
    "subject marks",
    "object marks",
    "label",
    "implied",
    "preposition",
    "order",
    "distance",
    "determined",
];

/// Values of a template.
const VALUES: usize = 32;

/// Something that is so of a triple in the making: of any (`None`), or of those of one pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clue {
    template: usize,
    pattern: Option<Pattern>,
    value: usize,
}

impl Clue {
    /// # Panics
    /// If there is no such template.
    pub(super) fn new(template: &str, pattern: Option<Pattern>, value: usize) -> Self {
        let place = TEMPLATES.iter().position(|t| *t == template);
        let template = place.unwrap_or_else(|| unreachable!("{template:?} is a template"));
        Self {
            template,
            pattern,
            value: value.min(VALUES - 1),
        }
    }

    /// Its place in the table of weights.
    fn place(self) -> usize {
        let pattern = self.pattern.map_or(0, |pattern| 1 + pattern as usize);
        (self.template * (Pattern::ALL.len() + 1) + pattern) * VALUES + self.value
    }
}

/// As in the file of weights: template, pattern or `*`, value.
impl fmt::Display for Clue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let template = TEMPLATES[self.template];
        match self.pattern {
            Some(pattern) => write!(f, "{template}\t{pattern:?}\t{}", self.value),
            None => write!(f, "{template}\t*\t{}", self.value),
        }
    }
}

/// Judges triples by a linear estimate of how well they would agree with one of the gold.
#[derive(Clone, Debug)]
pub(super) struct Confidence {
    /// Thousandths for each feature.
    weights: Vec<i32>,
}

/// One row a feature: template, pattern, value, weight in thousandths; the first row is the constant.
/// `cargo xtask train triples` writes it.
const WEIGHTS: &str = include_str!("../../data/confidence.txt");

impl Confidence {
    pub(super) fn new() -> Self {
        let mut weights = vec![0; TEMPLATES.len() * (Pattern::ALL.len() + 1) * VALUES];
        for line in WEIGHTS.lines() {
            if let Some((clue, weight)) = row(line) {
                weights[clue.place()] = weight;
            }
        }
        Self { weights }
    }

    /// Between 0 and 1.
    pub(super) fn score(&self, clues: &[Clue]) -> f32 {
        let sum: i32 = clues.iter().map(|clue| self.weights[clue.place()]).sum();
        sum.clamp(0, 1000) as f32 / 1000.0
    }
}

fn row(line: &str) -> Option<(Clue, i32)> {
    let mut columns = line.split('\t');
    let (template, pattern) = (columns.next()?, columns.next()?);
    let template = TEMPLATES.iter().find(|t| **t == template)?;
    let pattern = Pattern::ALL
        .into_iter()
        .find(|p| format!("{p:?}") == pattern);
    let value = columns.next()?.parse().ok()?;
    Some((
        Clue::new(template, pattern, value),
        columns.next()?.parse().ok()?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_file_is_read() {
        for line in WEIGHTS.lines().filter(|line| !line.starts_with('#')) {
            let (clue, weight) = row(line).unwrap_or_else(|| panic!("{line:?}"));
            assert_eq!(format!("{clue}\t{weight}"), line);
        }
    }
}
