//! Corpora of names, each with labels of its own.

use super::super::Arguments;
use anyhow::{Context, Result};
use newsgraph_document::{Label, Sentence, Span, Token};
use newsgraph_eval::conll::{self, ConllDocument, ConllSentence, SpacedText};
use newsgraph_tokenize::Tokenizer;
use serde::Deserialize;
use std::ops::Range;
use std::path::PathBuf;

/// A corpus of names.
pub(super) struct Corpus {
    /// Its folder.
    pub(super) name: &'static str,
    /// Its licence, as stated.
    pub(super) licence: &'static str,
    /// The scheme that a recogniser may ask for; `None` where the corpus only helps with the others.
    pub(super) scheme: Option<&'static str>,
    /// Its labels that are learned, and what the model calls them, in the order of the model.
    pub(super) labels: &'static [(&'static str, &'static str)],
    /// Its labels with the types of `news` that they may stand for.
    pub(super) news: &'static [(&'static str, &'static [&'static str])],
    /// Types of `news` that it does not mark.
    pub(super) open: &'static [&'static str],
    /// Reads its part of this name, `train` or `dev`; those that have no dev part have one part.
    pub(super) read: fn(&Arguments, &str) -> Result<Vec<Gold>>,
}

/// A document with its names as ranges of tokens, in order and disjoint, and their labels in the corpus.
pub(super) struct Gold {
    pub(super) spaced: SpacedText,
    pub(super) names: Vec<(Range<usize>, String)>,
    /// The teacher's names, where it has read the document.
    pub(super) taught: Option<Vec<(Range<usize>, String)>>,
}

/// The types of the scheme `news`, in the order of the model.
pub(super) const NEWS: [&str; 9] = [
    "Person",
    "Organization",
    "Location",
    "Group",
    "Facility",
    "Product",
    "Event",
    "Work",
    "Misc",
];

/// What may be a name of no person, organization or place.
const ANY: &[&str] = &["Group", "Event", "Work", "Product", "Misc"];

/// The labels of CoNLL-2003, and what they may be in `news`.
const CONLL_LABELS: &[(&str, &str)] = &[
    ("PER", "PER"),
    ("ORG", "ORG"),
    ("LOC", "LOC"),
    ("MISC", "MISC"),
];
const CONLL_NEWS: &[(&str, &[&str])] = &[
    ("PER", &["Person"]),
    ("ORG", &["Organization"]),
    ("LOC", &["Location", "Facility"]),
    ("MISC", ANY),
];

/// Types that the teacher gives, and what they are called in `news`.
const TEACHER: [(&str, &str); 9] = [
    ("PERSON", "Person"),
    ("ORG", "Organization"),
    ("GPE", "Location"),
    ("LOC", "Location"),
    ("NORP", "Group"),
    ("FAC", "Facility"),
    ("PRODUCT", "Product"),
    ("EVENT", "Event"),
    ("WORK_OF_ART", "Work"),
];

/// Corpora that the scheme `news` is measured on.
pub(super) const WORLDWIDE: &str = "worldwide";
pub(super) const CONLL: &str = "conll2003";

