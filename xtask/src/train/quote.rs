//! The model of quotes, from PolNeAR.

use super::{Arguments, Description, Reads};
use anyhow::Result;
use newsgraph::Model;
use newsgraph::document::{Mention, QuoteMark, Sentence, Span, Syntax, Token, TokenizedText};
use newsgraph::ner::EntityRecognizer;
use newsgraph::syntax::SyntaxParser;
use newsgraph::tokenize::Tokenizer;
use newsgraph_eval::quotes::{self, Article, CharRange};
use newsgraph_quote::{GoldQuote, QuoteText, QuoteTrainer};
use rayon::prelude::*;
use serde_json::Map;
use std::ops::Range;

const POLNEAR: &str = "polnear";
const LICENCE: &str = "not stated; the texts are the publishers'";

/// The components whose output quotes are trained on. Of mentions that is names alone: in the pipeline quotes
/// read values too.
struct Before {
    tokenizer: Tokenizer,
    parser: SyntaxParser,
    names: EntityRecognizer,
}

/// An article with what the components before find in it, and its gold quotes.
struct Annotated {
    text: String,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    marks: Vec<QuoteMark>,
    syntax: Syntax,
    mentions: Vec<Mention>,
    quotes: Vec<GoldQuote>,
}

impl Annotated {
    fn new(article: &Article, before: &Before) -> Self {
        let found = before.tokenizer.tokenize(&article.text);
        let view = found.view(&article.text);
        let ends = [article.text.len()];
        let bytes: Vec<usize> = article
            .text
            .char_indices()
            .map(|(at, _)| at)
            .chain(ends)
            .collect();
        let tokens = |&(start, end): &CharRange| {
            let tokens = view.tokens_in(Span::new(bytes[start], bytes[end]));
            Some(tokens).filter(|tokens| !tokens.is_empty())
        };
        let first = |ranges: &[CharRange]| -> Option<Range<usize>> { tokens(ranges.first()?) };
        let quotes = article.quotes.iter().map(|quote| GoldQuote {
            content: quote.content.iter().filter_map(tokens).collect(),
            cue: first(&quote.cue),
            source: first(&quote.source),
        });
        Self {
            quotes: quotes.collect(),
            syntax: before.parser.parse(view),
            mentions: before.names.recognize(view),
            text: article.text.clone(),
            tokens: found.tokens,
            sentences: found.sentences,
            marks: found.quote_marks,
        }
    }

    fn view(&self) -> QuoteText<'_> {
        QuoteText {
            text: TokenizedText {
                text: &self.text,
                tokens: &self.tokens,
                sentences: &self.sentences,
            },
            syntax: &self.syntax,
            marks: &self.marks,
            mentions: &self.mentions,
        }
    }
}

/// Learns from trees and names as the models that lie in the tree find them. Neither was trained on PolNeAR, so they are
/// about as good there as on other news.
pub(super) fn train(arguments: &Arguments) -> Result<()> {
    if !arguments.uses(POLNEAR) {
        println!("quote: {POLNEAR} is the only corpus of quotes; nothing to train on");
        return Ok(());
    }
    let models = arguments.models()?;
    let before = Before {
        tokenizer: models.tokenizer(),
        parser: models.parser()?,
        names: models.recognizer()?,
    };
    let articles = quotes::read(arguments.data.join(POLNEAR).join("train.jsonl"))?;
    let annotate = |article: &Article| Annotated::new(article, &before);
    let articles: Vec<Annotated> = articles.par_iter().map(annotate).collect();
    let mut trainer = QuoteTrainer::default();
    trainer.set_vectors(&models.vectors()?);
    for article in &articles {
        trainer.add(article.view(), article.quotes.clone());
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
