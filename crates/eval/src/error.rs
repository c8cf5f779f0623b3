use crate::treebank::TextsDiffer;
use newsgraph_document::{AnnotateError, DocumentError};
use std::io;
use std::path::PathBuf;

/// A corpus file cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CorpusError {
    /// The file cannot be read.
    #[error("could not read {path}")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A line is not what its format asks for.
    #[error("{path}, line {line}: expected {expected}, found {found:?}")]
    Format {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What should stand there.
        expected: &'static str,
        /// What does.
        found: String,
    },
}

impl CorpusError {
    /// The text of a file.
    pub(crate) fn read(path: &std::path::Path) -> Result<String, Self> {
        std::fs::read_to_string(path).map_err(|source| Self::Io {
            path: path.to_owned(),
            source,
        })
    }
}

/// The lines that are not empty, with their numbers from 1.
pub(crate) fn filled_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty())
}

/// A measurement cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EvaluateError {
    /// A corpus or a file of predictions cannot be used.
    #[error(transparent)]
    Corpus(#[from] CorpusError),
    /// What is measured failed on a text.
    #[error(transparent)]
    Annotate(#[from] AnnotateError),
    /// A text of the corpus makes no document.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// Predicted trees are of another text.
    #[error(transparent)]
    Text(#[from] TextsDiffer),
    /// The corpus has nothing of what was asked for.
    #[error("{path} has no document of the genre {genre}")]
    Genre {
        /// The corpus.
        path: PathBuf,
        /// The genre.
        genre: String,
    },
    /// Predictions are not on the corpus's words.
    #[error(
        "{path}: sentence {sentence} has other words than the gold; predict on the gold's own tokens"
    )]
    Words {
        /// The predictions.
        path: PathBuf,
        /// The first sentence that differs, from 1.
        sentence: usize,
    },
    /// What is to be measured cannot be made.
    #[cfg(feature = "models-en")]
    #[error("{what}")]
    Model {
        /// Which model, and what was asked for.
        what: &'static str,
        /// Why.
        source: newsgraph::ner::ModelError,
    },
}
