#![doc = include_str!("../README.md")]

mod conllu;
mod field;
mod html;
mod json;
mod speakers;
mod text;
mod text_report;
mod visible;
mod writer;

pub use newsgraph_document as document;

pub use conllu::to_conllu;
pub use field::{Field, FieldError};
pub use html::to_html;
pub use json::{JsonError, from_json, to_json};
pub use text_report::{TextStyles, to_text};
pub use visible::visible;
pub use writer::{ExportError, Format, Formatted, Formatter, Writer};
