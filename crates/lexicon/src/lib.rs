#![doc = include_str!("../README.md")]

mod case;
mod error;
#[cfg(feature = "letters")]
mod letters;
mod table;
mod tables;
mod words;

pub use case::small_letters;
pub use error::TableError;
#[cfg(feature = "letters")]
pub use letters::plain_letters;
pub use table::Table;
pub use tables::Tables;
pub use words::{WordMap, WordSet};
