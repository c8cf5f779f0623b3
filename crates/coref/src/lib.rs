#![doc = include_str!("../README.md")]

mod candidate;
mod entities;
mod lexicon;
mod names;
mod nominals;
mod pronouns;
mod resolver;

pub use newsgraph_document as document;
pub use resolver::{CorefResolver, Coreference};
