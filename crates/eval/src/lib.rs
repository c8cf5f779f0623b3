#![doc = include_str!("../README.md")]

pub mod conll;
pub mod conllu;
pub mod coref;
mod error;
mod measure;
pub mod names;
pub mod quotes;
pub mod relations;
pub mod treebank;
pub mod triples;

pub use error::CorpusError;
pub use measure::{Measure, Report};
pub use newsgraph_document as document;