pub(super) const CORPORA: [Corpus; 8] = [
    Corpus {
        name: WORLDWIDE,
        licence: "not stated; listed elsewhere as CC BY-NC-SA 4.0",
        scheme: None,
        labels: &[
            ("Person", "Person"),
            ("Organization", "Organization"),
            ("Location", "Location"),
            ("NORP", "Group"),
            ("Facility", "Facility"),
            ("Product", "Product"),
            ("Misc", "Misc"),
        ],
        news: &[
            ("Person", &["Person"]),
            ("Organization", &["Organization"]),
            ("Location", &["Location"]),
            ("NORP", &["Group"]),
            ("Facility", &["Facility"]),
            ("Product", &["Product"]),
            ("Misc", &["Event", "Work", "Product", "Misc"]),
        ],
        open: &[],
        read: |arguments, part| columns(arguments, WORLDWIDE, part, Some(1)),
    },
    Corpus {
        name: CONLL,
        licence: "annotations not stated; texts under Reuters's agreement",
        scheme: Some("conll"),
        labels: CONLL_LABELS,
        news: CONLL_NEWS,
        open: &[],
        read: |arguments, part| columns(arguments, CONLL, part, None),
    },
    Corpus {
        name: "redocred",
        licence: "MIT (repository)",
        scheme: None,
        labels: CONLL_LABELS,
        news: CONLL_NEWS,
        open: &[],
        read: |arguments, _| entities(arguments, "redocred/dev_revised.json"),
    },
    Corpus {
        name: "dwie",
        licence: "GPL-3.0 (repository); the articles belong to Deutsche Welle",
        scheme: None,
        labels: &[
            ("type::person", "Person"),
            ("type::organization", "Organization"),
            ("type::location", "Location"),
            ("type::event", "Event"),
            ("type::misc", "Misc"),
            ("type::other", "Other"),
            ("type::role", "Role"),
        ],
        news: &[
            ("type::person", &["Person"]),
            ("type::organization", &["Organization"]),
            ("type::location", &["Location", "Facility"]),
            ("type::event", &["Event"]),
            ("type::misc", ANY),
            ("type::other", &["Group"]),
            ("type::ethnicity", &["Group"]),
        ],
        open: &[],
        read: |arguments, _| entities(arguments, "dwie/docs.json"),
    },
    Corpus {
        name: "conll04",
        licence: "MIT (repository)",
        scheme: None,
        labels: &[
            ("Peop", "Peop"),
            ("Org", "Org"),
            ("Loc", "Loc"),
            ("Other", "Other"),
        ],
        news: &[
            ("Peop", &["Person"]),
            ("Org", &["Organization"]),
            ("Loc", &["Location", "Facility"]),
            ("Other", ANY),
        ],
        open: ANY,
        read: |arguments, _| conll04(arguments),
    },
    Corpus {
        name: "ieer",
        licence: "not stated",
        scheme: None,
        labels: &[
            ("PERSON", "PERSON"),
            ("ORGANIZATION", "ORGANIZATION"),
            ("LOCATION", "LOCATION"),
        ],
        news: &[
            ("PERSON", &["Person"]),
            ("ORGANIZATION", &["Organization"]),
            ("LOCATION", &["Location", "Facility"]),
        ],
        open: ANY,
        read: |arguments, _| ieer(arguments),
    },
    Corpus {
        name: "wnut17",
        licence: "CC BY 4.0",
        scheme: None,
        labels: &[
            ("person", "person"),
            ("location", "location"),
            ("group", "group"),
            ("corporation", "corporation"),
            ("product", "product"),
            ("creative-work", "creative-work"),
        ],
        news: &[
            ("person", &["Person"]),
            ("location", &["Location", "Facility"]),
            ("group", &["Organization", "Group"]),
            ("corporation", &["Organization"]),
            ("product", &["Product"]),
            ("creative-work", &["Work"]),
        ],
        open: &["Group", "Event"],
        read: |arguments, part| sentences(arguments, "wnut17", part),
    },
    Corpus {
        name: "crossner-politics",
        licence: "MIT (repository)",
        scheme: None,
        labels: &[
            ("politician", "politician"),
            ("person", "person"),
            ("politicalparty", "politicalparty"),
            ("organisation", "organisation"),
            ("country", "country"),
            ("location", "location"),
            ("election", "election"),
            ("event", "event"),
            ("misc", "misc"),
        ],
        news: &[
            ("politician", &["Person"]),
            ("person", &["Person"]),
            ("politicalparty", &["Organization"]),
            ("organisation", &["Organization"]),
            ("country", &["Location"]),
            ("location", &["Location", "Facility"]),
            ("election", &["Event"]),
            ("event", &["Event"]),
            ("misc", ANY),
        ],
        open: &[],
        read: |arguments, part| sentences(arguments, "crossner-politics", part),
    },
];

impl Corpus {
    /// The names of a document with the labels that are learned, as the model calls them.
    pub(super) fn names(&self, gold: &Gold) -> Vec<(Range<usize>, Label)> {
        let known = |label: &str| self.labels.iter().find(|(own, _)| *own == label);
        let names = gold.names.iter();
        names
            .filter_map(|(range, label)| Some((range.clone(), Label::new(known(label)?.1))))
            .collect()
    }
}

impl Corpus {
    /// Its labels, as the model calls them, that stand for a type of `news`.
    pub(super) fn said_for(&self, news: &str) -> Vec<Label> {
        let stands = self.news.iter().filter(|(_, types)| types.contains(&news));
        let own = stands.filter_map(|(own, _)| self.labels.iter().find(|(label, _)| label == own));
        own.map(|(_, label)| Label::new(label)).collect()
    }

