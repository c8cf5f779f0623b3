//! The page of a graph of many documents: who said most, who about whom, who is who, how they relate, what does not
//! agree, and when. It has the report's look, and needs no document.

mod facts;
mod shown;

pub use facts::{
    GraphPage, PageAbout, PageClaimant, PageConflict, PageConflictKind, PageCounts, PageDate,
    PageDocument, PageEntity, PagePlace, PageQuote, PageRelation, PageSide, PageVoice, PageWho,
};

use super::graph::{Graph, graph};
use super::{PLACE, rendered};
use askama::Template;
use shown::{Card, Conflict, Day, Listed, Matrix, Pair, Shown, Voice};
use std::collections::BTreeSet;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    title: &'a str,
    counts: PageCounts,
    documents: Vec<Listed<'a>>,
    voices: Vec<Voice<'a>>,
    matrix: Option<Matrix>,
    cards: Vec<Card<'a>>,
    graph: Option<Graph>,
    pairs: Vec<Pair<'a>>,
    /// How many statements of relations are shown.
    related: usize,
    conflicts: Vec<Conflict<'a>>,
    days: Vec<Day<'a>>,
    /// How many mentions of dates are shown.
    dated: usize,
    /// How many quotes are shown.
    said: usize,
}

/// How many quotes these say; what several say together is one.
fn said(voices: &[PageVoice]) -> usize {
    let quotes = voices.iter().flat_map(|voice| &voice.quotes);
    let places = quotes.map(|quote| {
        let span = quote.place.span;
        (
            &*quote.place.document,
            span.start(),
            span.end(),
            &*quote.content,
        )
    });
    places.collect::<BTreeSet<_>>().len()
}

/// The graph as one page that needs nothing from the network: who said most, who about whom, each one's quotes in the
/// order of their days, who is who with all names and documents, how they relate, what does not agree, and when. Each
/// fact stands with its sentence, its document and its place there, in bytes. It can be read without the script that
/// it holds, which searches.
pub fn to_graph_html(page: &GraphPage) -> String {
    let shown = Shown::new(page);
    let pairs = shown.pairs();
    let drawn: Vec<_> = pairs.iter().map(|pair| pair.drawn(&shown)).collect();
    let days = shown.days();
    let whole = Page {
        title: &page.title,
        counts: page.counts,
        documents: shown.documents(),
        voices: shown.voices(),
        matrix: shown.matrix(),
        cards: shown.cards(),
        graph: graph(&drawn, |entity| shown.kind(entity)),
        related: page.relations.len(),
        pairs,
        conflicts: shown.conflicts(),
        dated: days.iter().map(|day| day.places.len()).sum(),
        days,
        said: said(&page.voices),
    };
    let style = [super::STYLE, STYLE].concat();
    let body = rendered(&whole).replace(PLACE, "");
    let head = super::head_with(&page.title, &style);
    [head, body, super::foot_with(SCRIPT)].concat()
}
