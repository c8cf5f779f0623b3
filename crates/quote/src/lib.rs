#![doc = include_str!("../README.md")]

mod accounts;
mod addressee;
#[cfg(feature = "train")]
mod answers;
mod attributor;
mod bounds;
mod confidence;
mod context;
mod draft;
mod frame;
mod labels;
mod lexicon;
mod link;
mod nested;
mod paragraph;
mod phrase;
mod ranker;
#[cfg(feature = "train")]
mod ranker_trainer;
mod reading;
mod spans;
mod speech;
mod tagger;
#[cfg(feature = "train")]
mod tagger_trainer;
#[cfg(test)]
mod templates;
#[cfg(feature = "train")]
mod trainer;
mod tree;
mod turns;
#[cfg(feature = "train")]
pub use trainer::{GoldQuote, QuoteText, QuoteTrainer};

pub use attributor::QuoteAttributor;
pub use newsgraph_document as document;
pub use newsgraph_linear::ModelError;
