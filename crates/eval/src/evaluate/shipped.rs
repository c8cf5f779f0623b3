use super::{Parse, Systems, Task};
use crate::relations::RelationCorpus;
use crate::{EvaluateError, System};
use newsgraph::coref::noun_phrases;
use newsgraph::document::{Act, Annotator, Layer, Span, Syntax, TokenizedText};
use newsgraph::ner::EntityRecognizer;
use newsgraph::relation::RelationExtractor;
use newsgraph::{Model, Models};
use std::path::PathBuf;
use std::sync::Arc;

/// The least confidence of a triple. Low, since a reader of the triples can ask for more: below it
/// `WiRe57`, which takes all, loses.
const LEAST: f32 = 0.15;

/// A model of names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum NameModel {
    /// The shipped one with its labels for news.
    #[default]
    News,
    /// The shipped one with the labels of `CoNLL-2003`.
    Conll,
    /// One of a file.
    File(PathBuf),
}

impl NameModel {
    /// The recognizer with this model, the shipped ones taken from a set of models.
    ///
    /// # Errors
    /// [`EvaluateError`] where it cannot be used.
    pub fn recognizer(&self, models: &Models) -> Result<EntityRecognizer, EvaluateError> {
        match self {
            Self::News => Ok(models.recognizer()?),
            Self::Conll => Ok(models.recognizer_in_scheme("conll")?),
            Self::File(path) => {
                let vectors = models.vectors()?;
                EntityRecognizer::load(path, &vectors)
                    .map_err(|source| EvaluateError::NameModel { source })
            }
        }
    }
}

/// A set of models as the system that is measured.
#[derive(Clone, Debug)]
pub struct Shipped {
    /// The models.
    pub models: Models,
    /// The model of names where those are measured; what reads names has that of the set.
    pub names: NameModel,
}

impl Shipped {
    /// The models that are inside the crate.
    #[cfg(feature = "models-en")]
    pub fn embedded() -> Self {
        Self::of(Models::embedded())
    }

    /// A set of models.
    pub fn of(models: Models) -> Self {
        Self {
            models,
            names: NameModel::default(),
        }
    }

    /// The components for relations, with this extractor. Its labels should be those of the corpus.
    ///
    /// # Errors
    /// [`EvaluateError::Load`] where a model cannot be used.
    pub fn with_relations(&self, extractor: RelationExtractor) -> Result<System, EvaluateError> {
        let mut components = self.models.components(&[Layer::Entities])?;
        components.push(Arc::new(extractor));
        Ok(System::new(components))
    }

    /// The extractor for the layout of a corpus.
    ///
    /// # Errors
    /// [`EvaluateError::Load`] where its model cannot be used.
    pub fn extractor(&self, corpus: &RelationCorpus) -> Result<RelationExtractor, EvaluateError> {
        let model = match corpus {
            RelationCorpus::Sentences(_) => Model::RelationsConll04,
            RelationCorpus::Dwie(_) => Model::Relations,
            RelationCorpus::KnowledgeNet(_) => Model::RelationsKnowledgeNet,
        };
        Ok(self.models.relations_of(model)?)
    }
}

impl Systems for Shipped {
    fn system(&self, task: Task) -> Result<System, EvaluateError> {
        let layers: &[Layer] = match task {
            Task::Facts => &[Layer::Relations],
            _ => &[Layer::Entities],
        };
        let mut components = self.models.components(layers)?;
        let measured: Option<Arc<dyn Annotator>> = match task {
            Task::Ner => Some(Arc::new(self.names.recognizer(&self.models)?)),
            Task::Quotes => Some(Arc::new(self.models.attributor()?.with_acts(&Act::ALL))),
            _ => None,
        };
        if let Some(measured) = measured {
            for component in components
                .iter_mut()
                .filter(|c| c.name() == measured.name())
            {
                *component = Arc::clone(&measured);
            }
        }
        let triples = self.models.triples()?;
        components.push(Arc::new(
            triples.with_alternatives().with_least_score(LEAST),
        ));
        Ok(System::new(components))
    }

    fn relations(&self, corpus: &RelationCorpus) -> Result<System, EvaluateError> {
        self.with_relations(self.extractor(corpus)?.with_corpus_labels())
    }

    fn parser(&self) -> Result<Parse, EvaluateError> {
        let parser = self.models.parser()?;
        Ok(Box::new(move |text| parser.parse(text)))
    }

    fn noun_phrases(
        &self,
        text: TokenizedText<'_>,
        syntax: &Syntax,
        mentions: &[Span],
    ) -> Vec<Span> {
        noun_phrases(text, syntax, mentions.iter().copied())
    }
}
