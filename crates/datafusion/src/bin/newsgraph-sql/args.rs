use clap::{Parser, ValueEnum};
use newsgraph::document::OffsetUnit;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Asks news texts in SQL: who said what to whom, and how they relate.
///
/// Behind FROM, quotes('articles/') and its like read files, folders and patterns; behind SELECT, unnest(quotes(text)) reads
/// a column of any table. The path of a Parquet, CSV or JSON Lines file in single quotes is a table.
#[derive(Debug, Parser)]
#[command(version)]
pub(crate) struct Arguments {
    /// The query; - reads it from standard input.
    pub(crate) query: String,
    /// A folder that `newsgraph annotate --format parquet` has written, whose tables get their names: quotes, entities, ...
    #[arg(long, value_name = "DIR")]
    pub(crate) tables: Option<PathBuf>,
    /// The form of the rows [default: by the ending of OUT, else table].
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
    /// A file for the rows in place of standard output; it is written as OUT.partial until it is whole.
    #[arg(long, value_name = "OUT")]
    pub(crate) out: Option<PathBuf>,
    /// What positions count.
    #[arg(long, value_enum, default_value = "byte")]
    pub(crate) offsets: Unit,
    /// Threads that read texts [default: one for each core].
    #[arg(long)]
    pub(crate) threads: Option<NonZeroUsize>,
}

/// The form of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Columns beside one another, for people; all rows are held.
    Table,
    /// Comma-separated values, for rows without lists.
    Csv,
    /// One array of objects.
    Json,
    /// An object a line.
    Jsonl,
    /// A Parquet file; needs --out.
    Parquet,
}

impl Arguments {
    /// The form that is asked for, or that the ending of the file says.
    pub(crate) fn form(&self) -> Format {
        let ending = || self.out.as_ref()?.extension()?.to_str();
        self.format.unwrap_or_else(|| match ending() {
            Some("csv") => Format::Csv,
            Some("json") => Format::Json,
            Some("jsonl" | "ndjson") => Format::Jsonl,
            Some("parquet") => Format::Parquet,
            _ => Format::Table,
        })
    }
}

/// What positions count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Unit {
    Byte,
    Char,
    Utf16,
}

impl From<Unit> for OffsetUnit {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Byte => Self::Byte,
            Unit::Char => Self::Char,
            Unit::Utf16 => Self::Utf16,
        }
    }
}
