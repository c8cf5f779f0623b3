//! The `newsgraph` command.

mod annotate;
mod args;
mod evaluate;
mod files;
mod input;
mod relations;
mod size;
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
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            report(&error);
            ExitCode::from(if error.is::<Usage>() { 2 } else { 1 })
        }
    }
}

/// Writes an error with its causes on one line of standard error.
fn report(error: &anyhow::Error) {
    say(&format!("newsgraph: {error:#}"));
}

fn say(line: &str) {
    use std::io::Write;
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Whether the reader of the output has gone, as `head` does; that is its right.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
    })
}
