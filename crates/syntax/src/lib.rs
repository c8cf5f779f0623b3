#![doc = include_str!("../README.md")]

mod labeler;
mod lemma;
mod parser;
mod tagger;
#[cfg(feature = "train")]
mod trainer;
mod transition;
mod word;

pub use newsgraph_document as document;
pub use newsgraph_linear::ModelError;
pub use parser::SyntaxParser;
#[cfg(feature = "train")]
pub use trainer::{SyntaxTrainer, TreebankWord};
