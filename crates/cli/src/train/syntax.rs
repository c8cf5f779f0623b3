//! Trees from CoNLL-U.

use super::{Amount, spinner, tell, write};
use crate::args::TrainArguments;
use crate::messages::{clear_bar, count, say};
use crate::place::Place;
use anyhow::{Result, ensure};
use newsgraph::Models;
use newsgraph::syntax::SyntaxParser;
use newsgraph_eval::Report;
use newsgraph_eval::conllu::{self, Document, TreebankSentence};
use newsgraph_eval::evaluate::parse_treebank;
use newsgraph_eval::treebank;
use newsgraph_syntax::{SyntaxTrainer, TreebankWord};
use std::collections::BTreeSet;
use std::path::Path;

/// Kinds of tags, and of labels, that a model can hold.
const LARGEST: usize = 255;

/// Sentences of which a model learns too little to be of use.
const FEW: usize = 1000;

/// Words that share a feature before a model keeps it, where the sentences are few.
const LEAST_WORDS: usize = 1;

type Treebank = Vec<Vec<TreebankWord>>;

pub(super) fn train(arguments: &TrainArguments, place: Place) -> Result<Report> {
    let (_, sentences) = read(&arguments.train)?;
    let (dev, held) = read(&arguments.dev)?;
    check_kinds(&arguments.train, &sentences)?;
    Amount {
        path: &arguments.train,
        found: sentences.len(),
        told: count(sentences.len(), "sentence"),
        least: 1,
        few: FEW,
        usual: "some thousand",
    }
    .check()?;
    let vectors = Models::embedded().vectors()?;
    let mut trainer = SyntaxTrainer::default();
    trainer.set_vectors(&vectors);
    if sentences.len() < FEW {
        trainer.least_words = LEAST_WORDS;
    }
    let bar = spinner();
    let file = trainer.train(&sentences, &held, |step| tell(&bar, step));
    clear_bar();
    let bytes = write(arguments, file, place)?;

    let parser = SyntaxParser::from_bytes(bytes, &vectors)?;
    let mut found = dev.clone();
    parse_treebank(&mut found, |text| parser.parse(text));
    Ok(treebank::score(&dev, &found)?)
}

/// The documents of a file, and of their sentences those that can be learned from. There must be some.
fn read(path: &Path) -> Result<(Vec<Document>, Treebank)> {
    let documents = conllu::read(path)?;
    let all = documents.iter().flat_map(|d| &d.sentences);
    let count_of_all = all.clone().count();
    let used: Treebank = all.filter_map(TreebankSentence::to_learn).collect();
    let expected = "words with a universal part of speech in column 4, such as NOUN, and in column 7 the number of a \
                    word of their sentence, or 0";
    ensure!(
        !used.is_empty(),
        "{}: expected {expected}; found no sentence of such words",
        path.display()
    );
    let left_out = count_of_all - used.len();
    if left_out > 0 {
        say(&format!(
            "newsgraph: {}: {} left out; expected {expected}",
            path.display(),
            count(left_out, "sentence")
        ));
    }
    Ok((documents, used))
}

/// Refuses a treebank with more kinds of tags or labels than a model can hold.
fn check_kinds(path: &Path, sentences: &Treebank) -> Result<()> {
    let words = || sentences.iter().flatten();
    let tags = words().map(|word| (&word.xpos, word.upos.to_string()));
    let tags = tags.collect::<BTreeSet<_>>().len();
    let labels = words().map(|word| &word.dep).collect::<BTreeSet<_>>().len();
    for (found, column) in [
        (tags, "tags in columns 4 and 5"),
        (labels, "labels in column 8"),
    ] {
        ensure!(
            found < LARGEST,
            "{}: expected fewer than {LARGEST} {column}, found {found}",
            path.display()
        );
    }
    Ok(())
}
