use super::words::Words;
use newsgraph_document::{Entity, Label, Mention, MentionKind, Upos, dep};
use newsgraph_lexicon::WordSet;
use newsgraph_phrase::Trees;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// What an entity is, as far as relations ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Person,
    Body,
    Place,
    Group,
    Thing,
    Other,
}

impl Kind {
    fn of(label: &Label) -> Self {
        const KINDS: [(Label, Kind); 7] = [
            (Label::PERSON, Kind::Person),
            (Label::ORGANIZATION, Kind::Body),
            (Label::LOCATION, Kind::Place),
            (Label::FACILITY, Kind::Place),
            (Label::GROUP, Kind::Group),
            (Label::PRODUCT, Kind::Thing),
            (Label::WORK, Kind::Thing),
        ];
        let found = KINDS.iter().find(|(own, _)| own == label);
        found.map_or(Self::Other, |&(_, kind)| kind)
    }
}

/// An entity.
#[derive(Clone, Debug)]
pub(super) struct Actor {
    pub(super) kind: Kind,
    pub(super) facility: bool,
    pub(super) named: bool,
    pub(super) country: Option<u16>,
    pub(super) region: Option<u16>,
    pub(super) party: Option<u16>,
    /// The entity in whose place it is an end of a relation: the country of a word for what is from there.
    pub(super) stands_for: usize,
}

/// A mention of an entity, in tokens.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) tokens: Range<usize>,
    pub(super) head: usize,
    pub(super) entity: usize,
    pub(super) kind: MentionKind,
}

/// A text with who and what stands in it.
pub(super) struct Stage<'a> {
    pub(super) trees: &'a Trees<'a>,
    pub(super) words: &'a Words,
    pub(super) actors: Vec<Actor>,
    /// Sorted by their first token.
    pub(super) places: Vec<Place>,
    /// Position + 1 of the place whose head each token is, and of the name that covers it.
    heads: Vec<u32>,
    cover: Vec<u32>,
    /// Entities by the small letters of their names.
    named: HashMap<String, usize>,
    /// Whether the text is about matches, where a manager is a coach.
    pub(super) sports: bool,
    /// The entity of each party, country and region.
    pub(super) parties: BTreeMap<u16, usize>,
    pub(super) countries: BTreeMap<u16, usize>,
    pub(super) regions: BTreeMap<u16, usize>,
    /// The country, and the state or province, that the text is about.
    pub(super) home: [Option<usize>; 2],
}

/// Whether the last of several words of a name is in one of the sets.
fn is_called(name: &str, sets: [&WordSet; 2]) -> bool {
    let last = name.rsplit_once(' ').map(|(_, last)| last);
    last.is_some_and(|last| sets.iter().any(|set| set.contains_any_case(last)))
}

/// A text has this many words of the subject that it is about, and one in so many words.
const ABOUT: usize = 3;
const ONE_IN: usize = 120;

/// Whether a text has some words of a subject.
fn is_about(trees: &Trees<'_>, subject: &WordSet) -> bool {
    let words =
        (0..trees.syntax.len()).filter(|&t| subject.contains_any_case(trees.syntax.lemma(t)));
    words.count() >= ABOUT + trees.syntax.len() / ONE_IN
}

/// How many times as often as any other a country is named that the text is about.
const HOME: usize = 2;

/// How many of a list are taken.
const LIST: usize = 16;

impl<'a> Stage<'a> {
    pub(super) fn new(
        trees: &'a Trees<'a>,
        words: &'a Words,
        mentions: &[Mention],
        entities: &[Entity],
    ) -> Self {
        let mut stage = Self {
            trees,
            words,
            actors: Vec::new(),
            places: Vec::new(),
            heads: vec![0; trees.syntax.len()],
            cover: vec![0; trees.syntax.len()],
            named: HashMap::new(),
            sports: is_about(trees, &words.sport),
            parties: BTreeMap::new(),
            countries: BTreeMap::new(),
            regions: BTreeMap::new(),
            home: [None; 2],
        };
        for (id, entity) in entities.iter().enumerate() {
            let own = entity.mentions.iter();
            let own: Vec<&Mention> = own.filter_map(|m| mentions.get(m.index())).collect();
            stage.add(id, entity, &own);
        }
        stage.join_countries();
        stage.join_parties();
        stage.count_homes();
        let order = |p: &Place| (p.tokens.start, std::cmp::Reverse(p.tokens.end), p.entity);
        stage.places.sort_by_key(order);
        stage.index();
        stage
    }

