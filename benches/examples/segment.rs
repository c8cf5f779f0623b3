//! Splits the texts of JSON Lines into words and sentences, with their offsets, by one of several libraries.
//!
//! `cargo run --release -p newsgraph-benches --example segment -- newsgraph|unicode|icu FILE.jsonl PASSES`
//!
//! A process does the work of one library and prints how many pieces it found, so that time and memory are those
//! of the library alone. Each keeps the offsets of all words and sentences of a text, punctuation among the words.

use icu_segmenter::options::{SentenceBreakInvariantOptions, WordBreakInvariantOptions};
use icu_segmenter::{SentenceSegmenter, WordSegmenter};
use newsgraph_tokenize::Tokenizer;
use std::error::Error;
use std::fs::File;
use std::hint::black_box;
use std::io::{BufRead, BufReader};
use unicode_segmentation::UnicodeSegmentation;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [library, file, passes] = arguments.as_slice() else {
        return Err("expected a library, a file of JSON Lines and a number of passes".into());
    };
    let texts = texts(file)?;
    let segment = segmenter(library)?;
    let mut pieces = 0;
    for _ in 0..passes.parse::<usize>()? {
        pieces += texts.iter().map(|text| segment(text)).sum::<usize>();
    }
    println!("{pieces}");
    Ok(())
}

/// The texts of a file's rows.
fn texts(file: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let rows = BufReader::new(File::open(file)?).lines();
    rows.map(|row| {
        let row: serde_json::Value = serde_json::from_str(&row?)?;
        let text = row["text"].as_str().ok_or("expected a row with a text")?;
        Ok(text.to_owned())
    })
    .collect()
}

/// What splits a text and says into how many pieces.
type Segment = Box<dyn Fn(&str) -> usize>;

fn segmenter(library: &str) -> Result<Segment, String> {
    Ok(match library {
        "newsgraph" => {
            let tokenizer = Tokenizer::default();
            Box::new(move |text| {
                let found = black_box(tokenizer.tokenize(text));
                found.tokens.len() + found.sentences.len()
            })
        }
        "unicode" => Box::new(|text| {
            let words = text.split_word_bound_indices();
            let words = words.filter(|(_, word)| !word.trim().is_empty());
            let words: Vec<_> = words.map(|(at, word)| (at, at + word.len())).collect();
            let sentences = text.split_sentence_bound_indices();
            let sentences: Vec<_> = sentences.map(|(at, all)| (at, at + all.len())).collect();
            black_box(words).len() + black_box(sentences).len()
        }),
        "icu" => {
            let words = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
            let sentences = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
            Box::new(move |text| {
                let words: Vec<_> = words.segment_str(text).collect();
                let sentences: Vec<_> = sentences.segment_str(text).collect();
                black_box(words).len() + black_box(sentences).len()
            })
        }
        _ => {
            return Err(format!(
                "expected newsgraph, unicode or icu, found {library}"
            ));
        }
    })
}
