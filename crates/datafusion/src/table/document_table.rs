use super::document_scan::DocumentScan;
use super::documents::schema;
use async_trait::async_trait;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::Result;
use datafusion::logical_expr::{Expr, TableType};
use datafusion::physical_plan::ExecutionPlan;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The texts of texts, pages, JSON Lines and JSON: a table with the columns `document`, `date` and `text`.
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

#[async_trait]
impl TableProvider for DocumentTable {
    fn schema(&self) -> SchemaRef {
        schema()
    }

    fn table_type(&self) -> TableType {
        TableType::View
    }

    async fn scan(
        &self,
        _: &dyn Session,
        projection: Option<&Vec<usize>>,
        _: &[Expr],
        _: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let scan = DocumentScan::try_new(self.clone(), projection.cloned())?;
        Ok(Arc::new(scan))
    }
}
