#![doc = include_str!("../README.md")]

mod consensus;
mod groups;
mod mending;
mod overlap;
mod patterns;
mod recognizer;
mod tagger;
#[cfg(test)]
mod templates;
#[cfg(feature = "train")]
mod trainer;
mod values;
mod word;

pub use mending::english_name_tables;
pub use newsgraph_document as document;
pub use newsgraph_lexicon::{TableError, Tables};
pub use newsgraph_linear::ModelError;
pub use newsgraph_neural::WordVectors;
pub use patterns::{EntityPatterns, PatternError};
pub use recognizer::EntityRecognizer;
#[cfg(feature = "train")]
pub use trainer::{Blend, EntityTrainer, Reading, Scheme, calibrate};
pub use values::{DateOrder, ValueRecognizer, english_tables};
