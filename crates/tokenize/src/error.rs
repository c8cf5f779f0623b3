use newsgraph_lexicon::TableError;

/// A tokenizer cannot be made of what was given.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TokenizerError {
    /// A table is missing or has a row that cannot be read.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The model of boundaries has another number of weights.
    #[error(
        "expected {expected} weights of sentence boundaries, one byte each, found {found}; give those that BoundaryTrainer of this version makes"
    )]
    Boundaries {
        /// Weights of a model.
        expected: usize,
        /// Bytes that were given.
        found: usize,
    },
}
