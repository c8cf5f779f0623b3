use super::asked::Asked;
use super::pass::Pass;
use super::work::TEXTS;
use crate::reader::Reader;
use datafusion::common::runtime::SpawnedTask;
use datafusion::common::stats::Precision;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{DataFusionError, Result, Statistics, internal_err};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::logical_expr::Expr;
use datafusion::physical_expr::{EquivalenceProperties, PhysicalExpr};
use datafusion::physical_plan::execution_plan::EmissionType;
use datafusion::physical_plan::statistics::StatisticsArgs;
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::{
    DisplayAs, DisplayFormatType, ExecutionPlan, ExecutionPlanProperties, Partitioning,
    PlanProperties,
};
use futures::{StreamExt, TryStreamExt};
use std::fmt;
use std::sync::Arc;

/// How many batches of texts are read at once: one, and one that fills the threads when it ends.
const BATCHES: usize = 2;

/// Reads texts and gives the rows of a table, in the order of the texts.
#[derive(Clone, Debug)]
pub(super) struct FactsExec {
    texts: Arc<dyn ExecutionPlan>,
    source: Arc<Source>,
    pass: Arc<Pass>,
    /// Its number among the scans of the pass.
    scan: usize,
    properties: Arc<PlanProperties>,
}

/// Where the texts of a scan come from, and about how many rows are found in them.
#[derive(Debug)]
pub(super) struct Source {
    /// The files, folders and patterns.
    pub(super) paths: Vec<String>,
    /// Which of their texts are read.
    pub(super) filters: Vec<Expr>,
    pub(super) estimate: Option<usize>,
}

impl FactsExec {
    /// A scan that reads for itself.
    pub(super) fn new(
        texts: Arc<dyn ExecutionPlan>,
        source: Source,
        reader: Arc<Reader>,
        asked: Asked,
    ) -> Self {
        let properties = PlanProperties::new(
            EquivalenceProperties::new(Arc::clone(&asked.schema)),
            partitioning(&texts),
            EmissionType::Incremental,
            texts.boundedness(),
        );
        Self {
            texts,
            source: Arc::new(source),
            pass: Arc::new(Pass::new(reader, vec![asked])),
            scan: 0,
            properties: Arc::new(properties),
        }
    }

    /// The same as a scan of a pass.
    pub(super) fn with_pass(&self, pass: &Arc<Pass>, scan: usize) -> Self {
        let pass = Arc::clone(pass);
        Self {
            pass,
            scan,
            ..self.clone()
        }
    }

    /// Whether another scan reads the same texts, in the same batches.
    pub(super) fn reads_what(&self, other: &Self) -> bool {
        let is_one = |scan: &Self| scan.texts.output_partitioning().partition_count() == 1;
        self.source.paths == other.source.paths
            && self.source.filters == other.source.filters
            && Arc::ptr_eq(self.reader(), other.reader())
            && is_one(self)
            && is_one(other)
    }

    pub(super) fn asked(&self) -> &Asked {
        &self.pass.scans()[self.scan]
    }

    pub(super) fn reader(&self) -> &Arc<Reader> {
        self.pass.reader()
    }
}

fn partitioning(texts: &Arc<dyn ExecutionPlan>) -> Partitioning {
    Partitioning::UnknownPartitioning(texts.output_partitioning().partition_count())
}

impl DisplayAs for FactsExec {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let asked = self.asked();
        write!(f, "FactsExec: table={}", asked.table)?;
        if self.pass.scans().len() > 1 {
            let tables = self.pass.scans().iter().map(|scan| scan.table.as_str());
            let tables: Vec<_> = tables.collect();
            write!(f, ", together=[{}]", tables.join(", "))?;
        }
        if let Some(filter) = &asked.filter {
            write!(f, ", filter={filter}")?;
        }
        if asked.projection.is_some() {
            let columns = asked.schema.fields().iter();
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
        match &self.asked().filter {
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
        let mut properties = PlanProperties::clone(&self.properties);
        properties.partitioning = partitioning(texts);
        Ok(Arc::new(Self {
            texts: Arc::clone(texts),
            properties: Arc::new(properties),
            ..Self::clone(&self)
        }))
    }

    fn statistics_from_inputs(
        &self,
        _: &[Arc<Statistics>],
        _: &StatisticsArgs,
    ) -> Result<Arc<Statistics>> {
        let mut statistics = Statistics::new_unknown(&self.asked().schema);
        if let Some(rows) = self.source.estimate {
            // Never taken for a count: it is said to be inexact.
            statistics.num_rows = Precision::Inexact(rows);
        }
        Ok(Arc::new(statistics))
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
        let (pass, scan) = (Arc::clone(&self.pass), self.scan);
        pass.begin(scan);
        let read = texts.enumerate().map(move |(number, batch)| {
            let pass = Arc::clone(&pass);
            async move {
                let batch = batch?;
                let read = move || pass.rows(scan, number, &batch);
                let read = SpawnedTask::spawn_blocking(read).join_unwind().await;
                read.map_err(|fault| DataFusionError::ExecutionJoin(Box::new(fault)))?
            }
        });
        let rows = read.buffered(BATCHES);
        let rows = rows.try_filter(|batch| std::future::ready(batch.num_rows() > 0));
        let schema = Arc::clone(&self.asked().schema);
        Ok(Box::pin(RecordBatchStreamAdapter::new(schema, rows)))
    }
}
