#![doc = include_str!("../README.md")]

mod architecture;
mod backend;
mod checkpoint;
mod classifier;
mod deberta;
mod error;
mod labels;
mod network;
mod options;
mod pieces;
mod pool;
mod recognizer;
mod relation;
mod tags;
mod weights;
mod windows;

pub use error::BertError;
pub use labels::LabelTable;
pub use newsgraph_document as document;
pub use options::{BertOptions, Context};
pub use recognizer::BertEntityRecognizer;
pub use relation::{BertRelationClassifier, EntityMarkers};