    /// What the corpus tells in the types of `news`; of more than one the type that the teacher gives, where it gives one of
    /// them.
    pub(super) fn news(&self, gold: &Gold) -> Vec<(Range<usize>, Vec<Label>)> {
        let mut names = Vec::new();
        for (range, label) in &gold.names {
            let Some((_, types)) = self.news.iter().find(|(own, _)| own == label) else {
                continue;
            };
            let taught = gold.taught.iter().flatten();
            let mut near = taught.filter(|(t, _)| t.start < range.end && range.start < t.end);
            let hint = near
                .next()
                .and_then(|(_, label)| Some(TEACHER.iter().find(|(own, _)| own == label)?.1));
            let types = match hint {
                Some(hint) if types.contains(&hint) => vec![Label::new(hint)],
                _ => types.iter().map(|label| Label::new(label)).collect(),
            };
            names.push((range.clone(), types));
        }
        names
    }
}

impl Gold {
    /// Names without the article before and the possessive after them.
    fn without_articles(&self, names: Vec<(Range<usize>, String)>) -> Vec<(Range<usize>, String)> {
        let word = |at: usize| &self.spaced.text[self.spaced.tokens[at].span];
        let trim = |(mut range, label): (Range<usize>, String)| {
            if word(range.start).eq_ignore_ascii_case("the") && label != "WORK_OF_ART" {
                range.start += 1;
            }
            if range.end > range.start && matches!(word(range.end - 1), "'s" | "’s") {
                range.end -= 1;
            }
            (!range.is_empty()).then_some((range, label))
        };
        names.into_iter().filter_map(trim).collect()
    }

    /// The document with each word in other letters.
    pub(super) fn recased(&self, case: fn(&str) -> String) -> Self {
        let old = &self.spaced;
        let (mut text, mut at) = (String::new(), 0);
        let mut tokens = Vec::with_capacity(old.tokens.len());
        for token in &old.tokens {
            text.push_str(&old.text[at..token.span.start()]);
            let start = text.len();
            text.push_str(&case(&old.text[token.span]));
            let span = Span::new(start, text.len());
            tokens.push(Token { span });
            at = token.span.end();
        }
        let sentences = old.sentences.iter().map(|sentence| Sentence {
            span: tokens[sentence.tokens.start]
                .span
                .cover(tokens[sentence.tokens.end - 1].span),
            ..sentence.clone()
        });
        Self {
            spaced: SpacedText {
                sentences: sentences.collect(),
                text,
                tokens,
            },
            names: self.names.clone(),
            taught: self.taught.clone(),
        }
    }

    fn new(document: &ConllDocument) -> Self {
        let tags: Vec<&str> = document
            .sentences
            .iter()
            .flat_map(|s| s.tags.iter().map(String::as_str))
            .collect();
        let names = spans(&tags);
        Self {
            spaced: document.spaced(),
            names,
            taught: None,
        }
    }
}

/// The names that BIO tags mark.
fn spans(tags: &[&str]) -> Vec<(Range<usize>, String)> {
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
        names.push((at..end, label.to_owned()));
        at = end;
    }
    names
}

/// A part of a corpus in columns.
fn columns(
    arguments: &Arguments,
    corpus: &str,
    part: &str,
    column: Option<usize>,
) -> Result<Vec<Gold>> {
    let path = arguments.data.join(corpus).join(format!("{part}.conll"));
    let mut all: Vec<Gold> = conll::read(path, column)?.iter().map(Gold::new).collect();
    let tags = super::super::gunzip(arguments, &format!("silver/{corpus}-{part}.tags.gz"))?;
    let mut tags = tags
        .lines()
        .filter(|line| !line.is_empty() && *line != "-DOCSTART-");
    for gold in &mut all {
        let own: Vec<&str> = tags.by_ref().take(gold.spaced.tokens.len()).collect();
        let taught = spans(&own);
        gold.taught = Some(gold.without_articles(taught));
    }
    anyhow::ensure!(tags.next().is_none(), "silver tags of {corpus} do not fit");
    Ok(all)
}

/// A part of a corpus in columns whose sentences have nothing to do with each other: a document each.
fn sentences(arguments: &Arguments, corpus: &str, part: &str) -> Result<Vec<Gold>> {
    let path = arguments.data.join(corpus).join(format!("{part}.conll"));
    let sentences = conll::read(path, None)?.into_iter();
    let sentences = sentences.flat_map(|d| d.sentences);
    Ok(sentences.map(|s| Gold::new(&single(s))).collect())
}

fn single(sentence: ConllSentence) -> ConllDocument {
    ConllDocument {
        sentences: vec![sentence],
        ..ConllDocument::default()
    }
}

