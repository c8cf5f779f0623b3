use crate::reader::Reader;
use datafusion::arrow::array::{AsArray, RecordBatch};
use datafusion::arrow::compute::filter_record_batch;
use datafusion::arrow::datatypes::{Schema, SchemaRef};
use datafusion::common::Result;
use datafusion::physical_expr::PhysicalExpr;
use newsgraph_arrow::{Table, schema};
use std::collections::HashMap;
use std::sync::Arc;

/// What a scan asks of texts.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) table: Table,
    /// Which rows are kept, asked of all columns.
    pub(super) filter: Option<Arc<dyn PhysicalExpr>>,
    pub(super) projection: Option<Vec<usize>>,
    /// That of the columns that are given.
    pub(super) schema: SchemaRef,
}

/// The columns of a table. The engine takes tables for different ones whose schemas have metadata, once it puts one side of a
/// join in the place of the other.
pub(super) fn columns(table: Table, reader: &Reader) -> SchemaRef {
    let schema = schema(table, &reader.table_options(table.into()));
    without_metadata(&schema)
}

pub(super) fn without_metadata(schema: &Schema) -> SchemaRef {
    Arc::new(schema.clone().with_metadata(HashMap::new()))
}

impl Asked {
    pub(super) fn new(
        table: Table,
        reader: &Reader,
        filter: Option<Arc<dyn PhysicalExpr>>,
        projection: Option<&Vec<usize>>,
    ) -> Result<Self> {
        let every = columns(table, reader);
        let schema = match projection {
            Some(columns) => Arc::new(every.project(columns)?),
            None => every,
        };
        Ok(Self {
            table,
            filter,
            projection: projection.cloned(),
            schema,
        })
    }

    /// What is asked of the rows of the table.
    pub(super) fn of(&self, rows: &RecordBatch) -> Result<RecordBatch> {
        let kept = match &self.filter {
            Some(filter) => {
                let kept = filter.evaluate(rows)?.into_array(rows.num_rows())?;
                &filter_record_batch(rows, kept.as_boolean())?
            }
            None => rows,
        };
        match &self.projection {
            Some(columns) => Ok(kept.project(columns)?),
            None => Ok(kept.clone()),
        }
    }
}
