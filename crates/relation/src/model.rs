use crate::arguments::Key;
use crate::candidates::{Candidate, candidates};
use crate::countries::Countries;
use crate::facts::Facts;
use crate::reader::Reader;
use crate::rules::Rules;
use crate::scene::Scene;
use crate::sorts::{SORTS, number};
use newsgraph_linear::{Classifier, Feature, ModelError, ModelFile};
use newsgraph_phrase::Sort;

pub(crate) const TASK: &str = "relation";

/// Raise it when a feature, a sort or a key of facts changes its meaning.
///
/// 1: the first templates.
pub(crate) const TEMPLATES: u64 = 2;

/// Which labels, between what.
#[derive(Clone, Debug, Default)]
pub(crate) struct Schema {
    /// Labels as the corpus has them, without the ending for words for what is from a country.
    pub(crate) labels: Vec<String>,
    /// The name that each label has for users.
    pub(crate) names: Vec<String>,
    /// What the corpus has for words for what is from a country.
    pub(crate) demonyms: DemonymLabels,
    /// Labels that also hold of such words, as bits.
    pub(crate) adjectival: u64,
    /// Labels that hold both ways, as bits.
    pub(crate) symmetric: u64,
    /// Whether countries are one with such words, and arguments are paired that no sentence names both of.
    pub(crate) by_document: bool,
    /// For each sort of subject and object the labels that there may be, as bits.
    pub(crate) between: Vec<u64>,
}

/// The labels of a corpus whose relations may also hold of words for what is from a country.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DemonymLabels {
    /// The ending of labels whose object is such a word; empty for none.
    pub(crate) ending: String,
    /// The label between such a word and its country; empty for none.
    pub(crate) of_country: String,
}

#[cfg(feature = "train")]
impl DemonymLabels {
    /// A label without the ending.
    pub(crate) fn bare<'a>(&self, label: &'a str) -> &'a str {
        label.strip_suffix(&self.ending).unwrap_or(label)
    }
}

/// How sure a label's log-odds make it, and from where on it is given.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Threshold {
    /// For the best F1.
    pub(crate) balanced: f32,
    /// For precision.
    pub(crate) careful: f32,
}

/// Weights, constraints, thresholds and facts.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) schema: Schema,
    pub(crate) classifier: Classifier,
    /// Score of one unit of log-odds.
    pub(crate) unit: f32,
    pub(crate) thresholds: Vec<Threshold>,
    /// The chance of being right at steps of log-odds; between them it is a straight line.
    pub(crate) calibration: Vec<f32>,
    pub(crate) facts: Facts,
}

impl Schema {
    /// The labels that there may be between a subject and an object of these sorts, as bits.
    pub(crate) fn allowed(&self, subject: Sort, object: Sort) -> u64 {
        self.between[number(subject) * SORTS + number(object)]
    }

    /// The place of a corpus's label, with the ending or without.
    #[cfg(feature = "train")]
    pub(crate) fn label(&self, label: &str) -> Option<usize> {
        let bare = self.demonyms.bare(label);
        self.labels.iter().position(|l| l == bare)
    }

    pub(crate) fn candidates(&self, scene: &Scene<'_>) -> Vec<Candidate> {
        candidates(scene, self.by_document, |s, o| self.allowed(s, o) != 0)
    }

    /// The table that scenes of this schema need.
    pub(crate) fn countries<'a>(&self, countries: &'a Countries) -> Option<&'a Countries> {
        self.by_document.then_some(countries)
    }
}

/// Log-odds between two values of a calibration, and the first of them.
pub(crate) const KNOT: f32 = 0.5;
pub(crate) const FIRST_KNOT: f32 = -4.0;

impl Model {
    /// The chance that a relation of such log-odds is right, in thousandths.
    pub(crate) fn chance(&self, odds: f32) -> f32 {
        let last = self.calibration.len().saturating_sub(1);
        let at = ((odds - FIRST_KNOT) / KNOT).clamp(0.0, last as f32);
        // The last knot at or below, and how far the odds are from it to the next.
        let before = (0..last)
            .take_while(|&knot| (knot + 1) as f32 <= at)
            .count();
        let part = at - before as f32;
        // A file may hold any numbers.
        let value = |at: usize| {
            let value = self.calibration.get(at.min(last)).copied();
            value.unwrap_or(0.0).clamp(0.0, 1.0)
        };
        let chance = value(before) + part * (value(before + 1) - value(before));
        (chance * 1000.0).round() / 1000.0
    }

