use crate::countries::Countries;
use crate::extractor::{ADJECTIVAL, CORPUS_DEMONYM, pairs};
use crate::facts::{Facts, kind_key, object_key, pair_key, subject_key, town_key};
use crate::lexicon::Lexicon;
use crate::model::{Model, Schema, Threshold};
use crate::reader::Reader;
use crate::scene::{Scene, Sort, country_hash, name_hash};
use crate::thresholds::{Guess, calibrate, choose};
use newsgraph_document::{Document, DocumentError};
use newsgraph_linear::{Feature, LogisticTrainer, ModelFile};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Fits a model of relations to documents with gold relations between their entities.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RelationTrainer {
    /// Whether relations may hold between entities that no sentence names both of, and countries are one with
    /// the words for what is from there.
    pub by_document: bool,
    /// Passes over the pairs.
    pub passes: usize,
    /// Learning rate.
    pub rate: f32,
    /// L1 penalty for each weight.
    pub penalty: f32,
    /// Pairs that a feature needs.
    pub least: u32,
    /// Most bytes of the weights.
    pub bytes: usize,
    documents: Vec<Gold>,
    sources: Vec<String>,
    facts: HashMap<Feature, Vec<(u32, Fact)>>,
    towns: BTreeSet<(Feature, u16)>,
    kinds: Vec<String>,
    countries: Countries,
    lexicon: Lexicon,
}

#[derive(Clone, Debug)]
struct Gold {
    document: Document,
    relations: BTreeSet<(usize, usize, String)>,
    known: Option<BTreeSet<String>>,
    source: u32,
}

/// What a source tells under a key.
#[derive(Clone, Debug)]
enum Fact {
    Label(String),
    Kind(u8),
}

/// A relation between entities by their positions, with its label as the corpus has it.
type Found = (usize, usize, String);

/// Share of a label's relations that have the ending, or stand both ways, where the label is one to do so.
const ADJECTIVAL_SHARE: f32 = 0.2;
const SYMMETRIC_SHARE: f32 = 0.6;

/// Parts of the documents that are left out in turn to choose thresholds.
const FOLDS: usize = 5;

impl Default for RelationTrainer {
    fn default() -> Self {
        Self {
            by_document: false,
            passes: 12,
            rate: 0.1,
            penalty: 0.3,
            least: 2,
            bytes: 500_000,
            documents: Vec::new(),
            sources: Vec::new(),
            facts: HashMap::new(),
            towns: BTreeSet::new(),
            kinds: Vec::new(),
            countries: Countries::default(),
            lexicon: Lexicon::default(),
        }
    }
}

impl RelationTrainer {
    /// Adds a document with trees and entities, and the relations between the entities by their positions.
    /// Where `known` names labels, nothing is known of the others.
    ///
    /// # Errors
    /// [`DocumentError`] where a layer is missing.
    pub fn add(
        &mut self,
        document: Document,
        relations: impl IntoIterator<Item = (usize, usize, String)>,
        known: Option<BTreeSet<String>>,
    ) -> Result<(), DocumentError> {
        document.syntax()?;
        document.entities()?;
        let source = self.source(document.id());
        let relations = relations.into_iter().collect();
        self.documents.push(Gold {
            document,
            relations,
            known,
            source,
        });
        Ok(())
    }

    fn source(&mut self, id: &str) -> u32 {
        let at = self.sources.iter().position(|s| s == id);
        let at = at.unwrap_or_else(|| {
            self.sources.push(id.to_owned());
            self.sources.len() - 1
        });
        at as u32
    }

    fn hash(&self, name: &str) -> u64 {
        let country = self
            .countries
            .country(name)
            .or_else(|| self.countries.demonym(name));
        country.map_or_else(|| name_hash(name), country_hash)
    }

    /// Adds what a document of this id tells of two names, with labels as the corpus has them.
    pub fn add_fact(&mut self, id: &str, subject: &str, label: &str, object: &str) {
        let source = self.source(id);
        let label = label.strip_suffix(ADJECTIVAL).unwrap_or(label);
        let [subject, object] = [subject, object].map(|name| self.hash(name));
        for key in [
            pair_key(subject, object),
            subject_key(subject),
            object_key(object),
        ] {
            let fact = (source, Fact::Label(label.to_owned()));
            self.facts.entry(key).or_default().push(fact);
        }
    }

