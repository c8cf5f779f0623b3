use super::format::{FormatArguments, FormatName, UnitName};
use super::how::HowArguments;
use super::input::InputArguments;
use super::threads;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use newsgraph_export::Field;
use std::num::NonZeroUsize;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct AnnotateArguments {
    /// Texts (.txt), rows {"id", "text", "date"?} (.jsonl, .ndjson), JSON objects or an array of them
    /// (.json), pages (.html, .htm, .xhtml), each maybe with .gz; folders of such files; patterns in
    /// quotes. `-` or none: standard input.
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) input: InputArguments,
    /// The output's form [default: what the ending of --out says; else text on a terminal, jsonl elsewhere].
    #[arg(long, value_enum)]
    pub(crate) format: Option<FormatName>,
    #[command(flatten)]
    pub(crate) format_options: FormatArguments,
    /// What the spans in JSON, CSV and tables count [default: byte].
    #[arg(long, value_enum)]
    pub(crate) offsets: Option<UnitName>,
    /// Threads to work on, at most four for each core [default: one for each core].
    #[arg(long, value_parser = threads, allow_negative_numbers = true)]
    pub(crate) threads: Option<NonZeroUsize>,
    /// A file for the output in place of standard output, for parquet and arrow a folder; it is written as OUT.partial
    /// until it is whole.
    #[arg(long)]
    pub(crate) out: Option<PathBuf>,
    /// Go on after the documents of a FILE.partial that a run has left that did not end (JSON Lines).
    #[arg(long)]
    pub(crate) resume: bool,
    /// The components to run, of tokenize, syntax, ner, quote, coref, relation, triples
    /// [default: all].
    #[arg(long, value_delimiter = ',')]
    pub(crate) components: Option<Vec<String>>,
    /// What the JSON holds beside id and date [default: all]. Only components that this needs are run, where
    /// --components names none.
    #[arg(long, value_delimiter = ',', value_parser = field())]
    pub(crate) layers: Option<Vec<Field>>,
    #[command(flatten)]
    pub(crate) how: HowArguments,
}

/// The names of the JSON's fields.
fn field() -> impl TypedValueParser<Value = Field> {
    PossibleValuesParser::new(Field::ALL.map(Field::as_str)).try_map(|name| name.parse())
}
