use crate::reader::Reader;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A table of texts, with the columns `document`, `date`, `text` and `error`: of plain text, pages, JSON Lines and JSON, or of CSV.
#[derive(Clone, Debug)]
pub struct DocumentTable {
    folder: PathBuf,
    paths: Arc<[PathBuf]>,
    is_csv: bool,
    shares: NonZeroUsize,
    reader: Arc<Reader>,
}

impl DocumentTable {
    /// The table of files that `annotate` reads as well. It is scanned in one partition, in the order of the files. Paths that
    /// are relative stand below `folder`; ids of documents begin with the paths as they are.
    pub fn of_documents(
        folder: impl Into<PathBuf>,
        paths: impl Into<Arc<[PathBuf]>>,
        reader: Arc<Reader>,
    ) -> Self {
        Self {
            folder: folder.into(),
            paths: paths.into(),
            is_csv: false,
            shares: NonZeroUsize::MIN,
            reader,
        }
    }

    /// The same of files of CSV, each with its columns in any order. One without columns of texts is found out when it is
    /// read.
    pub fn of_csv(
        folder: impl Into<PathBuf>,
        paths: impl Into<Arc<[PathBuf]>>,
        reader: Arc<Reader>,
    ) -> Self {
        Self {
            is_csv: true,
            ..Self::of_documents(folder, paths, reader)
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

    /// Whether they are CSV.
    pub fn is_csv(&self) -> bool {
        self.is_csv
    }

    /// How many partitions it is scanned in.
    pub fn shares(&self) -> NonZeroUsize {
        self.shares
    }

    /// What says how long a text may be, and what becomes of one that cannot be read.
    pub fn reader(&self) -> &Arc<Reader> {
        &self.reader
    }
}
