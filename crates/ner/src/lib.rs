#![doc = include_str!("../README.md")]

mod consensus;
#[cfg(feature = "english")]
mod english;
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

#[cfg(feature = "english")]
pub use english::{english, english_builder};
pub use mending::english_name_tables;
pub use newsgraph_document as document;
pub use newsgraph_lexicon::{TableError, Tables};
pub use newsgraph_linear::ModelError;
pub use newsgraph_neural::WordVectors;
#[cfg(feature = "english")]
pub use newsgraph_pipeline::{Pipeline, PipelineBuilder};
pub use patterns::{EntityPatterns, PatternError};
pub use recognizer::EntityRecognizer;
#[cfg(feature = "train")]
pub use trainer::{Blend, EntityTrainer, Reading, Scheme, calibrate};
pub use values::{DateOrder, ValueRecognizer, english_tables};
