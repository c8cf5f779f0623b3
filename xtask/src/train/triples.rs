//! The confidence of open triples, from `CaRB` dev, the only part there is for it.

use super::{Arguments, Description, Reads};
use anyhow::{Result, ensure};
use newsgraph::document::{Document, Layer, Maker, Sentence, Span, Token, Triple};
use newsgraph::tokenize::pair_quote_marks;
use newsgraph::{Model, PipelineBuilder};
use newsgraph_eval::triples::{self, GoldTriples, OpenTriple};
use newsgraph_relation::ConfidenceTrainer;
use serde_json::Map;
use std::collections::BTreeMap;

/// The corpus and the licence that it states.
const CARB: (&str, &str) = ("carb", "MIT (repository)");

/// Parts of the sentences, each judged once by what the others teach.
const FOLDS: usize = 10;

/// A triple that could be read, its features, and how well it agrees with the gold.
struct Candidate {
    triple: OpenTriple,
    features: Vec<String>,
    agreement: f64,
}

pub(super) fn train(arguments: &Arguments) -> Result<()> {
    if !arguments.uses(CARB.0) {
        println!(
            "triples: {} is the only corpus of triples; nothing to train on",
            CARB.0
        );
        return Ok(());
    }
    let gold = triples::read(arguments.data.join("carb/dev.tsv"))?;
    let sentences = gold.sentences();
    let GoldTriples::Carb(triples) = &gold else {
        return Ok(());
    };
    let mut found = candidates(arguments, &sentences)?;
    let flat: Vec<OpenTriple> = found.iter().flatten().map(|c| c.triple.clone()).collect();
    let mut agreements = triples::agreements(triples, &flat).into_iter();
    for candidate in found.iter_mut().flatten() {
        candidate.agreement = agreements.next().unwrap_or(0.0);
    }
    let mut judged = Vec::new();
    for fold in 0..FOLDS {
        let weights = fit(found
            .iter()
            .enumerate()
            .filter(|(at, _)| at % FOLDS != fold)
            .map(|(_, s)| s));
        for candidate in found.iter().skip(fold).step_by(FOLDS).flatten() {
            let mut triple = candidate.triple.clone();
            triple.confidence = f64::from(confidence(&weights, &candidate.features)) / 1000.0;
            judged.push(triple);
        }
    }
    print!(
        "{FOLDS}-fold cross-validation\n{}",
        triples::score(triples, &judged)
    );
    // Other tuples of some of the same sentences.
    if let GoldTriples::Carb(said) = triples::read(arguments.data.join("carb/said-dev.tsv"))? {
        print!("reported speech\n{}", triples::score(&said, &judged));
    }
    let weights = fit(found.iter());
    arguments.write(
        ConfidenceTrainer::file(&weights),
        Description {
            model: Model::Triples,
            name: "en-triples",
            task: "triples",
            corpora: Map::from_iter([(CARB.0.to_owned(), CARB.1.into())]),
            reads: Reads::Words(&[Model::Syntax, Model::Names, Model::Quotes]),
        },
    )
}

fn fit<'a>(sentences: impl Iterator<Item = &'a Vec<Candidate>>) -> BTreeMap<String, i32> {
    let mut trainer = ConfidenceTrainer::default();
    for candidate in sentences.flatten() {
        trainer.add(candidate.features.clone(), candidate.agreement);
    }
    trainer.train()
}

fn confidence(weights: &BTreeMap<String, i32>, features: &[String]) -> i32 {
    let sum: i32 = features
        .iter()
        .filter_map(|feature| weights.get(feature))
        .sum();
    sum.clamp(0, 1000)
}

/// What could be read from each sentence, whose words have spaces between.
fn candidates(arguments: &Arguments, sentences: &[&str]) -> Result<Vec<Vec<Candidate>>> {
    let builder = arguments.models()?.builder_for(&[Layer::Quotes])?;
    let pipeline = [Layer::Tokens, Layer::Sentences, Layer::QuoteMarks]
        .into_iter()
        .fold(
            builder.keep(|name| name != "tokenize"),
            PipelineBuilder::given,
        )
        .build()?;
    let trainer = ConfidenceTrainer::default();
    let mut all = Vec::new();
    for sentence in sentences {
        let mut document = tokenized(sentence)?;
        pipeline.annotate(&mut document)?;
        let text = document.tokenized()?;
        let words = |span: Span| {
            text.tokens_in(span)
                .map(|token| text.word(token))
                .collect::<Vec<_>>()
                .join(" ")
        };
        let found = trainer.candidates(text, document.syntax()?, document.quotes()?);
        let candidate = |(triple, features): (Triple, Vec<String>)| Candidate {
            triple: OpenTriple {
                sentence: (*sentence).to_owned(),
                confidence: 1.0,
                predicate: triple.predicate_text(text.text),
                arguments: [triple.subject, triple.object]
                    .into_iter()
                    .chain(triple.arguments)
                    .map(words)
                    .collect(),
                claim: None,
            },
            features,
            agreement: 0.0,
        };
        all.push(found.into_iter().map(candidate).collect());
    }
    Ok(all)
}

fn tokenized(sentence: &str) -> Result<Document> {
    let mut document = Document::new("", sentence)?;
    let start = |word: &str| word.as_ptr() as usize - sentence.as_ptr() as usize;
    let tokens: Vec<Token> = sentence
        .split_whitespace()
        .map(|word| Token {
            span: Span::new(start(word), start(word) + word.len()),
        })
        .collect();
    ensure!(!tokens.is_empty(), "a sentence without words");
    let span = tokens[0].span.cover(tokens[tokens.len() - 1].span);
    let whole = Sentence {
        span,
        tokens: 0..tokens.len(),
        paragraph: 0,
    };
    document.set_tokens(tokens, Maker::default())?;
    document.set_sentences(vec![whole], Maker::default())?;
    let marks = pair_quote_marks(document.tokenized()?);
    document.set_quote_marks(marks, Maker::default())?;
    Ok(document)
}
