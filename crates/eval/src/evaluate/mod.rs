//! What can be measured on a corpus, for any system.

mod coref;
mod error;
mod facts;
mod identity;
mod names;
mod quotes;
mod relations;
#[cfg(feature = "shipped")]
mod shipped;
mod treebank;
mod triples;

pub use error::EvaluateError;
pub use quotes::predict as predict_quotes;
pub use relations::predict as predict_relations;
#[cfg(feature = "shipped")]
pub use shipped::{NameModel, Shipped};
pub use treebank::parse as parse_treebank;
pub use triples::{Words, extract as extract_triples};

use crate::relations::RelationCorpus;
use crate::{Report, System};
use newsgraph_document::{Span, Syntax, TokenizedText};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A measurement: a task, a corpus, and what is asked of it.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// What is measured.
    pub task: Task,
    /// The corpus: columns for names, CoNLL-U for tokens and syntax, JSON Lines for quotes,
    /// relations and facts; for entities columns with brackets, `.tsv` as GAP has it or `.json` as DWIE has it;
    /// DWIE's `docs.json` or `concepts.jsonl.gz`, which lie together, for entities across documents;
    /// the columns of `CaRB` or the JSON of `WiRe57` for triples.
    pub gold: PathBuf,
    /// Predictions for it; without them the system is asked.
    pub pred: Option<PathBuf>,
    /// Columns that a model of names learned from: names that are not in it get a row of their own.
    pub train: Option<PathBuf>,
    /// How all words of a corpus of names are to be written.
    pub case: Option<Case>,
    /// Names and values without dates that are told against the day of the text.
    pub absolute_dates: bool,
    /// Only the documents of this genre, for tokens and syntax.
    pub genre: Option<String>,
    /// Syntax with the words and sentences of the system, not the corpus's; mentions of entities as
    /// they are, not widened to noun phrases.
    pub raw: bool,
}

/// What can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Task {
    /// Names and values.
    Ner,
    /// Words and sentences.
    Tokens,
    /// Tags, lemmas, trees.
    Syntax,
    /// Quotes with cue and speaker.
    Quotes,
    /// Entities.
    Coref,
    /// Entities across documents.
    Identity,
    /// Relations between entities.
    Relations,
    /// Open triples.
    Triples,
    /// Whole facts: names, quotes with the right speaker, relations, values.
    Facts,
}

impl Task {
    /// Every task.
    pub const ALL: [Self; 9] = [
        Self::Ner,
        Self::Tokens,
        Self::Syntax,
        Self::Quotes,
        Self::Coref,
        Self::Identity,
        Self::Relations,
        Self::Triples,
        Self::Facts,
    ];

    /// The task's name on a command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ner => "ner",
            Self::Tokens => "tokens",
            Self::Syntax => "syntax",
            Self::Quotes => "quotes",
            Self::Coref => "coref",
            Self::Identity => "identity",
            Self::Relations => "relations",
            Self::Triples => "triples",
            Self::Facts => "facts",
        }
    }
}

/// Small letters or capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Small letters.
    Lower,
    /// Capitals.
    Upper,
}

impl Case {
    /// The word in these letters.
    pub fn of(self, word: &str) -> String {
        match self {
            Self::Lower => word.to_lowercase(),
            Self::Upper => word.to_uppercase(),
        }
    }
}

/// What is measured: its components for each task.
pub trait Systems {
    /// The components for a task, those before it included.
    ///
    /// # Errors
    /// [`EvaluateError`] where a model cannot be used.
    fn system(&self, task: Task) -> Result<System, EvaluateError>;

    /// As [`Systems::system`] for the relations of a corpus.
    ///
    /// # Errors
    /// [`EvaluateError`] where a model cannot be used.
    fn relations(&self, corpus: &RelationCorpus) -> Result<System, EvaluateError>;

    /// What builds trees over words that a treebank gives. They may be empty, as no word of a document
    /// is: the parts of a contraction share its letters.
    ///
    /// # Errors
    /// [`EvaluateError`] where a model cannot be used.
    fn parser(&self) -> Result<Parse, EvaluateError>;

    /// The whole noun phrases of mentions, in their order.
    fn noun_phrases(
        &self,
        text: TokenizedText<'_>,
        syntax: &Syntax,
        mentions: &[Span],
    ) -> Vec<Span>;
}

/// Builds the trees of a text.
pub type Parse = Box<dyn Fn(TokenizedText<'_>) -> Syntax>;

/// The predicted documents, where one of them is one of the gold, by its id.
fn predicted<T>(
    pred: &Path,
    gold: &[T],
    found: Vec<T>,
    id: fn(&T) -> &String,
) -> Result<Vec<T>, EvaluateError> {
    related(pred, gold.iter().map(id), found.iter().map(id))?;
    Ok(found)
}

/// Refuses predictions of which nothing is of the gold: a table of zeros would tell nobody why.
fn related<T: Ord>(
    pred: &Path,
    gold: impl IntoIterator<Item = T>,
    found: impl IntoIterator<Item = T>,
) -> Result<(), EvaluateError> {
    let gold: BTreeSet<T> = gold.into_iter().collect();
    let mut found = found.into_iter().peekable();
    if found.peek().is_none() || found.any(|id| gold.contains(&id)) {
        return Ok(());
    }
    Err(EvaluateError::Unrelated { path: pred.into() })
}

impl Evaluation {
    /// The task on the corpus, with nothing further asked.
    pub fn new(task: Task, gold: impl Into<PathBuf>) -> Self {
        Self {
            task,
            gold: gold.into(),
            pred: None,
            train: None,
            case: None,
            absolute_dates: false,
            genre: None,
            raw: false,
        }
    }

    /// The file that is measured, for messages: the predictions, or the gold where there are none.
    fn measured(&self) -> PathBuf {
        self.pred.as_ref().unwrap_or(&self.gold).clone()
    }

    /// Measures the predictions, or the systems where there are none.
    ///
    /// # Errors
    /// [`EvaluateError`] where a file cannot be used, or a system fails.
    pub fn run(&self, systems: &dyn Systems) -> Result<Report, EvaluateError> {
        match self.task {
            Task::Ner => names::measure(self, systems),
            Task::Tokens => treebank::measure_tokens(self, systems),
            Task::Syntax => treebank::measure(self, systems),
            Task::Quotes => quotes::measure(self, systems),
            Task::Coref => coref::measure(self, systems),
            Task::Identity => identity::measure(self, systems),
            Task::Relations => relations::measure(self, systems),
            Task::Triples => triples::measure(self, systems),
            Task::Facts => facts::measure(self, systems),
        }
    }
}