    /// Adds what kind of thing a document of this id says that a name is; at most 64 kinds count.
    pub fn add_kind(&mut self, id: &str, name: &str, kind: &str) {
        let source = self.source(id);
        let at = self.kinds.iter().position(|k| k == kind);
        let at = at.unwrap_or_else(|| {
            self.kinds.push(kind.to_owned());
            self.kinds.len() - 1
        });
        if at < 64 {
            let key = kind_key(self.hash(name));
            self.facts
                .entry(key)
                .or_default()
                .push((source, Fact::Kind(at as u8)));
        }
    }

    /// Adds a town of a country.
    pub fn add_town(&mut self, name: &str, country: &str) {
        if let Some(country) = self.countries.country(country) {
            self.towns.insert((town_key(name_hash(name)), country));
        }
    }

    /// The labels without their ending for words for what is from a country.
    fn schema(&self) -> Schema {
        // For each label how often it stands, with the ending, and both ways.
        let mut counts: BTreeMap<&str, [u32; 3]> = BTreeMap::new();
        for document in &self.documents {
            for (s, o, label) in &document.relations {
                let bare = label.strip_suffix(ADJECTIVAL).unwrap_or(label);
                if self.by_document && bare == CORPUS_DEMONYM {
                    continue;
                }
                let count = counts.entry(bare).or_default();
                count[0] += 1;
                count[1] += u32::from(bare != label);
                let back = (*o, *s, label.clone());
                count[2] += u32::from(document.relations.contains(&back));
            }
        }
        let counts: Vec<_> = counts.into_iter().take(64).collect();
        let bits = |column: usize, share: f32| {
            let often = |count: &[u32; 3]| count[column] as f32 >= share * count[0] as f32;
            let labels = counts
                .iter()
                .enumerate()
                .filter(|(_, (_, count))| often(count));
            labels.fold(0, |bits, (at, _)| bits | 1 << at)
        };
        Schema {
            adjectival: bits(1, ADJECTIVAL_SHARE),
            symmetric: bits(2, SYMMETRIC_SHARE),
            by_document: self.by_document,
            between: vec![0; Sort::COUNT * Sort::COUNT],
            labels: counts
                .iter()
                .map(|(label, _)| (*label).to_owned())
                .collect(),
        }
    }

    fn scene<'a>(&'a self, gold: &'a Gold, schema: &Schema) -> Result<Scene<'a>, DocumentError> {
        let document = &gold.document;
        Ok(Scene::new(
            document.tokenized()?,
            document.syntax()?,
            &self.lexicon,
            (document.mentions()?, document.entities()?),
            schema.countries(&self.countries),
        ))
    }

    /// The gold labels between arguments, as bits.
    fn gold(gold: &Gold, scene: &Scene<'_>, schema: &Schema) -> BTreeMap<[usize; 2], u64> {
        let mut found: BTreeMap<[usize; 2], u64> = BTreeMap::new();
        for (s, o, label) in &gold.relations {
            let bare = label.strip_suffix(ADJECTIVAL).unwrap_or(label);
            let label = schema.labels.iter().position(|l| l == bare);
            if let (Some(s), Some(o), Some(label)) = (scene.of[*s], scene.of[*o], label) {
                *found.entry([s, o]).or_default() |= 1 << label;
            }
        }
        found
    }

    /// The bits under a key, from sources that are not left out.
    fn bits(&self, schema: &Schema, key: Feature, left_out: &dyn Fn(u32) -> bool) -> u64 {
        let facts = self.facts.get(&key).into_iter().flatten();
        let known = facts.filter(|fact| !left_out(fact.0));
        known.fold(0, |bits, (_, fact)| match fact {
            Fact::Kind(kind) => bits | 1 << kind,
            Fact::Label(label) => schema
                .labels
                .iter()
                .position(|l| l == label)
                .map_or(bits, |at| bits | 1 << at),
        })
    }