    /// The log-odds of each label for each candidate, one row of labels after the other; of labels that cannot be, far
    /// below any threshold.
    pub(crate) fn odds(
        &self,
        scene: &Scene<'_>,
        candidates: &[Candidate],
        rules: &Rules,
        get: &dyn Fn(Feature) -> u64,
    ) -> Vec<f32> {
        let reader = Reader::new(scene, &self.facts, get);
        let labels = self.schema.labels.len();
        let mut parts = Parts::new(scene.arguments.len(), labels);
        let mut scores = vec![0; labels];
        let mut found = Vec::new();
        let mut odds = Vec::with_capacity(candidates.len() * labels);
        for candidate in candidates {
            reader.of_pair(candidate, &mut found);
            self.classifier.score(&found, &mut scores);
            for key in reader.keys(candidate) {
                let part = parts.of(key, |part| {
                    reader.of_one(key, &mut found);
                    self.classifier.score(&found, part);
                });
                for (score, part) in scores.iter_mut().zip(part) {
                    *score += *part;
                }
            }
            let [s, o] = [candidate.subject, candidate.object].map(|a| scene.arguments[a].sort);
            let allowed = self.schema.allowed(s, o);
            odds.extend(scores.iter().enumerate().map(|(label, &score)| {
                if allowed >> label & 1 == 1 {
                    score as f32 / self.unit
                } else {
                    IMPOSSIBLE
                }
            }));
        }
        self.close_symmetric(candidates, &mut odds);
        if self.schema.by_document {
            self.add_rules(scene, candidates, rules, &mut odds);
        }
        odds
    }

    /// The place of a label's odds for a candidate.
    fn place(&self, candidate: usize, label: usize) -> usize {
        candidate * self.schema.labels.len() + label
    }

    /// Makes sure of what rules say, where the types allow it, both ways of a symmetric label.
    fn add_rules(
        &self,
        scene: &Scene<'_>,
        candidates: &[Candidate],
        rules: &Rules,
        odds: &mut [f32],
    ) {
        for (one, candidate) in candidates.iter().enumerate() {
            for name in rules.labels(scene, candidate) {
                let label = self.schema.labels.iter().position(|l| l == name);
                let possible = |label: &usize| odds[self.place(one, *label)] > IMPOSSIBLE;
                let Some(label) = label.filter(possible) else {
                    continue;
                };
                let own = self.place(one, label);
                odds[own] = odds[own].max(BY_RULE);
                let back = (candidate.object, candidate.subject);
                let other = candidates.binary_search_by_key(&back, |c| (c.subject, c.object));
                if let Ok(other) = other
                    && self.schema.symmetric >> label & 1 == 1
                {
                    odds[self.place(other, label)] = odds[own];
                }
            }
        }
    }

    /// Gives both ways of a symmetric label the mean of their log-odds. Candidates are sorted.
    fn close_symmetric(&self, candidates: &[Candidate], odds: &mut [f32]) {
        let symmetric = |label: &usize| self.schema.symmetric >> *label & 1 == 1;
        let labels: Vec<usize> = (0..self.schema.labels.len()).filter(symmetric).collect();
        if labels.is_empty() {
            return;
        }
        for (one, candidate) in candidates.iter().enumerate() {
            let back = (candidate.object, candidate.subject);
            let other = candidates.binary_search_by_key(&back, |c| (c.subject, c.object));
            for &label in labels
                .iter()
                .filter(|_| candidate.subject < candidate.object)
            {
                if let Ok(other) = other {
                    let both = [one, other].map(|candidate| self.place(candidate, label));
                    let mean = f32::midpoint(odds[both[0]], odds[both[1]]);
                    for place in both {
                        odds[place] = mean;
                    }
                }
            }
        }
    }

    #[cfg(feature = "train")]
    pub(crate) fn write(&self) -> ModelFile {
        let mut file = ModelFile::new(TASK, TEMPLATES);
        file.set_strings("labels", &self.schema.labels);
        // A file says only what differs from the labels themselves.
        if self.schema.names != self.schema.labels {
            file.set_strings("names", &self.schema.names);
        }
        let demonyms = &self.schema.demonyms;
        if *demonyms != DemonymLabels::default() {
            file.set_strings("demonyms", &[&*demonyms.ending, &*demonyms.of_country]);
        }
        file.set("adjectival", self.schema.adjectival.to_le_bytes().to_vec());
        file.set("symmetric", self.schema.symmetric.to_le_bytes().to_vec());
        file.set("by_document", vec![u8::from(self.schema.by_document)]);
        file.set(
            "between",
            self.schema
                .between
                .iter()
                .flat_map(|b| b.to_le_bytes())
                .collect(),
        );
        let thresholds = self.thresholds.iter().flat_map(|t| [t.balanced, t.careful]);
        file.set(
            "thresholds",
            thresholds.flat_map(f32::to_le_bytes).collect(),
        );
        let calibration = self.calibration.iter().flat_map(|c| c.to_le_bytes());
        file.set("calibration", calibration.collect());
        file.set("unit", self.unit.to_le_bytes().to_vec());
        self.classifier.write("classifier", &mut file);
        self.facts.write(&mut file);
        file
    }

