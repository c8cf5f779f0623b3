//! The model of names.

mod corpora;

use self::corpora::{CONLL, CORPORA, Corpus, Gold, NEWS, WORLDWIDE};
use super::{Arguments, Description, Reads};
use anyhow::Result;
use newsgraph::{Model, ModelFile};
use newsgraph_document::{Label, Token, TokenizedText};
use newsgraph_ner::{Blend, EntityTrainer, Reading, Scheme, WordVectors};
use newsgraph_tokenize::Tokenizer;
use serde_json::Map;
use std::ops::Range;

/// One network for all corpora, each with its own labels: each tells of words and their surroundings what the
/// others do not. The scheme `news` takes its names from all of them.
pub(super) fn train(arguments: &Arguments) -> Result<()> {
    let used = CORPORA.iter().filter(|corpus| arguments.uses(corpus.name));
    let used: Vec<&Corpus> = used.collect();
    let mut trainer = EntityTrainer::new(schemes(&used));
    (trainer.passes, trainer.dropout, trainer.least_words) = (16, 0.25, 20);
    trainer.width = 128;
    let models = arguments.models()?;
    let vectors = models.vectors()?;
    trainer.set_vectors(&vectors);
    let tokenizer = models.tokenizer();
    let mut corpora = Map::new();
    for (number, &corpus) in used.iter().enumerate() {
        let documents = (corpus.read)(arguments, "train")?;
        println!("{}: {} documents", corpus.name, documents.len());
        let schemes = [NEWS_SCHEME, OWN_SCHEMES + number];
        for (number, gold) in documents.iter().enumerate() {
            let recased = match number % RECASED {
                0 => Some(gold.recased(str::to_lowercase)),
                5 => Some(gold.recased(str::to_uppercase)),
                _ => None,
            };
            for gold in std::iter::once(gold).chain(&recased) {
                add(&mut trainer, &tokenizer, (schemes, corpus), gold);
            }
        }
        corpora.insert(corpus.name.to_owned(), corpus.licence.into());
    }
    let mut file = trainer.train(|step| println!("ner: {step}"));
    calibrate(arguments, &used, &vectors, &mut file)?;
    arguments.write(
        file,
        Description {
            model: Model::Names,
            name: "en-ner-news",
            task: "ner",
            corpora,
            reads: Reads::Texts(&[Model::Vectors]),
        },
    )
}

/// The numbers of the scheme `news`, and of the first corpus's own.
const NEWS_SCHEME: usize = 0;
const OWN_SCHEMES: usize = 1;

/// The share of `worldwide`'s own labels in the scores of `news`: of 0.3, 0.5 and 0.7 the best on its dev part and on
/// facts together.
const WORLDWIDE_SHARE: f32 = 0.5;

/// The scheme `news`, and those of the corpora.
fn schemes(used: &[&Corpus]) -> Vec<Scheme> {
    let own = |(label, _): &(&str, &str)| Label::new(label);
    let scheme = |corpus: &&Corpus| Scheme {
        name: corpus.scheme.unwrap_or(corpus.name).to_owned(),
        labels: corpus.labels.iter().map(own).collect(),
        is_kept: corpus.scheme.is_some(),
        blend: None,
    };
    let worldwide = used.iter().position(|corpus| corpus.name == WORLDWIDE);
    let blend = worldwide.map(|number| Blend {
        scheme: OWN_SCHEMES + number,
        share: WORLDWIDE_SHARE,
        labels: NEWS
            .iter()
            .map(|label| used[number].said_for(label))
            .collect(),
    });
    let news = Scheme {
        name: "news".to_owned(),
        labels: NEWS.iter().map(|label| Label::new(label)).collect(),
        is_kept: true,
        blend,
    };
    std::iter::once(news)
        .chain(used.iter().map(scheme))
        .collect()
}

/// Turns scores into shares by the dev parts of the corpora that a scheme is for.
fn calibrate(
    arguments: &Arguments,
    used: &[&Corpus],
    vectors: &WordVectors,
    file: &mut ModelFile,
) -> Result<()> {
    let corpus = |name: &str| used.iter().find(|corpus| corpus.name == name);
    if let Some(corpus) = corpus(WORLDWIDE).or(corpus(CONLL)) {
        let names = |gold: &Gold| corpus.news(gold);
        calibrate_scheme(arguments, corpus, names, ("news", vectors), file)?;
    }
    for corpus in used {
        if let Some(scheme) = corpus.scheme {
            let names = |gold: &Gold| Reading::new(0, &corpus.names(gold)).names;
            calibrate_scheme(arguments, corpus, names, (scheme, vectors), file)?;
        }
    }
    Ok(())
}

fn calibrate_scheme(
    arguments: &Arguments,
    corpus: &Corpus,
    names: impl Fn(&Gold) -> Vec<(Range<usize>, Vec<Label>)>,
    (scheme, vectors): (&str, &WordVectors),
    file: &mut ModelFile,
) -> Result<()> {
    let documents = (corpus.read)(arguments, "dev")?;
    let names: Vec<_> = documents.iter().map(names).collect();
    let documents = documents.iter().zip(&names);
    let documents = documents.map(|(gold, names)| (gold.spaced.view(), &names[..]));
    Ok(newsgraph_ner::calibrate(file, scheme, vectors, documents)?)
}

/// Of so many documents one is learned in small letters too, and one in capitals, as headlines are written.
const RECASED: usize = 50;

/// Adds a document as it is, and once more with words split at hyphens as the tokenizer splits them.
fn add(
    trainer: &mut EntityTrainer,
    tokenizer: &Tokenizer,
    ([news, own], corpus): ([usize; 2], &Corpus),
    gold: &Gold,
) {
    let spaced = &gold.spaced;
    let mut readings = vec![
        Reading {
            scheme: news,
            names: corpus.news(gold),
            elsewhere: corpus.open.iter().map(|label| Label::new(label)).collect(),
        },
        Reading::new(own, &corpus.names(gold)),
    ];
    trainer.add(spaced.view(), &readings, |_| true);
    let Some((tokens, sentences)) = resplit(tokenizer, spaced.view()) else {
        return;
    };
    let view = TokenizedText {
        text: &spaced.text,
        tokens: &tokens,
        sentences: &sentences,
    };
    for (range, _) in readings.iter_mut().flat_map(|r| &mut r.names) {
        *range = view.tokens_in(spaced.view().span_of(range.clone()));
    }
    let is_split =
        |number: usize| sentences[number].tokens.len() > spaced.sentences[number].tokens.len();
    trainer.add(view, &readings, is_split);
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
