#![doc = include_str!("../README.md")]

mod arguments;
mod candidates;
mod claim;
mod countries;
mod extractor;
mod facts;
mod features;
mod lexicon;
mod model;
mod reader;
mod rules;
mod scene;
#[cfg(test)]
mod templates;
#[cfg(feature = "train")]
mod thresholds;
#[cfg(feature = "train")]
mod trainer;
mod triples;

pub use extractor::RelationExtractor;
pub use newsgraph_document as document;
pub use newsgraph_linear::ModelError;
#[cfg(feature = "train")]
pub use trainer::{RelationTrainer, TrainedRelations};
#[cfg(feature = "train")]
pub use triples::ConfidenceTrainer;
pub use triples::TripleExtractor;
