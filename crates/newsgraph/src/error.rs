use newsgraph_lexicon::TableError;
use newsgraph_linear::ModelError;

/// A component of a set of models cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// Its model cannot be used.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// The words of its language cannot be used.
    #[error(transparent)]
    Table(#[from] TableError),
}
