//! `cargo xtask figures`: what the Markdown says against the file of measured figures.

mod markdown;
mod table;

pub(crate) use table::{Figure, Figures};

use crate::workspace::{output, root};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::process::Command;

/// Whether to write.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Puts the figures of the file into the Markdown.
    #[arg(long)]
    write: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if arguments.write { write() } else { check() }
}

/// Fails where a file of Markdown says another figure than the file of figures.
pub(crate) fn check() -> Result<()> {
    let files = rendered()?;
    let stale: Vec<&str> = files
        .iter()
        .filter(|file| file.before != file.after)
        .map(|file| file.name.as_str())
        .collect();
    ensure!(
        stale.is_empty(),
        "other figures than in docs/figures.tsv stand in {stale:?}; run `cargo xtask figures --write`"
    );
    let count = files
        .iter()
        .filter(|f| f.before.contains("<!-- figures:"))
        .count();
    println!("figures: {count} files of Markdown say what was measured");
    Ok(())
}

fn write() -> Result<()> {
    for file in rendered()?.iter().filter(|file| file.before != file.after) {
        fs::write(root().join(&file.name), &file.after)?;
        println!("{}", file.name);
    }
    Ok(())
}

/// A file of Markdown as it is, and with the figures of the file.
struct Rendered {
    name: String,
    before: String,
    after: String,
}

fn rendered() -> Result<Vec<Rendered>> {
    let figures = Figures::read()?;
    let mut list = Command::new("git");
    list.current_dir(root()).args(["ls-files", "*.md"]);
    let names = output(&mut list)?;
    let file = |name: &str| {
        let before = fs::read_to_string(root().join(name))?;
        Ok(Rendered {
            after: markdown::render(&before, &figures).with_context(|| name.to_owned())?,
            name: name.to_owned(),
            before,
        })
    };
    names.lines().map(file).collect()
}
