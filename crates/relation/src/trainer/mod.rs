mod fit;
mod guesses;
mod sources;

use crate::model::DemonymLabels;
use crate::tables::Language;
use crate::thresholds::{Guess, calibrate, choose};
use guesses::Guesses;
use newsgraph_document::{Document, DocumentError};
use newsgraph_lexicon::{TableError, Tables};
use newsgraph_linear::ModelFile;
use sources::{Source, Sources, Told};
use std::collections::{BTreeMap, BTreeSet};

/// Fits a model of relations to documents with gold relations between their entities.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RelationTrainer {
    /// Whether relations may hold between entities that no sentence names both of, and countries are one with
    /// the words for what is from there.
    pub by_document: bool,
    /// The names that labels of the corpus have for users; a label that is not there is its own name.
    pub names: BTreeMap<String, String>,
    /// The ending of the corpus's labels whose object is a word for what is from a country; empty for none.
    pub demonym_ending: String,
    /// The corpus's label between such a word and its country, which is given and not learned; empty for none.
    pub demonym_label: String,
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
    sources: Sources,
    language: Language,
}

#[derive(Clone, Debug)]
struct Gold {
    document: Document,
    relations: BTreeSet<Found>,
    known: Option<BTreeSet<String>>,
    source: Source,
}

/// A relation between entities by their positions, with its label as the corpus has it.
type Found = (usize, usize, String);

/// With the words of English.
impl Default for RelationTrainer {
    fn default() -> Self {
        Self {
            by_document: false,
            names: BTreeMap::new(),
            demonym_ending: String::new(),
            demonym_label: String::new(),
            passes: 12,
            rate: 0.1,
            penalty: 0.3,
            least: 2,
            bytes: 500_000,
            documents: Vec::new(),
            sources: Sources::default(),
            language: Language::english(),
        }
    }
}

impl RelationTrainer {
    /// The same trainer with the words of another language, as
    /// [`RelationExtractor::with_tables`](crate::RelationExtractor::with_tables) has them. To be called before
    /// facts are added.
    ///
    /// # Errors
    /// [`TableError`] where a table or one of its groups is missing, or a row has another form.
    pub fn with_tables(mut self, tables: &Tables) -> Result<Self, TableError> {
        self.language = Language::from_tables(tables)?;
        Ok(self)
    }

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
        let source = self.sources.source(document.id());
        let relations = relations.into_iter().collect();
        self.documents.push(Gold {
            document,
            relations,
            known,
            source,
        });
        Ok(())
    }

    /// Adds what a document of this id tells of two names, with labels as the corpus has them.
    pub fn add_fact(&mut self, id: &str, subject: &str, label: &str, object: &str) {
        let told = Told {
            subject,
            label,
            object,
        };
        self.sources.add_fact(id, told, &self.language);
    }

    /// Adds what kind of thing a document of this id says that a name is; at most 64 kinds count.
    pub fn add_kind(&mut self, id: &str, name: &str, kind: &str) {
        self.sources.add_kind(id, name, kind, &self.language);
    }

    /// Adds a town of a country.
    pub fn add_town(&mut self, name: &str, country: &str) {
        self.sources.add_town(name, country, &self.language);
    }

    /// What the corpus has for words for what is from a country.
    fn demonyms(&self) -> DemonymLabels {
        DemonymLabels {
            ending: self.demonym_ending.clone(),
            of_country: self.demonym_label.clone(),
        }
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
        progress(&Guesses::describe_careful(&model, &guesses, &gold));
        Ok(TrainedRelations {
            file: model.write(),
            cross_validated,
        })
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
