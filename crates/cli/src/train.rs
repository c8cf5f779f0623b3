use crate::args::{TrainArguments, TrainTask};
use crate::messages::{clear_bar, count, say, set_bar};
use crate::place::{Place, REMOVE};
use crate::{Outcome, Usage, standard};
use anyhow::{Result, ensure};
use indicatif::{ProgressBar, ProgressStyle};
use newsgraph::document::{Label, TokenizedText};
use newsgraph::ner::EntityRecognizer;
use newsgraph::relation::RelationExtractor;
use newsgraph::{Models, WordVectors};
use newsgraph_eval::conll::{self, SpacedText};
use newsgraph_eval::evaluate::{Shipped, Systems, Task, predict_relations};
use newsgraph_eval::names::{chunks, read_tags, score};
use newsgraph_eval::relations::RelationCorpus;
use newsgraph_linear::ModelFile;
use newsgraph_ner::{EntityTrainer, Reading, Scheme, calibrate};
use newsgraph_relation::RelationTrainer;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;
use std::time::Duration;

/// What the labels are called in the model.
const SCHEME: &str = "own";

/// Labels that a model can hold.
const LABELS: usize = 63;

/// Sentences of which a model learns too little to be of use.
const FEW: usize = 200;

/// Parts of a corpus of relations that are left out in turn, each with a text that has some.
const PARTS: usize = 5;

pub(crate) fn run(arguments: &TrainArguments) -> Result<Outcome> {
    match arguments.task {
        TrainTask::Ner => ner(arguments),
        TrainTask::Relations => relations(arguments),
    }
}

fn ner(arguments: &TrainArguments) -> Result<Outcome> {
    let place = place(arguments)?;
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
    standard::print(&score(&gold, &found).to_string())?;
    Ok(Outcome::Done)
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
    let sentences: usize = train.iter().map(|gold| gold.tags.len()).sum();
    ensure!(
        trainer.has_enough(),
        "{}: too little to learn from: {}; some thousand are usual",
        path.display(),
        count(sentences, "sentence")
    );
    if sentences < FEW {
        say(&format!(
            "newsgraph: {}: expect little of a model that learns from so few sentences ({sentences}); some thousand are usual",
            path.display()
        ));
    }
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

/// A place that cannot be written to is told before the work, not after it.
fn place(arguments: &TrainArguments) -> Result<Place> {
    if arguments.out.as_os_str() == "-" {
        let message = "--out -: a model is written to a file; name one";
        return Err(Usage(message.to_owned()).into());
    }
    let mut place = Place::new(Some(&arguments.out))?;
    place.check("--train", &arguments.train)?;
    place.check("--dev", &arguments.dev)?;
    if place.open_file(REMOVE)?.is_some() {
        place.remove();
    }
    Ok(place)
}

/// Writes the model with its name and tells its size.
fn write(arguments: &TrainArguments, mut file: ModelFile, mut place: Place) -> Result<Vec<u8>> {
    let name = arguments.out.file_stem().unwrap_or_default();
    file.describe("name", name.to_string_lossy().into());
    file.describe("version", env!("CARGO_PKG_VERSION").into());
    let bytes = file.to_bytes()?;
    place.fill(&bytes)?;
    let path = arguments.out.display();
    say(&format!("{path}: {} bytes", bytes.len()));
    Ok(bytes)
}

fn relations(arguments: &TrainArguments) -> Result<Outcome> {
    let place = place(arguments)?;
    let train = RelationCorpus::read(&arguments.train)?;
    let dev = RelationCorpus::read(&arguments.dev)?;
    ensure!(
        std::mem::discriminant(&train) == std::mem::discriminant(&dev),
        "{}: expected the layout of {}",
        arguments.dev.display(),
        arguments.train.display()
    );
    let bar = spinner();
    tell(&bar, "trees and entities");
    let mut trainer = RelationTrainer::default();
    trainer.by_document = matches!(train, RelationCorpus::Dwie(_));
    train
        .demonym_ending()
        .clone_into(&mut trainer.demonym_ending);
    train.demonym_label().clone_into(&mut trainer.demonym_label);
    let system = Shipped::embedded().system(Task::Coref)?;
    let examples = train.examples(&system)?;
    let texts = examples.iter().filter(|text| !text.relations.is_empty());
    let texts = texts.count();
    let path = arguments.train.display();
    ensure!(
        texts > 0,
        "{path}: expected relations to learn from, found none"
    );
    ensure!(
        texts >= PARTS,
        "{path}: too little to learn from: relations in {}; some hundred are usual",
        count(texts, "text")
    );
    for example in examples {
        trainer.add(example.document, example.relations, example.known)?;
    }
    let learned = trainer.train(|step| tell(&bar, step))?;
    clear_bar();
    let bytes = write(arguments, learned.file, place)?;
    let extractor = RelationExtractor::from_bytes(bytes)?.with_corpus_labels();
    let found = predict_relations(&dev, &Shipped::embedded().with_relations(extractor)?)?;
    standard::print(&dev.score(&found).to_string())?;
    Ok(Outcome::Done)
}

/// Shows a step of training.
fn tell(bar: &ProgressBar, step: &str) {
    if bar.is_hidden() {
        say(step);
    }
    bar.set_message(step.to_owned());
}

/// What the trainer does, on standard error where that is a terminal.
fn spinner() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed} {msg}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    set_bar(&bar);
    bar
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
