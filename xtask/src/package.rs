//! The packages that are published.

use crate::workspace::{cargo, output};
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A crate of the workspace that is published.
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) folder: PathBuf,
    pub(crate) features: Vec<String>,
    /// Whether other crates can depend on it; the command is no library.
    pub(crate) library: bool,
    /// What its manifest tells.
    pub(crate) manifest: Value,
}

/// The packages of a workspace that are published, by name.
pub(crate) fn published(manifest: &Path) -> Result<Vec<Package>> {
    let mut command = cargo();
    command.args([
        "metadata",
        "--format-version=1",
        "--no-deps",
        "--manifest-path",
    ]);
    let metadata = output(command.arg(manifest))?;
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
            manifest: package.clone(),
        });
    }
    packages.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(packages)
}
