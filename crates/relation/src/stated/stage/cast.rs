use super::{Place, Stage};
use newsgraph_document::{Entity, Label, Mention, MentionKind};
use newsgraph_lexicon::WordSet;
use newsgraph_phrase::Trees;
use std::collections::BTreeMap;

/// What an entity is, as far as relations ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::stated) enum Kind {
    Person,
    Body,
    Place,
    Group,
    Thing,
    Event,
    Other,
}

impl Kind {
    pub(in crate::stated) fn of(label: &Label) -> Self {
        const KINDS: [(Label, Kind); 8] = [
            (Label::PERSON, Kind::Person),
            (Label::ORGANIZATION, Kind::Body),
            (Label::LOCATION, Kind::Place),
            (Label::FACILITY, Kind::Place),
            (Label::GROUP, Kind::Group),
            (Label::PRODUCT, Kind::Thing),
            (Label::WORK, Kind::Thing),
            (Label::EVENT, Kind::Event),
        ];
        let found = KINDS.iter().find(|(own, _)| own == label);
        found.map_or(Self::Other, |&(_, kind)| kind)
    }
}

/// An entity.
#[derive(Clone, Debug)]
pub(in crate::stated) struct Actor {
    pub(in crate::stated) kind: Kind,
    pub(in crate::stated) facility: bool,
    pub(in crate::stated) named: bool,
    pub(in crate::stated) country: Option<u16>,
    pub(in crate::stated) region: Option<u16>,
    pub(in crate::stated) party: Option<u16>,
    /// The entity in whose place it is an end of a relation: the country of a word for what is from there.
    pub(in crate::stated) stands_for: usize,
}

/// A text has this many words of the subject that it is about, and one in so many words.
const ABOUT: usize = 3;
const ONE_IN: usize = 120;

/// Whether a text has some words of a subject.
pub(in crate::stated) fn is_about(trees: &Trees<'_>, subject: &WordSet) -> bool {
    let words =
        (0..trees.syntax.len()).filter(|&t| subject.contains_any_case(trees.syntax.lemma(t)));
    words.count() >= ABOUT + trees.syntax.len() / ONE_IN
}

/// Whether the last of several words of a name is in one of the sets.
fn is_called<'a>(name: &str, mut sets: impl Iterator<Item = &'a WordSet>) -> bool {
    let last = name.rsplit_once(' ').map(|(_, last)| last);
    last.is_some_and(|last| sets.any(|set| set.contains_any_case(last)))
}

/// How many times as often as any other a country is named that the text is about.
const HOME: usize = 2;

