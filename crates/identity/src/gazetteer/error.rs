/// A gazetteer cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GazetteerError {
    /// The first row does not name a column that is read.
    #[error(
        "line 1: expected the columns id,names,kind,place,dates; {missing} is missing, found {found:?}"
    )]
    Column {
        /// The column.
        missing: &'static str,
        /// The first row.
        found: String,
    },
    /// A row says something else than it should.
    #[error("line {line}: expected {expected}, found {found:?}")]
    Row {
        /// Its line, from 1.
        line: u64,
        /// What should stand there.
        expected: &'static str,
        /// What stands there.
        found: String,
    },
    /// The file cannot be read.
    #[error("expected a table with commas, which could not be read")]
    Read(#[source] std::io::Error),
    /// The table is none: no UTF-8, an open quotation mark, a row with more or fewer fields than the first.
    #[error("line {line}: expected UTF-8 with commas between as many fields as the first row has")]
    Table {
        /// The line, from 1; 0 where it is not known.
        line: u64,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}
