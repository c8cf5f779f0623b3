//! The form of the output, and what each form lets one choose.

use crate::Usage;
use crate::args::{AnnotateArguments, Form, FormatName, UnitName};
use crate::paint::Paint;
use anyhow::Result;
use newsgraph_export::{CsvOptions, Format, TextStyles, Writer};
use std::io::Write;

/// The form that is asked for, by name or by the ending of the file; text on a screen, JSON Lines elsewhere.
pub(crate) fn chosen(arguments: &AnnotateArguments, screen: bool) -> Result<Form> {
    let out = arguments.out.as_deref();
    let named = arguments.format.or(out.and_then(FormatName::of_ending));
    let form = match named {
        Some(format) => format.into(),
        None if screen => Form::Documents(Format::Text),
        None => Form::Documents(Format::Jsonl),
    };
    let own = &arguments.format_options;
    let is =
        |formats: &[Format]| matches!(form, Form::Documents(format) if formats.contains(&format));
    let is_tables = matches!(form, Form::Tables(_));
    let is_json = is(&[Format::Json, Format::Jsonl]);
    let is_csv = is(&[Format::Csv]);
    let is_rdf = is(&[Format::Turtle, Format::JsonLd]);
    let options = [
        (
            arguments.layers.is_some() && !is_json,
            "--layers goes with --format json and jsonl; other formats have no layers to choose",
        ),
        (
            arguments.offsets.is_some() && !is_json && !is_csv && !is_tables,
            "--offsets goes with --format json, jsonl, csv, parquet and arrow; other formats have no offsets to count",
        ),
        (
            own.table.is_some() && !is_csv,
            "--table goes with --format csv; other formats have no tables to choose",
        ),
        (
            own.spreadsheet && !is_csv,
            "--spreadsheet goes with --format csv",
        ),
        (
            own.base_iri.is_some() && !is_rdf,
            "--base-iri goes with --format turtle and jsonld; other formats have no IRIs",
        ),
    ];
    match options.into_iter().find(|(is_wrong, _)| *is_wrong) {
        Some((_, message)) => Err(Usage(message.to_owned()).into()),
        None => Ok(form),
    }
}

/// A writer of the form with what is chosen for it.
pub(crate) fn writer<W: Write>(out: W, format: Format, arguments: &AnnotateArguments) -> Writer<W> {
    let own = &arguments.format_options;
    let unit = arguments.offsets.unwrap_or(UnitName::Byte).into();
    let styles = if arguments.out.is_none() {
        Paint::of_stdout().styles()
    } else {
        TextStyles::default()
    };
    let csv = CsvOptions {
        table: own.table.unwrap_or_default(),
        unit,
        for_spreadsheets: own.spreadsheet,
    };
    let mut writer = Writer::new(out, format, unit)
        .with_styles(styles)
        .with_csv(csv);
    if let Some(fields) = &arguments.layers {
        writer = writer.with_fields(fields);
    }
    match &own.base_iri {
        Some(base) => writer.with_base_iri(base.clone()),
        None => writer,
    }
}
