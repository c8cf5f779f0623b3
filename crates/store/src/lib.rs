#![doc = include_str!("../README.md")]

mod add;
mod column;
mod component;
mod counts;
mod decision;
mod error;
mod facts;
mod names;
mod read;
mod settle;
mod spans;
mod store;
mod write;

pub use add::Added;
pub use counts::Counts;
pub use error::{OpenError, StoreError};
pub use newsgraph_document as document;
pub use store::Store;
