//! The schemas of tables.

use crate::record::Record;
use crate::rows::NestedColumns;
use crate::{Table, TableOptions};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{Field, Schema, SchemaRef};
use newsgraph_document::OffsetUnit;
use std::collections::HashMap;
use std::sync::Arc;

/// The version of the tables' schema. It changes when a column goes, gets another name or type, or means something
/// else; a column that is added at the end of a table changes nothing for those who read the others.
pub const SCHEMA_VERSION: u32 = 1;

/// The key of the version in the metadata of a schema.
pub(crate) const VERSION: &str = "newsgraph.schema";
/// The key of the table's name.
pub(crate) const TABLE: &str = "newsgraph.table";
/// The key of the unit of positions.
pub(crate) const OFFSETS: &str = "newsgraph.offsets";

/// The schema of a table: the same for every batch of it. Its metadata tell the version (`newsgraph.schema`), the table
/// (`newsgraph.table`) and the unit of positions (`newsgraph.offsets`: `byte`, `char` or `utf16`).
pub fn schema(table: Table, options: &TableOptions) -> SchemaRef {
    described(table.fields(), table.as_str(), options.offsets)
}

/// The schema of documents with their layers as lists: the id and the date, then the columns of the tables that are
/// asked for.
pub fn nested_schema(options: &TableOptions) -> SchemaRef {
    let asked = |field: &Field| match field.name().as_str() {
        "document" | "date" => true,
        "text" | "layers" => options.tables.contains(Table::Documents),
        table => table
            .parse()
            .is_ok_and(|table| options.tables.contains(table)),
    };
    let mut fields = NestedColumns::fields();
    fields.retain(asked);
    described(fields, NESTED, options.offsets)
}

/// What stands for a table's name where a row holds all of a document.
pub(crate) const NESTED: &str = "nested";

fn described(fields: Vec<Field>, table: &str, unit: OffsetUnit) -> SchemaRef {
    let metadata = HashMap::from([
        (VERSION.to_owned(), SCHEMA_VERSION.to_string()),
        (TABLE.to_owned(), table.to_owned()),
        (OFFSETS.to_owned(), unit.as_str().to_owned()),
    ]);
    Arc::new(Schema::new_with_metadata(fields, metadata))
}

/// A batch of columns that were made by the schema.
pub(crate) fn batch(schema: SchemaRef, arrays: Vec<ArrayRef>) -> RecordBatch {
    RecordBatch::try_new(schema, arrays).expect("the columns of the schema")
}
