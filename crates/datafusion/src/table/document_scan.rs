use super::document_table::DocumentTable;
use super::documents::{DocumentFiles, schema};
use datafusion::common::Result;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_plan::streaming::{PartitionStream, StreamingTableExec};
use datafusion::physical_plan::{DisplayAs, DisplayFormatType, ExecutionPlan, PlanProperties};
use std::fmt;
use std::sync::Arc;

/// Reads a [`DocumentTable`], each of its shares as a partition.
#[derive(Clone, Debug)]
pub struct DocumentScan {
    table: DocumentTable,
    shares: StreamingTableExec,
}

impl DocumentScan {
    /// A scan of some columns of a table, or of all, which ends after so many rows of a partition.
    ///
    /// # Errors
    /// Where the table has no such column.
    pub fn try_new(
        table: DocumentTable,
        projection: Option<&Vec<usize>>,
        limit: Option<usize>,
    ) -> Result<Self> {
        let files = |share| Arc::new(DocumentFiles::new(table.clone(), share));
        let shares = (0..table.shares().get()).map(|share| files(share) as Arc<dyn PartitionStream>);
        let shares =
            StreamingTableExec::try_new(schema(), shares.collect(), projection, [], false, limit)?;
        Ok(Self { table, shares })
    }

    /// What is scanned.
    pub fn table(&self) -> &DocumentTable {
        &self.table
    }

    /// Which columns are given; all where it says none.
    pub fn projection(&self) -> Option<Vec<usize>> {
        self.shares.projection().as_deref().map(<[usize]>::to_vec)
    }

    /// How many rows of a partition are given at most.
    pub fn limit(&self) -> Option<usize> {
        self.shares.limit()
    }
}

impl DisplayAs for DocumentScan {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (files, shares) = (self.table.paths().len(), self.table.shares());
        write!(f, "DocumentScan: files={files}, partitions={shares}")?;
        if let Some(limit) = self.limit() {
            write!(f, ", fetch={limit}")?;
        }
        Ok(())
    }
}

impl ExecutionPlan for DocumentScan {
    fn name(&self) -> &'static str {
        "DocumentScan"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        self.shares.properties()
    }

    fn fetch(&self) -> Option<usize> {
        self.limit()
    }

    fn with_fetch(&self, limit: Option<usize>) -> Option<Arc<dyn ExecutionPlan>> {
        let projection = self.projection();
        let scan = Self::try_new(self.table.clone(), projection.as_ref(), limit).ok()?;
        Some(Arc::new(scan))
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        Vec::new()
    }

    fn apply_expressions(
        &self,
        _: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn with_new_children(
        self: Arc<Self>,
        _: Vec<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        Ok(self)
    }

    fn execute(
        &self,
        partition: usize,
        context: Arc<TaskContext>,
    ) -> Result<SendableRecordBatchStream> {
        self.shares.execute(partition, context)
    }
}
