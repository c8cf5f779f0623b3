//! The form of the output, and what each form lets one choose.

use crate::Usage;
use crate::args::AnnotateArguments;
use anyhow::Result;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use newsgraph_export::{BaseIri, CsvOptions, Format, Table, Writer};
use std::io::Write;
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
}

impl FormatName {
    /// The format that the ending of a file says.
    fn of_ending(path: &Path) -> Option<Self> {
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
            _ => None,
        }
    }
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Json => Self::Json,
            FormatName::Jsonl => Self::Jsonl,
            FormatName::Conllu => Self::Conllu,
            FormatName::Html => Self::Html,
            FormatName::Text => Self::Text,
            FormatName::Markdown => Self::Markdown,
            FormatName::Csv => Self::Csv,
            FormatName::Dot => Self::Dot,
            FormatName::Turtle => Self::Turtle,
            FormatName::Jsonld => Self::JsonLd,
        }
    }
}

/// What single forms let one choose.
#[derive(Debug, Args)]
pub(crate) struct FormatArguments {
    /// The table that --format csv writes [default: quotes].
    #[arg(long, value_parser = table())]
    table: Option<Table>,
    /// CSV that a program for spreadsheets opens by itself: marked as UTF-8, with an apostrophe before cells that would
    /// run as a formula.
    #[arg(long)]
    spreadsheet: bool,
    /// What the IRIs of documents begin with, for --format turtle and jsonld [default: urn:newsgraph:].
    #[arg(long, value_name = "IRI")]
    base_iri: Option<BaseIri>,
}

/// The names of the tables.
fn table() -> impl TypedValueParser<Value = Table> {
    PossibleValuesParser::new(Table::ALL.map(Table::as_str)).try_map(|name| name.parse())
}

/// The form that is asked for, by name or by the ending of the file; text on a screen, JSON Lines elsewhere.
pub(crate) fn chosen(arguments: &AnnotateArguments, screen: bool) -> Result<Format> {
    let out = arguments.out.as_deref();
    let named = arguments.format.or(out.and_then(FormatName::of_ending));
    let format = match named {
        Some(format) => format.into(),
        None if screen => Format::Text,
        None => Format::Jsonl,
    };
    let own = &arguments.format_options;
    let is_json = matches!(format, Format::Json | Format::Jsonl);
    let is_rdf = matches!(format, Format::Turtle | Format::JsonLd);
    let options = [
        (
            arguments.layers.is_some() && !is_json,
            "--layers goes with --format json and jsonl; other formats have no layers to choose",
        ),
        (
            own.table.is_some() && format != Format::Csv,
            "--table goes with --format csv; other formats have no tables to choose",
        ),
        (
            own.spreadsheet && format != Format::Csv,
            "--spreadsheet goes with --format csv",
        ),
        (
            own.base_iri.is_some() && !is_rdf,
            "--base-iri goes with --format turtle and jsonld; other formats have no IRIs",
        ),
    ];
    match options.into_iter().find(|(is_wrong, _)| *is_wrong) {
        Some((_, message)) => Err(Usage(message.to_owned()).into()),
        None => Ok(format),
    }
}

/// A writer of the form with what is chosen for it.
pub(crate) fn writer<W: Write>(out: W, format: Format, arguments: &AnnotateArguments) -> Writer<W> {
    let own = &arguments.format_options;
    let unit = arguments.offsets.into();
    let mut writer = Writer::new(out, format, unit).with_csv(CsvOptions {
        table: own.table.unwrap_or_default(),
        unit,
        for_spreadsheets: own.spreadsheet,
    });
    if let Some(fields) = &arguments.layers {
        writer = writer.with_fields(fields);
    }
    match &own.base_iri {
        Some(base) => writer.with_base_iri(base.clone()),
        None => writer,
    }
}