/// Sentences of `CoNLL04`: `#doc`, then an index, a word, a tag and relations a line.
fn conll04(arguments: &Arguments) -> Result<Vec<Gold>> {
    let path = arguments.data.join("conll04/train.txt");
    let mut lines = String::new();
    for line in text(&path)?.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        match fields[..] {
            [_, word, tag, ..] => lines.extend([word, "\t", tag, "\n"]),
            _ => lines.push_str("-DOCSTART-\n"),
        }
    }
    let documents = conll::parse(&lines, None, &path)?;
    Ok(documents.iter().map(Gold::new).collect())
}

/// A document in the layout of `DocRED`.
#[derive(Deserialize)]
struct EntityDocument {
    sents: Vec<Vec<String>>,
    #[serde(rename = "vertexSet")]
    entities: Vec<Vec<EntityMention>>,
}

#[derive(Deserialize)]
struct EntityMention {
    sent_id: usize,
    pos: [usize; 2],
    #[serde(rename = "type")]
    label: String,
}

/// Documents in the layout of `DocRED`. A line feed among the words parts sentences; so does a full stop where
/// a document stands as one sentence.
fn entities(arguments: &Arguments, name: &str) -> Result<Vec<Gold>> {
    let path = arguments.data.join(name);
    let documents: Vec<EntityDocument> = serde_json::from_str(&text(&path)?)
        .with_context(|| format!("{}: not in the layout of DocRED", path.display()))?;
    Ok(documents.iter().map(EntityDocument::gold).collect())
}

impl EntityDocument {
    fn gold(&self) -> Gold {
        let mut tags: Vec<Vec<String>> = self
            .sents
            .iter()
            .map(|words| vec!["O".to_owned(); words.len()])
            .collect();
        for mention in self.entities.iter().flatten() {
            let [first, end] = mention.pos;
            for token in first..end.min(tags[mention.sent_id].len()) {
                let part = if token == first { "B" } else { "I" };
                tags[mention.sent_id][token] = format!("{part}-{}", mention.label);
            }
        }
        let is_whole = self.sents.len() == 1;
        let mut document = ConllDocument::default();
        for (words, tags) in self.sents.iter().zip(tags) {
            let mut sentence = ConllSentence::default();
            for (word, tag) in words.iter().zip(tags) {
                let is_word = !word.trim().is_empty();
                if is_word {
                    sentence.words.push(word.clone());
                    sentence.tags.push(tag);
                }
                if !is_word || is_whole && matches!(word.as_str(), "." | "!" | "?") {
                    document.sentences.push(std::mem::take(&mut sentence));
                }
            }
            document.sentences.push(sentence);
        }
        Gold::new(&document)
    }
}

/// Texts with names in tags that are not XML: `<b_enamex type="PERSON">Name<e_enamex>`.
fn ieer(arguments: &Arguments) -> Result<Vec<Gold>> {
    let folder = arguments.data.join("ieer");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .with_context(|| format!("could not read {}", folder.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    files.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("train-")
    });
    files.sort();
    let tokenizer = arguments.models()?.tokenizer();
    let mut all = Vec::new();
    for path in files {
        let text = text(&path)?;
        let bodies = text.split("<TEXT>").skip(1);
        all.extend(bodies.map(|body| {
            let body = body.split("</TEXT>").next().unwrap_or_default();
            tagged(&tokenizer, body)
        }));
    }
    Ok(all)
}

/// A text without its tags, and what they name.
fn tagged(tokenizer: &Tokenizer, body: &str) -> Gold {
    let mut text = String::new();
    let (mut spans, mut open) = (Vec::new(), None);
    let mut rest = body;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let tag = &rest[at..end];
        rest = &rest[end..];
        if tag.starts_with("<b_enamex") {
            let label = tag.split('"').nth(1).unwrap_or_default();
            open = Some((text.len(), label.to_owned()));
        } else if tag.starts_with("<e_enamex")
            && let Some((start, label)) = open.take()
        {
            spans.push((start..text.len(), label));
        }
    }
    text.push_str(rest);
    let found = tokenizer.tokenize(&text);
    let names = spans.into_iter().filter_map(|(span, label)| {
        let first = found
            .tokens
            .partition_point(|t| t.span.start() < span.start);
        let end = found.tokens.partition_point(|t| t.span.end() <= span.end);
        (first < end).then_some((first..end, label))
    });
    Gold {
        names: names.collect(),
        taught: None,
        spaced: SpacedText {
            tokens: found.tokens,
            sentences: found.sentences,
            text,
        },
    }
}

fn text(path: &std::path::Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("could not read {}", path.display()))
}
