//! `cargo xtask floors --data FOLDER`: the dev figures that a change must not lose.

use anyhow::Result;
use std::path::PathBuf;

/// Where the corpora are.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The folder with the corpora.
    #[arg(long)]
    data: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    println!("{}", arguments.data.display());
    Ok(())
}
