#![doc = include_str!("../README.md")]

mod component;
#[cfg(feature = "models-en")]
mod english;
mod error;
mod language;
mod models;
mod relation_patterns;
mod upstream;

pub use component::Component;
#[cfg(feature = "models-en")]
pub use english::{english, english_builder};
pub use error::LoadError;
pub use language::english_tables;
pub use models::{Model, Models};
pub use newsgraph_lexicon::{TableError, Tables};
pub use newsgraph_linear::{ModelBytes, ModelError, ModelFile};
pub use newsgraph_neural::WordVectors;
pub use newsgraph_pipeline::{Pipeline, PipelineBuilder, PipelineError};

pub use newsgraph_coref as coref;
pub use newsgraph_document as document;
pub use newsgraph_ner as ner;
pub use newsgraph_quote as quote;
pub use newsgraph_relation as relation;
pub use newsgraph_syntax as syntax;
pub use newsgraph_tokenize as tokenize;

pub use document::{Annotator, Document};

/// The weights for English as bytes, each as `from_bytes` of its component reads it, and as [`Models::with_bytes`]
/// replaces it. They have licences of their own; see [`english`].
#[cfg(feature = "models-en")]
pub mod models_en {
    pub use newsgraph_models_en_coref as coref;
    pub use newsgraph_models_en_ner as ner;
    pub use newsgraph_models_en_quote as quote;
    pub use newsgraph_models_en_relation as relation;
    pub use newsgraph_models_en_syntax as syntax;
    pub use newsgraph_models_en_vectors as vectors;
}
