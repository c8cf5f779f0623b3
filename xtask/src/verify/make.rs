//! Sentences that quote articles, of which it is known what is true of them.

use super::alter::Words;
use super::corpus::{Article, Gold};
use newsgraph::document::{QuoteKind, Span};

/// What is true of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Truth {
    /// Said so, but for what does no harm.
    True,
    /// Altered so that another thing is said.
    Harmful,
    /// Said by another.
    Swapped,
    /// Said nowhere in the sources.
    Invented,
    /// Said in other words.
    Paraphrase,
    /// Told, and said nowhere.
    InventedIndirect,
}

/// A sentence that quotes.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) truth: Truth,
    /// How it was made.
    pub(super) what: &'static str,
    pub(super) text: String,
    pub(super) quote: Gold,
}

/// Ways to write a quote with its speaker.
fn direct(words: &str, name: &str, seed: usize) -> Option<(String, Span, Span)> {
    let words = words
        .trim()
        .trim_matches(['"', '“', '”', ' '])
        .trim_end_matches([',', '.', ' ']);
    if words.is_empty() || words.contains(['"', '“', '”', '\n']) {
        return None;
    }
    let [open, close] = [["“", "”"], ["\"", "\""], ["“", "”"]][seed % 3];
    let ends = words.ends_with(['?', '!', '…']);
    if seed.is_multiple_of(2) {
        let quoted = format!("{open}{words}{}{close}", if ends { "" } else { "," });
        let text = format!("{quoted} said {name}.");
        let speaker = Span::new(quoted.len() + 6, quoted.len() + 6 + name.len());
        Some((text, Span::new(0, quoted.len()), speaker))
    } else {
        let quoted = format!("{open}{words}{}{close}", if ends { "" } else { "." });
        let start = name.len() + 7;
        let text = format!("{name} said: {quoted}");
        Some((
            text,
            Span::new(start, start + quoted.len()),
            Span::new(0, name.len()),
        ))
    }
}

fn indirect(words: &str, name: &str) -> Option<(String, Span, Span)> {
    let words = words.trim();
    if words.is_empty() || words.contains(['"', '“', '”', '\n']) {
        return None;
    }
    let start = name.len() + 6;
    let words = words.strip_prefix("that ").unwrap_or(words);
    let content = format!("that {words}");
    let text = format!("{name} said {content}.");
    Some((
        text,
        Span::new(start, start + content.len()),
        Span::new(0, name.len()),
    ))
}

/// The names of those who speak in an article, each once.
fn speakers(article: &Article) -> Vec<&str> {
    let mut names: Vec<&str> = article
        .quotes
        .iter()
        .filter_map(|q| q.name.as_deref())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Whether two names have no word in common.
fn are_apart(a: &str, b: &str) -> bool {
    a.split_whitespace()
        .all(|word| !b.split_whitespace().any(|other| other == word))
}

struct Maker<'a> {
    synonyms: &'a [(String, String)],
    cases: Vec<Case>,
}

