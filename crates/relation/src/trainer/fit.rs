use super::sources::Source;
use super::{Gold, RelationTrainer};
use crate::model::{Model, Schema, Threshold};
use crate::reader::Reader;
use crate::scene::{Cast, Scene};
use crate::sorts::{SORTS, number};
use newsgraph_document::DocumentError;
use newsgraph_linear::LogisticTrainer;
use newsgraph_phrase::Trees;
use std::collections::{BTreeMap, BTreeSet};

/// Share of a label's relations that have the ending, or stand both ways, where the label is one to do so.
const ADJECTIVAL_SHARE: f32 = 0.2;
const SYMMETRIC_SHARE: f32 = 0.6;

/// The most labels: as many as there are bits.
const LABELS: usize = 64;

/// How often a label stands.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    all: u32,
    /// With the ending for words for what is from a country.
    adjectival: u32,
    both_ways: u32,
}

/// The gold labels between arguments, as bits.
type Truth = BTreeMap<[usize; 2], u64>;

impl RelationTrainer {
    /// The labels without their ending for words for what is from a country.
    pub(super) fn schema(&self) -> Schema {
        let demonyms = self.demonyms();
        let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
        for document in &self.documents {
            for (s, o, label) in &document.relations {
                let bare = demonyms.bare(label);
                if self.by_document && bare == demonyms.of_country {
                    continue;
                }
                let count = counts.entry(bare).or_default();
                count.all += 1;
                count.adjectival += u32::from(bare != label);
                let back = (*o, *s, label.clone());
                count.both_ways += u32::from(document.relations.contains(&back));
            }
        }
        let counts: Vec<(&str, Count)> = counts.into_iter().take(LABELS).collect();
        let bits = |number: fn(&Count) -> u32, share: f32| {
            let often = |count: &Count| number(count) as f32 >= share * count.all as f32;
            let labels = counts.iter().enumerate();
            let labels = labels.filter(|(_, (_, count))| often(count));
            labels.fold(0, |bits, (at, _)| bits | 1 << at)
        };
        let labels = counts.iter().map(|(label, _)| (*label).to_owned());
        let name = |(label, _): &(&str, Count)| {
            let name = self.names.get(*label);
            name.map_or_else(|| (*label).to_owned(), Clone::clone)
        };
        Schema {
            labels: labels.collect(),
            names: counts.iter().map(name).collect(),
            adjectival: bits(|count| count.adjectival, ADJECTIVAL_SHARE),
            symmetric: bits(|count| count.both_ways, SYMMETRIC_SHARE),
            by_document: self.by_document,
            between: vec![0; SORTS * SORTS],
            demonyms,
        }
    }

    pub(super) fn scene<'a>(
        &'a self,
        gold: &'a Gold,
        schema: &Schema,
    ) -> Result<Scene<'a>, DocumentError> {
        let (document, language) = (&gold.document, &self.language);
        let trees = Trees::new(document.tokenized()?, document.syntax()?, &language.grammar);
        let cast = Cast {
            mentions: document.mentions()?,
            entities: document.entities()?,
        };
        let countries = schema.countries(&language.countries);
        Ok(Scene::new(trees, &language.lexicon, cast, countries))
    }

    fn truth(gold: &Gold, scene: &Scene<'_>, schema: &Schema) -> Truth {
        let mut found = Truth::new();
        for (s, o, label) in &gold.relations {
            let label = schema.label(label);
            if let (Some(s), Some(o), Some(label)) = (scene.of[*s], scene.of[*o], label) {
                *found.entry([s, o]).or_default() |= 1 << label;
            }
        }
        found
    }

    /// A model, without thresholds, of the documents that are not held out.
    pub(super) fn fit(&self, held_out: &dyn Fn(usize) -> bool) -> Result<Model, DocumentError> {
        let mut schema = self.schema();
        let numbered = || self.documents.iter().enumerate();
        let learned = numbered().filter(|(number, _)| !held_out(*number));
        let held = numbered().filter(|(number, _)| held_out(*number));
        let held: BTreeSet<Source> = held.map(|(_, gold)| gold.source).collect();
        let mut examples = Vec::new();
        for (_, gold) in learned {
            let scene = self.scene(gold, &schema)?;
            let truth = Self::truth(gold, &scene, &schema);
            examples.push(Example { gold, scene, truth });
        }
        for example in &examples {
            for (&[s, o], bits) in &example.truth {
                let [s, o] = [s, o].map(|a| number(example.scene.arguments[a].sort));
                schema.between[s * SORTS + o] |= bits;
            }
        }
        let mut trainer = LogisticTrainer::new(schema.labels.len());
        trainer.passes = self.passes;
        trainer.rate = self.rate;
        trainer.penalty = self.penalty;
        trainer.least = self.least;
        for example in &examples {
            self.add_example(&mut trainer, example, &schema, &held);
        }
        let fitted = trainer.train(self.bytes);
        let threshold = Threshold {
            balanced: 0.0,
            careful: 0.0,
        };
        Ok(Model {
            thresholds: vec![threshold; schema.labels.len()],
            calibration: Vec::new(),
            classifier: fitted.classifier,
            unit: fitted.unit,
            facts: self
                .sources
                .facts(&schema, &|source| held.contains(&source)),
            schema,
        })
    }

    /// Adds the pairs of a document, with what other documents tell of their names.
    fn add_example(
        &self,
        trainer: &mut LogisticTrainer,
        example: &Example<'_>,
        schema: &Schema,
        held: &BTreeSet<Source>,
    ) {
        let Example { gold, scene, truth } = example;
        let known = gold.known.as_ref().map_or(u64::MAX, |known| {
            let labels = schema.labels.iter().enumerate();
            let labels = labels.filter(|(_, label)| known.contains(*label));
            labels.fold(0, |bits, (at, _)| bits | 1 << at)
        });
        let left_out = |source: Source| source == gold.source || held.contains(&source);
        let get = |key| self.sources.bits(schema, key, &left_out);
        let towns = self.sources.towns();
        let reader = Reader::new(scene, &towns, &get);
        let (mut features, mut own) = (Vec::new(), Vec::new());
        for candidate in &schema.candidates(scene) {
            reader.of_pair(candidate, &mut features);
            for key in reader.keys(candidate) {
                reader.of_one(key, &mut own);
                features.append(&mut own);
            }
            let bits = truth.get(&[candidate.subject, candidate.object]);
            let bits = bits.copied().unwrap_or(0);
            let [s, o] = [candidate.subject, candidate.object].map(|a| scene.arguments[a].sort);
            // Of words for what is from a country the corpus has only labels with the ending.
            let object = &scene.arguments[candidate.object];
            let only_demonyms = object.demonyms > 0 && object.demonyms == object.entities.len();
            let possible = if only_demonyms {
                schema.adjectival
            } else {
                u64::MAX
            };
            let known = (known | bits) & possible & schema.allowed(s, o);
            trainer.add(&features, bits, known);
        }
    }
}

/// A document to learn from.
struct Example<'a> {
    gold: &'a Gold,
    scene: Scene<'a>,
    truth: Truth,
}
