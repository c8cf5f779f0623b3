//! Quotes from JSON Lines.

use super::{Amount, spinner, tell, write};
use crate::args::TrainArguments;
use crate::messages::{clear_bar, count};
use crate::place::Place;
use anyhow::{Context, Result, ensure};
use newsgraph::quote::QuoteAttributor;
use newsgraph::{Model, Models};
use newsgraph_eval::Report;
use newsgraph_eval::evaluate::{Shipped, Systems, Task, predict_quotes};
use newsgraph_eval::quotes::{Article, QuoteExample, QuoteReaders, read, score};
use newsgraph_quote::QuoteTrainer;
use rayon::prelude::*;
use std::path::Path;

/// Articles with quotes below which there is nothing to learn, and of which a model learns too little to be of use.
const LEAST: usize = 5;
const FEW: usize = 200;

/// Words that share a feature before a model keeps it, where the articles are few.
const LEAST_WORDS: usize = 3;

pub(super) fn train(arguments: &TrainArguments, place: Place) -> Result<Report> {
    let articles = with_quotes(&arguments.train)?;
    let dev = with_quotes(&arguments.dev)?;
    let models = Models::embedded();
    let bar = spinner();
    tell(&bar, "trees and names");
    let readers = QuoteReaders::new(&models)?;
    let examples = articles.par_iter().map(|article| readers.read(article));
    let examples: Vec<QuoteExample> = examples
        .collect::<Result<_, _>>()
        .with_context(|| arguments.train.display().to_string())?;
    let found = articles.iter().filter(|a| !a.quotes.is_empty()).count();
    let amount = Amount {
        path: &arguments.train,
        found,
        told: format!("quotes in {}", count(found, "article")),
        least: LEAST,
        few: FEW,
        usual: "some hundred",
    };
    amount.check()?;
    let vectors = models.vectors()?;
    let mut trainer = QuoteTrainer::default();
    trainer.set_vectors(&vectors);
    if amount.found < FEW {
        trainer.least_words = LEAST_WORDS;
    }
    for example in &examples {
        trainer.add(example.view(), example.quotes.clone());
    }
    let file = trainer.train(|step| tell(&bar, step));
    clear_bar();
    // What is learned from next to nothing lacks parts that a reader asks for.
    let is_whole = QuoteAttributor::from_bytes(file.to_bytes()?, &vectors).is_ok();
    ensure!(is_whole, amount.too_little());
    let bytes = write(arguments, file, place)?;

    let own = Shipped::of(models.with_bytes(Model::Quotes, bytes));
    let found = predict_quotes(&dev, &own.system(Task::Quotes)?)?;
    Ok(score(&dev, &found))
}

/// The articles of a file. There must be quotes, in texts that are given.
fn with_quotes(path: &Path) -> Result<Vec<Article>> {
    let articles = read(path)?;
    ensure!(
        articles.iter().any(|article| !article.quotes.is_empty()),
        "{}: expected quotes in \"attributions\" or \"quotes\", found none",
        path.display()
    );
    let bare = articles.iter().find(|article| article.text.is_empty());
    if let Some(article) = bare {
        anyhow::bail!(
            "{}: article {:?}: expected its text in a field \"text\", found none",
            path.display(),
            article.id
        );
    }
    Ok(articles)
}
