//! How files are read.

use clap::{Args, ValueEnum};
use newsgraph::document::Date;
use newsgraph_input::{InputOptions, Kind, Size};

#[derive(Debug, Args)]
pub(crate) struct InputArguments {
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
    /// The date of the documents, as YYYY-MM-DD; a row's or a page's own date goes first.
    #[arg(long)]
    pub(crate) date: Option<Date>,
}

impl InputArguments {
    pub(crate) fn options(&self) -> InputOptions {
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
