#![doc = include_str!("../README.md")]

mod cluster;
mod profile;

pub use cluster::{Decision, clusters};
pub use newsgraph_document as document;
pub use profile::{EntityRef, Profile};