impl Stage<'_> {
    pub(in crate::stated) fn add(&mut self, id: usize, entity: &Entity, mentions: &[&Mention]) {
        let text = self.trees.text;
        let mut actor = Actor {
            kind: Kind::of(&entity.label),
            facility: entity.label == Label::FACILITY,
            named: false,
            country: None,
            region: None,
            party: None,
            stands_for: id,
        };
        let mut names = vec![entity.name.as_str()];
        for mention in mentions {
            let tokens = text.tokens_in(mention.span);
            if tokens.is_empty() {
                continue;
            }
            if mention.kind == MentionKind::Proper {
                actor.named = true;
                names.push(&text.text[mention.span]);
            }
            self.places.push(Place {
                head: self.trees.head(tokens.clone()),
                tokens,
                entity: id,
                kind: mention.kind,
            });
        }
        names.dedup();
        let words = self.words;
        // "Indiana House" is a body though it is taken for a place; "West Bank" is none.
        let other = actor.facility.then_some(&words.institution);
        let sets = [Some(&words.body), other].into_iter().flatten();
        if actor.kind == Kind::Place && is_called(&entity.name, sets) {
            actor.kind = Kind::Body;
        }
        let demonym = matches!(actor.kind, Kind::Group | Kind::Other);
        if demonym || actor.kind == Kind::Place {
            let countries = &words.countries;
            actor.country = names.iter().find_map(|name| countries.country(name));
            if actor.country.is_none() {
                actor.country = names.iter().find_map(|name| countries.demonym(name));
            } else if actor.kind == Kind::Other {
                actor.kind = Kind::Place;
            }
            actor.region = names
                .iter()
                .find_map(|&name| words.regions.get(name).copied());
        }
        if matches!(actor.kind, Kind::Group | Kind::Body | Kind::Other) {
            actor.party = names.iter().find_map(|name| self.party(name));
        }
        for name in names.into_iter().filter(|_| actor.named) {
            self.named.entry(name.to_lowercase()).or_insert(id);
        }
        self.actors.push(actor);
    }

    /// The party that a name is of, one that the table lacks by its word.
    fn party(&self, name: &str) -> Option<u16> {
        let name = name.to_lowercase();
        let own = || name.split(' ').any(|w| self.words.party_word.contains(w));
        let found = self.words.parties.get(&name);
        found.or_else(|| own().then_some(u16::MAX))
    }

    /// A party that one is a member of is one, by whatever names it stands: that of a body before words for its members.
    pub(in crate::stated) fn join_parties(&mut self) {
        let mut first: BTreeMap<u16, (bool, usize)> = BTreeMap::new();
        for (id, actor) in self.actors.iter().enumerate().filter(|(_, a)| a.named) {
            if let Some(party) = actor.party.filter(|&party| party != u16::MAX) {
                let own = (actor.kind != Kind::Body, id);
                let best = first.entry(party).or_insert(own);
                *best = own.min(*best);
            }
        }
        self.parties = first
            .into_iter()
            .map(|(party, (_, id))| (party, id))
            .collect();
    }

    /// A country is one, by whatever names it stands, with what is from there.
    pub(in crate::stated) fn join_countries(&mut self) {
        for (id, actor) in self.actors.iter().enumerate() {
            if actor.kind != Kind::Place || !actor.named {
                continue;
            }
            if let Some(country) = actor.country {
                self.countries.entry(country).or_insert(id);
            } else if let Some(region) = actor.region {
                self.regions.entry(region).or_insert(id);
            }
        }
        for actor in &mut self.actors {
            let region = actor.region.and_then(|region| self.regions.get(&region));
            let found = match actor.country {
                Some(country) => self.countries.get(&country),
                None => region,
            };
            actor.stands_for = found.copied().unwrap_or(actor.stands_for);
        }
    }

    /// The country and the region that are named most often, where no other is nearly as often.
    pub(in crate::stated) fn count_homes(&mut self) {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for place in self.places.iter().filter(|p| p.kind == MentionKind::Proper) {
            *counts
                .entry(self.actors[place.entity].stands_for)
                .or_default() += 1;
        }
        let continents = self.words.continents.iter();
        let continents: Vec<u16> = continents
            .filter_map(|name| self.words.countries.country(name))
            .collect();
        let most = |of: &BTreeMap<u16, usize>| {
            let own = of
                .iter()
                .filter(|(id, _)| !continents.contains(id))
                .map(|(_, id)| id);
            let mut found: Vec<(usize, usize)> = own
                .map(|&id| (counts.get(&id).copied().unwrap_or(0), id))
                .collect();
            found.sort_unstable_by_key(|&(count, id)| (std::cmp::Reverse(count), id));
            let next = found.get(1).map_or(0, |&(count, _)| count);
            found
                .first()
                .filter(|&&(count, _)| count >= HOME * next)
                .map(|&(_, id)| id)
        };
        self.home = [most(&self.countries), most(&self.regions)];
    }

    pub(in crate::stated) fn index(&mut self) {
        let rank = |place: &Place| match place.kind {
            MentionKind::Proper => 0,
            MentionKind::Pronoun => 1,
            _ => 2,
        };
        for at in 0..self.places.len() {
            let place = &self.places[at];
            let number = at as u32 + 1;
            let first = &mut self.first[place.entity];
            *first = first.or(Some(at));
            if place.kind == MentionKind::Proper {
                for token in place.tokens.clone() {
                    let own = &mut self.cover[token];
                    if *own == 0 {
                        *own = number;
                    }
                }
            }
            let key = |p: &Place| (!self.actors[p.entity].named, rank(p), p.tokens.len());
            let held = self.heads[place.head] as usize;
            if held == 0 || key(place) < key(&self.places[held - 1]) {
                self.heads[place.head] = number;
            }
        }
    }
}
