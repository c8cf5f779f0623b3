use super::document_table::DocumentTable;
use super::portion::{self, Portion};
use super::stream;
use async_trait::async_trait;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::runtime::SpawnedTask;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{DataFusionError, Result, internal_err};
use datafusion::datasource::memory::MemorySourceConfig;
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::logical_expr::{Expr, TableType};
use datafusion::physical_expr::{EquivalenceProperties, PhysicalExpr};
use datafusion::physical_plan::execution_plan::{Boundedness, EmissionType};
use datafusion::physical_plan::stream::RecordBatchReceiverStream;
use datafusion::physical_plan::{
    DisplayAs, DisplayFormatType, ExecutionPlan, ExecutionPlanProperties, Partitioning,
    PlanProperties,
};
use futures::TryStreamExt;
use std::fmt;
use std::sync::Arc;

/// Reads a [`DocumentTable`]: its input has a row for each portion of a file, so that whoever divides its input divides the
/// texts.
#[derive(Clone, Debug)]
pub struct DocumentScan {
    table: DocumentTable,
    projection: Option<Vec<usize>>,
    schema: SchemaRef,
    portions: Arc<dyn ExecutionPlan>,
    properties: Arc<PlanProperties>,
}

impl DocumentScan {
    /// A scan of some columns of a table, or of all, in as many partitions as it has shares.
    ///
    /// # Errors
    /// Where the table has no such column.
    pub fn try_new(table: DocumentTable, projection: Option<Vec<usize>>) -> Result<Self> {
        let shares = 0..table.shares().get();
        let rows = shares.map(|share| Ok(vec![portion::write(&portion::portions(&table, share))?]));
        let rows = rows.collect::<Result<Vec<_>>>()?;
        let portions = MemorySourceConfig::try_new_exec(&rows, portion::schema(), None)?;
        Self::of(table, projection, portions)
    }

    /// The same scan of portions that stand elsewhere.
    ///
    /// # Errors
    /// Where the table has no such column, or the input has no portions.
    pub fn of(
        table: DocumentTable,
        projection: Option<Vec<usize>>,
        portions: Arc<dyn ExecutionPlan>,
    ) -> Result<Self> {
        if portions.schema().fields() != portion::schema().fields() {
            return internal_err!("DocumentScan has an input without portions");
        }
        let schema = match &projection {
            Some(columns) => Arc::new(stream::schema().project(columns)?),
            None => stream::schema(),
        };
        let properties = PlanProperties::new(
            EquivalenceProperties::new(Arc::clone(&schema)),
            Partitioning::UnknownPartitioning(portions.output_partitioning().partition_count()),
            EmissionType::Incremental,
            Boundedness::Bounded,
        );
        Ok(Self {
            table,
            projection,
            schema,
            portions,
            properties: Arc::new(properties),
        })
    }

    /// What is scanned.
    pub fn table(&self) -> &DocumentTable {
        &self.table
    }

    /// Which columns are given; all where it says none.
    pub fn projection(&self) -> Option<&[usize]> {
        self.projection.as_deref()
    }
}

impl DisplayAs for DocumentScan {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns = self.schema.fields().iter();
        let columns: Vec<_> = columns.map(|field| field.name().as_str()).collect();
        let files = self.table.paths().len();
        write!(
            f,
            "DocumentScan: files={files}, projection=[{}]",
            columns.join(", ")
        )
    }
}

impl ExecutionPlan for DocumentScan {
    fn name(&self) -> &'static str {
        "DocumentScan"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    /// The portions are divided as they should be.
    fn benefits_from_input_partitioning(&self) -> Vec<bool> {
        vec![false]
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![&self.portions]
    }

    fn apply_expressions(
        &self,
        _: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn with_new_children(
        self: Arc<Self>,
        children: Vec<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let [portions] = &children[..] else {
            return internal_err!("DocumentScan has one input, found {}", children.len());
        };
        let (table, projection) = (self.table.clone(), self.projection.clone());
        Ok(Arc::new(Self::of(table, projection, Arc::clone(portions))?))
    }

    fn execute(
        &self,
        partition: usize,
        context: Arc<TaskContext>,
    ) -> Result<SendableRecordBatchStream> {
        let mut rows = self.portions.execute(partition, context)?;
        let mut batches = RecordBatchReceiverStream::builder(Arc::clone(&self.schema), 1);
        let (sender, table, projection) =
            (batches.tx(), self.table.clone(), self.projection.clone());
        batches.spawn(async move {
            let mut portions: Vec<Portion> = Vec::new();
            while let Some(rows) = rows.try_next().await? {
                portions.append(&mut portion::read(&rows, &table)?);
            }
            let task = SpawnedTask::spawn_blocking(move || {
                stream::read(&table, portions, |texts| {
                    let texts = match &projection {
                        Some(columns) => texts.project(columns).map_err(DataFusionError::from),
                        None => Ok(texts),
                    };
                    // Where nobody takes batches any more the rest is not read.
                    sender.blocking_send(texts).is_ok()
                })
            });
            let read = task.join_unwind().await;
            read.map_err(|fault| DataFusionError::ExecutionJoin(Box::new(fault)))?
        });
        Ok(batches.build())
    }
}

#[async_trait]
impl TableProvider for DocumentTable {
    fn schema(&self) -> SchemaRef {
        stream::schema()
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
