//! `cargo xtask api [--write]`: what each library shows to others, as a file under `api/`, so that a change of it is seen.
//!
//! The sources are read, not compiled. What a macro of a crate writes out is not seen, nor what the compiler adds.

mod load;
mod surface;

use crate::package::{Package, published};
use crate::workspace::root;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;

/// What to do with the listings.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Write them; without it they are compared.
    #[arg(long)]
    write: bool,
}

/// The folder of the listings.
const FOLDER: &str = "api";

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let packages = published(Path::new("Cargo.toml"))?;
    if arguments.write {
        return write(&packages);
    }
    check(&packages)
}

fn write(packages: &[Package]) -> Result<()> {
    let folder = root().join(FOLDER);
    fs::create_dir_all(&folder)?;
    for package in packages.iter().filter(|package| package.library) {
        fs::write(folder.join(name(package)), listing(package)?)?;
    }
    Ok(())
}

/// Fails where a listing is not what the sources show.
pub(crate) fn check(packages: &[Package]) -> Result<()> {
    let mut count = 0;
    for package in packages.iter().filter(|package| package.library) {
        let kept = fs::read_to_string(root().join(FOLDER).join(name(package))).unwrap_or_default();
        let now = listing(package)?;
        if let Some((line, (kept, now))) = first_difference(&kept, &now) {
            anyhow::bail!(
                "{FOLDER}/{}, line {line}: {kept:?} is {now:?} now; look at what changes for users, then run \
                 `cargo xtask api --write`",
                name(package)
            );
        }
        count += 1;
    }
    let files = fs::read_dir(root().join(FOLDER))?.count();
    ensure!(
        files == count,
        "{FOLDER} has {files} files for {count} libraries; remove what is no library any more"
    );
    println!("api: {count} libraries show what their listings say");
    Ok(())
}

fn name(package: &Package) -> String {
    format!("{}.rs.txt", package.name)
}

fn listing(package: &Package) -> Result<String> {
    let library = package.folder.join("src/lib.rs");
    let root = load::module(&library, &package.folder.join("src"))?;
    surface::of(&root).with_context(|| format!("the public items of {}", package.name))
}

/// The first line that differs, from 1, with both texts.
fn first_difference<'a>(a: &'a str, b: &'a str) -> Option<(usize, (&'a str, &'a str))> {
    let count = a.lines().count().max(b.lines().count());
    let line = |text: &'a str, at: usize| text.lines().nth(at).unwrap_or("");
    let mut pairs = (0..count).map(|at| (at + 1, (line(a, at), line(b, at))));
    pairs.find(|(_, (a, b))| a != b)
}
