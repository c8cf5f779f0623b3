//! Names of the texts of JSON Lines, by a transformer on one thread, for measuring: it prints how many it found.
//!
//! `cargo run --release --example names -- CHECKPOINT FILE.jsonl`

use anyhow::{Context, Result};
use newsgraph_bert::BertEntityRecognizer;
use newsgraph_tokenize::Tokenizer;
use std::{env, fs};

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [folder, file] = arguments.as_slice() else {
        anyhow::bail!("name the folder of a checkpoint and a file: names CHECKPOINT FILE.jsonl");
    };
    let recognizer = BertEntityRecognizer::load(folder)?;
    let tokenizer = Tokenizer::default();
    let mut names = 0;
    for row in fs::read_to_string(file)?.lines() {
        let row: serde_json::Value = serde_json::from_str(row)?;
        let text = row["text"].as_str().context("expected a row with a text")?;
        let found = tokenizer.tokenize(text);
        names += recognizer.recognize(found.view(text))?.len();
    }
    println!("{names}");
    Ok(())
}
