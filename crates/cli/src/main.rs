//! The `newsgraph` command.

mod annotate;
mod args;
mod components;
mod diff;
mod evaluate;
mod explain;
mod files;
mod format;
mod graph;
mod in_order;
mod input;
mod messages;
mod models;
mod output;
mod own_model;
mod own_relations;
mod paint;
mod place;
mod relations;
mod resume;
mod run;
mod shell;
mod sink;
mod standard;
mod stop;
mod tables;
mod tag;
mod target;
mod train;
mod triples;
mod verify;

use args::{Arguments, Command};
use clap::Parser;
use newsgraph_export::visible;
use std::borrow::Cow;
use std::process::ExitCode;

/// How a run ended that was not refused as wrong usage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Done,
    SomeFailed,
    /// What was compared differs, and that is to be told by the exit code.
    Differs,
}

impl Outcome {
    /// That of two parts of a run.
    fn and(self, other: Self) -> Self {
        match self {
            Self::Done => other,
            Self::SomeFailed | Self::Differs => self,
        }
    }
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
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return refuse(&error),
    };
    stop::survive_file_limit();
    let outcome = match &arguments.command {
        Command::Annotate(arguments) => annotate::run(arguments),
        Command::Tag(arguments) => tag::run(arguments),
        Command::Triples(arguments) => triples::run(arguments),
        Command::Relations(arguments) => relations::run(arguments),
        Command::Train(arguments) => train::run(arguments),
        Command::Evaluate(arguments) => evaluate::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Diff(arguments) => diff::run(arguments),
        Command::Verify(arguments) => verify::run(arguments),
        Command::Graph(arguments) => graph::run(arguments),
        Command::Completions(arguments) => shell::completions(arguments),
        Command::Man(arguments) => shell::man(arguments),
        Command::Schema => standard::print(newsgraph_export::json_schema()).map(|()| Outcome::Done),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed | Outcome::Differs) => ExitCode::from(1),
        Err(error) => ExitCode::from(fail(&error)),
    }
}

/// Tells what a run ends with, and gives the exit code of it.
fn fail(error: &anyhow::Error) -> u8 {
    messages::clear_bar();
    messages::report(error);
    if error.is::<Usage>() { 2 } else { 1 }
}

/// Tells what is wrong with the command line, or the help that was asked for.
fn refuse(error: &clap::Error) -> ExitCode {
    let text = error.render().to_string();
    let lines: Vec<Cow<'_, str>> = text.lines().map(visible).collect();
    if lines.iter().any(|line| matches!(line, Cow::Owned(_))) {
        for line in lines {
            messages::say(&line);
        }
    } else {
        // Where the stream is closed there is nobody to tell.
        let _ = error.print();
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}
