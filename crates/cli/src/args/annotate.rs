use super::format::{FormatName, UnitName};
use crate::size::Size;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use newsgraph::document::{Act, Date};
use newsgraph_export::Field;
use newsgraph_input::{InputOptions, Kind};
use std::num::NonZeroUsize;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct AnnotateArguments {
    /// Texts (.txt), rows {"id", "text", "date"?} (.jsonl, .ndjson), JSON objects or an array of them
    /// (.json), pages (.html, .htm, .xhtml), each maybe with .gz; folders of such files; patterns in
    /// quotes. `-` or none: standard input.
    pub(crate) files: Vec<PathBuf>,
    /// What the files hold [default: what their endings say, else what they begin like].
    #[arg(long, value_enum)]
    pub(crate) input: Option<KindName>,
    /// The most bytes of a document, as 500k or 16M; a longer one is an error, and the rest goes on.
    #[arg(
        long,
        default_value = "16M",
        value_name = "SIZE",
        allow_negative_numbers = true
    )]
    pub(crate) max_document: Size,
    /// The output's form [default: what the ending of --out says; else text on a terminal, jsonl elsewhere].
    #[arg(long, value_enum)]
    pub(crate) format: Option<FormatName>,
    /// What the spans in JSON count.
    #[arg(long, value_enum, default_value = "byte")]
    pub(crate) offsets: UnitName,
    /// The date of the documents, as YYYY-MM-DD; a row's or a page's own date goes first.
    #[arg(long)]
    pub(crate) date: Option<Date>,
    /// Read 3/4/2019 as the third of April.
    #[arg(long)]
    pub(crate) day_first: bool,
    /// Threads to work on, at most four for each core [default: one for each core].
    #[arg(long, value_parser = threads, allow_negative_numbers = true)]
    pub(crate) threads: Option<NonZeroUsize>,
    /// A file for the output in place of standard output; it is written as FILE.partial until it is whole.
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
    /// The acts whose quotes are given: what is said, thought, favoured, or done.
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        default_value = "speech,thought"
    )]
    pub(crate) acts: Vec<ActName>,
    /// The least score of a quote, from 0 to 1 [default: that of the attributor, 0.4].
    #[arg(long, value_parser = score, allow_negative_numbers = true)]
    pub(crate) min_score: Option<f32>,
    /// The labels of relations: news gives what sentences state, dwie what a model of DWIE's articles finds.
    #[arg(long, value_enum, default_value = "news")]
    pub(crate) labels: LabelsName,
    /// Phrases and patterns of one's own, one a line; they go before what the model finds.
    #[arg(long)]
    pub(crate) patterns: Option<PathBuf>,
}

impl AnnotateArguments {
    /// How the files are read.
    pub(crate) fn input_options(&self) -> InputOptions {
        let mut options = InputOptions::default();
        options.kind = self.input.map(Kind::from);
        options.date = self.date;
        options.max_document = self.max_document.0;
        options
    }
}

/// What a file may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum KindName {
    Text,
    Jsonl,
    Json,
    Html,
}

impl From<KindName> for Kind {
    fn from(name: KindName) -> Self {
        match name {
            KindName::Text => Self::Text,
            KindName::Jsonl => Self::JsonLines,
            KindName::Json => Self::Json,
            KindName::Html => Self::Html,
        }
    }
}

fn threads(text: &str) -> Result<NonZeroUsize, String> {
    let expected = |_| "expected a whole number from 1".to_owned();
    text.parse().map_err(expected)
}

fn score(text: &str) -> Result<f32, String> {
    let score = text
        .parse()
        .ok()
        .filter(|score| (0.0..=1.0).contains(score));
    score.ok_or_else(|| "expected a number from 0 to 1, such as 0.5".to_owned())
}

/// The names of the JSON's fields.
fn field() -> impl TypedValueParser<Value = Field> {
    PossibleValuesParser::new(Field::ALL.map(Field::as_str)).try_map(|name| name.parse())
}

/// What kinds of act a quote may report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ActName {
    Speech,
    Thought,
    Attitude,
    Other,
    All,
}

impl ActName {
    /// The acts of a list of names.
    pub(crate) fn acts(names: &[Self]) -> Vec<Act> {
        let asked = |act: &Act| {
            let own = match act {
                Act::Speech => Self::Speech,
                Act::Thought => Self::Thought,
                Act::Attitude => Self::Attitude,
                Act::Other => Self::Other,
            };
            names.contains(&own) || names.contains(&Self::All)
        };
        Act::ALL.into_iter().filter(asked).collect()
    }
}

/// Whose labels relations have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LabelsName {
    News,
    Dwie,
}
