//! Verdicts as a page for a person to read, which needs nothing from the network.

use crate::verdict::{Change, Found, Verdict};
use askama::Template;
use newsgraph_document::Document;
use newsgraph_export::visible;

#[derive(Template)]
#[template(path = "page.html")]
struct Page {
    title: String,
    style: &'static str,
    summary: String,
    quotes: Vec<Quote>,
}

struct Quote {
    verdict: String,
    harmful: bool,
    pieces: Vec<Piece>,
    speaker: String,
    reason: String,
    sources: Vec<Source>,
    changes: Vec<Changed>,
}

struct Piece {
    text: String,
    changed: bool,
}

struct Source {
    id: String,
    text: String,
    speaker: String,
}

struct Changed {
    text: String,
    source: String,
    what: &'static str,
    harmful: bool,
}

/// The verdicts of a document as a page: one block for each quote, with what the source says and what differs. Characters
/// that are not seen are written so that they are.
///
/// # Panics
/// If the spans are not of this document.
pub fn to_html(document: &Document, verdicts: &[Verdict]) -> String {
    let page = Page {
        title: visible(document.id()).into_owned(),
        style: include_str!("../templates/page.css"),
        summary: summary(verdicts),
        quotes: verdicts.iter().map(|v| quote(document, v)).collect(),
    };
    // Writing to a string does not fail.
    page.render().unwrap_or_default()
}

/// How many quotes there are, and how many of them are harmful.
fn summary(verdicts: &[Verdict]) -> String {
    let harmful = verdicts.iter().filter(|verdict| verdict.harmful).count();
    match (verdicts.len(), harmful) {
        (0, _) => "No quote was found in this text.".to_owned(),
        (1, 0) => "One quote, and it stands in the sources.".to_owned(),
        (all, 0) => format!("{all} quotes, and all of them stand in the sources."),
        (all, harmful) => format!("{harmful} of {all} quotes do not say what the sources say."),
    }
}

fn quote(document: &Document, verdict: &Verdict) -> Quote {
    let speaker = |name: Option<&str>| {
        name.map_or_else(|| "nobody is named".to_owned(), |n| visible(n).into_owned())
    };
    let source = |found: &Found| Source {
        id: visible(&found.id).into_owned(),
        text: visible(&found.text).into_owned(),
        speaker: speaker(found.speaker.as_deref()),
    };
    let change = |change: &Change| Changed {
        text: visible(&change.text).into_owned(),
        source: visible(&change.source_text).into_owned(),
        what: change.what.as_str(),
        harmful: change.harmful,
    };
    Quote {
        verdict: verdict.kind.as_str().replace('_', " "),
        harmful: verdict.harmful,
        pieces: pieces(document.text(), verdict),
        speaker: speaker(verdict.speaker.as_deref()),
        reason: visible(&verdict.reason).into_owned(),
        sources: verdict
            .source
            .iter()
            .chain(&verdict.also)
            .map(source)
            .collect(),
        changes: verdict.changes.iter().map(change).collect(),
    }
}

/// The words of the quote, those that differ apart.
fn pieces(text: &str, verdict: &Verdict) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for content in &verdict.content {
        if !pieces.is_empty() {
            let text = " ... ".to_owned();
            pieces.push(Piece {
                text,
                changed: false,
            });
        }
        let mut put = |from: usize, to: usize, changed: bool| {
            if from < to {
                let text = visible(&text[from..to]).into_owned();
                pieces.push(Piece { text, changed });
            }
        };
        let mut end = content.start();
        let spans = verdict.changes.iter().filter_map(|change| change.span);
        for span in spans.filter(|span| content.contains(*span)) {
            if span.start() >= end {
                put(end, span.start(), false);
                put(span.start(), span.end(), true);
                end = span.end();
            }
        }
        put(end, content.end(), false);
    }
    pieces
}
