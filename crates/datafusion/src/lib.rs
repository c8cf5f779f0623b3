#![doc = include_str!("../README.md")]

mod cache;
mod columns;
mod components;
mod day;
mod error;
mod fact;
mod options;
mod reader;
mod scalar;
mod session;
mod table;

pub use datafusion;
pub use newsgraph;

pub use error::ReaderError;
pub use options::ReaderOptions;
pub use reader::Reader;
pub use session::{register, register_tables, session};
