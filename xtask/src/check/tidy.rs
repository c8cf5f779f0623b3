//! What every crate of the tree has.

use crate::package::Package;
use crate::workspace::root;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::process::Command;

/// Lines of a crate's README at most, marks of figures not counted.
const README_LINES: usize = 80;

pub(super) fn check(packages: &[Package]) -> Result<()> {
    for package in packages {
        let read = |file: &str| {
            let path = package.folder.join(file);
            fs::read_to_string(&path).with_context(|| format!("{} is missing", path.display()))
        };
        let (readme, manifest) = (read("README.md")?, read("Cargo.toml")?);
        let marks = |line: &&str| line.starts_with("<!--");
        ensure!(
            readme.lines().filter(|line| !marks(line)).count() <= README_LINES,
            "{}: the README is longer than {README_LINES} lines",
            package.name
        );
        ensure!(
            manifest.contains("[lints]\nworkspace = true"),
            "{}: the workspace's lints are not on",
            package.name
        );
        ensure!(
            !manifest.contains("path = \"../"),
            "{}: crates of the workspace are named by `workspace = true`",
            package.name
        );
        if let Ok(library) = read("src/lib.rs") {
            let first = library.lines().next().unwrap_or_default();
            ensure!(
                first == "#![doc = include_str!(\"../README.md\")]",
                "{}: lib.rs does not begin with the README",
                package.name
            );
        }
        if package.name.contains("models-en") {
            read("MODEL_CARD.md")?;
            read("LICENSE-WEIGHTS.md")?;
        }
    }
    root_holds_text()?;
    println!("tidy: {} crates are in order", packages.len());
    Ok(())
}

/// What tools leave where they are run, such as packages, is no part of the tree.
fn root_holds_text() -> Result<()> {
    let listed = Command::new("git")
        .arg("ls-files")
        .current_dir(root())
        .output();
    // A tree that is no clone has nothing that was added by mistake.
    let listed = listed.map(|listed| listed.stdout).unwrap_or_default();
    for name in String::from_utf8_lossy(&listed).lines() {
        ensure!(
            name.contains('/') || fs::read_to_string(root().join(name)).is_ok(),
            "{name} is no text: delete it, or give it a folder"
        );
    }
    Ok(())
}
