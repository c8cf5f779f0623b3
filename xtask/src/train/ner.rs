//! The models of names, from news corpora in columns.

use super::Arguments;
use anyhow::{Context, Result};
use newsgraph_document::{Label, Token, TokenizedText};
use newsgraph_eval::conll::{self, ConllDocument};
use newsgraph_ner::EntityTrainer;
use newsgraph_tokenize::Tokenizer;
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

const WORLDWIDE: (&str, &str) = (
    "worldwide",
    "not stated; listed elsewhere as CC BY-NC-SA 4.0",
);
const CONLL2003: (&str, &str) = (
    "conll2003",
    "annotations not stated; texts under Reuters's agreement",
);

pub(super) fn train(arguments: &Arguments) -> Result<()> {
    conll(arguments)?;
    news(arguments)
}

fn conll(arguments: &Arguments) -> Result<()> {
    let mut trainer = EntityTrainer::new(["PER", "ORG", "LOC", "MISC"].map(Label::from).to_vec());
    let mut corpora = Map::new();
    add(
        &mut trainer,
        arguments,
        CONLL2003,
        &mut corpora,
        |_, label| Some(Label::from(label)),
    )?;
    write(&trainer, "conll", corpora)
}

fn news(arguments: &Arguments) -> Result<()> {
    let labels = [
        Label::PERSON,
        Label::ORGANIZATION,
        Label::LOCATION,
        Label::GROUP,
        Label::FACILITY,
        Label::PRODUCT,
        Label::EVENT,
        Label::WORK,
        Label::MISC,
    ];
    let mut trainer = EntityTrainer::new(labels.to_vec());
    trainer.bytes = 1_600_000;
    let clusters = word_clusters(arguments)?;
    trainer.set_clusters(clusters.iter().map(|(word, path)| (&**word, &**path)));
    let mut corpora = Map::new();
    let groups = RefCell::new(BTreeSet::new());
    add(
        &mut trainer,
        arguments,
        WORLDWIDE,
        &mut corpora,
        |words, label| match label {
            "NORP" => {
                groups.borrow_mut().insert(words.to_owned());
                Some(Label::GROUP)
            }
            "Date" | "Money" => None,
            other => Some(Label::from(other)),
        },
    )?;
    // What CoNLL-2003 calls MISC is a group where the other corpus has those words as one.
    add(
        &mut trainer,
        arguments,
        CONLL2003,
        &mut corpora,
        |words, label| match label {
            "PER" => Some(Label::PERSON),
            "ORG" => Some(Label::ORGANIZATION),
            "LOC" => Some(Label::LOCATION),
            _ if groups.borrow().contains(words) => Some(Label::GROUP),
            _ => Some(Label::MISC),
        },
    )?;
    write(&trainer, "news", corpora)
}

/// Words and the paths of their clusters.
fn word_clusters(arguments: &Arguments) -> Result<Vec<(String, String)>> {
    let path = arguments
        .data
        .join("resources/minilm-clusters/minilm-clusters.tsv.gz");
    let file =
        std::fs::File::open(&path).with_context(|| format!("could not read {}", path.display()))?;
    let text = std::io::read_to_string(flate2::read::GzDecoder::new(file))?;
    let rows = text.lines().filter_map(|line| line.split_once('\t'));
    // Numbers, addresses and other codes are told by their shape.
    let plain = |word: &str| {
        let letters = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '.');
        word.chars().all(letters) && (2..=18).contains(&word.chars().count())
    };
    let rows = rows.filter(|(_, word)| plain(word));
    Ok(rows
        .map(|(path, word)| (word.to_owned(), path.chars().take(15).collect()))
        .collect())
}

/// Adds a corpus as it is, and once more with words split at hyphens as the tokenizer splits them.
fn add(
    trainer: &mut EntityTrainer,
    arguments: &Arguments,
    (corpus, licence): (&str, &str),
    corpora: &mut Map<String, Value>,
    map: impl Fn(&str, &str) -> Option<Label>,
) -> Result<()> {
    if !arguments.uses(corpus) {
        return Ok(());
    }
    let column = (corpus == "worldwide").then_some(1);
    let tokenizer = Tokenizer::default();
    for document in conll::read(arguments.data.join(corpus).join("train.conll"), column)? {
        let spaced = document.spaced();
        let names = names(&document, &map, &spaced.text, &spaced.tokens);
        trainer.add(spaced.view(), &names, |_| true);
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
            trainer.add(view, &moved, split);
        }
    }
    corpora.insert(corpus.to_owned(), licence.into());
    Ok(())
}

/// Gold names as ranges of the document's tokens.
fn names(
    document: &ConllDocument,
    map: &impl Fn(&str, &str) -> Option<Label>,
    text: &str,
    tokens: &[Token],
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
        let words = &text[tokens[at].span.cover(tokens[end - 1].span)];
        if let Some(label) = map(words, label) {
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

fn write(trainer: &EntityTrainer, name: &str, corpora: Map<String, Value>) -> Result<()> {
    let mut file = trainer.train(|step| eprintln!("ner, {name}: {step}"));
    file.describe("name", format!("en-ner-{name}").into());
    file.describe("version", env!("CARGO_PKG_VERSION").into());
    file.describe("corpora", corpora.into());
    file.describe(
        "command",
        "cargo xtask train ner --data ../shared/data".into(),
    );
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/models-en/ner");
    let path = folder.join(format!("{name}.safetensors"));
    let bytes = file.to_bytes()?;
    std::fs::write(&path, &bytes).with_context(|| format!("could not write {}", path.display()))?;
    eprintln!("ner, {name}: {} bytes", bytes.len());
    Ok(())
}
