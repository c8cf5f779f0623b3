//! Graphs from outside.

mod changes;
mod conflicts;
mod crash;
mod documents;
mod open;
#[cfg(all(feature = "csv", feature = "rdf", feature = "report"))]
mod out;
mod sample;
