//! Writes the articles that the benches read as JSON Lines, so that other programs can read the same ones.
//!
//! `cargo run --release -p newsgraph-benches --example articles -- --articles 200 --seed 1 --out FILE.jsonl`

use newsgraph_benches::Newsroom;
use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};

/// What the command line says.
struct Arguments {
    articles: u64,
    seed: u64,
    out: Option<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = read(std::env::args().skip(1))?;
    let newsroom = Newsroom::new(arguments.seed);
    let mut out: Box<dyn Write> = match arguments.out {
        Some(path) => Box::new(BufWriter::new(File::create(path)?)),
        None => Box::new(std::io::stdout().lock()),
    };
    for number in 0..arguments.articles {
        let text = newsroom.article(number);
        let row = serde_json::json!({"id": format!("article-{number}"), "text": text});
        writeln!(out, "{row}")?;
    }
    out.flush()?;
    Ok(())
}

fn read(mut arguments: impl Iterator<Item = String>) -> Result<Arguments, Box<dyn Error>> {
    let mut read = Arguments {
        articles: 200,
        seed: 1,
        out: None,
    };
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or("expected a value after a name")?;
        match name.as_str() {
            "--articles" => read.articles = value.parse()?,
            "--seed" => read.seed = value.parse()?,
            "--out" => read.out = Some(value),
            _ => return Err(format!("expected --articles, --seed or --out, found {name}").into()),
        }
    }
    Ok(read)
}
