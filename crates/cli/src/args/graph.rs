//! A graph of many articles.

use super::format::ReportName;
use super::how::HowArguments;
use super::input::InputArguments;
use super::threads;
use clap::{Args, Subcommand};
use std::num::NonZeroUsize;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct GraphArguments {
    #[command(subcommand)]
    pub(crate) command: GraphCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum GraphCommand {
    /// Annotate articles and add what they state. One that is there already is passed over where it is the same, and
    /// replaced where it has changed.
    Add(GraphAddArguments),
    /// As add, for articles that are there already; one that is not is an error.
    Replace(GraphAddArguments),
    /// Take articles away, with all that they state.
    Withdraw(GraphWithdrawArguments),
    /// Tell what a graph holds.
    Info(GraphInfoArguments),
}

/// Where a graph is.
#[derive(Debug, Args)]
pub(crate) struct GraphFile {
    /// The graph.
    #[arg(long, value_name = "FILE")]
    pub(crate) db: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct GraphAddArguments {
    /// Texts, rows or pages as annotate reads them, or what annotate wrote of them as JSON; folders of such files;
    /// patterns in quotes. `-` or none: standard input.
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) graph: GraphFile,
    #[command(flatten)]
    pub(crate) input: InputArguments,
    /// Threads to work on, at most four for each core [default: one for each core].
    #[arg(long, value_parser = threads, allow_negative_numbers = true)]
    pub(crate) threads: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(crate) how: HowArguments,
}

#[derive(Debug, Args)]
pub(crate) struct GraphWithdrawArguments {
    /// The ids of the articles: of a text the path as it was given.
    #[arg(required = true)]
    pub(crate) ids: Vec<String>,
    #[command(flatten)]
    pub(crate) graph: GraphFile,
}

#[derive(Debug, Args)]
pub(crate) struct GraphInfoArguments {
    #[command(flatten)]
    pub(crate) graph: GraphFile,
    /// The output's form.
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ReportName,
}
