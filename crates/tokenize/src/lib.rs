#![doc = include_str!("../README.md")]

mod address;
mod boundary;
mod doubt;
mod error;
mod lexicon;
mod mark;
mod paragraph;
mod plain;
mod quote_mark;
mod reference;
mod repaired;
mod sentence;
mod settled;
#[cfg(feature = "subword")]
pub mod subword;
mod tokenizer;
#[cfg(feature = "train")]
mod trainer;
mod unspoken;
mod word;

pub use error::TokenizerError;
pub use lexicon::english_tables;
pub use newsgraph_document as document;
pub use newsgraph_lexicon::{TableError, Tables};
pub use plain::{PlainText, annotate_plain};
pub use quote_mark::pair_quote_marks;
pub use tokenizer::{Tokenization, Tokenizer, TokenizerOptions, Words};
#[cfg(feature = "train")]
pub use trainer::BoundaryTrainer;
