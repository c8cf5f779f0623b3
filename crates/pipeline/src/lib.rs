#![doc = include_str!("../README.md")]

mod builder;
mod error;
mod pipeline;
mod spelling;

pub use builder::PipelineBuilder;
pub use error::PipelineError;
pub use newsgraph_document as document;
pub use newsgraph_tokenize as tokenize;
pub use pipeline::Pipeline;
