//! `cargo xtask check`.

pub(crate) mod circles;
mod dependencies;
mod features;
mod models;
mod packages;
mod registry;
mod tidy;

use crate::package::published;
use crate::{api, figures};
use anyhow::Result;
use std::path::Path;

/// Runs every check; the first that fails ends it.
pub(crate) fn run() -> Result<()> {
    let packages = published(Path::new("Cargo.toml"))?;
    tidy::check(&packages)?;
    let mut outside = published(Path::new("crates/bert/Cargo.toml"))?;
    outside.extend(published(Path::new("crates/datafusion/Cargo.toml"))?);
    registry::check(packages.iter().chain(&outside))?;
    models::check()?;
    circles::check()?;
    figures::check()?;
    api::check(&packages)?;
    dependencies::check(&packages)?;
    features::check(&packages)?;
    packages::check(&packages)
}
