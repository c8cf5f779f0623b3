use crate::CorpusError;
use crate::facts::MismatchError;
use crate::treebank::TextsDiffer;
use newsgraph_document::{AnnotateError, DocumentError};
use std::path::PathBuf;

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
    #[error("{path}: predict on the gold's own text")]
    Text {
        /// The predictions.
        path: PathBuf,
        /// Where they differ.
        source: TextsDiffer,
    },
    /// Predicted facts are of another corpus.
    #[error("{path}: predict on the gold's own articles")]
    Facts {
        /// The predictions.
        path: PathBuf,
        /// Where they differ.
        source: MismatchError,
    },
    /// Predictions have no id or sentence of the gold.
    #[error(
        "{path}: none of its documents or sentences is one of the gold; predict on the gold's own"
    )]
    Unrelated {
        /// The predictions.
        path: PathBuf,
    },
    /// Predictions for what is measured on newsgraph's own alone.
    #[error("{path}: entities across documents are measured as newsgraph finds them; leave it out")]
    Unread {
        /// The predictions.
        path: PathBuf,
    },
    /// Predictions have another layout than the gold.
    #[error(
        "{path}: expected the layout of the gold, found another; predict with `newsgraph relations` on the gold"
    )]
    Layout {
        /// The predictions.
        path: PathBuf,
    },
    /// What is printed of a document cannot be read again.
    #[error("what is printed of a document is not what is scored")]
    Printed {
        /// What is wrong there.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
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
    #[cfg(feature = "shipped")]
    #[error(transparent)]
    Load(#[from] newsgraph::LoadError),
    /// The model of names that was asked for cannot be used.
    #[cfg(feature = "shipped")]
    #[error("--model takes news, conll or the file of a model of names")]
    NameModel {
        /// Why.
        source: newsgraph::ModelError,
    },
}
