//! The `newsgraph` command.

mod annotate;
mod args;
mod evaluate;
mod input;
mod messages;
mod output;
mod place;
mod relations;
mod resume;
mod sink;
mod standard;
mod stop;
mod tag;
mod train;
mod triples;

use args::{Arguments, Command};
use clap::Parser;
use std::process::ExitCode;

/// How a run ended that was not refused as wrong usage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Done,
    SomeFailed,
}

/// The command line asks for something that cannot be.
#[derive(Debug)]
struct Usage(String);

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    stop::survive_file_limit();
    let outcome = match &arguments.command {
        Command::Annotate(arguments) => annotate::run(arguments),
        Command::Tag(arguments) => tag::run(arguments),
        Command::Triples(arguments) => triples::run(arguments),
        Command::Relations(arguments) => relations::run(arguments),
        Command::Train(arguments) => train::run(arguments),
        Command::Evaluate(arguments) => evaluate::run(arguments),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed) => ExitCode::from(1),
        Err(error) => {
            messages::clear_bar();
            messages::report(&error);
            ExitCode::from(if error.is::<Usage>() { 2 } else { 1 })
        }
    }
}
