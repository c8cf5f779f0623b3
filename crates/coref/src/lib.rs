#![doc = include_str!("../README.md")]

mod candidate;
mod collect;
mod coreference;
mod described;
mod discourse;
mod empty_pronoun;
#[cfg(feature = "english")]
mod english;
mod entities;
mod features;
mod joined;
mod kinds;
mod lexicon;
mod mention_phrase;
mod modifiers;
mod names;
mod options;
mod pair;
mod pronouns;
mod ranker;
mod reasons;
mod resolver;
mod roles;
mod senses;
#[cfg(test)]
mod templates;
#[cfg(feature = "train")]
mod trainer;
mod walk;

pub use coreference::Coreference;
#[cfg(feature = "english")]
pub use english::{english, english_builder};
pub use lexicon::english_tables;
pub use mention_phrase::noun_phrases;
pub use newsgraph_document as document;
pub use newsgraph_lexicon::{TableError, Tables};
pub use newsgraph_linear::ModelError;
pub use newsgraph_neural::WordVectors;
#[cfg(feature = "english")]
pub use newsgraph_pipeline::{Pipeline, PipelineBuilder};
pub use reasons::{Candidate, JoinedBy, MentionReasons};
pub use resolver::CorefResolver;
#[cfg(feature = "train")]
pub use trainer::{CorefTrainer, NamedOrNot, PronounCase};
