//! The one task runner of the workspace: trains the shipped models and checks the tree.

mod train;

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
}

fn main() -> Result<()> {
    match Arguments::parse().task {
        Task::Train(arguments) => train::run(&arguments),
    }
}
