//! JSON, written and read.

mod error;
mod form;
mod read;
mod tokens;
mod write;

pub use error::JsonError;
pub use read::from_json;
pub use write::to_json;
pub(crate) use write::write;

/// The number of the JSON form. Raise it when a field changes its meaning or goes away; a field
/// more is no change. 1: the first. 2: tells absent layers from empty ones and holds all of a document,
/// so that it can be read back.
const SCHEMA: u32 = 2;
