#![doc = include_str!("../README.md")]

pub mod columns;
pub mod conll;
pub mod conllu;
pub mod coref;
mod error;
pub mod evaluate;
pub mod facts;
pub mod identity;
mod measure;
pub mod names;
mod pairs;
pub mod quotes;
pub mod relations;
mod system;
pub mod treebank;
pub mod triples;

pub use error::CorpusError;
pub use evaluate::EvaluateError;
pub use measure::{Measure, Report};
pub use newsgraph_document as document;
pub use system::System;
