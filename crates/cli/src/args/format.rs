//! The forms of what is written.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use newsgraph::document::OffsetUnit;
use newsgraph_arrow::FileFormat;
use newsgraph_export::{BaseIri, Format, Table};
use std::path::Path;

/// A form by its name on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatName {
    Json,
    Jsonl,
    Conllu,
    Html,
    Text,
    Markdown,
    Csv,
    Dot,
    Turtle,
    Jsonld,
    /// A folder of tables, a Parquet file each.
    Parquet,
    /// A folder of tables, an Arrow file each.
    Arrow,
}

/// What a form makes of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// One output, with one document after another.
    Documents(Format),
    /// A folder of tables.
    Tables(FileFormat),
}

impl FormatName {
    /// The format that the ending of a file says.
    pub(crate) fn of_ending(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "conllu" => Some(Self::Conllu),
            "html" | "htm" => Some(Self::Html),
            "txt" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "csv" => Some(Self::Csv),
            "dot" | "gv" => Some(Self::Dot),
            "ttl" => Some(Self::Turtle),
            "jsonld" => Some(Self::Jsonld),
            "parquet" => Some(Self::Parquet),
            "arrow" => Some(Self::Arrow),
            _ => None,
        }
    }
}

impl From<FormatName> for Form {
    fn from(name: FormatName) -> Self {
        Self::Documents(match name {
            FormatName::Json => Format::Json,
            FormatName::Jsonl => Format::Jsonl,
            FormatName::Conllu => Format::Conllu,
            FormatName::Html => Format::Html,
            FormatName::Text => Format::Text,
            FormatName::Markdown => Format::Markdown,
            FormatName::Csv => Format::Csv,
            FormatName::Dot => Format::Dot,
            FormatName::Turtle => Format::Turtle,
            FormatName::Jsonld => Format::JsonLd,
            FormatName::Parquet => return Self::Tables(FileFormat::Parquet),
            FormatName::Arrow => return Self::Tables(FileFormat::Ipc),
        })
    }
}

/// What single forms let one choose.
#[derive(Debug, Args)]
pub(crate) struct FormatArguments {
    /// The table that --format csv writes [default: quotes].
    #[arg(long, value_parser = table())]
    pub(crate) table: Option<Table>,
    /// CSV that a program for spreadsheets opens by itself: marked as UTF-8, with an apostrophe before cells that would
    /// run as a formula.
    #[arg(long)]
    pub(crate) spreadsheet: bool,
    /// What the IRIs of documents begin with, for --format turtle and jsonld [default: urn:newsgraph:].
    #[arg(long, value_name = "IRI")]
    pub(crate) base_iri: Option<BaseIri>,
}

/// The names of the tables.
fn table() -> impl TypedValueParser<Value = Table> {
    PossibleValuesParser::new(Table::ALL.map(Table::as_str)).try_map(|name| name.parse())
}

/// The forms of what is told of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportName {
    Text,
    Json,
}

/// The forms of facts that answer a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnswerName {
    Text,
    /// One array.
    Json,
    /// A line for each.
    Jsonl,
    Csv,
}

/// The forms of rows that answer a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RowsName {
    Text,
    Csv,
    /// A line for each.
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum UnitName {
    Byte,
    Char,
    Utf16,
}

impl From<UnitName> for OffsetUnit {
    fn from(name: UnitName) -> Self {
        match name {
            UnitName::Byte => Self::Byte,
            UnitName::Char => Self::Char,
            UnitName::Utf16 => Self::Utf16,
        }
    }
}
