use crate::fact::Fact;
use crate::reader::Reader;
use datafusion::arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use datafusion::arrow::compute::{concat_batches, filter_record_batch};
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::common::runtime::SpawnedTask;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{DataFusionError, Result, exec_datafusion_err, internal_err};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_expr::{EquivalenceProperties, PhysicalExpr};
use datafusion::physical_plan::execution_plan::EmissionType;
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::{
    DisplayAs, DisplayFormatType, ExecutionPlan, ExecutionPlanProperties, Partitioning,
    PlanProperties,
};
use futures::{StreamExt, TryStreamExt};
use newsgraph::Document;
use newsgraph_arrow::{Table, Tables, schema};
use rayon::prelude::*;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// The most texts of a batch.
pub(super) const TEXTS: usize = 64;
/// How many batches of texts are read at once: one, and one that fills the threads when it ends.
const BATCHES: usize = 2;
/// How many texts a thread takes at once.
const PORTION: usize = 4;

/// Reads texts and gives the rows of a table, in the order of the texts.
#[derive(Clone, Debug)]
pub(super) struct FactsExec {
    texts: Arc<dyn ExecutionPlan>,
    work: Arc<Work>,
    properties: Arc<PlanProperties>,
}

/// What is done with each batch of texts.
#[derive(Debug)]
struct Work {
    table: Table,
    reader: Arc<Reader>,
    /// Which rows are kept, asked of all columns.
    filter: Option<Arc<dyn PhysicalExpr>>,
    projection: Option<Vec<usize>>,
    /// That of the columns that are given.
    schema: SchemaRef,
}

impl FactsExec {
    pub(super) fn try_new(
        texts: Arc<dyn ExecutionPlan>,
        table: Table,
        reader: Arc<Reader>,
        filter: Option<Arc<dyn PhysicalExpr>>,
        projection: Option<&Vec<usize>>,
    ) -> Result<Self> {
        let every = schema(table, &reader.table_options());
        let schema = match projection {
            Some(columns) => Arc::new(every.project(columns)?),
            None => every,
        };
        let work = Work {
            table,
            reader,
            filter,
            projection: projection.cloned(),
            schema,
        };
        Ok(Self::of(texts, Arc::new(work)))
    }

    fn of(texts: Arc<dyn ExecutionPlan>, work: Arc<Work>) -> Self {
        let properties = PlanProperties::new(
            EquivalenceProperties::new(Arc::clone(&work.schema)),
            Partitioning::UnknownPartitioning(texts.output_partitioning().partition_count()),
            EmissionType::Incremental,
            texts.boundedness(),
        );
        Self {
            texts,
            work,
            properties: Arc::new(properties),
        }
    }
}

impl DisplayAs for FactsExec {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FactsExec: table={}", self.work.table)?;
        if let Some(filter) = &self.work.filter {
            write!(f, ", filter={filter}")?;
        }
        if self.work.projection.is_some() {
            let columns = self.work.schema.fields().iter();
            let columns: Vec<_> = columns.map(|field| field.name().as_str()).collect();
            write!(f, ", projection=[{}]", columns.join(", "))?;
        }
        Ok(())
    }
}

impl ExecutionPlan for FactsExec {
    fn name(&self) -> &'static str {
        "FactsExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    /// It has threads of its own, which keep the order of the texts.
    fn benefits_from_input_partitioning(&self) -> Vec<bool> {
        vec![false]
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![&self.texts]
    }

    fn apply_expressions(
        &self,
        f: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        match &self.work.filter {
            Some(filter) => f(filter),
            None => Ok(TreeNodeRecursion::Continue),
        }
    }

    fn with_new_children(
        self: Arc<Self>,
        children: Vec<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let [texts] = &children[..] else {
            return internal_err!("FactsExec has one input, found {}", children.len());
        };
        let work = Arc::clone(&self.work);
        Ok(Arc::new(Self::of(Arc::clone(texts), work)))
    }

    fn execute(
        &self,
        partition: usize,
        context: Arc<TaskContext>,
    ) -> Result<SendableRecordBatchStream> {
        let config = context.session_config().clone().with_batch_size(TEXTS);
        let context = TaskContext::default()
            .with_session_config(config)
            .with_runtime(context.runtime_env());
        let texts = self.texts.execute(partition, Arc::new(context))?;
        let work = Arc::clone(&self.work);
        let read = texts.map(move |batch| {
            let work = Arc::clone(&work);
            async move {
                let batch = batch?;
                let task = SpawnedTask::spawn_blocking(move || work.rows(&batch));
                let read = task.join_unwind().await;
                read.map_err(|fault| DataFusionError::ExecutionJoin(Box::new(fault)))?
            }
        });
        let rows = read.buffered(BATCHES);
        let rows = rows.try_filter(|batch| std::future::ready(batch.num_rows() > 0));
        let schema = Arc::clone(&self.work.schema);
        Ok(Box::pin(RecordBatchStreamAdapter::new(schema, rows)))
    }
}

impl Work {
    /// The rows of a batch of texts.
    fn rows(&self, texts: &RecordBatch) -> Result<RecordBatch> {
        let portions: Vec<Range<usize>> = (0..texts.num_rows())
            .step_by(PORTION)
            .map(|start| start..texts.num_rows().min(start + PORTION))
            .collect();
        let read = || {
            portions
                .into_par_iter()
                .map(|rows| self.portion(texts, rows))
        };
        let read = || read().collect::<Result<Vec<RecordBatch>>>();
        let batches = self.reader.pool().install(read)?;
        Ok(concat_batches(&self.schema, &batches)?)
    }

    /// The rows of some texts of a batch.
    fn portion(&self, texts: &RecordBatch, rows: Range<usize>) -> Result<RecordBatch> {
        let mut tables = Tables::new(self.reader.table_options());
        for row in rows {
            if let Some(mut document) = document(texts, row)? {
                let fact = Fact::Rows(self.table);
                let read = self.reader.components().annotate(&mut document, fact);
                read.map_err(|error| DataFusionError::External(Box::new(error)))?;
                tables.push(&document);
            }
        }
        let mut found = tables.take(self.table);
        if let Some(filter) = &self.filter {
            let kept = filter.evaluate(&found)?.into_array(found.num_rows())?;
            found = filter_record_batch(&found, kept.as_boolean())?;
        }
        match &self.projection {
            Some(columns) => Ok(found.project(columns)?),
            None => Ok(found),
        }
    }
}

/// The document of a row; none where it has no text.
fn document(texts: &RecordBatch, row: usize) -> Result<Option<Document>> {
    let [ids, dates, words] = texts.columns() else {
        return internal_err!("texts have three columns");
    };
    if words.is_null(row) {
        return Ok(None);
    }
    if ids.is_null(row) {
        return Err(exec_datafusion_err!("a row with a text has no id"));
    }
    let word = |column: &ArrayRef| column.as_string::<i64>().value(row).to_owned();
    let date = crate::columns::days(&dates.slice(row, 1))?;
    let document = Document::new(word(ids), word(words));
    let document = document.map_err(|error| DataFusionError::External(Box::new(error)))?;
    Ok(Some(document.with_date(date[0])))
}
