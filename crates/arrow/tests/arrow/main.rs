//! Tables from outside.

mod book;
#[cfg(all(feature = "ipc", feature = "parquet"))]
mod folder;
#[path = "../../../export/tests/random/mod.rs"]
mod random;
mod round_trip;
mod sample;
mod tables;
