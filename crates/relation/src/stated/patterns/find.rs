//! What patterns find in a sentence.

use super::RelationPatterns;
use super::frame::Frame;
use super::rule::{Rule, Slot, Span, only_step};
use crate::stated::draft::cover;
use crate::stated::objects::Objects;
use crate::stated::roles::{Holding, Role};
use crate::stated::stage::{Kind, Stage};
use crate::stated::words::Class;
use newsgraph_document::{Entity, Label, Status, Upos, dep};
use newsgraph_lexicon::small_letters;
use newsgraph_phrase::Polarity;
use std::borrow::Cow;
use std::ops::Range;

/// Most places that an end is taken from, for each word.
const ENDS: usize = 32;

/// What a pattern found.
#[derive(Clone, Debug)]
pub(in crate::stated) struct Found {
    /// The position of the pattern.
    pub(in crate::stated) rule: usize,
    pub(in crate::stated) ends: [usize; 2],
    /// From the first to the last word that states it.
    pub(in crate::stated) evidence: Range<usize>,
    pub(in crate::stated) role: Option<Range<usize>>,
    pub(in crate::stated) status: Status,
    pub(in crate::stated) polarity: Polarity,
}

/// A noun that says what somebody is, with who that is and what the noun is of.
struct Held {
    role: Role,
    holding: Holding,
    objects: Objects,
}

impl Stage<'_> {
    /// Adds what patterns find at the words of a sentence.
    pub(in crate::stated) fn patterns(
        &self,
        patterns: &RelationPatterns,
        entities: &[Entity],
        sentence: &Range<usize>,
        found: &mut Vec<Found>,
    ) {
        for word in sentence.clone() {
            let rules = patterns.beginning(&self.lemma(word));
            if rules.is_empty() {
                continue;
            }
            let Some(frame) = self.frame(word) else {
                continue;
            };
            for &rule in rules {
                let own = &patterns.rules[rule];
                let length = own
                    .shape
                    .triggers
                    .iter()
                    .filter_map(|t| self.is_trigger(word, t))
                    .max();
                if let Some(length) = length {
                    let at = At {
                        stage: self,
                        entities,
                        sentence,
                        word,
                        length,
                        frame: &frame,
                    };
                    at.rule(own, rule, found);
                }
            }
        }
    }

    /// The lemma of a token, in small letters.
    pub(in crate::stated) fn lemma(&self, token: usize) -> Cow<'_, str> {
        small_letters(self.trees.syntax.lemma(token))
    }

    /// Whether a word is what a trigger says, and how many tokens before it belong to it. Of several words that of a verb
    /// comes first, with its particle or the words right behind, and that of a noun last. A verb with a particle is no
    /// verb without one.
    fn is_trigger(&self, word: usize, trigger: &[Box<str>]) -> Option<usize> {
        let is = |t: usize, lemma: &str| {
            *self.lemma(t) == *lemma || t != word && *small_letters(self.word(t)) == *lemma
        };
        if self.upos(word) == Upos::Noun {
            let start = (word + 1).checked_sub(trigger.len())?;
            let fits = trigger.iter().zip(start..).all(|(lemma, t)| is(t, lemma));
            return fits.then_some(trigger.len() - 1);
        }
        let (first, rest) = trigger.split_first()?;
        let particle = self.below(word).find(|&t| self.dep(t) == dep::COMPOUND_PRT);
        let behind = |(at, lemma): (usize, &str)| {
            let next = word + 1 + at;
            particle.is_some_and(|t| is(t, lemma)) || next < self.len() && is(next, lemma)
        };
        let alone = rest.is_empty() && particle.is_some();
        let mut rest = rest.iter().map(|lemma| &**lemma).enumerate();
        let fits = is(word, first) && !alone && rest.all(behind);
        fits.then_some(0)
    }

    /// Whether a place can be an end of this kind.
    fn is_of_kind(&self, place: usize, kinds: &[Label], entities: &[Entity]) -> bool {
        let own = self.places[place].entity;
        let label = |id: usize| entities.get(id).map(|entity| &entity.label);
        let kind = self.kind(place);
        let other = label(own).is_some_and(|label| Kind::of(label) != kind);
        let fits = |wanted: &Label| {
            label(own) == Some(wanted)
                || label(self.end(place)) == Some(wanted)
                || other && Kind::of(wanted) == kind
        };
        kinds.is_empty() || kinds.iter().any(fits)
    }

    /// Who or what a noun says somebody or something to be, where it is one of these kinds.
    fn noun_held(
        &self,
        noun: usize,
        length: usize,
        kinds: &[Label],
        sentence: &Range<usize>,
    ) -> Option<Held> {
        let role = Role {
            tokens: noun - length..noun + 1,
            head: noun,
            class: Class::Owner,
        };
        let wanted = wanted(kinds);
        let mut holding = self.held(&role, &wanted)?;
        holding.holders.truncate(ENDS);
        let objects = self.objects(&role, sentence);
        Some(Held {
            role,
            holding,
            objects,
        })
    }

    /// The holders of a noun and what it is of, for the reading of an example.
    pub(super) fn is_and_of(
        &self,
        noun: usize,
        kinds: &[Label],
        sentence: &Range<usize>,
    ) -> Option<[Vec<usize>; 2]> {
        let held = self.noun_held(noun, 0, kinds, sentence)?;
        let of = held.of();
        Some([held.holding.holders, of])
    }
}

