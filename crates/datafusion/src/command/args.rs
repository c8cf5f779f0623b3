use clap::{Args, ValueEnum};
use newsgraph::document::OffsetUnit;
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

/// What positions count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Unit {
    /// Bytes of UTF-8.
    Byte,
    /// Characters.
    Char,
    /// Units of UTF-16.
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
