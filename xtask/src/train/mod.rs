//! `cargo xtask train <task>|all --data FOLDER [--exclude CORPUS]`.

mod ner;
mod syntax;
mod tokenize;

use anyhow::Result;
use clap::ValueEnum;
use std::path::PathBuf;

/// What to train, from which data.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The task.
    task: Task,
    /// The folder with the corpora.
    #[arg(long)]
    pub(crate) data: PathBuf,
    /// A corpus to leave out, by its folder's name; may be given again.
    #[arg(long, value_name = "CORPUS")]
    pub(crate) exclude: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Task {
    Tokenize,
    Syntax,
    Ner,
    All,
}

impl Arguments {
    /// Whether the corpus is to be used.
    pub(crate) fn uses(&self, corpus: &str) -> bool {
        !self.exclude.iter().any(|e| e == corpus)
    }
}

/// Trains what was asked for and writes the weights into the data crates.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if matches!(arguments.task, Task::Tokenize | Task::All) {
        tokenize::train(arguments)?;
    }
    if matches!(arguments.task, Task::Syntax | Task::All) {
        syntax::train(arguments)?;
    }
    if matches!(arguments.task, Task::Ner | Task::All) {
        ner::train(arguments)?;
    }
    Ok(())
}
