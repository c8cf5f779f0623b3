use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A table of texts, with the columns `document`, `date` and `text`: of plain text, pages, JSON Lines and JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentTable {
    folder: PathBuf,
    paths: Arc<[PathBuf]>,
    shares: NonZeroUsize,
}

impl DocumentTable {
    /// The table of some files, which is scanned in one partition, in the order of the files. Paths that are relative stand
    /// below `folder`; ids of documents begin with the paths as they are.
    pub fn new(folder: impl Into<PathBuf>, paths: impl Into<Arc<[PathBuf]>>) -> Self {
        Self {
            folder: folder.into(),
            paths: paths.into(),
            shares: NonZeroUsize::MIN,
        }
    }

    /// The same in so many partitions. Files that hold one document each are dealt out; one that holds many is opened in each
    /// partition, which takes every n-th.
    #[must_use]
    pub fn with_shares(mut self, shares: NonZeroUsize) -> Self {
        self.shares = shares;
        self
    }

    /// Where relative paths stand.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The files.
    pub fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    /// How many partitions it is scanned in.
    pub fn shares(&self) -> NonZeroUsize {
        self.shares
    }
}
