#![doc = include_str!("../README.md")]

mod add;
mod column;
mod component;
mod conflict;
mod counts;
mod decision;
mod error;
mod facts;
mod names;
mod out;
mod read;
mod settle;
mod spans;
mod store;
mod texts;
mod write;

pub use add::Added;
pub use conflict::{Conflict, ConflictKind, ConflictWords, Side, english_tables};
pub use counts::Counts;
pub use error::{OpenError, StoreError};
pub use newsgraph_document as document;
pub use out::{Claimant, OutError, Place};
pub use store::Store;
