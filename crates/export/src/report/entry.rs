//! The index of a report on several documents.

use super::Article;
use askama::Template;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How many names of a document go into the index, and how many the index shows of each kind.
const NAMES: usize = 40;
const SHOWN: usize = 60;

/// The most characters of a name in the index.
const LONGEST: usize = 100;

/// What the index tells of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) title: String,
    pub(crate) date: String,
    /// How the text begins, where it has no headline.
    lead: String,
    named: usize,
    quotes: usize,
    relations: usize,
    names: Vec<Listed>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Listed {
    name: String,
    label: String,
    kind: &'static str,
    card: usize,
    mentions: usize,
    quotes: usize,
}

/// A name with the documents that it stands in.
struct Across<'a> {
    name: &'a str,
    label: &'a str,
    kind: &'static str,
    mentions: usize,
    quotes: usize,
    /// Numbers of documents, from 1, and the card there.
    places: Vec<(usize, usize)>,
}

struct Kind<'a> {
    heading: &'static str,
    shared: usize,
    names: Vec<Across<'a>>,
}

#[derive(Template)]
#[template(path = "index.html")]
struct Index<'a> {
    entries: &'a [Entry],
    kinds: Vec<Kind<'a>>,
}

impl Entry {
    pub(crate) fn new(article: &Article<'_>) -> Self {
        let sections = article.sections.iter().filter(|s| !s.is_unnamed);
        let cards = sections.flat_map(|section| &section.cards);
        let name = |card: &super::who::Card| Listed {
            name: card.name.chars().take(LONGEST).collect(),
            label: card.label.clone(),
            kind: card.kind,
            card: card.id,
            mentions: card.places.len(),
            quotes: card.quotes.len(),
        };
        let mut names: Vec<Listed> = cards.map(name).collect();
        names.sort_by_key(|name| Reverse(name.mentions));
        names.truncate(NAMES);
        Self {
            title: article.title.clone(),
            date: article.date.clone(),
            lead: article.lead.clone(),
            named: article.named,
            quotes: article.quotes,
            relations: article.relations,
            names,
        }
    }
}

/// The index of these documents, which stand in the page in this order.
pub(crate) fn index(entries: &[Entry]) -> String {
    let kinds = [
        ("People", "person"),
        ("Organisations", "org"),
        ("Places", "place"),
    ];
    let index = Index {
        entries,
        kinds: kinds
            .map(|(heading, kind)| across(entries, heading, kind))
            .into(),
    };
    super::rendered(&index)
}

/// The names of one kind, those in most documents first.
fn across<'a>(entries: &'a [Entry], heading: &'static str, kind: &'static str) -> Kind<'a> {
    let mut by_name: BTreeMap<(&str, &str), Across<'a>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        for name in entry.names.iter().filter(|name| name.kind == kind) {
            let key = (name.name.as_str(), name.label.as_str());
            let across = by_name.entry(key).or_insert_with(|| Across {
                name: &name.name,
                label: &name.label,
                kind,
                mentions: 0,
                quotes: 0,
                places: Vec::new(),
            });
            across.mentions += name.mentions;
            across.quotes += name.quotes;
            across.places.push((at + 1, name.card));
        }
    }
    let mut names: Vec<Across<'a>> = by_name.into_values().collect();
    names.sort_by_key(|name| Reverse((name.places.len(), name.mentions)));
    let shared = names.iter().filter(|name| name.places.len() > 1).count();
    names.truncate(SHOWN);
    Kind {
        heading,
        shared,
        names,
    }
}
