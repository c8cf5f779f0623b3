use super::pattern::Pattern;
use newsgraph_linear::{ModelError, ModelFile};
use std::fmt;

/// The part of a model that holds the weights.
pub(super) const WEIGHTS: &str = "weights";

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

impl Confidence {
    /// The weights of a model: one row a feature, with template, pattern, value, weight in thousandths.
    pub(super) fn read(file: &ModelFile) -> Result<Self, ModelError> {
        let patterns = Pattern::ALL.map(|pattern| (format!("{pattern:?}"), pattern));
        let mut weights = vec![0; TEMPLATES.len() * (Pattern::ALL.len() + 1) * VALUES];
        for line in file.strings(WEIGHTS)? {
            let (clue, weight) = row(line, &patterns).ok_or_else(|| ModelError::Inconsistent {
                part: WEIGHTS.to_owned(),
            })?;
            weights[clue.place()] = weight;
        }
        Ok(Self { weights })
    }

    /// Between 0 and 1.
    pub(super) fn score(&self, clues: &[Clue]) -> f32 {
        let sum: i32 = clues.iter().map(|clue| self.weights[clue.place()]).sum();
        sum.clamp(0, 1000) as f32 / 1000.0
    }
}

fn row(line: &str, patterns: &[(String, Pattern)]) -> Option<(Clue, i32)> {
    let mut columns = line.split('\t');
    let (template, pattern) = (columns.next()?, columns.next()?);
    let template = TEMPLATES.iter().find(|t| **t == template)?;
    let pattern = match pattern {
        "*" => None,
        name => Some(patterns.iter().find(|(own, _)| own == name)?.1),
    };
    let value = columns.next()?.parse().ok()?;
    let weight: i32 = columns.next()?.parse().ok()?;
    let sound = columns.next().is_none() && weight.unsigned_abs() <= HEAVIEST;
    sound.then(|| (Clue::new(template, pattern, value), weight))
}

/// The largest weight that a sum of a triple's features cannot overflow with.
const HEAVIEST: u32 = 1_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_its_own_rows_and_refuses_others() {
        let mut file = ModelFile::new("triples", 1);
        let line = format!("{}\t-17", Clue::new("label", Some(Pattern::ALL[0]), 3));
        let other = format!("{}\t20", Clue::new("label", None, 3));
        file.set_strings(WEIGHTS, &[&*line, &*other]);
        let confidence = Confidence::read(&file).unwrap();
        assert_eq!(confidence.weights.iter().sum::<i32>(), 3);
        for wrong in [
            "label",
            "label\tNone\t3\t20",
            "no such\t*\t3\t20",
            "label\t*\t3\tx",
        ] {
            file.set_strings(WEIGHTS, &[wrong]);
            assert!(Confidence::read(&file).is_err(), "{wrong}");
        }
    }
}
