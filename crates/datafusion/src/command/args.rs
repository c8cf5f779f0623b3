use crate::{OnError, ReaderOptions};
use clap::{Args, ValueEnum};
use newsgraph::document::OffsetUnit;
use newsgraph_input::Size;
use std::path::PathBuf;

/// The options that say what becomes of rows.
#[derive(Args, Clone, Debug)]
pub struct Output {
    /// The form of the rows [default: by the ending of OUT, else table].
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// A file for the rows in place of standard output; it is written as OUT.partial until it is whole.
    #[arg(long, value_name = "OUT")]
    pub out: Option<PathBuf>,
}

/// The form of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
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

impl Output {
    /// The form that is asked for, or that the ending of the file says.
    pub fn form(&self) -> Format {
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

/// The options that say how texts are read.
#[derive(Args, Clone, Debug)]
pub struct Reading {
    /// What positions count.
    #[arg(long, value_enum, default_value = "byte")]
    offsets: Unit,
    /// What a text does to the query that cannot be read.
    #[arg(long, value_enum, default_value = "fail")]
    errors: Errors,
    /// The most bytes of a text, as 500k or 16M; a longer one cannot be read.
    #[arg(long, value_name = "SIZE", default_value = "16M")]
    max_document: Size,
}

impl Reading {
    /// How texts are read, with as many threads as there are processors.
    pub fn options(&self) -> ReaderOptions {
        ReaderOptions::default()
            .with_offsets(self.offsets.into())
            .with_on_error(self.errors.into())
            .with_max_document(self.max_document.0)
    }
}

/// What a text does to the query that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Errors {
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

/// What positions count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Unit {
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
