use crate::{OnError, ReaderOptions};
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
    #[arg(long, value_name = "SIZE", default_value = "16M", value_parser = size)]
    max_document: usize,
}

impl Reading {
    /// How texts are read, with as many threads as there are processors.
    pub fn options(&self) -> ReaderOptions {
        ReaderOptions::default()
            .with_offsets(self.offsets.into())
            .with_on_error(self.errors.into())
            .with_max_document(self.max_document)
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
