//! Who is who: a card for each entity, by type.

use super::reading::{Reading, hue, initials, kind};
use super::said::{Voice, add_role};
use crate::text::one_line;
use newsgraph_document::{EntityId, Status};
use std::collections::BTreeMap;

/// How many places of an entity stand open in its card; the others can be opened.
const OPEN: usize = 12;

/// Entities of one kind.
pub(crate) struct Section {
    pub(crate) heading: &'static str,
    /// Whether no name of the text refers to them.
    pub(crate) is_unnamed: bool,
    pub(crate) cards: Vec<Card>,
}

/// An entity.
pub(crate) struct Card {
    pub(crate) id: usize,
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) kind: &'static str,
    pub(crate) initials: String,
    pub(crate) hue: usize,
    pub(crate) roles: Vec<String>,
    pub(crate) aliases: Vec<String>,
    /// Its mentions in text order, of which the first ones stand open.
    pub(crate) places: Vec<usize>,
    /// The numbers of the quotes that it says.
    pub(crate) quotes: Vec<usize>,
    /// The pairs that it is in, with the name of the other one.
    pub(crate) pairs: Vec<(usize, String)>,
}

impl Card {
    pub(crate) fn open_places(&self) -> &[usize] {
        &self.places[..self.places.len().min(OPEN)]
    }

    pub(crate) fn further_places(&self) -> &[usize] {
        &self.places[self.places.len().min(OPEN)..]
    }
}

/// The headings with the kinds under them; what no name of the text refers to comes last.
const HEADINGS: [(&str, &str); 6] = [
    ("People", "person"),
    ("Organisations", "org"),
    ("Places", "place"),
    ("Groups", "group"),
    ("Other names", "other"),
    ("Not named in the text", ""),
];

/// The cards by kind, those with most mentions first.
pub(crate) fn cards(reading: &Reading<'_>, voices: &[Voice]) -> Vec<Section> {
    let mut roles = roles(reading);
    let mut quotes = quotes(voices);
    let mut pairs = pairs(reading);
    let mut all: Vec<Section> = HEADINGS
        .iter()
        .map(|(heading, kind)| Section {
            heading,
            is_unnamed: kind.is_empty(),
            cards: Vec::new(),
        })
        .collect();
    for (id, entity) in reading.entities.iter().enumerate() {
        if !reading.has_card(id) {
            continue;
        }
        let is_named = reading.report.is_named(EntityId::new(id));
        let kind = kind(&entity.label);
        let is_this = |(_, other): &(&str, &str)| {
            if is_named {
                *other == kind
            } else {
                other.is_empty()
            }
        };
        let at = HEADINGS.iter().position(is_this).unwrap_or(4);
        let (said, mut told) = quotes.remove(&id).unwrap_or_default();
        for (role, words) in roles.remove(&id).unwrap_or_default() {
            let is_told = |known: &String| known.to_lowercase().contains(&role);
            if !told.iter().any(is_told) {
                add_role(&mut told, words);
            }
        }
        let name = reading.report.entity_name(id);
        all[at].cards.push(Card {
            id,
            initials: initials(&name),
            name,
            label: one_line(entity.label.as_str()),
            kind,
            hue: hue(id),
            roles: told,
            aliases: reading.report.aliases(entity),
            places: entity.mentions.iter().map(|m| m.index()).collect(),
            quotes: said,
            pairs: pairs.remove(&id).unwrap_or_default(),
        });
    }
    for kind in &mut all {
        kind.cards
            .sort_by_key(|card| std::cmp::Reverse(card.places.len()));
    }
    all.retain(|kind| !kind.cards.is_empty());
    all
}

/// What relations call each entity: the role alone, in small letters, and as it is shown.
fn roles(reading: &Reading<'_>) -> BTreeMap<usize, Vec<(String, String)>> {
    let mut roles: BTreeMap<usize, Vec<(String, String)>> = BTreeMap::new();
    for relation in reading.relations.iter().filter(|r| !r.negated) {
        let Some(role) = relation.role else {
            continue;
        };
        let (role, of) = (
            reading.words(role),
            reading.report.entity_name(relation.object.index()),
        );
        let words = match relation.status {
            Status::Former | Status::Planned => {
                format!("{role}, {of} ({})", relation.status.as_str())
            }
            Status::Now => format!("{role}, {of}"),
            Status::Denied => continue,
        };
        roles
            .entry(relation.subject.index())
            .or_default()
            .push((role.to_lowercase(), words));
    }
    roles
}

/// The quotes and the roles of those who speak.
fn quotes(voices: &[Voice]) -> BTreeMap<usize, (Vec<usize>, Vec<String>)> {
    let mut quotes = BTreeMap::new();
    for voice in voices {
        let Some(card) = voice.who.as_ref().and_then(|who| who.card) else {
            continue;
        };
        let own = voice.quotes.iter().filter(|said| said.depth == 0);
        let mut numbers: Vec<usize> = own.map(|said| said.number).collect();
        numbers.extend(voice.joint.iter().map(|joint| joint.number));
        numbers.sort_unstable();
        quotes.insert(card, (numbers, voice.roles.clone()));
    }
    quotes
}

fn pairs(reading: &Reading<'_>) -> BTreeMap<usize, Vec<(usize, String)>> {
    let mut pairs: BTreeMap<usize, Vec<(usize, String)>> = BTreeMap::new();
    for (at, [one, other]) in reading.pairs.iter().enumerate() {
        for (of, with) in [(one, other), (other, one)] {
            let name = reading.report.entity_name(with.index());
            pairs.entry(of.index()).or_default().push((at, name));
        }
    }
    pairs
}
