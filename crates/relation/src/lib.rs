#![doc = include_str!("../README.md")]

mod arguments;
mod candidates;
mod countries;
#[cfg(feature = "english")]
mod english;
mod extractor;
mod facts;
mod features;
mod lexicon;
mod model;
mod names;
mod path;
mod reader;
mod rules;
mod scene;
mod sorts;
mod stated;
mod tables;
#[cfg(test)]
mod templates;
#[cfg(feature = "train")]
mod thresholds;
#[cfg(feature = "train")]
mod trainer;
mod triples;
mod words;

#[cfg(feature = "english")]
pub use english::{english, english_builder};
pub use extractor::RelationExtractor;
pub use newsgraph_document as document;
pub use newsgraph_lexicon::{TableError, Tables};
pub use newsgraph_linear::ModelError;
#[cfg(feature = "english")]
pub use newsgraph_pipeline::{Pipeline, PipelineBuilder};
pub use stated::{PatternLine, RelationPatternError, RelationPatterns, StatedRelations};
pub use tables::english_tables;
#[cfg(feature = "train")]
pub use trainer::{RelationTrainer, TrainedRelations};
#[cfg(feature = "train")]
pub use triples::ConfidenceTrainer;
pub use triples::TripleExtractor;
