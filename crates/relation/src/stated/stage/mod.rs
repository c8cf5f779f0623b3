mod cast;

use super::words::Words;
use cast::is_about;
pub(super) use cast::{Actor, Kind};
use newsgraph_document::{Entity, Mention, MentionKind, Upos, dep};
use newsgraph_phrase::Trees;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

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
    pub(super) heads: Vec<u32>,
    pub(super) cover: Vec<u32>,
    /// The first place of each entity.
    pub(super) first: Vec<Option<usize>>,
    /// Entities by the small letters of their names.
    pub(super) named: HashMap<String, usize>,
    /// Whether the text is about matches, where a manager is a coach.
    pub(super) sports: bool,
    /// The entity of each party, country and region.
    pub(super) parties: BTreeMap<u16, usize>,
    pub(super) countries: BTreeMap<u16, usize>,
    pub(super) regions: BTreeMap<u16, usize>,
    /// The country, and the state or province, that the text is about.
    pub(super) home: [Option<usize>; 2],
}

/// How many words that hang on one are looked at.
const DEPENDENTS: usize = 64;

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
            first: vec![None; entities.len()],
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

    /// Whether a place is a country by its letters, which stand for its adjective too: "US".
    pub(super) fn is_short_country(&self, place: usize) -> bool {
        let text = self.trees.text;
        let mut name = text.text[text.span_of(self.places[place].tokens.clone())].chars();
        let letters = name.all(|c| c.is_uppercase() || c == '.');
        letters && self.actor(place).country.is_some()
    }

    /// Whether a place is a country, town or other place, or a word for what is from a country.
    pub(super) fn is_land(&self, place: usize) -> bool {
        let actor = self.actor(place);
        actor.kind == Kind::Place && !actor.facility || self.is_demonym(place)
    }

    /// Where an entity stands first.
    pub(super) fn first_place(&self, entity: usize) -> Option<usize> {
        self.first[entity]
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

    /// The words that hang on a token, the first of them: a list of thousands hangs on one word.
    pub(super) fn below(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        self.trees.syntax.dependents(token).take(DEPENDENTS)
    }

    /// The copula of a predicate.
    pub(super) fn copula(&self, predicate: usize) -> Option<usize> {
        self.below(predicate).find(|&t| self.dep(t) == dep::COP)
    }

    pub(super) fn has_copula(&self, predicate: usize) -> bool {
        self.copula(predicate).is_some()
    }

    /// The preposition before a noun.
    pub(super) fn case(&self, noun: usize) -> Option<&'a str> {
        let syntax = self.trees.syntax;
        let before = |&t: &usize| t < noun && syntax.dep(t) == dep::CASE;
        let found = self.below(noun).find(before);
        found.map(|t| self.word(t))
    }

    /// A token and those that are coordinated with it.
    pub(super) fn list(&self, first: usize) -> Vec<usize> {
        let syntax = self.trees.syntax;
        let conjuncts = self.below(first).filter(|&t| syntax.dep(t) == dep::CONJ);
        std::iter::once(first).chain(conjuncts.take(LIST)).collect()
    }

    /// What a noun phrase stands for by its head: the place there, or what it is called besides.
    pub(super) fn resolve(&self, head: usize) -> Option<usize> {
        self.at(head).or_else(|| {
            let syntax = self.trees.syntax;
            let called = |&t: &usize| matches!(syntax.dep(t), dep::APPOS | dep::FLAT);
            let mut below = self.below(head).filter(called);
            below.find_map(|t| self.name_at(t).filter(|&p| self.actor(p).named))
        })
    }

    /// The places of a list of noun phrases.
    pub(super) fn resolve_list(&self, head: usize) -> Vec<usize> {
        let syntax = self.trees.syntax;
        let called = |t: usize| {
            // "stars like Ann Lee and Tom Roy": the list of what a noun is called.
            let mut below = self.below(t).filter(|&c| syntax.dep(c) == dep::APPOS);
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
        let inner = self.below(head).filter(|&t| {
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
                    let below = self.below(t).find_map(|c| self.name_at(c));
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
