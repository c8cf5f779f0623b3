use newsgraph::LoadError;
use rayon::ThreadPoolBuildError;

/// A reader could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReaderError {
    /// A model or a table of words could not be read.
    #[error("the models could not be read")]
    Load(#[from] LoadError),
    /// The system gives no threads.
    #[error("could not start the threads")]
    Threads(#[from] ThreadPoolBuildError),
}
