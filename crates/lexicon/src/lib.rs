#![doc = include_str!("../README.md")]

mod error;
mod table;
mod tables;
mod words;

pub use error::TableError;
pub use table::Table;
pub use tables::Tables;
pub use words::{WordMap, WordSet};
