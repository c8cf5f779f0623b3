//! The main job: a news article to its people, quotes and relations. Prints them to read, and writes
//! `article.json` and `article.html` into the current folder.

use anyhow::{Context, Result};
use newsgraph::document::OffsetUnit;
use newsgraph::{Document, english};
use newsgraph_export::{to_html, to_json, to_text};
use std::fs;

fn main() -> Result<()> {
    let mut document = Document::new("article", newsgraph_examples::read_text()?)?;
    english()?.annotate(&mut document)?;
    print!("{}", to_text(&document));

    let json = to_json(&document, OffsetUnit::Byte);
    fs::write("article.json", json).context("could not write article.json")?;
    fs::write("article.html", to_html(&document)).context("could not write article.html")?;
    println!("\nwrote article.json and article.html");
    Ok(())
}
