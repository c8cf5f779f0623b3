//! The command under faults: full disks, signals, pipes, files that are not what they should be. Each test says what is on
//! disk afterwards.

#![cfg(unix)]

mod disk;
mod files;
mod folder;
#[path = "../fresh/mod.rs"]
mod fresh;
mod resume;
mod same_file;
mod signals;
mod standard;
mod tables;
mod terminal;

type Outcome = Result<(), Box<dyn std::error::Error>>;
