//! Names from columns.

use super::{Amount, spinner, tell, write};
use crate::args::TrainArguments;
use crate::messages::{clear_bar, count};
use crate::place::Place;
use anyhow::{Result, ensure};
use newsgraph::document::{Label, TokenizedText};
use newsgraph::ner::EntityRecognizer;
use newsgraph::{Models, WordVectors};
use newsgraph_eval::Report;
use newsgraph_eval::conll::{self, SpacedText};
use newsgraph_eval::names::{chunks, read_tags, score};
use newsgraph_ner::{EntityTrainer, Reading, Scheme, calibrate};
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

/// What the labels are called in the model.
const SCHEME: &str = "own";

/// Labels that a model can hold.
const LABELS: usize = 63;

/// Sentences of which a model learns too little to be of use.
const FEW: usize = 200;

pub(super) fn train(arguments: &TrainArguments, place: Place) -> Result<Report> {
    let train = read(&arguments.train)?;
    let dev = read(&arguments.dev)?;
    let labels = labels(arguments, &train, &dev)?;
    let vectors = Models::embedded().vectors()?;
    let trainer = trainer(&arguments.train, &train, labels, &vectors)?;
    let bar = spinner();
    let mut file = trainer.train(|step| tell(&bar, step));
    clear_bar();
    let names = dev.iter().map(|gold| Reading::new(0, &gold.names()).names);
    let names: Vec<_> = names.collect();
    let documents = dev.iter().zip(&names);
    let documents = documents.map(|(gold, names)| (gold.view(), &names[..]));
    calibrate(&mut file, SCHEME, &vectors, documents)?;
    let bytes = write(arguments, file, place)?;

    let recognizer = EntityRecognizer::from_bytes(bytes, &vectors)?;
    let gold: Vec<Vec<String>> = dev.iter().flat_map(|d| d.tags.iter().cloned()).collect();
    let found: Vec<Vec<String>> = dev.iter().flat_map(|d| d.tag(&recognizer)).collect();
    Ok(score(&gold, &found))
}

/// A trainer that has what there is to learn. There must be something, and it is told where that is little.
fn trainer(
    path: &Path,
    train: &[Gold],
    labels: BTreeSet<Label>,
    vectors: &WordVectors,
) -> Result<EntityTrainer> {
    let mut trainer = EntityTrainer::new(vec![Scheme {
        name: SCHEME.to_owned(),
        labels: labels.into_iter().collect(),
        is_kept: true,
        blend: None,
    }]);
    trainer.set_vectors(vectors);
    for document in train {
        trainer.add(
            document.view(),
            &[Reading::new(0, &document.names())],
            |_| true,
        );
    }
    let sentences = train.iter().map(|gold| gold.tags.len()).sum();
    let amount = Amount {
        path,
        found: sentences,
        told: count(sentences, "sentence"),
        least: 1,
        few: FEW,
        usual: "some thousand",
    };
    ensure!(trainer.has_enough(), amount.too_little());
    amount.check()?;
    Ok(trainer)
}

/// The types of the names that are learned. There must be some, and some to score the model on.
fn labels(arguments: &TrainArguments, train: &[Gold], dev: &[Gold]) -> Result<BTreeSet<Label>> {
    let (path, names) = (
        arguments.train.display(),
        train.iter().flat_map(Gold::names),
    );
    let labels: BTreeSet<Label> = names.map(|(_, label)| label).collect();
    ensure!(
        (1..=LABELS).contains(&labels.len()),
        "{path}: expected names with 1 to {LABELS} types in the last column, found {}; \
         a tag such as B-PER begins a name",
        labels.len()
    );
    ensure!(
        dev.iter().any(|gold| !gold.names().is_empty()),
        "{}: expected names to score the model on, found none; a tag such as B-PER begins a name",
        arguments.dev.display()
    );
    Ok(labels)
}

/// A document with its tags, a list for each sentence.
struct Gold {
    spaced: SpacedText,
    tags: Vec<Vec<String>>,
}

/// The documents of a file of columns; the tag is the last column that every line has.
fn read(path: &Path) -> Result<Vec<Gold>> {
    let mut tagged = read_tags(path)?.tags.into_iter();
    let documents = conll::read(path, None)?.into_iter().map(|document| Gold {
        spaced: document.spaced(),
        tags: tagged.by_ref().take(document.sentences.len()).collect(),
    });
    let documents: Vec<Gold> = documents.collect();
    let aligned = documents.iter().all(|document| {
        let sentences = document.view().sentences.iter();
        sentences
            .map(|sentence| sentence.tokens.len())
            .eq(document.tags.iter().map(Vec::len))
    });
    ensure!(
        aligned,
        "{}: expected a word and its tag on each line, and an empty line after each sentence",
        path.display()
    );
    Ok(documents)
}

impl Gold {
    fn view(&self) -> TokenizedText<'_> {
        self.spaced.view()
    }

    /// The names as ranges of the document's tokens.
    fn names(&self) -> Vec<(Range<usize>, Label)> {
        let sentences = self.view().sentences.iter().zip(&self.tags);
        let names = sentences.flat_map(|(sentence, tags)| {
            let first = sentence.tokens.start;
            chunks(tags)
                .into_iter()
                .map(move |(start, end, label)| (first + start..first + end, Label::new(label)))
        });
        names.collect()
    }

    /// The tags that the model gives.
    fn tag(&self, recognizer: &EntityRecognizer) -> Vec<Vec<String>> {
        let text = self.view();
        let mut tags = vec!["O".to_owned(); text.tokens.len()];
        for mention in recognizer.recognize(text) {
            let tokens = text.tokens_in(mention.span);
            for token in tokens.clone() {
                let prefix = if token == tokens.start { "B" } else { "I" };
                tags[token] = format!("{prefix}-{}", mention.label);
            }
        }
        let sentences = text.sentences.iter();
        sentences
            .map(|sentence| tags[sentence.tokens.clone()].to_vec())
            .collect()
    }
}
