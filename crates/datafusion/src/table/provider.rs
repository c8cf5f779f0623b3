use super::asked::{Asked, columns};
use super::estimate;
use super::exec::{FactsExec, Source};
use super::texts::Texts;
use crate::reader::Reader;
use async_trait::async_trait;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::tree_node::TreeNode;
use datafusion::common::{DFSchema, Result};
use datafusion::logical_expr::utils::conjunction;
use datafusion::logical_expr::{
    Expr, LogicalPlan, LogicalPlanBuilder, TableProviderFilterPushDown, TableType, ident,
};
use datafusion::physical_plan::ExecutionPlan;
use newsgraph_arrow::Table;
use std::sync::Arc;

/// A table of what is found in texts; they are read when it is scanned.
#[derive(Debug)]
pub(super) struct FactTable {
    table: Table,
    reader: Arc<Reader>,
    texts: LogicalPlan,
    paths: Vec<String>,
    /// How large the files of the texts are.
    bytes: u64,
    schema: SchemaRef,
}

impl FactTable {
    pub(super) fn new(table: Table, reader: Arc<Reader>, texts: Texts) -> Self {
        Self {
            table,
            schema: columns(table, &reader),
            reader,
            texts: texts.plan,
            paths: texts.paths,
            bytes: texts.bytes,
        }
    }
}

#[async_trait]
impl TableProvider for FactTable {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    fn table_type(&self) -> TableType {
        TableType::View
    }

    fn supports_filters_pushdown(
        &self,
        filters: &[&Expr],
    ) -> Result<Vec<TableProviderFilterPushDown>> {
        let support = |filter: &&Expr| {
            Ok(if is_plain(filter)? {
                TableProviderFilterPushDown::Exact
            } else {
                TableProviderFilterPushDown::Unsupported
            })
        };
        filters.iter().map(support).collect()
    }

    async fn scan(
        &self,
        state: &dyn Session,
        projection: Option<&Vec<usize>>,
        filters: &[Expr],
        _limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let (of_texts, of_rows): (Vec<Expr>, Vec<Expr>) =
            filters.iter().cloned().partition(is_of_texts);
        let mut texts = LogicalPlanBuilder::from(self.texts.clone());
        if let Some(filter) = conjunction(of_texts.clone()) {
            texts = texts.filter(filter)?;
        }
        let columns = ["document", "date", "text"].map(ident);
        let texts = texts.project(columns)?.build()?;
        let texts = state.create_physical_plan(&texts).await?;
        let columns = DFSchema::try_from(Arc::clone(&self.schema))?;
        let filter = conjunction(of_rows)
            .map(|filter| state.create_physical_expr(filter, &columns))
            .transpose()?;
        let source = Source {
            paths: self.paths.clone(),
            filters: of_texts,
            estimate: estimate::rows(self.table, self.bytes, !filters.is_empty()),
        };
        let asked = Asked::new(self.table, &self.reader, filter, projection)?;
        let reader = Arc::clone(&self.reader);
        Ok(Arc::new(FactsExec::new(texts, source, reader, asked)))
    }
}

/// Whether a filter asks only for what a text has before it is read.
fn is_of_texts(filter: &Expr) -> bool {
    let columns = filter.column_refs();
    !columns.is_empty()
        && columns
            .iter()
            .all(|column| matches!(column.name(), "document" | "date"))
}

/// Whether a filter says the same of a row wherever it is asked, and asks nothing but the row.
fn is_plain(filter: &Expr) -> Result<bool> {
    let other = filter.exists(|part| {
        Ok(matches!(
            part,
            Expr::ScalarSubquery(_)
                | Expr::Exists(_)
                | Expr::InSubquery(_)
                | Expr::OuterReferenceColumn(..)
        ))
    })?;
    Ok(!other && !filter.is_volatile())
}
