use std::error::Error;
use std::io;
use std::path::PathBuf;

/// A checkpoint cannot be loaded, or a loaded one could not be run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BertError {
    /// A file is missing.
    #[error("expected {expected} in {folder}, found none")]
    MissingFile {
        /// The checkpoint's folder.
        folder: PathBuf,
        /// The file, or those of which one must be there.
        expected: &'static str,
    },
    /// A file cannot be read.
    #[error("could not read {path}")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The configuration is no JSON, or lacks a field of its architecture.
    #[error("{path} is not the configuration of a {architecture} model")]
    Config {
        /// The file.
        path: PathBuf,
        /// The architecture that it was read for, or "transformer" where it names none.
        architecture: String,
        /// What is wrong.
        source: Box<dyn Error + Send + Sync>,
    },
    /// The checkpoint is of another architecture or was made for another task.
    #[error("{path}: expected {expected}, found {found:?}")]
    Architecture {
        /// The configuration.
        path: PathBuf,
        /// The field and the values that can be loaded.
        expected: &'static str,
        /// The value that is there.
        found: String,
    },
    /// The labels of the configuration are not there, or are not as many as the classifier gives.
    #[error("{path}: expected {expected}, found {found}")]
    Labels {
        /// The file.
        path: PathBuf,
        /// What it should hold.
        expected: String,
        /// What is there.
        found: String,
    },
    /// A table names a label that the checkpoint does not give.
    #[error("the table of labels names {label:?}; the checkpoint gives {}", known.join(", "))]
    UnknownLabel {
        /// The label.
        label: String,
        /// The types of the checkpoint's labels.
        known: Vec<String>,
    },
    /// A line of a table of labels is not a label, `=` and what it stands for.
    #[error("line {line} of the table of labels: expected LABEL = TYPE, found {found:?}")]
    Table {
        /// The line, from 1.
        line: usize,
        /// The line's text.
        found: String,
    },
    /// The tokenizer's files cannot be used.
    #[error("{path} makes no tokenizer")]
    Tokenizer {
        /// The file.
        path: PathBuf,
        /// Why.
        source: Box<dyn Error + Send + Sync>,
    },
    /// The tokenizer gives pieces that the model has no embedding for, or knows no piece for what
    /// must stand in every window.
    #[error("the vocabulary of {path} does not fit the model: expected {expected}, found {found}")]
    Vocabulary {
        /// The tokenizer's file.
        path: PathBuf,
        /// What the model needs.
        expected: String,
        /// What the tokenizer has.
        found: String,
    },
    /// The file of weights is damaged, cut short or of another kind.
    #[error("{path} is damaged, cut short or no file of weights; fetch it again")]
    Weights {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: Box<dyn Error + Send + Sync>,
    },
    /// Weights that the architecture needs are not in the file.
    #[error(
        "{path} lacks {count} of the tensors that the configuration asks for, {first:?} the first; \
         is it fine-tuned for this task?"
    )]
    MissingTensor {
        /// The file.
        path: PathBuf,
        /// The first in the order of names.
        first: String,
        /// How many.
        count: usize,
    },
    /// A tensor has another shape than the configuration says, or numbers that are no weights.
    #[error("tensor {tensor:?} of {path}: expected {expected}, found {found}")]
    Tensor {
        /// The file.
        path: PathBuf,
        /// The tensor's name.
        tensor: String,
        /// What the configuration asks for.
        expected: String,
        /// What the file has.
        found: String,
    },
    /// libtorch failed.
    #[error("libtorch failed while it {during}: {message}")]
    Backend {
        /// What it was doing.
        during: &'static str,
        /// Its message.
        message: String,
    },
}
