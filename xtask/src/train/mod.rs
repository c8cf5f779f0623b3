//! `cargo xtask train <task>|all --data FOLDER [--exclude CORPUS]`.

mod coref;
mod ner;
mod quote;
mod relation;
mod syntax;
mod tokenize;
mod triples;

use crate::workspace::root;
use anyhow::{Context, Result};
use clap::ValueEnum;
use newsgraph_eval::{conll, conllu};
use newsgraph_linear::ModelFile;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// What to train, from which data.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The task.
    task: Task,
    /// The folder with the corpora.
    #[arg(long)]
    pub(crate) data: PathBuf,
    /// A corpus to leave out, by its folder's name; may be given again.
    #[arg(long, value_name = "CORPUS")]
    pub(crate) exclude: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Task {
    Tokenize,
    Syntax,
    Ner,
    Quote,
    Triples,
    Coref,
    Relation,
    All,
}

impl Arguments {
    /// Whether the corpus is to be used.
    pub(crate) fn uses(&self, corpus: &str) -> bool {
        !self.exclude.iter().any(|e| e == corpus)
    }
}

/// Trains what was asked for and writes the weights into the data crates.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if matches!(arguments.task, Task::Tokenize | Task::All) {
        tokenize::train(arguments)?;
    }
    if matches!(arguments.task, Task::Syntax | Task::All) {
        syntax::train(arguments)?;
    }
    if matches!(arguments.task, Task::Ner | Task::All) {
        ner::train(arguments)?;
    }
    if matches!(arguments.task, Task::Quote | Task::All) {
        quote::train(arguments)?;
    }
    if matches!(arguments.task, Task::Triples | Task::All) {
        triples::train(arguments)?;
    }
    // Reads what the models before it give.
    if matches!(arguments.task, Task::Coref | Task::All) {
        coref::train(arguments)?;
    }
    if matches!(arguments.task, Task::Relation | Task::All) {
        relation::train(arguments)?;
    }
    Ok(())
}

/// Writes a model to its place in the tree, and tells how long it is.
fn write_model(target: &str, file: &ModelFile) -> Result<()> {
    let bytes = file.to_bytes()?;
    std::fs::write(root().join(target), &bytes)
        .with_context(|| format!("could not write {target}"))?;
    println!("{target}: {} bytes", bytes.len());
    Ok(())
}

/// A compressed text under the data folder.
pub(crate) fn gunzip(arguments: &Arguments, name: &str) -> Result<String> {
    let path = arguments.data.join(name);
    let file =
        std::fs::File::open(&path).with_context(|| format!("could not read {}", path.display()))?;
    std::io::read_to_string(flate2::read::GzDecoder::new(file))
        .with_context(|| format!("could not unpack {}", path.display()))
}

/// Sets of word clusters that help, each with the steps of a path before or after the word.
const CLUSTERS: [&str; 3] = [
    "minilm-clusters/minilm-clusters.tsv.gz",
    "brown-clusters/bllip-clusters.gz",
    "brown-clusters/rcv1-c3200.tsv.gz",
];

/// For each set of clusters its words and their paths.
pub(crate) fn word_clusters(arguments: &Arguments) -> Result<Vec<Vec<(String, String)>>> {
    let known = known_words(arguments)?;
    let row = |line: &str| {
        let mut fields = line.split('\t');
        let (path, word) = (fields.next()?, fields.next()?);
        // Numbers, addresses and other codes are told by their shape.
        let letters = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '.');
        let plain = word.chars().all(letters) && (2..=18).contains(&word.chars().count());
        (plain && known.contains(&word.to_lowercase()))
            .then(|| (word.to_owned(), path.chars().take(15).collect()))
    };
    let set = |name: &&str| -> Result<Vec<(String, String)>> {
        let text = gunzip(arguments, &format!("resources/{name}"))?;
        Ok(text.lines().filter_map(row).collect())
    };
    CLUSTERS.iter().map(set).collect()
}

/// Words, in small letters, that are frequent enough to carry their clusters: those that stand at least
/// twice in the corpora of news and web, and those that BLLIP counts at least ten times.
fn known_words(arguments: &Arguments) -> Result<BTreeSet<String>> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut add = |word: &str, count| *counts.entry(word.to_lowercase()).or_default() += count;
    for corpus in ["worldwide", "conll2003"] {
        for document in conll::read(arguments.data.join(corpus).join("train.conll"), None)? {
            let words = document.sentences.iter().flat_map(|s| &s.words);
            words.for_each(|word| add(word, 1));
        }
    }
    for corpus in ["gum", "ewt"] {
        for document in conllu::read(arguments.data.join(corpus).join("train.conllu"))? {
            let words = document.sentences.iter().flat_map(|s| &s.words);
            words.for_each(|word| add(&word.form, 1));
        }
    }
    for line in gunzip(arguments, "polnear-corenlp/train.conll.gz")?.lines() {
        line.split('\t')
            .nth(1)
            .into_iter()
            .for_each(|word| add(word, 1));
    }
    for line in gunzip(arguments, &format!("resources/{}", CLUSTERS[1]))?.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        if let [_, word, count] = fields[..] {
            add(word, if count.parse::<usize>()? >= 10 { 2 } else { 0 });
        }
    }
    counts.retain(|_, count| *count >= 2);
    Ok(counts.into_keys().collect())
}
