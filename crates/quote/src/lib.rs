#![doc = include_str!("../README.md")]

mod attributor;
mod claim;
mod lexicon;
mod marks;
mod phrase;

pub use attributor::QuoteAttributor;
pub use newsgraph_document as document;