    /// A model, without thresholds, of the documents that are not held out.
    fn fit(&self, held_out: &dyn Fn(usize) -> bool) -> Result<Model, DocumentError> {
        let mut schema = self.schema();
        let learned: Vec<&Gold> = (0..)
            .zip(&self.documents)
            .filter(|(n, _)| !held_out(*n))
            .map(|(_, d)| d)
            .collect();
        let held: BTreeSet<u32> = (0..)
            .zip(&self.documents)
            .filter(|(n, _)| held_out(*n))
            .map(|(_, d)| d.source)
            .collect();
        let scenes = learned
            .iter()
            .map(|gold| self.scene(gold, &schema))
            .collect::<Result<Vec<_>, _>>()?;
        let truths: Vec<_> = learned
            .iter()
            .zip(&scenes)
            .map(|(gold, scene)| Self::gold(gold, scene, &schema))
            .collect();
        for (scene, truth) in scenes.iter().zip(&truths) {
            for (&[s, o], bits) in truth {
                let [s, o] = [s, o].map(|a| scene.arguments[a].sort as usize);
                schema.between[s * Sort::COUNT + o] |= bits;
            }
        }
        let towns = Facts::new(Vec::new(), self.towns.iter().copied().collect());
        let mut trainer = LogisticTrainer::new(schema.labels.len());
        trainer.passes = self.passes;
        trainer.rate = self.rate;
        trainer.penalty = self.penalty;
        trainer.least = self.least;
        let (mut features, mut own) = (Vec::new(), Vec::new());
        for ((gold, scene), truth) in learned.iter().zip(&scenes).zip(&truths) {
            let known = gold.known.as_ref().map_or(u64::MAX, |known| {
                let labels = (0..)
                    .zip(&schema.labels)
                    .filter(|(_, l)| known.contains(*l));
                labels.fold(0, |bits, (at, _): (u32, _)| bits | 1 << at)
            });
            let candidates = schema.candidates(scene);
            let left_out = |source: u32| source == gold.source || held.contains(&source);
            let get = |key| self.bits(&schema, key, &left_out);
            let reader = Reader::new(scene, &towns, &get);
            for candidate in &candidates {
                reader.of_pair(candidate, &mut features);
                for key in reader.keys(candidate) {
                    reader.of_one(key, &mut own);
                    features.append(&mut own);
                }
                let bits = truth
                    .get(&[candidate.subject, candidate.object])
                    .copied()
                    .unwrap_or(0);
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
        let fitted = trainer.train(self.bytes);
        let mut facts: Vec<(Feature, u64)> = Vec::new();
        let keys: BTreeSet<Feature> = self.facts.keys().copied().collect();
        for key in keys {
            let bits = self.bits(&schema, key, &|source| held.contains(&source));
            if bits != 0 {
                facts.push((key, bits));
            }
        }
        let threshold = Threshold {
            balanced: 0.0,
            careful: 0.0,
        };
        Ok(Model {
            thresholds: vec![threshold; schema.labels.len()],
            calibration: Vec::new(),
            schema,
            classifier: fitted.classifier,
            unit: fitted.unit,
            facts: Facts::new(facts, self.towns.iter().copied().collect()),
        })
    }

    /// What a model guesses of a document that it has not seen.
    fn guess(&self, model: &Model, gold: &Gold) -> Result<Guesses, DocumentError> {
        let scene = self.scene(gold, &model.schema)?;
        let candidates = model.schema.candidates(&scene);
        let odds = model.odds(&scene, &candidates, &|key| model.facts.get(key));
        let mut found = Guesses::default();
        for (candidate, odds) in candidates.iter().zip(&odds) {
            for (label, &odds) in odds.iter().enumerate().filter(|(_, odds)| **odds > -5.0) {
                let known = gold
                    .known
                    .as_ref()
                    .is_none_or(|known| known.contains(&model.schema.labels[label]));
                if !known {
                    continue;
                }
                let given = pairs(&scene, candidate, model, label, true);
                let right = given
                    .iter()
                    .filter(|pair| gold.relations.contains(*pair))
                    .count();
                let guess = Guess {
                    label,
                    odds,
                    given: given.len() as u32,
                    right: right as u32,
                };
                found.all.push(guess);
                found
                    .relations
                    .extend(given.into_iter().map(|pair| (label, odds, pair)));
            }
        }
        if model.schema.by_document {
            let demonyms = scene.demonyms().into_iter();
            found.demonyms = demonyms
                .map(|(a, b)| (a, b, CORPUS_DEMONYM.to_owned()))
                .collect();
        }
        Ok(found)
    }

    /// Guesses for each document, by models that have not seen it.
    fn guesses(&self, progress: &mut dyn FnMut(&str)) -> Result<Vec<Guesses>, DocumentError> {
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
    fn counts<'a>(schema: &Schema, gold: impl Iterator<Item = &'a Gold>) -> Vec<u32> {
        let mut counts = vec![0; schema.labels.len()];
        for (.., label) in gold.flat_map(|d| &d.relations) {
            let bare = label.strip_suffix(ADJECTIVAL).unwrap_or(label);
            if let Some(label) = schema.labels.iter().position(|l| l == bare) {
                counts[label] += 1;
            }
        }
        counts
    }

    /// The relations of each document, by models that have not seen it and have chosen their thresholds on
    /// other parts.
    fn cross_validated(&self, guesses: &[Guesses]) -> Vec<Vec<Found>> {
        let schema = self.schema();
        let mut found = vec![Vec::new(); guesses.len()];
        for fold in 0..FOLDS {
            let others = || (0..guesses.len()).filter(move |number| number % FOLDS != fold);
            let gold = Self::counts(&schema, others().map(|number| &self.documents[number]));
            let all = others().flat_map(|number| guesses[number].all.iter().copied());
            let thresholds = choose(all.collect(), &gold, 0.0);
            for number in (fold..guesses.len()).step_by(FOLDS) {
                let passing = guesses[number].relations.iter();
                let passing =
                    passing.filter(|(label, odds, _)| *odds >= thresholds[*label].balanced);
                found[number].extend(passing.map(|(.., pair)| pair.clone()));
                found[number].extend(guesses[number].demonyms.iter().cloned());
            }
        }
        found
    }

    /// The model of the documents that were added. The same documents give the same bytes.
    ///
    /// # Errors
    /// [`DocumentError`] where a document misses a layer.
    pub fn train(&self, mut progress: impl FnMut(&str)) -> Result<TrainedRelations, DocumentError> {
        let guesses = self.guesses(&mut progress)?;
        let cross_validated = self.cross_validated(&guesses);
        let mut model = self.fit(&|_| false)?;
        let gold = Self::counts(&model.schema, self.documents.iter());
        let guesses: Vec<Guess> = guesses.into_iter().flat_map(|g| g.all).collect();
        let (calibration, even) = calibrate(&guesses);
        model.calibration = calibration;
        model.thresholds = choose(guesses.clone(), &gold, even);
        progress(&Self::describe_careful(&model, &guesses, &gold));
        Ok(TrainedRelations {
            file: model.write(),
            cross_validated,
        })
    }
}

impl RelationTrainer {
    /// What is given to readers of documents that were left out.
    fn describe_careful(model: &Model, guesses: &[Guess], gold: &[u32]) -> String {
        let passing = guesses
            .iter()
            .filter(|g| g.odds >= model.thresholds[g.label].careful);
        let sum = passing.fold([0, 0], |sum, g| [sum[0] + g.given, sum[1] + g.right]);
        let share = |of: u32| 100.0 * f64::from(sum[1]) / f64::from(of.max(1));
        let (precision, recall) = (share(sum[0]), share(gold.iter().sum()));
        format!("given to readers: precision {precision:.1}, recall {recall:.1}")
    }
}

/// What a [`RelationTrainer`] has learned.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TrainedRelations {
    /// The model.
    pub file: ModelFile,
    /// For each document, in order, the relations that models trained without it give: five parts of the
    /// documents were left out in turn, with what facts their documents told.
    pub cross_validated: Vec<Vec<(usize, usize, String)>>,
}

#[derive(Clone, Debug, Default)]
struct Guesses {
    all: Vec<Guess>,
    relations: Vec<(usize, f32, Found)>,
    /// Words for what is from a country with the country.
    demonyms: Vec<Found>,
}