    fn add(&mut self, id: usize, entity: &Entity, mentions: &[&Mention]) {
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
        if actor.kind == Kind::Place && is_called(&entity.name, [&words.body, &words.institution]) {
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

    /// A party is one, by whatever names it stands: that of a body before words for its members.
    fn join_parties(&mut self) {
        let mut first: BTreeMap<u16, (bool, usize)> = BTreeMap::new();
        for (id, actor) in self.actors.iter().enumerate().filter(|(_, a)| a.named) {
            if let Some(party) = actor.party.filter(|&party| party != u16::MAX) {
                let own = (actor.kind != Kind::Body, id);
                let best = first.entry(party).or_insert(own);
                *best = own.min(*best);
            }
        }
        for actor in &mut self.actors {
            let found = actor.party.and_then(|party| first.get(&party));
            actor.stands_for = found.map_or(actor.stands_for, |&(_, id)| id);
        }
        self.parties = first
            .into_iter()
            .map(|(party, (_, id))| (party, id))
            .collect();
    }

    /// A country is one, by whatever names it stands, with what is from there.
    fn join_countries(&mut self) {
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
    fn count_homes(&mut self) {
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

    fn index(&mut self) {
        let rank = |place: &Place| match place.kind {
            MentionKind::Proper => 0,
            MentionKind::Pronoun => 1,
            _ => 2,
        };
        for at in 0..self.places.len() {
            let place = &self.places[at];
            let number = at as u32 + 1;
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

    /// The place whose head a token is, or the name that it is in, where the entity has a name.
    pub(super) fn at(&self, token: usize) -> Option<usize> {
        let found = [self.heads[token], self.cover[token]].into_iter();
        found
            .filter_map(|number| (number as usize).checked_sub(1))
            .find(|&place| self.actor(place).named)
    }

    /// The name that covers a token.
    pub(super) fn name_at(&self, token: usize) -> Option<usize> {
        (self.cover[token] as usize).checked_sub(1)
    }

    pub(super) fn actor(&self, place: usize) -> &Actor {
        &self.actors[self.places[place].entity]
    }

    pub(super) fn kind(&self, place: usize) -> Kind {
        self.actor(place).kind
    }

    /// Whether a place is a word for what is from a country: "Danish".
    pub(super) fn is_demonym(&self, place: usize) -> bool {
        let actor = self.actor(place);
        actor.country.is_some() && actor.kind != Kind::Place
    }

    /// Whether a place is a country, town or other place, or a word for what is from a country.
    pub(super) fn is_land(&self, place: usize) -> bool {
        let actor = self.actor(place);
        actor.kind == Kind::Place && !actor.facility || self.is_demonym(place)
    }

    /// The entity that has this name.
    pub(super) fn entity_named(&self, name: &str) -> Option<usize> {
        self.named.get(&name.to_lowercase()).copied()
    }

    /// The places that begin in a sentence.
    pub(super) fn places_in(&self, sentence: &Range<usize>) -> Range<usize> {
        let at = |token: usize| self.places.partition_point(|p| p.tokens.start < token);
        at(sentence.start)..at(sentence.end)
    }

    pub(super) fn word(&self, token: usize) -> &'a str {
        self.trees.word(token)
    }

    pub(super) fn dep(&self, token: usize) -> &str {
        self.trees.syntax.dep(token)
    }

    pub(super) fn upos(&self, token: usize) -> Upos {
        self.trees.syntax.upos(token)
    }

    pub(super) fn len(&self) -> usize {
        self.trees.syntax.len()
    }

    /// The preposition before a noun.
    pub(super) fn case(&self, noun: usize) -> Option<&'a str> {
        let syntax = self.trees.syntax;
        let before = |&t: &usize| t < noun && syntax.dep(t) == dep::CASE;
        let found = syntax.dependents(noun).take(LIST).find(before);
        found.map(|t| self.word(t))
    }

    /// A token and those that are coordinated with it.
    pub(super) fn list(&self, first: usize) -> Vec<usize> {
        let syntax = self.trees.syntax;
        let conjuncts = syntax
            .dependents(first)
            .filter(|&t| syntax.dep(t) == dep::CONJ);
        std::iter::once(first).chain(conjuncts.take(LIST)).collect()
    }

    /// What a noun phrase stands for by its head: the place there, or what it is called besides.
    pub(super) fn resolve(&self, head: usize) -> Option<usize> {
        self.at(head).or_else(|| {
            let syntax = self.trees.syntax;
            let called = |&t: &usize| matches!(syntax.dep(t), dep::APPOS | dep::FLAT);
            let mut below = syntax.dependents(head).take(LIST).filter(called);
            below.find_map(|t| self.name_at(t).filter(|&p| self.actor(p).named))
        })
    }

    /// The places of a list of noun phrases.
    pub(super) fn resolve_list(&self, head: usize) -> Vec<usize> {
        let syntax = self.trees.syntax;
        let called = |t: usize| {
            // "stars like Ann Lee and Tom Roy": the list of what a noun is called.
            let mut below = syntax
                .dependents(t)
                .take(LIST)
                .filter(|&c| syntax.dep(c) == dep::APPOS);
            below.next().filter(|_| self.at(t).is_none()).unwrap_or(t)
        };
        let heads = self.list(head).into_iter().map(called);
        let listed = heads.flat_map(|t| self.list(t)).take(LIST);
        let mut found: Vec<usize> = listed.filter_map(|t| self.resolve(t)).collect();
        found.dedup();
        found
    }

    /// The place in a noun phrase whose noun only says what sort of place it is: "Gaza strip", "the town of Ulm".
    pub(super) fn land_in(&self, head: usize) -> Option<usize> {
        let syntax = self.trees.syntax;
        let inner = syntax.dependents(head).take(LIST).filter(|&t| {
            let label = syntax.dep(t);
            let of = || {
                self.case(t)
                    .is_some_and(|case| self.words.of.contains_any_case(case))
            };
            label == dep::COMPOUND || label == dep::NMOD && of()
        });
        let area = self.words.area.contains_any_case(syntax.lemma(head));
        self.at(head).or_else(|| {
            let mut places = inner
                .filter(|&t| area || syntax.dep(t) == dep::COMPOUND)
                .filter_map(|t| {
                    let below = syntax
                        .dependents(t)
                        .take(LIST)
                        .find_map(|c| self.name_at(c));
                    self.at(t)
                        .or(below.filter(|_| syntax.dep(t) == dep::COMPOUND))
                });
            places.find(|&p| self.kind(p) == Kind::Place)
        })
    }

    /// Whether a token may stand within a noun phrase before its head.
    pub(super) fn is_inner(&self, token: usize) -> bool {
        match self.upos(token) {
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Adv => true,
            Upos::Part => self.trees.is_possessive_mark(token),
            Upos::Verb => self.dep(token) == dep::AMOD && self.trees.is_participle_or_past(token),
            _ => {
                self.word(token) == "-" || self.cover[token] != 0 && self.upos(token) != Upos::Punct
            }
        }
    }
}
