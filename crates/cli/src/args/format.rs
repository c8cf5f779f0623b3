//! The forms of what is written.

use clap::ValueEnum;
use newsgraph::document::OffsetUnit;
use newsgraph_export::Format;
use std::path::Path;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatName {
    Json,
    Jsonl,
    Conllu,
    Html,
    Text,
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
        }
    }
}

/// The forms of what is told of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportName {
    Text,
    Json,
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

impl UnitName {
    /// Its name.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Byte => "byte",
            Self::Char => "char",
            Self::Utf16 => "utf16",
        }
    }
}
