//! `cargo xtask train <task>|all --data FOLDER [--open] [--exclude CORPUS] [--models FOLDER]`.

mod coref;
mod ner;
mod quote;
mod relation;
mod syntax;
mod tokenize;
mod triples;
mod vectors;

use crate::workspace::root;
use anyhow::{Context, Result};
use clap::ValueEnum;
use newsgraph::tokenize::Tokenizer;
use newsgraph::{Model, ModelFile, Models};
use newsgraph_eval::{conll, conllu};
use serde_json::Value;
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
    /// A corpus to leave out, by its folder's name, or a genre of it as in `gum/essay`; may be given again.
    #[arg(long, value_name = "CORPUS")]
    pub(crate) exclude: Vec<String>,
    /// Leave out every corpus that states a licence against commercial use, or the GPL.
    #[arg(long)]
    open: bool,
    /// The folder of the models, which are read from it and written to it.
    #[arg(long, value_name = "FOLDER", default_value = MODELS)]
    models: PathBuf,
}

/// What `--open` leaves out: corpora, and genres of GUM, with non-commercial licences or the GPL.
const CLOSED: [&str; 8] = [
    "worldwide",
    "dwie",
    "crossre-news",
    "crossre-politics",
    "gum/essay",
    "gum/letter",
    "gum/podcast",
    "gum/whow",
];

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Task {
    Tokenize,
    Vectors,
    Syntax,
    Ner,
    Quote,
    Coref,
    Relation,
    Triples,
    All,
}

/// Trains a task.
type Train = fn(&Arguments) -> Result<()>;

/// Every task, each after those whose output it is trained on.
const CHAIN: [(Task, Train); 8] = [
    (Task::Tokenize, tokenize::train),
    (Task::Vectors, vectors::train),
    (Task::Syntax, syntax::train),
    (Task::Ner, ner::train),
    (Task::Quote, quote::train),
    (Task::Coref, coref::train),
    (Task::Relation, relation::train),
    (Task::Triples, triples::train),
];

impl Arguments {
    /// Whether the corpus is to be used, or the genre of one as in `gum/essay`.
    pub(crate) fn uses(&self, corpus: &str) -> bool {
        let is_closed = self.open && CLOSED.contains(&corpus);
        !is_closed && !self.exclude.iter().any(|e| e == corpus)
    }

    /// Whether a document of a treebank is to be used: those of GUM are called as `GUM_essay_evolved`.
    pub(crate) fn uses_document(&self, corpus: &str, name: &str) -> bool {
        let genre = name.split('_').nth(1).unwrap_or_default();
        self.uses(&format!("{corpus}/{genre}"))
    }

    /// The folder of the models.
    fn folder(&self) -> PathBuf {
        root().join(&self.models)
    }

    /// The models as they lie in their folder now, with the tokenizer of the tree. None are compiled into this program.
    pub(crate) fn models(&self) -> Result<Models> {
        models_in(self.folder())
    }

    /// Writes a model to its place with its description, and tells how long it is.
    fn write(&self, mut file: ModelFile, about: Description<'_>) -> Result<()> {
        let (tokenizer, read) = match about.reads {
            Reads::Texts(read) => (Some(tokenizer_identity()?), read),
            Reads::Words(read) => (None, read),
        };
        let mut upstream = Vec::from_iter(tokenizer);
        for &model in read {
            let before = self.models()?.file(model)?;
            upstream.push((before.name().to_owned(), before.crc32()));
        }
        let command = format!("cargo xtask train {} --data ../shared/data", about.task);
        let command = command + if self.open { " --open" } else { "" };
        file.describe("name", about.name.into());
        file.describe("version", env!("CARGO_PKG_VERSION").into());
        file.describe("corpora", about.corpora.into());
        file.describe("command", command.into());
        file.set_upstream(upstream);
        let target = self.folder().join(about.model.path());
        let could_not = || format!("could not write {}", target.display());
        if let Some(folder) = target.parent() {
            std::fs::create_dir_all(folder).with_context(could_not)?;
        }
        let bytes = file.to_bytes()?;
        std::fs::write(&target, &bytes).with_context(could_not)?;
        println!(
            "{}: {} bytes, {}",
            about.model.path(),
            bytes.len(),
            file.identity()
        );
        Ok(())
    }
}

/// Trains what was asked for and writes the weights into the data crates. Of all tasks each finds in the tree what
/// those before it have written.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    for (task, train) in CHAIN {
        if arguments.task == task || arguments.task == Task::All {
            train(arguments)?;
        }
    }
    Ok(())
}

/// The folder of the shipped models, and the weights of the tokenizer.
const MODELS: &str = "crates/models-en";
const BOUNDARIES: &str = "crates/tokenize/data/en/boundaries.bin";

/// What the tokenizer's weights are called where a model names what it was trained on.
const BOUNDARIES_NAME: &str = "boundaries";

/// The models as they lie in the tree now, tokenizer included. None are compiled into this program.
pub(crate) fn models() -> Result<Models> {
    models_in(root().join(MODELS))
}

/// The models of a folder, with the tokenizer of the tree.
fn models_in(folder: PathBuf) -> Result<Models> {
    Ok(Models::folder(folder).with_tokenizer(tokenizer()?))
}

/// The tokenizer with its weights as they lie in the tree now.
fn tokenizer() -> Result<Tokenizer> {
    let tables = newsgraph_tokenize::english_tables();
    Tokenizer::from_tables(&tables, Some(&boundaries()?))
        .with_context(|| format!("{BOUNDARIES} cannot be used"))
}

fn boundaries() -> Result<Vec<u8>> {
    std::fs::read(root().join(BOUNDARIES)).with_context(|| format!("could not read {BOUNDARIES}"))
}

/// Name and checksum of the tokenizer's weights.
pub(crate) fn tokenizer_identity() -> Result<(String, u32)> {
    Ok((BOUNDARIES_NAME.to_owned(), crc32fast::hash(&boundaries()?)))
}

/// What a model is trained on, besides gold.
#[derive(Clone, Copy)]
enum Reads {
    /// The output of the tokenizer and of these models.
    Texts(&'static [Model]),
    /// Words of a corpus, and the output of these models.
    Words(&'static [Model]),
}

/// What a model's description says of it.
struct Description<'a> {
    model: Model,
    name: &'a str,
    task: &'a str,
    corpora: serde_json::Map<String, Value>,
    reads: Reads,
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
const CLUSTERS: [&str; 2] = [
    "minilm-clusters/minilm-clusters.tsv.gz",
    "brown-clusters/bllip-clusters.gz",
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
    for corpus in ["worldwide", "conll2003"]
        .into_iter()
        .filter(|corpus| arguments.uses(corpus))
    {
        for document in conll::read(arguments.data.join(corpus).join("train.conll"), None)? {
            let words = document.sentences.iter().flat_map(|s| &s.words);
            words.for_each(|word| add(word, 1));
        }
    }
    for corpus in ["gum", "ewt"] {
        let documents = conllu::read(arguments.data.join(corpus).join("train.conllu"))?;
        let used = documents
            .iter()
            .filter(|d| arguments.uses_document(corpus, &d.id));
        for document in used.filter(|_| arguments.uses(corpus)) {
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
