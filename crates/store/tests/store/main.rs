//! Graphs from outside.

mod changes;
mod crash;
mod documents;
mod open;
mod sample;
