#![doc = include_str!("../README.md")]

mod conllu;
mod html;
mod json;
mod speakers;
mod text;
mod writer;

pub use newsgraph_document as document;

pub use conllu::to_conllu;
pub use html::to_html;
pub use json::{JsonError, from_json, to_json};
pub use text::to_text;
pub use writer::{ExportError, Format, Writer};
