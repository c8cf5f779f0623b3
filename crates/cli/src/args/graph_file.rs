//! Which graph.

use clap::Args;
use std::path::PathBuf;

/// Where a graph is.
#[derive(Debug, Args)]
pub(crate) struct GraphFile {
    /// The graph.
    #[arg(long, value_name = "FILE")]
    pub(crate) db: PathBuf,
}
