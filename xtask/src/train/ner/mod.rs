//! The models of names, from news corpora in columns.

use super::{Arguments, word_clusters};
use anyhow::{Context, Result};
use newsgraph_document::{Label, Token, TokenizedText};
use newsgraph_eval::conll::{self, ConllDocument};
use newsgraph_ner::EntityTrainer;
use newsgraph_tokenize::Tokenizer;
use serde_json::{Map, Value};
use std::ops::Range;
use std::path::Path;

const TARGET: &str = "crates/models-en/ner/news.safetensors";

const WORLDWIDE: (&str, &str) = (
    "worldwide",
    "not stated; listed elsewhere as CC BY-NC-SA 4.0",
);
const CONLL2003: (&str, &str) = (
    "conll2003",
    "annotations not stated; texts under Reuters's agreement",
);

/// One network for the labels of English Worldwide Newswire, dates and amounts left out, and for those of
/// CoNLL-2003: either corpus tells of words and their surroundings what the other does not.
pub(super) fn train(arguments: &Arguments) -> Result<()> {
    let labels = [
        Label::PERSON,
        Label::ORGANIZATION,
        Label::LOCATION,
        Label::GROUP,
        Label::FACILITY,
        Label::PRODUCT,
        Label::MISC,
    ];
    let mut trainer = EntityTrainer::new(labels.to_vec());
    (trainer.passes, trainer.dropout, trainer.least_words) = (14, 0.25, 20);
    trainer.schemes = ["news", "conll"].map(str::to_owned);
    for (set, words) in word_clusters(arguments)?.iter().enumerate() {
        trainer.set_clusters(set, words.iter().map(|(word, path)| (&**word, &**path)));
    }
    let mut corpora = Map::new();
    let label = |label: &str| match label {
        "NORP" => Some(Label::GROUP),
        "Date" | "Money" => None,
        other => Some(Label::from(other)),
    };
    add(
        &mut trainer,
        arguments,
        WORLDWIDE,
        &mut corpora,
        label,
        true,
    )?;
    let label = |label: &str| Some(Label::from(label));
    add(
        &mut trainer,
        arguments,
        CONLL2003,
        &mut corpora,
        label,
        false,
    )?;
    write(&trainer, corpora)
}

/// Adds a corpus as it is, and once more with words split at hyphens as the tokenizer splits them.
fn add(
    trainer: &mut EntityTrainer,
    arguments: &Arguments,
    (corpus, licence): (&str, &str),
    corpora: &mut Map<String, Value>,
    map: impl Fn(&str) -> Option<Label>,
    is_own: bool,
) -> Result<()> {
    if !arguments.uses(corpus) {
        return Ok(());
    }
    let column = (corpus == "worldwide").then_some(1);
    let tokenizer = Tokenizer::default();
    for document in conll::read(arguments.data.join(corpus).join("train.conll"), column)? {
        let spaced = document.spaced();
        let names = names(&document, &map);
        if is_own {
            trainer.add(spaced.view(), &names, |_| true);
        } else {
            trainer.add_other(spaced.view(), &names, |_| true);
        }
        if let Some((tokens, sentences)) = resplit(&tokenizer, spaced.view()) {
            let view = TokenizedText {
                text: &spaced.text,
                tokens: &tokens,
                sentences: &sentences,
            };
            let moved: Vec<(Range<usize>, Label)> = names
                .into_iter()
                .map(|(range, label)| (view.tokens_in(spaced.view().span_of(range)), label))
                .collect();
            let split = |number: usize| {
                sentences[number].tokens.len() > spaced.sentences[number].tokens.len()
            };
            if is_own {
                trainer.add(view, &moved, split);
            } else {
                trainer.add_other(view, &moved, split);
            }
        }
    }
    corpora.insert(corpus.to_owned(), licence.into());
    Ok(())
}

/// Gold names as ranges of the document's tokens.
fn names(
    document: &ConllDocument,
    map: &impl Fn(&str) -> Option<Label>,
) -> Vec<(Range<usize>, Label)> {
    let tags: Vec<&String> = document.sentences.iter().flat_map(|s| &s.tags).collect();
    let mut names = Vec::new();
    let mut at = 0;
    while at < tags.len() {
        let Some(label) = tags[at].strip_prefix("B-") else {
            at += 1;
            continue;
        };
        let inside = format!("I-{label}");
        let end = (at + 1..tags.len())
            .find(|&t| *tags[t] != inside)
            .unwrap_or(tags.len());
        if let Some(label) = map(label) {
            names.push((at..end, label));
        }
        at = end;
    }
    names
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

fn write(trainer: &EntityTrainer, corpora: Map<String, Value>) -> Result<()> {
    let mut file = trainer.train(|step| println!("ner: {step}"));
    file.describe("name", "en-ner-news".into());
    file.describe("version", env!("CARGO_PKG_VERSION").into());
    file.describe("corpora", corpora.into());
    file.describe(
        "command",
        "cargo xtask train ner --data ../shared/data".into(),
    );
    let bytes = file.to_bytes()?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    std::fs::write(root.join(TARGET), &bytes)
        .with_context(|| format!("could not write {TARGET}"))?;
    println!("{TARGET}: {} bytes", bytes.len());
    Ok(())
}
