use super::{Found, Gold, RelationTrainer};
use crate::extractor::{Labels, pairs};
use crate::model::{Model, Schema};
use crate::thresholds::{Guess, Tally, choose};
use newsgraph_document::DocumentError;

/// Parts of the documents that are left out in turn to choose thresholds.
const FOLDS: usize = 5;

/// Log-odds from which on a label is a guess at all.
const LEAST: f32 = -5.0;

/// What models guess of a document that they have not seen.
#[derive(Clone, Debug, Default)]
pub(super) struct Guesses {
    pub(super) all: Vec<Guess>,
    relations: Vec<Guessed>,
    /// Words for what is from a country with the country.
    demonyms: Vec<Found>,
}

/// A relation with the label that it is of, and its log-odds.
#[derive(Clone, Debug)]
struct Guessed {
    label: usize,
    odds: f32,
    relation: Found,
}

impl RelationTrainer {
    /// What a model guesses of a document that it has not seen.
    fn guess(&self, model: &Model, gold: &Gold) -> Result<Guesses, DocumentError> {
        let schema = &model.schema;
        let scene = self.scene(gold, schema)?;
        let candidates = schema.candidates(&scene);
        let rules = &self.language.rules;
        let odds = model.odds(&scene, &candidates, rules, &|key| model.facts.get(key));
        let is_known = |label: usize| {
            let known = gold.known.as_ref();
            known.is_none_or(|known| known.contains(&schema.labels[label]))
        };
        let mut found = Guesses::default();
        let rows = odds.chunks(model.schema.labels.len().max(1));
        for (candidate, odds) in candidates.iter().zip(rows) {
            let likely = odds.iter().enumerate().filter(|(_, odds)| **odds > LEAST);
            for (label, &odds) in likely.filter(|&(label, _)| is_known(label)) {
                let given = pairs(&scene, candidate, schema, label, Labels::Corpus);
                let given = given.into_iter().map(|p| (p.subject, p.object, p.label));
                let given: Vec<Found> = given.collect();
                let right = given.iter().filter(|pair| gold.relations.contains(*pair));
                found.all.push(Guess {
                    label,
                    odds,
                    tally: Tally {
                        given: given.len() as u32,
                        right: right.count() as u32,
                    },
                });
                found
                    .relations
                    .extend(given.into_iter().map(|relation| Guessed {
                        label,
                        odds,
                        relation,
                    }));
            }
        }
        let label = &schema.demonyms.of_country;
        if schema.by_document && !label.is_empty() {
            let demonyms = scene.demonyms().into_iter();
            let demonyms = demonyms.map(|d| (d.word, d.country, label.clone()));
            found.demonyms = demonyms.collect();
        }
        Ok(found)
    }

    /// Guesses for each document, by models that have not seen it.
    pub(super) fn guesses(
        &self,
        progress: &mut dyn FnMut(&str),
    ) -> Result<Vec<Guesses>, DocumentError> {
        let mut found = vec![Guesses::default(); self.documents.len()];
        for fold in 0..FOLDS {
            let model = self.fit(&|number| number % FOLDS == fold)?;
            for number in (fold..self.documents.len()).step_by(FOLDS) {
                found[number] = self.guess(&model, &self.documents[number])?;
            }
            progress(&format!("part {} of {FOLDS}", fold + 1));
        }
        Ok(found)
    }

    /// Gold relations by label.
    pub(super) fn counts<'a>(schema: &Schema, gold: impl Iterator<Item = &'a Gold>) -> Vec<u32> {
        let mut counts = vec![0; schema.labels.len()];
        for (.., label) in gold.flat_map(|d| &d.relations) {
            if let Some(label) = schema.label(label) {
                counts[label] += 1;
            }
        }
        counts
    }

    /// The relations of each document, by models that have not seen it and have chosen their thresholds on
    /// other parts.
    pub(super) fn cross_validated(&self, guesses: &[Guesses]) -> Vec<Vec<Found>> {
        let schema = self.schema();
        let mut found = vec![Vec::new(); guesses.len()];
        for fold in 0..FOLDS {
            let others = || (0..guesses.len()).filter(move |number| number % FOLDS != fold);
            let gold = Self::counts(&schema, others().map(|number| &self.documents[number]));
            let all = others().flat_map(|number| guesses[number].all.iter().copied());
            let thresholds = choose(all.collect(), &gold, 0.0);
            for number in (fold..guesses.len()).step_by(FOLDS) {
                let own = &guesses[number];
                let passing = own.relations.iter();
                let passing = passing.filter(|g| g.odds >= thresholds[g.label].balanced);
                found[number].extend(passing.map(|g| g.relation.clone()));
                found[number].extend(own.demonyms.iter().cloned());
            }
        }
        found
    }
}

impl Guesses {
    /// What is given to readers of documents that were left out.
    pub(super) fn describe_careful(model: &Model, guesses: &[Guess], gold: &[u32]) -> String {
        let passing = guesses
            .iter()
            .filter(|g| g.odds >= model.thresholds[g.label].careful);
        let sum = passing.fold(Tally::default(), |sum, g| sum.and(g.tally));
        let share = |of: u32| 100.0 * f64::from(sum.right) / f64::from(of.max(1));
        let (precision, recall) = (share(sum.given), share(gold.iter().sum()));
        format!("given to readers: precision {precision:.1}, recall {recall:.1}")
    }
}
