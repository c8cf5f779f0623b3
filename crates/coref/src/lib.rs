#![doc = include_str!("../README.md")]

mod candidate;
mod entities;
mod features;
mod lexicon;
mod names;
mod options;
mod pair;
mod phrase;
mod pronouns;
mod ranker;
mod resolver;
#[cfg(test)]
mod templates;
#[cfg(feature = "train")]
mod trainer;
mod walk;

pub use newsgraph_document as document;
pub use newsgraph_linear::ModelError;
pub use phrase::noun_phrase;
pub use resolver::{CorefResolver, Coreference};
#[cfg(feature = "train")]
pub use trainer::CorefTrainer;
