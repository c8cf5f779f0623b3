//! Documents from their tables.

mod cells;
mod check;
mod collected;
mod error;
mod facts;
mod parts;

pub use error::ReadError;

use crate::Table;
use crate::record::Record;
use crate::rows::NestedColumns;
use crate::schema::NESTED;
use arrow_array::RecordBatch;
use arrow_schema::Schema;
use collected::Collected;
use newsgraph_document::{Document, OffsetUnit};
use parts::Parts;

/// The documents of tables, in the order of their rows, each equal to the one that was written, but without syntax and
/// quotation marks, which tables do not hold, and without words where it has no sentences. Where several speak, the
/// speaker is the first of them.
///
/// All tables are needed of which a document has rows, but for `values`. Batches of a table come in their order; each has
/// the schema that it was written with, its metadata too: `parquet` gives that as the schema of the file, and batches without
/// it. Columns behind those that are known are not read.
///
/// # Errors
/// [`ReadError`] where a column, a row or what stands in a cell is not as it was written, or two documents have one id.
pub fn from_batches(batches: &[(Table, RecordBatch)]) -> Result<Vec<Document>, ReadError> {
    let mut collected = Collected::default();
    let is_text = |table| table == Table::Documents;
    for (_, batch) in batches.iter().filter(|(table, _)| is_text(*table)) {
        collected.add_documents(batch)?;
    }
    for (table, batch) in batches.iter().filter(|(table, _)| !is_text(*table)) {
        collected.add(*table, batch)?;
    }
    let documents = collected.documents.into_iter();
    documents.map(Parts::into_document).collect()
}

/// What the positions of a table count, where its schema has the version, the columns and the types of this one. Columns
/// behind those that are known may be there.
///
/// ```
/// use newsgraph_arrow::document::OffsetUnit;
/// use newsgraph_arrow::{Table, TableOptions, check_schema, schema};
///
/// let quotes = schema(Table::Quotes, &TableOptions::default());
/// assert_eq!(check_schema(Table::Quotes, &quotes)?, OffsetUnit::Byte);
/// let error = check_schema(Table::Relations, &quotes).unwrap_err();
/// assert!(error.to_string().starts_with("expected relation as column 2 of relations"));
/// # Ok::<(), newsgraph_arrow::ReadError>(())
/// ```
///
/// # Errors
/// [`ReadError`] tells which of them is another.
pub fn check_schema(table: Table, schema: &Schema) -> Result<OffsetUnit, ReadError> {
    let unit = check::unit(table.as_str(), schema)?;
    check::columns(table.as_str(), &table.fields(), schema)?;
    Ok(unit)
}

/// The documents of a batch with a row for each; see [`from_batches`] for what comes back. Ids may be any.
///
/// # Errors
/// [`ReadError`] where a column, a row or what stands in a cell is not as it was written.
pub fn from_nested(batch: &RecordBatch) -> Result<Vec<Document>, ReadError> {
    let unit = check::unit(NESTED, batch.schema_ref())?;
    check::columns(NESTED, &NestedColumns::fields(), batch.schema_ref())?;
    let rows = check::rows::<NestedColumns>(NESTED, batch.columns());
    rows.map(|row| Parts::of_nested(row?, unit).into_document())
        .collect()
}
