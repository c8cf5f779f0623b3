#![doc = include_str!("../README.md")]

mod cache;
mod columns;
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
pub use reader::Reader;
pub use session::{register, register_tables, session};
