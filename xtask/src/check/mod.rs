//! `cargo xtask check`.

mod dependencies;
mod features;
mod packages;
mod tidy;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A crate of the workspace that is published.
struct Package {
    name: String,
    folder: PathBuf,
    features: Vec<String>,
}

/// Runs every check; the first that fails ends it.
pub(crate) fn run() -> Result<()> {
    let packages = published()?;
    tidy::check(&packages)?;
    dependencies::check(&packages)?;
    features::check(&packages)?;
    packages::check(&packages)
}

/// The root of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
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
        packages.push(Package {
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

fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

fn output(command: &mut Command) -> Result<String> {
    let output = command
        .output()
        .with_context(|| format!("could not start {command:?}"))?;
    let error = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{command:?} failed:\n{error}");
    Ok(String::from_utf8(output.stdout)?)
}
