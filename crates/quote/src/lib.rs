#![doc = include_str!("../README.md")]

mod accounts;
mod acts;
mod addressee;
#[cfg(feature = "train")]
mod answers;
mod attributor;
mod bounds;
mod closing;
mod confidence;
mod context;
mod draft;
#[cfg(feature = "english")]
mod english;
mod finish;
mod frame;
#[cfg(feature = "train")]
mod gold;
mod headlines;
mod join;
mod labels;
mod lexicon;
mod link;
mod nested;
mod paragraph;
mod participants;
mod phrases;
mod posts;
mod ranker;
#[cfg(feature = "train")]
mod ranker_trainer;
mod reading;
mod reasons;
mod replies;
mod reporters;
mod runs;
#[cfg(test)]
mod sketched;
mod spans;
mod speech;
mod tagger;
#[cfg(feature = "train")]
mod tagger_trainer;
#[cfg(test)]
mod templates;
#[cfg(feature = "train")]
mod trainer;
mod turns;
#[cfg(feature = "train")]
pub use gold::{GoldQuote, QuoteText};
#[cfg(feature = "train")]
pub use trainer::QuoteTrainer;

pub use attributor::QuoteAttributor;
#[cfg(feature = "english")]
pub use english::{english, english_builder};
pub use lexicon::english_tables;
pub use newsgraph_document as document;
pub use newsgraph_lexicon::{TableError, Tables};
pub use newsgraph_linear::ModelError;
pub use newsgraph_neural::WordVectors;
#[cfg(feature = "english")]
pub use newsgraph_pipeline::{Pipeline, PipelineBuilder};
pub use reasons::{
    ActBy, AddressedBy, Choice, ChosenBy, Evidence, FoundBy, QuoteReasons, ReportingWord,
};
