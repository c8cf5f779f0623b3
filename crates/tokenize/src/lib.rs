#![doc = include_str!("../README.md")]

mod lexicon;
mod quote_mark;
mod sentence;
mod tokenizer;
mod word;

pub use newsgraph_document as document;
pub use quote_mark::pair_quote_marks;
pub use tokenizer::{Tokenization, Tokenizer, TokenizerOptions};
