//! The main job with a transformer for names: the article, or a text of your own, to its people, quotes and
//! relations.
//!
//! `cargo run --release --example article -- CHECKPOINT [TEXT]`

use anyhow::{Context, Result};
use newsgraph_bert::BertEntityRecognizer;
use std::{env, fs};

/// The article of the examples.
const ARTICLE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../examples/data/article.txt"
);

fn main() -> Result<()> {
    let mut arguments = env::args().skip(1);
    let folder = arguments.next();
    let folder = folder.context("name the folder of a checkpoint: article CHECKPOINT [TEXT]")?;
    let path = arguments.next().unwrap_or_else(|| ARTICLE.to_owned());
    let text = fs::read_to_string(&path).with_context(|| format!("could not read {path}"))?;

    let pipeline = newsgraph::english_builder()?
        .replace("ner", BertEntityRecognizer::load(folder)?)
        .build()?;
    print!("{}", newsgraph_export::to_text(&pipeline.process(&text)?));
    Ok(())
}
