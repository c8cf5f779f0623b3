#![doc = include_str!("../README.md")]

#[cfg(feature = "english")]
mod english;
mod lemma;
#[cfg(feature = "train")]
mod lemma_trainer;
mod network;
#[cfg(feature = "train")]
mod network_trainer;
mod parser;
#[cfg(test)]
mod templates;
#[cfg(feature = "train")]
mod trainer;
mod tree;
#[cfg(feature = "train")]
mod treebank;
mod word;

#[cfg(feature = "english")]
pub use english::{english, english_builder};
pub use newsgraph_document as document;
pub use newsgraph_linear::ModelError;
pub use newsgraph_neural::WordVectors;
#[cfg(feature = "english")]
pub use newsgraph_pipeline::{Pipeline, PipelineBuilder};
pub use parser::SyntaxParser;
#[cfg(feature = "train")]
pub use trainer::SyntaxTrainer;
#[cfg(feature = "train")]
pub use treebank::TreebankWord;
