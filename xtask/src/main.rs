//! The one task runner of the workspace: trains the shipped models and checks the tree.

mod api;
mod check;
mod figures;
mod floors;
mod package;
mod train;
mod trust;
mod verify;
mod workspace;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(
    name = "xtask",
    about = "Trains the shipped models and checks the tree"
)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Trains the shipped weights of one task, or of all.
    Train(train::Arguments),
    /// Checks the tree, the dependencies of each crate, each feature alone, and the packages.
    Check,
    /// Compares what the libraries show to others with the listings under api/.
    Api(api::Arguments),
    /// Lists the circles of imports between the modules of each crate.
    Circles,
    /// Measures the shipped models on dev sets and fails below the floors.
    Floors(floors::Arguments),
    /// Reads articles and mangled copies with every set of components, and fails where one is lost.
    Trust(trust::Arguments),
    /// Makes sentences that quote articles, true and altered, and measures how they are checked.
    VerifySet(verify::Arguments),
    /// Checks the figures in the Markdown against docs/figures.tsv.
    Figures(figures::Arguments),
}

fn main() -> Result<()> {
    match Arguments::parse().task {
        Task::Train(arguments) => train::run(&arguments),
        Task::Check => check::run(),
        Task::Api(arguments) => api::run(&arguments),
        Task::Circles => check::circles::check(),
        Task::Floors(arguments) => floors::run(&arguments),
        Task::Trust(arguments) => trust::run(&arguments),
        Task::VerifySet(arguments) => verify::run(&arguments),
        Task::Figures(arguments) => figures::run(&arguments),
    }
}
