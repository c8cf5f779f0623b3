#![doc = include_str!("../README.md")]

mod claim;
mod events;
mod extractor;
mod names;
mod phrases;
mod roles;
mod tables;
mod triples;

pub use extractor::RelationExtractor;
pub use newsgraph_document as document;
pub use triples::TripleExtractor;
