#![doc = include_str!("../README.md")]

mod table;
mod tables;
mod words;

pub use table::Table;
pub use tables::{TableError, Tables};
pub use words::{WordMap, WordSet};
