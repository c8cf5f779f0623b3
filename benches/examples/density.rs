//! How dense the articles of the benches are in what newsgraph finds, beside a set of real ones.
//!
//! `cargo run --release -p newsgraph-benches --example density -- FOLDER_OR_FILE...` takes what `newsgraph annotate`
//! takes: text, JSON Lines, JSON, HTML. As many articles are made as are given, or 30 where none are.

use newsgraph::document::{Document, MentionKind};
use newsgraph::{Pipeline, english};
use newsgraph_benches::Newsroom;
use newsgraph_input::{Documents, InputOptions};
use std::collections::BTreeSet;
use std::error::Error;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How often each set is read.
const ROUNDS: usize = 5;

/// What stands in a set of articles.
#[derive(Default)]
struct Census {
    articles: usize,
    tokens: usize,
    sentences: usize,
    names: usize,
    values: usize,
    pronouns: usize,
    quotes: usize,
    relations: usize,
    triples: usize,
    entities: usize,
    forms: BTreeSet<String>,
    time: Duration,
}

impl Census {
    fn of(pipeline: &Pipeline, documents: &[Document]) -> Result<Self, Box<dyn Error>> {
        let mut census = Self::default();
        for document in documents {
            let mut document = document.clone();
            let start = Instant::now();
            pipeline.annotate(&mut document)?;
            census.time += start.elapsed();
            census.add(&document)?;
        }
        Ok(census)
    }

    fn add(&mut self, document: &Document) -> Result<(), Box<dyn Error>> {
        let mentions = document.mentions()?;
        let count = |kind| mentions.iter().filter(|m| m.kind == kind).count();
        let tokens = document.tokens()?;
        self.articles += 1;
        self.tokens += tokens.len();
        self.sentences += document.sentences()?.len();
        self.names += count(MentionKind::Proper);
        self.values += count(MentionKind::Value);
        self.pronouns += count(MentionKind::Pronoun);
        self.quotes += document.quotes()?.len();
        self.relations += document.relations()?.len();
        self.triples += document.triples()?.len();
        self.entities += document.entities()?.len();
        let forms = tokens.iter().map(|token| &document.text()[token.span]);
        self.forms.extend(forms.map(str::to_owned));
        Ok(())
    }

    /// Figures with their names, in the order of the table.
    fn rows(&self) -> [(&'static str, f64); 12] {
        let per = |count: usize, of: usize| count as f64 / of.max(1) as f64;
        let share = |count| 100.0 * per(count, self.tokens);
        [
            ("articles", self.articles as f64),
            ("tokens an article", per(self.tokens, self.articles)),
            ("tokens a sentence", per(self.tokens, self.sentences)),
            ("tokens a form", per(self.tokens, self.forms.len())),
            ("names in 100 tokens", share(self.names)),
            ("values", share(self.values)),
            ("pronouns", share(self.pronouns)),
            ("quotes", share(self.quotes)),
            ("relations", share(self.relations)),
            ("triples", share(self.triples)),
            ("entities", share(self.entities)),
            (
                "tokens a second, one thread",
                self.tokens as f64 / self.time.as_secs_f64(),
            ),
        ]
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let mut given = Vec::new();
    for path in &paths {
        read(path, &mut given)?;
    }
    let count = if paths.is_empty() { 30 } else { given.len() };
    let articles = Newsroom::default().articles(count as u64);
    let articles = articles
        .into_iter()
        .map(|text| Document::new("", text))
        .collect::<Result<Vec<_>, _>>()?;
    let pipeline = english()?;
    let mut made = Census::of(&pipeline, &articles)?;
    let mut found = Census::of(&pipeline, &given)?;
    // In turn, and the least time of each: other work, and what is not yet in memory, tells in others.
    for _ in 1..ROUNDS {
        made.time = made.time.min(Census::of(&pipeline, &articles)?.time);
        found.time = found.time.min(Census::of(&pipeline, &given)?.time);
    }
    let (made, found) = (made.rows(), found.rows());
    if given.is_empty() {
        for (name, made) in made {
            println!("{name:28} {made:9.2}");
        }
        return Ok(());
    }
    println!("{:28} {:>9} {:>9} {:>9}", "", "made", "given", "ratio");
    for ((name, made), (_, given)) in made.into_iter().zip(found) {
        println!("{name:28} {made:9.2} {given:9.2} {:9.2}", made / given);
    }
    Ok(())
}

/// The documents of a file, or of all files of a folder in the order of their names.
fn read(path: &Path, documents: &mut Vec<Document>) -> Result<(), Box<dyn Error>> {
    if path.is_dir() {
        let entries = path.read_dir()?.collect::<Result<Vec<_>, _>>()?;
        let mut inside: Vec<PathBuf> = entries.iter().map(std::fs::DirEntry::path).collect();
        inside.sort();
        return inside.iter().try_for_each(|path| read(path, documents));
    }
    let name = path.to_string_lossy().into_owned();
    for document in Documents::new(name, File::open(path)?, InputOptions::default()) {
        documents.push(document?);
    }
    Ok(())
}