    pub(crate) fn read(file: &ModelFile) -> Result<Self, ModelError> {
        let labels: Vec<String> = file
            .strings("labels")?
            .into_iter()
            .map(str::to_owned)
            .collect();
        let broken = |part: &str| ModelError::Inconsistent {
            part: part.to_owned(),
        };
        let bits = |part: &str, count: usize| -> Result<Vec<u64>, ModelError> {
            let (numbers, rest) = file.get(part)?.as_chunks();
            let numbers: Vec<u64> = numbers.iter().map(|&b| u64::from_le_bytes(b)).collect();
            let sound = rest.is_empty() && numbers.len() == count;
            if sound {
                Ok(numbers)
            } else {
                Err(broken(part))
            }
        };
        let thresholds = file.numbers("thresholds")?;
        let unit = file.numbers("unit")?;
        let sound = labels.len() <= 64 && thresholds.len() == 2 * labels.len() && unit.len() == 1;
        if !sound {
            return Err(broken("labels"));
        }
        let threshold = |pair: &[f32]| Threshold {
            balanced: pair[0],
            careful: pair[1],
        };
        let optional = |part: &str| match file.strings(part) {
            Err(ModelError::MissingPart(_)) => Ok(None),
            strings => strings.map(Some),
        };
        let names = optional("names")?.map(|names| names.into_iter().map(str::to_owned).collect());
        let names = names.unwrap_or_else(|| labels.clone());
        if names.len() != labels.len() {
            return Err(broken("names"));
        }
        let demonyms = match optional("demonyms")?.as_deref() {
            None => DemonymLabels::default(),
            Some(&[ending, of_country]) => DemonymLabels {
                ending: ending.to_owned(),
                of_country: of_country.to_owned(),
            },
            Some(_) => return Err(broken("demonyms")),
        };
        Ok(Self {
            classifier: Classifier::read("classifier", labels.len(), file)?,
            unit: unit[0].max(SMALLEST_UNIT),
            thresholds: thresholds.chunks_exact(2).map(threshold).collect(),
            calibration: file.numbers("calibration")?,
            facts: Facts::read(file)?,
            schema: Schema {
                labels,
                names,
                demonyms,
                adjectival: bits("adjectival", 1)?[0],
                symmetric: bits("symmetric", 1)?[0],
                by_document: file.get("by_document")? == [1],
                between: bits("between", SORTS * SORTS)?,
            },
        })
    }
}

/// The scores of single arguments. Of a pair's features most are of one of the two alone; their scores are added up once
/// for all pairs that they are the same for.
struct Parts {
    labels: usize,
    /// The keys of each argument, with the place of their scores.
    keys: Vec<Vec<(Key, usize)>>,
    scores: Vec<i32>,
}

impl Parts {
    fn new(arguments: usize, labels: usize) -> Self {
        Self {
            labels,
            keys: vec![Vec::new(); arguments],
            scores: Vec::new(),
        }
    }

    /// The scores of a key, which are made where they are asked for first.
    fn of(&mut self, key: Key, make: impl FnOnce(&mut [i32])) -> &[i32] {
        let keys = &mut self.keys[key.argument];
        if let Some(&(_, start)) = keys.iter().find(|(own, _)| *own == key) {
            return &self.scores[start..start + self.labels];
        }
        let start = self.scores.len();
        keys.push((key, start));
        self.scores.resize(start + self.labels, 0);
        make(&mut self.scores[start..]);
        &self.scores[start..]
    }
}

/// The smallest unit of scores, so that the log-odds of sums of 32 bits stay numbers.
const SMALLEST_UNIT: f32 = 1e-6;

/// The least log-odds of what a rule says.
const BY_RULE: f32 = 2.0;

/// The log-odds of what cannot be.
pub(crate) const IMPOSSIBLE: f32 = -1e6;
