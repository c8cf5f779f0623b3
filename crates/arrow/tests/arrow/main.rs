//! Tables from outside.

#[path = "../../../export/tests/random/mod.rs"]
mod random;
mod round_trip;
mod sample;
mod tables;
