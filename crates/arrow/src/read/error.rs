use crate::SCHEMA_VERSION;
use arrow_schema::DataType;
use newsgraph_document::DocumentError;

/// Tables could not be read back into documents.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The schema's metadata tell of no version, or of another one.
    #[error(
        "expected {SCHEMA_VERSION} as newsgraph.schema in the metadata of {table}, found {found:?}; give the batches with the schema that they were written with"
    )]
    Version {
        /// The table.
        table: &'static str,
        /// What stands there.
        found: Option<String>,
    },
    /// The schema's metadata do not tell what positions count.
    #[error(
        "expected byte, char or utf16, the same in all tables, as newsgraph.offsets in the metadata of {table}, found {found:?}; give the batches with the schema that they were written with"
    )]
    Offsets {
        /// The table.
        table: &'static str,
        /// What stands there.
        found: Option<String>,
    },
    /// A column is not there, or not in its place.
    #[error(
        "expected {expected} as column {at} of {table}, found {found:?}; give every column in the order of schema()"
    )]
    Column {
        /// The table.
        table: &'static str,
        /// The column's place, from 0.
        at: usize,
        /// What it is called.
        expected: String,
        /// What the one in its place is called.
        found: Option<String>,
    },
    /// A column is of another type.
    #[error("expected {expected} in column {column} of {table}, found {found}; cast it")]
    Type {
        /// The table.
        table: &'static str,
        /// The column.
        column: String,
        /// Its type here.
        expected: DataType,
        /// Its type there.
        found: DataType,
    },
    /// A cell is null.
    #[error("expected a value in column {column} of {table}, row {row}, found null")]
    Null {
        /// The table.
        table: &'static str,
        /// The column; where it stands in a list, after the names of those around it.
        column: String,
        /// The row of the batch, from 0.
        row: usize,
    },
    /// Two documents have one id.
    #[error("expected one document {id:?}, found another; ids tell whose a row is")]
    Twice {
        /// The id.
        id: String,
    },
    /// A row names a document that is not there.
    #[error(
        "a row of {table} is of document {id:?}, which documents does not have; give the batches of documents too"
    )]
    NoDocument {
        /// The table.
        table: &'static str,
        /// The id.
        id: String,
    },
    /// Rows of a document are missing, or in another order.
    #[error(
        "expected row {expected} of {table} of document {id:?}, found {found}; rows come as they were written, all of them"
    )]
    Order {
        /// The table.
        table: &'static str,
        /// The document.
        id: String,
        /// The number that comes next.
        expected: usize,
        /// The number that comes.
        found: i64,
    },
    /// There are more or fewer rows than the document has of the layer.
    #[error(
        "expected {expected} rows of {table} of document {id:?}, found {found}; give every batch of the table"
    )]
    Count {
        /// The table.
        table: &'static str,
        /// The document.
        id: String,
        /// How many the document's row tells of.
        expected: i64,
        /// How many there are.
        found: usize,
    },
    /// A number is none that can stand there.
    #[error("expected {expected} in {table} of document {id:?}, found {found}")]
    Number {
        /// The table.
        table: &'static str,
        /// The document.
        id: String,
        /// What can stand there.
        expected: &'static str,
        /// What stands there.
        found: i64,
    },
    /// Two positions are no span of the text.
    #[error(
        "expected positions in the text of document {id:?}, at characters and in order, in {table}, found {start} and {end}; newsgraph.offsets tells what they count"
    )]
    Span {
        /// The table.
        table: &'static str,
        /// The document.
        id: String,
        /// Where it should start.
        start: i64,
        /// Where it should end.
        end: i64,
    },
    /// A word is none of those that can stand there.
    #[error("{table} of document {id:?} has a word that this version does not know")]
    Word {
        /// The table.
        table: &'static str,
        /// The document.
        id: String,
        /// The word, and those that could stand there.
        source: serde::de::value::Error,
    },
    /// The rows do not fit the text or one another.
    #[error("the rows of document {id:?} do not fit together")]
    Document {
        /// The document.
        id: String,
        /// What does not fit.
        source: DocumentError,
    },
}
