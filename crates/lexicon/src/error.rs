use std::io;
use std::path::PathBuf;

/// A table cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// A folder or file cannot be read.
    #[error("could not read the tables in {path}")]
    Io {
        /// The folder or file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A table is missing.
    #[error(
        "the tables of {language:?} have no table {table:?}; add a file {table}.txt, empty where the language needs none"
    )]
    Missing {
        /// The language.
        language: String,
        /// The table.
        table: String,
    },
    /// A row is not what the table's reader expects.
    #[error("row {row:?} of table {table:?}: expected {expected}")]
    Row {
        /// The table.
        table: String,
        /// The row, without spaces around it.
        row: String,
        /// What it should be.
        expected: String,
    },
}