/// The kinds of those who can be called something, by the labels of an end.
fn wanted(kinds: &[Label]) -> Vec<Kind> {
    if kinds.is_empty() {
        return vec![
            Kind::Person,
            Kind::Body,
            Kind::Place,
            Kind::Group,
            Kind::Thing,
            Kind::Event,
            Kind::Other,
        ];
    }
    kinds.iter().map(Kind::of).collect()
}

impl Held {
    /// The places that the noun is of: "founder of Acme", "Acme's founder", "Acme founder".
    fn of(&self) -> Vec<usize> {
        let behind = self.objects.behind.iter().filter(|b| b.of).map(|b| b.place);
        let all = self.objects.before.iter().copied().chain(behind);
        all.filter(|p| !self.holding.holders.contains(p)).collect()
    }
}

/// A word of a text at which patterns are tried.
struct At<'s, 'a> {
    stage: &'s Stage<'a>,
    entities: &'s [Entity],
    sentence: &'s Range<usize>,
    word: usize,
    length: usize,
    frame: &'s Frame,
}

impl At<'_, '_> {
    fn rule(&self, rule: &Rule, number: usize, found: &mut Vec<Found>) {
        let is_at = (0..2).find(|&end| rule.shape.has(end, &Slot::Is));
        let held = is_at.and_then(|end| {
            let noun = self.stage.upos(self.word) == Upos::Noun;
            let kinds = &rule.kinds[end];
            noun.then(|| {
                self.stage
                    .noun_held(self.word, self.length, kinds, self.sentence)
            })?
        });
        let pairs = if rule.shape.has(1, &Slot::Each) {
            self.among(rule)
        } else {
            let [subjects, objects] = [0, 1].map(|end| self.ends(rule, end, held.as_ref()));
            let pair = |&s: &usize| objects.iter().map(move |&o| [s, o]);
            subjects.iter().flat_map(pair).collect()
        };
        if pairs.is_empty() || self.stage.is_asked(self.word) {
            return;
        }
        let Some((status, polarity)) = self.status(rule, held.as_ref()) else {
            return;
        };
        let trigger = self.word - self.length..self.word + 1;
        for pair in pairs {
            let [first, second] = pair.map(|p| &self.stage.places[p].tokens);
            let ends = pair.map(|p| self.stage.end(p));
            if ends[0] != ends[1] {
                found.push(Found {
                    rule: number,
                    ends,
                    evidence: cover([first, second, &trigger]),
                    role: held.as_ref().map(|_| trigger.clone()),
                    status,
                    polarity,
                });
            }
        }
    }

    /// The places of an end, in the order of the ways.
    fn ends(&self, rule: &Rule, end: usize, held: Option<&Held>) -> Vec<usize> {
        let mut found = Vec::new();
        for path in &rule.shape.paths[end] {
            match (only_step(path), held) {
                (Some(Slot::Is), Some(held)) => found.extend(&held.holding.holders),
                (Some(Slot::Is), None) => {}
                (Some(Slot::With(word)), Some(held)) if self.stage.words.of.contains(word) => {
                    found.extend(held.of());
                    self.stage.reach(self.frame, path, &mut found);
                }
                _ => self.stage.reach(self.frame, path, &mut found),
            }
        }
        self.keep(rule, end, &mut found);
        found
    }

    /// "Ann Lee and Tom Roy met": the first of a list with each of the others.
    fn among(&self, rule: &Rule) -> Vec<[usize; 2]> {
        let mut pairs = Vec::new();
        if self.frame.heads(&Slot::Object).next().is_some() {
            return pairs;
        }
        for path in &rule.shape.paths[0] {
            let mut list = Vec::new();
            self.stage.reach(self.frame, path, &mut list);
            self.keep(rule, 0, &mut list);
            if let Some((&first, others)) = list.split_first() {
                pairs.extend(others.iter().map(|&other| [first, other]));
            }
        }
        pairs
    }

    /// Leaves out places of other kinds, and all but the first ones.
    fn keep(&self, rule: &Rule, end: usize, places: &mut Vec<usize>) {
        let kinds = &rule.kinds[end];
        places.retain(|&p| self.stage.is_of_kind(p, kinds, self.entities));
        places.dedup();
        places.truncate(ENDS);
    }

    /// When and whether it holds; `None` where nothing is stated.
    fn status(&self, rule: &Rule, held: Option<&Held>) -> Option<(Status, Polarity)> {
        let stage = self.stage;
        let word = held.map_or(self.word, |held| held.holding.trigger);
        let mut said = stage.said(word);
        // Whether it held in the past, or holds no longer.
        let mut past = stage.is_of_the_past(word);
        if let Some(held) = held {
            let holding = Holding {
                status: Status::Now,
                ..held.holding.clone()
            };
            let (status, _) = stage.status(&held.role, &holding);
            said.polarity.negated |= status == Status::Denied;
            said.planned |= status == Status::Planned;
            said.ended |= status == Status::Former;
            // "became a clerk" tells of what is so from then on.
            past &= held.holding.trigger == self.word;
            past |= held.holding.status == Status::Former;
        }
        let subjects = || self.frame.heads(&Slot::Subject);
        said.polarity.negated |= subjects().any(|t| stage.trees.is_denied_noun(t));
        let polarity = said.polarity;
        if rule.span == Span::Former {
            let states = !polarity.negated && !said.planned;
            return states.then_some((Status::Former, polarity));
        }
        let status = said.status(past && rule.span == Span::Lasting);
        Some((status, polarity))
    }
}
