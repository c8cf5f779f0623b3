//! The model of quotes, from PolNeAR.

use super::{Arguments, Description, Reads};
use anyhow::Result;
use newsgraph::Model;
use newsgraph_eval::quotes::{self, QuoteExample, QuoteReaders};
use newsgraph_quote::QuoteTrainer;
use rayon::prelude::*;
use serde_json::Map;

const POLNEAR: &str = "polnear";
const LICENCE: &str = "not stated; the texts are the publishers'";

/// Learns from trees and names as the models that lie in the tree find them. Neither was trained on PolNeAR, so they are
/// about as good there as on other news.
pub(super) fn train(arguments: &Arguments) -> Result<()> {
    if !arguments.uses(POLNEAR) {
        println!("quote: {POLNEAR} is the only corpus of quotes; nothing to train on");
        return Ok(());
    }
    let models = arguments.models()?;
    let readers = QuoteReaders::new(&models)?;
    let articles = quotes::read(arguments.data.join(POLNEAR).join("train.jsonl"))?;
    let examples = articles.par_iter().map(|article| readers.read(article));
    let examples: Vec<QuoteExample> = examples.collect::<Result<_, _>>()?;
    let mut trainer = QuoteTrainer::default();
    trainer.set_vectors(&models.vectors()?);
    for example in &examples {
        trainer.add(example.view(), example.quotes.clone());
    }
    let file = trainer.train(|step| println!("quote: {step}"));
    arguments.write(
        file,
        Description {
            model: Model::Quotes,
            name: "en-quote-news",
            task: "quote",
            corpora: Map::from_iter([(POLNEAR.to_owned(), LICENCE.into())]),
            reads: Reads::Texts(&[Model::Vectors, Model::Syntax, Model::Names]),
        },
    )
}
