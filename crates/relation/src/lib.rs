#![doc = include_str!("../README.md")]

mod claim;
mod events;
mod extractor;
mod names;
mod roles;
mod tables;
mod triples;

pub use extractor::RelationExtractor;
pub use newsgraph_document as document;
#[cfg(feature = "train")]
pub use triples::ConfidenceTrainer;
pub use triples::TripleExtractor;
