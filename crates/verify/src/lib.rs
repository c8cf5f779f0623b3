#![doc = include_str!("../README.md")]

mod align;
mod around;
mod contrast;
#[cfg(feature = "english")]
mod english;
mod find;
mod joined;
mod judge;
mod lexicon;
#[cfg(feature = "report")]
mod page;
mod paraphrase;
mod reason;
mod sources;
mod speaker;
mod stance;
mod told;
mod verdict;
mod verifier;
mod vocabulary;
mod words;

#[cfg(feature = "english")]
pub use english::english_tables;
pub use newsgraph_document as document;
pub use newsgraph_lexicon::{TableError, Tables};
pub use newsgraph_linear::ModelError;
pub use newsgraph_neural::WordVectors;
#[cfg(feature = "report")]
pub use page::to_html;
pub use verdict::{Change, Difference, Found, Verdict, VerdictKind};
pub use verifier::Verifier;
