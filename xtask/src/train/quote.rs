//! The model of quotes, from PolNeAR.

use super::{Arguments, write_model};
use anyhow::Result;
use newsgraph_document::{Mention, QuoteMark, Sentence, Span, Syntax, Token, TokenizedText};
use newsgraph_eval::quotes::{self, Article, CharRange};
use newsgraph_ner::EntityRecognizer;
use newsgraph_quote::{GoldQuote, QuoteText, QuoteTrainer};
use newsgraph_syntax::SyntaxParser;
use newsgraph_tokenize::Tokenizer;
use rayon::prelude::*;
use serde_json::json;
use std::ops::Range;
use std::path::Path;

const TARGET: &str = "crates/models-en/quote/news.safetensors";

const POLNEAR: &str = "polnear";
const LICENCE: &str = "not stated; the texts are the publishers'";

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
    fn new(article: &Article, parser: &SyntaxParser, recognizer: &EntityRecognizer) -> Self {
        let found = Tokenizer::default().tokenize(&article.text);
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
            syntax: parser.parse(view),
            mentions: recognizer.recognize(view),
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
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let models = root.join("crates/models-en");
    let parser = SyntaxParser::load(models.join("syntax/news.safetensors"))?;
    let recognizer = EntityRecognizer::load(models.join("ner/news.safetensors"))?;
    let articles = quotes::read(arguments.data.join(POLNEAR).join("train.jsonl"))?;
    let annotate = |article: &Article| Annotated::new(article, &parser, &recognizer);
    let articles: Vec<Annotated> = articles.par_iter().map(annotate).collect();
    let mut trainer = QuoteTrainer::default();
    for article in &articles {
        trainer.add(article.view(), article.quotes.clone());
    }
    let mut file = trainer.train(|step| println!("quote: {step}"));
    file.describe("name", "en-quote-news".into());
    file.describe("version", env!("CARGO_PKG_VERSION").into());
    file.describe("corpora", json!({ POLNEAR: LICENCE }));
    file.describe(
        "command",
        "cargo xtask train quote --data ../shared/data".into(),
    );
    write_model(TARGET, &file)
}