impl Maker<'_> {
    fn put(
        &mut self,
        truth: Truth,
        what: &'static str,
        kind: QuoteKind,
        made: Option<(String, Span, Span)>,
    ) {
        let Some((text, content, speaker)) = made else {
            return;
        };
        self.cases.push(Case {
            truth,
            what,
            quote: Gold {
                content: vec![content],
                speaker: Some(speaker),
                name: None,
                kind,
            },
            text,
        });
    }

    fn direct(
        &mut self,
        truth: Truth,
        what: &'static str,
        words: Option<String>,
        name: &str,
        seed: usize,
    ) {
        let made = words.and_then(|words| direct(&words, name, seed));
        self.put(truth, what, QuoteKind::Direct, made);
    }

    /// What is made of a true direct quote.
    fn of_direct(
        &mut self,
        article: &Article,
        gold: &Gold,
        other: Option<&Words<'_>>,
        name: &str,
        seed: usize,
    ) {
        let Some(words) = words(article, gold, seed) else {
            return;
        };
        let text = words.text().to_owned();
        let same: [(&'static str, Option<String>); 5] = [
            ("verbatim", Some(text.clone())),
            ("first letter", words.first_letter()),
            ("ellipsis", words.ellipsis()),
            ("brackets", words.brackets()),
            ("part", words.part()),
        ];
        for (what, made) in same {
            self.direct(Truth::True, what, made, name, seed);
        }
        let altered: [(&'static str, Option<String>); 10] = [
            ("word", words.word_changed()),
            ("denial dropped", words.denial_dropped()),
            ("denial added", words.denial_added()),
            ("number", words.number_changed()),
            ("name", words.name_swapped()),
            ("modal", words.modal_changed()),
            ("person", words.person_changed()),
            ("preposition", words.preposition_changed()),
            ("joined", other.and_then(|other| words.joined(other))),
            ("cut", words.cut()),
        ];
        for (what, made) in altered {
            let made = made.filter(|made| *made != text);
            self.direct(Truth::Harmful, what, made, name, seed);
        }
        let Some(sentence) = words.first_sentence() else {
            return;
        };
        let (told, _) = sentence.told(&[]);
        self.put(
            Truth::True,
            "told",
            QuoteKind::Indirect,
            indirect(&told, name),
        );
        let (told, changed) = sentence.told(self.synonyms);
        if changed > 0 {
            self.put(
                Truth::Paraphrase,
                "told in other words",
                QuoteKind::Indirect,
                indirect(&told, name),
            );
        }
    }
}

/// The words of a direct quote of one span.
fn words<'a>(article: &'a Article, gold: &Gold, seed: usize) -> Option<Words<'a>> {
    let [span] = gold.content[..] else {
        return None;
    };
    let text = article.gold.text();
    let inner = text[span].trim_matches(['"', '“', '”', ' ', ',']);
    let start = span.start() + text[span].find(inner)?;
    let passes = gold.kind == QuoteKind::Direct
        && !inner.contains(['"', '“', '”', '\n'])
        && inner.len() < 600;
    let span = Span::new(start, start + inner.len());
    passes
        .then(|| Words::new(&article.gold, span, seed))
        .flatten()
}

/// The cases of some sources, with quotes of other articles as what is said nowhere.
pub(super) fn cases(
    sources: &[Article],
    others: &[Article],
    synonyms: &[(String, String)],
) -> Vec<Case> {
    let mut maker = Maker {
        synonyms,
        cases: Vec::new(),
    };
    let mut names: Vec<&str> = sources.iter().flat_map(speakers).collect();
    names.sort_unstable();
    names.dedup();
    let mut seed = 0;
    for article in sources {
        let here = speakers(article);
        for (at, gold) in article.quotes.iter().enumerate() {
            seed += 1;
            let Some(name) = gold.name.as_deref() else {
                continue;
            };
            // A quote of the same article that does not stand beside it.
            let rest = article
                .quotes
                .iter()
                .enumerate()
                .filter(|(other, _)| other.abs_diff(at) > 1);
            let other = rest
                .filter_map(|(_, other)| words(article, other, seed))
                .nth(seed % 3);
            maker.of_direct(article, gold, other.as_ref(), name, seed);
            let Some(words) = words(article, gold, seed) else {
                continue;
            };
            let text = words.text().to_owned();
            let apart = |other: &&&str| are_apart(other, name);
            let of_article: Vec<&&str> = here.iter().filter(apart).collect();
            if let Some(other) = of_article.get(seed % of_article.len().max(1)) {
                maker.direct(
                    Truth::Swapped,
                    "of the same source",
                    Some(text.clone()),
                    other,
                    seed,
                );
            }
            let elsewhere = names
                .iter()
                .skip(seed * 31 % names.len().max(1))
                .find(apart);
            if let Some(other) = elsewhere {
                maker.direct(Truth::Swapped, "of another source", Some(text), other, seed);
            }
        }
    }
    for article in others {
        for gold in &article.quotes {
            seed += 1;
            let Some(name) = names.get(seed * 17 % names.len().max(1)) else {
                continue;
            };
            let name = match gold.name.as_deref() {
                Some(own) if seed.is_multiple_of(2) => own,
                _ => name,
            };
            if let Some(words) = words(article, gold, seed) {
                maker.direct(
                    Truth::Invented,
                    "direct",
                    Some(words.text().to_owned()),
                    name,
                    seed,
                );
                if let Some(sentence) = words.first_sentence() {
                    let (told, _) = sentence.told(synonyms);
                    let made = indirect(&told, name);
                    maker.put(Truth::InventedIndirect, "told", QuoteKind::Indirect, made);
                }
            } else if let (QuoteKind::Indirect, [span]) = (gold.kind, &gold.content[..]) {
                let text = &article.gold.text()[*span];
                if text.split_whitespace().count() >= 6 {
                    maker.put(
                        Truth::InventedIndirect,
                        "indirect",
                        QuoteKind::Indirect,
                        indirect(text, name),
                    );
                }
            }
        }
    }
    maker.cases
}
