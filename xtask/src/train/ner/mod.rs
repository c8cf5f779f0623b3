//! The model of names.

mod corpora;

use self::corpora::{CORPORA, Corpus, Gold};
use super::{Arguments, Description, Reads, models, word_clusters, write_model};
use anyhow::Result;
use newsgraph::Model;
use newsgraph_document::{Label, Token, TokenizedText};
use newsgraph_ner::{EntityTrainer, Scheme};
use newsgraph_tokenize::Tokenizer;
use serde_json::{Map, Value};
use std::ops::Range;

/// One network for all corpora, each with its own labels: each tells of words and their surroundings what the
/// others do not.
pub(super) fn train(arguments: &Arguments) -> Result<()> {
    let used = CORPORA.iter().filter(|corpus| arguments.uses(corpus.name));
    let used: Vec<&Corpus> = used.collect();
    let scheme = |corpus: &&Corpus| Scheme {
        name: corpus.scheme.unwrap_or(corpus.name).to_owned(),
        labels: corpus
            .labels
            .iter()
            .map(|(_, label)| Label::new(label))
            .collect(),
        is_kept: corpus.scheme.is_some(),
    };
    let mut trainer = EntityTrainer::new(used.iter().map(scheme).collect());
    (trainer.passes, trainer.dropout, trainer.least_words) = (16, 0.25, 20);
    for (set, words) in word_clusters(arguments)?.iter().enumerate() {
        trainer.set_clusters(set, words.iter().map(|(word, path)| (&**word, &**path)));
    }
    let tokenizer = models()?.tokenizer();
    let mut corpora = Map::new();
    for (scheme, corpus) in used.into_iter().enumerate() {
        let documents = (corpus.read)(arguments, "train")?;
        println!("{}: {} documents", corpus.name, documents.len());
        for (number, gold) in documents.iter().enumerate() {
            let recased = match number % RECASED {
                0 => Some(gold.recased(str::to_lowercase)),
                5 => Some(gold.recased(str::to_uppercase)),
                _ => None,
            };
            for gold in std::iter::once(gold).chain(&recased) {
                add(&mut trainer, &tokenizer, (scheme, corpus), gold);
            }
        }
        corpora.insert(corpus.name.to_owned(), corpus.licence.into());
    }
    write(arguments, &trainer, corpora)
}

/// Of so many documents one is learned in small letters too, and one in capitals, as headlines are written.
const RECASED: usize = 100;

/// Adds a document as it is, and once more with words split at hyphens as the tokenizer splits them.
fn add(
    trainer: &mut EntityTrainer,
    tokenizer: &Tokenizer,
    (scheme, corpus): (usize, &Corpus),
    gold: &Gold,
) {
    let spaced = &gold.spaced;
    let names = corpus.names(gold);
    trainer.add(scheme, spaced.view(), &names, |_| true);
    let Some((tokens, sentences)) = resplit(tokenizer, spaced.view()) else {
        return;
    };
    let view = TokenizedText {
        text: &spaced.text,
        tokens: &tokens,
        sentences: &sentences,
    };
    let moved: Vec<(Range<usize>, Label)> = names
        .into_iter()
        .map(|(range, label)| (view.tokens_in(spaced.view().span_of(range)), label))
        .collect();
    let is_split =
        |number: usize| sentences[number].tokens.len() > spaced.sentences[number].tokens.len();
    trainer.add(scheme, view, &moved, is_split);
}

/// The same sentences with the tokenizer's own words; `None` where no word is split.
fn resplit(
    tokenizer: &Tokenizer,
    text: TokenizedText<'_>,
) -> Option<(Vec<Token>, Vec<newsgraph_document::Sentence>)> {
    let mut tokens = Vec::with_capacity(text.tokens.len());
    let mut sentences = Vec::with_capacity(text.sentences.len());
    for sentence in text.sentences {
        let first = tokens.len();
        for token in sentence.tokens.clone() {
            let span = text.tokens[token].span;
            let parts = tokenizer.tokenize(&text.text[span]).tokens;
            if text.word(token).contains('-') && parts.len() > 1 {
                let start = span.start();
                let shift = |p: &Token| {
                    newsgraph_document::Span::new(start + p.span.start(), start + p.span.end())
                };
                tokens.extend(parts.iter().map(|p| Token { span: shift(p) }));
            } else {
                tokens.push(text.tokens[token]);
            }
        }
        let mut sentence = sentence.clone();
        sentence.tokens = first..tokens.len();
        sentences.push(sentence);
    }
    (tokens.len() > text.tokens.len()).then_some((tokens, sentences))
}

fn write(
    arguments: &Arguments,
    trainer: &EntityTrainer,
    corpora: Map<String, Value>,
) -> Result<()> {
    let mut file = trainer.train(|step| println!("ner: {step}"));
    for corpus in &CORPORA {
        if let Some(scheme) = corpus.scheme {
            let documents = (corpus.read)(arguments, "dev")?;
            let names: Vec<_> = documents.iter().map(|gold| corpus.names(gold)).collect();
            let documents = documents.iter().zip(&names);
            let documents = documents.map(|(gold, names)| (gold.spaced.view(), &names[..]));
            newsgraph_ner::calibrate(&mut file, scheme, documents)?;
        }
    }
    write_model(
        file,
        Description {
            model: Model::Names,
            name: "en-ner-news",
            task: "ner",
            corpora,
            reads: Reads::Texts(&[]),
        },
    )
}
