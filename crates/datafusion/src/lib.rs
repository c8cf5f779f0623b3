#![doc = include_str!("../README.md")]

mod cache;
mod columns;
#[cfg(feature = "command")]
pub mod command;
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
pub use session::{functions, offsets_of, register, register_tables, register_views, session};
pub use table::{DocumentScan, DocumentTable};
