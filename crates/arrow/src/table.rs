use crate::TableOptions;
use crate::record::Record;
use crate::rows::{
    DocumentColumns, EntityColumns, KeyColumns, MentionColumns, NestedColumns, QuoteColumns,
    RelationColumns, SentenceColumns, TripleColumns, ValueColumns,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{Field, Schema, SchemaRef};
use newsgraph_document::OffsetUnit;
use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
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

/// A table of what was found in documents. Each begins with the columns `document`, the id, and `date`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Table {
    /// Texts: a row for each document, with the layers that it has and who made them.
    Documents,
    /// A row for each sentence, with the places of its words.
    Sentences,
    /// Where each entity and value is mentioned: a row for each mention.
    Mentions,
    /// Who and what is named: a row for each entity of a document.
    Entities,
    /// Who said what to whom: a row for each quote.
    Quotes,
    /// How entities relate: a row for each typed relation.
    Relations,
    /// What sentences state: a row for each open triple.
    Triples,
    /// Dates, times, amounts: a row for each mention of a value.
    Values,
}

impl Table {
    /// Every table.
    pub const ALL: [Self; 8] = [
        Self::Documents,
        Self::Sentences,
        Self::Mentions,
        Self::Entities,
        Self::Quotes,
        Self::Relations,
        Self::Triples,
        Self::Values,
    ];

    /// The table's name, such as `quotes`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Sentences => "sentences",
            Self::Mentions => "mentions",
            Self::Entities => "entities",
            Self::Quotes => "quotes",
            Self::Relations => "relations",
            Self::Triples => "triples",
            Self::Values => "values",
        }
    }

    /// The columns of the key and those behind them.
    pub(crate) fn fields(self) -> Vec<Field> {
        let own = match self {
            Self::Documents => DocumentColumns::fields(),
            Self::Sentences => SentenceColumns::fields(),
            Self::Mentions => MentionColumns::fields(),
            Self::Entities => EntityColumns::fields(),
            Self::Quotes => QuoteColumns::fields(),
            Self::Relations => RelationColumns::fields(),
            Self::Triples => TripleColumns::fields(),
            Self::Values => ValueColumns::fields(),
        };
        let mut fields = KeyColumns::fields();
        fields.extend(own);
        fields
    }
}

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

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A name is that of no table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no table {found:?}; choose from {}", Table::ALL.map(Table::as_str).join(", "))]
pub struct TableError {
    found: String,
}

impl FromStr for Table {
    type Err = TableError;

    fn from_str(name: &str) -> Result<Self, TableError> {
        let table = Self::ALL.into_iter().find(|table| table.as_str() == name);
        table.ok_or_else(|| TableError {
            found: name.to_owned(),
        })
    }
}
