#![doc = include_str!("../README.md")]

pub mod conll;
pub mod conllu;
mod error;

pub use error::CorpusError;
