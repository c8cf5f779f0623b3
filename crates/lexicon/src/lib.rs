#![doc = include_str!("../README.md")]

mod case;
mod error;
mod table;
mod tables;
mod words;

pub use case::small_letters;
pub use error::TableError;
pub use table::Table;
pub use tables::Tables;
pub use words::{WordMap, WordSet};
