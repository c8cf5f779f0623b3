#![doc = include_str!("../README.md")]

mod boundary;
mod doubt;
mod lexicon;
mod paragraph;
mod quote_mark;
mod sentence;
#[cfg(feature = "subword")]
pub mod subword;
mod tokenizer;
#[cfg(feature = "train")]
mod trainer;
mod word;

pub use newsgraph_document as document;
pub use quote_mark::pair_quote_marks;
pub use tokenizer::{Tokenization, Tokenizer, TokenizerOptions, Words};
#[cfg(feature = "train")]
pub use trainer::BoundaryTrainer;
