//! `cargo xtask check`.

pub(crate) mod circles;
mod dependencies;
mod features;
mod models;
mod packages;
mod tidy;

use crate::figures;
use crate::workspace::{cargo, output};
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::PathBuf;

/// A crate of the workspace that is published.
struct Package {
    name: String,
    folder: PathBuf,
    features: Vec<String>,
    /// Whether other crates can depend on it; the command is no library.
    library: bool,
}

/// Runs every check; the first that fails ends it.
pub(crate) fn run() -> Result<()> {
    let packages = published()?;
    tidy::check(&packages)?;
    models::check()?;
    circles::check()?;
    figures::check()?;
    dependencies::check(&packages)?;
    features::check(&packages)?;
    packages::check(&packages)
}

fn published() -> Result<Vec<Package>> {
    let metadata = output(cargo().args(["metadata", "--format-version=1", "--no-deps"]))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let listed = metadata["packages"]
        .as_array()
        .context("cargo metadata lists packages")?;
    let mut packages = Vec::new();
    for package in listed.iter().filter(|p| p["publish"].is_null()) {
        let text = |key: &str| {
            package[key]
                .as_str()
                .map(str::to_owned)
                .with_context(|| format!("a package has {key}"))
        };
        let manifest = PathBuf::from(text("manifest_path")?);
        let features = package["features"]
            .as_object()
            .context("a package has features")?;
        let targets = package["targets"]
            .as_array()
            .context("a package has targets")?;
        packages.push(Package {
            library: targets.iter().any(|t| t["kind"][0] == "lib"),
            name: text("name")?,
            folder: manifest
                .parent()
                .context("a manifest lies in a folder")?
                .to_path_buf(),
            features: features
                .keys()
                .filter(|f| *f != "default")
                .cloned()
                .collect(),
        });
    }
    packages.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(packages)
}
