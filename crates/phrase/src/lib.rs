#![doc = include_str!("../README.md")]

mod clause;
mod grammar;
mod noun_phrase;
mod polarity;
mod quotes;
mod sign;
mod sort;
mod trees;

pub use clause::{Route, Subject};
pub use grammar::{Grammar, english_tables};
pub use noun_phrase::{Clauses, Parts};
pub use polarity::Polarity;
pub use quotes::QuoteIndex;
pub use sign::is_dash;
pub use sort::Sort;
pub use trees::Trees;
