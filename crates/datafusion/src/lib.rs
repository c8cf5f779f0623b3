#![doc = include_str!("../README.md")]

mod cache;
mod columns;
#[cfg(feature = "command")]
pub mod command;
mod components;
mod error;
mod error_of;
mod fact;
mod options;
mod paths;
mod reader;
mod reading;
mod scalar;
mod session;
mod table;
mod unread;

pub use datafusion;
pub use newsgraph;

pub use error::ReaderError;
pub use options::{OnError, ReaderOptions};
pub use paths::with_paths;
pub use reader::Reader;
pub use session::{functions, options_of, register, register_tables, register_views, session};
pub use table::{DocumentScan, DocumentTable};
