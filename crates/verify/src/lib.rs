#![doc = include_str!("../README.md")]

pub use newsgraph_document as document;
