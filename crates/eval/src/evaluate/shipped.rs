use super::{Parse, Systems, Task};
use crate::relations::RelationCorpus;
use crate::{EvaluateError, System};
use newsgraph::coref::{CorefResolver, noun_phrase};
use newsgraph::document::{Annotator, Span, Syntax, TokenizedText};
use newsgraph::ner::{EntityRecognizer, ModelError};
use newsgraph::quote::QuoteAttributor;
use newsgraph::relation::{RelationExtractor, TripleExtractor};
use newsgraph::syntax::SyntaxParser;
use newsgraph::tokenize::Tokenizer;
use std::path::PathBuf;

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
    /// The recognizer with this model.
    ///
    /// # Errors
    /// [`EvaluateError::Model`] where it cannot be used.
    pub fn recognizer(&self) -> Result<EntityRecognizer, EvaluateError> {
        let shipped = |scheme| {
            EntityRecognizer::from_bytes_in_scheme(newsgraph_models_en_ner::NEWS, scheme)
                .map_err(of("the shipped model of names does not load"))
        };
        match self {
            Self::News => shipped("news"),
            Self::Conll => shipped("conll"),
            Self::File(path) => EntityRecognizer::load(path).map_err(of(
                "--model takes news, conll or the file of a model of names",
            )),
        }
    }
}

/// The shipped English models.
#[derive(Clone, Debug, Default)]
pub struct Shipped {
    /// The model of names where those are measured; what reads names has the shipped one.
    pub names: NameModel,
}

impl Shipped {
    /// The shipped parser.
    ///
    /// # Errors
    /// [`EvaluateError::Model`] where its model cannot be used.
    pub fn syntax() -> Result<SyntaxParser, EvaluateError> {
        SyntaxParser::from_bytes(newsgraph_models_en_syntax::NEWS)
            .map_err(of("the shipped model of syntax does not load"))
    }

    /// The components for relations, with this extractor. Its labels should be those of the corpus.
    ///
    /// # Errors
    /// [`EvaluateError::Model`] where a shipped model cannot be used.
    pub fn with_relations(extractor: RelationExtractor) -> Result<System, EvaluateError> {
        let mut components = components(&NameModel::News)?;
        components.push(Box::new(extractor));
        Ok(System::new(components))
    }

    /// The shipped extractor for the layout of a corpus.
    ///
    /// # Errors
    /// [`EvaluateError::Model`] where its model cannot be used.
    pub fn extractor(corpus: &RelationCorpus) -> Result<RelationExtractor, EvaluateError> {
        let bytes = match corpus {
            RelationCorpus::Sentences(_) => newsgraph_models_en_relation::CONLL04,
            RelationCorpus::Dwie(_) => newsgraph_models_en_relation::NEWS,
            RelationCorpus::KnowledgeNet(_) => newsgraph_models_en_relation::KNOWLEDGENET,
        };
        RelationExtractor::from_bytes(bytes)
            .map_err(of("the shipped model of relations does not load"))
    }
}

impl Systems for Shipped {
    fn system(&self, task: Task) -> Result<System, EvaluateError> {
        let shipped = NameModel::News;
        let names = if task == Task::Ner {
            &self.names
        } else {
            &shipped
        };
        let mut components = components(names)?;
        let triples = TripleExtractor::default()
            .with_alternatives()
            .with_least_score(LEAST);
        components.push(Box::new(triples));
        Ok(System::new(components))
    }

    fn relations(&self, corpus: &RelationCorpus) -> Result<System, EvaluateError> {
        Self::with_relations(Self::extractor(corpus)?.with_corpus_labels())
    }

    fn parser(&self) -> Result<Parse, EvaluateError> {
        let parser = Self::syntax()?;
        Ok(Box::new(move |text| parser.parse(text)))
    }

    fn noun_phrase(&self, text: TokenizedText<'_>, syntax: &Syntax, mention: Span) -> Span {
        noun_phrase(text, syntax, mention)
    }
}

/// The components up to entities.
fn components(names: &NameModel) -> Result<Vec<Box<dyn Annotator>>, EvaluateError> {
    let quotes = QuoteAttributor::from_bytes(newsgraph_models_en_quote::NEWS)
        .map_err(of("the shipped model of quotes does not load"))?;
    let coref = CorefResolver::from_bytes(newsgraph_models_en_coref::NEWS)
        .map_err(of("the shipped model of entities does not load"))?;
    Ok(vec![
        Box::new(Tokenizer::default()),
        Box::new(Shipped::syntax()?),
        Box::new(names.recognizer()?),
        Box::new(quotes),
        Box::new(coref),
    ])
}

fn of(what: &'static str) -> impl Fn(ModelError) -> EvaluateError {
    move |source| EvaluateError::Model { what, source }
}
