#![doc = include_str!("../README.md")]

mod cluster;
mod context;
mod decision;
mod fold;
mod forms;
mod gather;
#[cfg(feature = "gazetteer")]
mod gazetteer;
mod group;
mod grouping;
mod item;
mod name;
mod person;
mod profile;
mod reason;
mod score;
mod sets;
mod words;

pub use cluster::{clusters, name_of};
pub use decision::Decision;
pub use fold::folded;
pub use forms::name_forms;
#[cfg(feature = "gazetteer")]
pub use gazetteer::{Gazetteer, GazetteerDoubt, GazetteerError, Link, LinkReason};
pub use newsgraph_document as document;
pub use profile::{EntityRef, Profile};
pub use reason::{Reason, explain};
pub use words::english_tables;
