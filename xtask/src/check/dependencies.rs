//! A crate used alone pulls in nothing that its line in `dependencies.txt` does not name.

use crate::package::Package;
use crate::workspace::{cargo, output};
use anyhow::{Context, Result, ensure};
use std::collections::BTreeSet;

const ALLOWED: &str = include_str!("dependencies.txt");

pub(super) fn check(packages: &[Package]) -> Result<()> {
    let libraries = packages.iter().filter(|p| p.library);
    for package in libraries.clone() {
        let allowed = allowed(&package.name)
            .with_context(|| format!("dependencies.txt has no line for {}", package.name))?;
        let tree = output(cargo().args([
            "tree",
            "--edges=normal",
            "--prefix=none",
            "--no-default-features",
            "--package",
            &package.name,
        ]))?;
        let found: BTreeSet<&str> = tree
            .lines()
            .skip(1)
            .filter_map(|line| line.split(' ').next())
            .collect();
        let more: Vec<&&str> = found
            .iter()
            .filter(|d| !d.is_empty() && !allowed.contains(**d))
            .collect();
        ensure!(
            more.is_empty(),
            "{} pulls in {more:?}, which xtask/src/check/dependencies.txt does not allow",
            package.name
        );
    }
    let count = libraries.count();
    println!("dependencies: {count} libraries pull in what they may");
    Ok(())
}

/// The crates that the named one may pull in; a name ending in `*` in the table stands for the line
/// of that crate and the crate itself.
fn allowed(name: &str) -> Option<BTreeSet<&'static str>> {
    let line = ALLOWED
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    let mut all = BTreeSet::new();
    for word in line.split_whitespace() {
        if let Some(inner) = word.strip_suffix('*') {
            all.insert(inner);
            all.extend(allowed(inner)?);
        } else {
            all.insert(word);
        }
    }
    Some(all)
}
