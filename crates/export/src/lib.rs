#![doc = include_str!("../README.md")]

mod conllu;
mod field;
mod json;
#[cfg(feature = "report")]
mod report;
mod speakers;
mod text;
mod visible;
mod writer;

pub use newsgraph_document as document;

pub use conllu::to_conllu;
pub use field::{Field, FieldError};
pub use json::{JsonError, from_json, to_json};
#[cfg(feature = "report")]
pub use report::to_html;
pub use text::to_text;
pub use visible::visible;
pub use writer::{ExportError, Format, Formatted, Formatter, Writer};
