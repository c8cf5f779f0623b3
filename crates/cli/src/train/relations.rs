//! Relations from the layouts of corpora.

use super::{Amount, spinner, tell, write};
use crate::args::TrainArguments;
use crate::messages::{clear_bar, count};
use crate::place::Place;
use anyhow::{Result, ensure};
use newsgraph::relation::RelationExtractor;
use newsgraph_eval::Report;
use newsgraph_eval::evaluate::{Shipped, Systems, Task, predict_relations};
use newsgraph_eval::relations::RelationCorpus;
use newsgraph_relation::RelationTrainer;

/// Parts of a corpus of relations that are left out in turn, each with a text that has some.
const PARTS: usize = 5;

pub(super) fn train(arguments: &TrainArguments, place: Place) -> Result<Report> {
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
    let amount = Amount {
        path: &arguments.train,
        found: texts,
        told: format!("relations in {}", count(texts, "text")),
        least: PARTS,
        few: PARTS,
        usual: "some hundred",
    };
    amount.check()?;
    for example in examples {
        trainer.add(example.document, example.relations, example.known)?;
    }
    let learned = trainer.train(|step| tell(&bar, step))?;
    clear_bar();
    let bytes = write(arguments, learned.file, place)?;
    let extractor = RelationExtractor::from_bytes(bytes)?.with_corpus_labels();
    let found = predict_relations(&dev, &Shipped::embedded().with_relations(extractor)?)?;
    Ok(dev.score(&found))
}
