#![doc = include_str!("../README.md")]

mod day;
mod decode;
mod documents;
mod error;
mod format;
mod guess;
mod gunzip;
mod html;
mod lines;
mod note;
mod options;
mod piece;
mod row;
mod size;
mod text;
mod values;

pub use newsgraph_document as document;

pub use documents::{Documents, RowReader};
pub use error::{Fault, InputError};
pub use format::OtherFormat;
pub use guess::Kind;
pub use note::Note;
pub use options::InputOptions;
pub use size::Size;
pub use text::read_text;
