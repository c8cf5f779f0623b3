#![doc = include_str!("../README.md")]

mod annotated;
mod fault;
mod input;
mod options;
mod pipeline;
mod types;

pub use annotated::Annotated;
pub use input::read;
pub use pipeline::{Pipeline, english};
