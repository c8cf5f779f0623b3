use clap::{Parser, ValueEnum};
use newsgraph::document::OffsetUnit;
use newsgraph_datafusion::OnError;
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
    /// What a text does to the query that cannot be read.
    #[arg(long, value_enum, default_value = "fail")]
    pub(crate) errors: Errors,
    /// The most bytes of a text, as 500k or 16M; a longer one cannot be read.
    #[arg(long, value_name = "SIZE", default_value = "16M", value_parser = size)]
    pub(crate) max_document: usize,
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

/// What a text does to the query that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Errors {
    /// It fails.
    Fail,
    /// It goes on, with null in the place of what would be found.
    Null,
}

impl From<Errors> for OnError {
    fn from(errors: Errors) -> Self {
        match errors {
            Errors::Fail => Self::Fail,
            Errors::Null => Self::Null,
        }
    }
}

/// A number of bytes, as `annotate --max-document` reads it.
fn size(text: &str) -> Result<usize, String> {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let shift = match text[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "b" => Some(0),
        "k" | "kb" | "kib" => Some(10),
        "m" | "mb" | "mib" => Some(20),
        "g" | "gb" | "gib" => Some(30),
        _ => None,
    };
    let bytes = shift.and_then(|shift| digits.parse::<usize>().ok()?.checked_mul(1 << shift));
    let bytes = bytes.filter(|&bytes| bytes > 0);
    bytes.ok_or_else(|| "expected a number of bytes, as 500k, 16M or 1G".to_owned())
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
