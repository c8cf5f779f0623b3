//! What hangs on the word of a pattern.

use super::rule::{Path, Slot, Step};
use crate::stated::stage::Stage;
use newsgraph_document::{Upos, dep};

/// How many words that hang on one are taken.
const FILLERS: usize = 24;

/// A word with what hangs on it.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) fillers: Vec<(Slot, usize)>,
}

impl Frame {
    pub(super) fn heads<'f>(&'f self, slot: &'f Slot) -> impl Iterator<Item = usize> + 'f {
        let own = self.fillers.iter().filter(move |(own, _)| own == slot);
        own.map(|&(_, head)| head)
    }
}

impl Stage<'_> {
    /// What hangs on a verb, a predicate or a noun that is part of no name; `None` for any other word.
    pub(super) fn frame(&self, word: usize) -> Option<Frame> {
        if self.name_at(word).is_some() {
            return None;
        }
        if self.upos(word) == Upos::Noun {
            return Some(self.noun_frame(word));
        }
        (self.is_verbal(word) && !self.is_charge(word)).then(|| self.verb_frame(word))
    }

    fn verb_frame(&self, verb: usize) -> Frame {
        let arguments = self.arguments(verb);
        let agents = arguments.agents.iter();
        let agents = agents.map(|&t| (Slot::Subject, self.planner(t).unwrap_or(t)));
        let patients = arguments.patients.iter().map(|&t| (Slot::Object, t));
        let mut fillers: Vec<(Slot, usize)> = agents.chain(patients).collect();
        let below = self.below(verb);
        let given = below.filter(|&t| self.dep(t) == dep::IOBJ);
        fillers.extend(given.map(|t| (Slot::Recipient, t)));
        fillers.extend(self.attached(verb).take(FILLERS));
        Frame { fillers }
    }

    /// "Acme plans to buy", where a tree takes the verb for a noun: the name before it.
    fn planner(&self, noun: usize) -> Option<usize> {
        let plans = self.words.planning.contains_any_case(&self.lemma(noun));
        if !plans || self.upos(noun) != Upos::Noun || self.at(noun).is_some() {
            return None;
        }
        let is_name = |&t: &usize| {
            let place = self.name_at(t).map(|p| &self.places[p]);
            place.is_some_and(|place| place.tokens.end == noun)
        };
        self.below(noun).find(is_name)
    }

    /// "Acme's purchase of Zoom", "the purchase of Zoom by Acme", "Zoom's purchase by Acme", "Acme completed the purchase".
    fn noun_frame(&self, noun: usize) -> Frame {
        let verb = self.doing(noun);
        let mut agents = self.deed_arguments(noun).agents;
        if let Some(verb) = verb.filter(|_| agents.is_empty()) {
            let doer = self.doer_of(verb);
            agents.extend(doer.map(|t| self.planner(t).unwrap_or(t)));
        }
        let mut attached: Vec<(Slot, usize)> = self.attached(noun).take(FILLERS).collect();
        let besides = verb.into_iter().flat_map(|verb| self.attached(verb));
        attached.extend(besides.filter(|&(_, t)| t > noun).take(FILLERS));
        let owners = attached.iter().filter(|(slot, _)| *slot == Slot::Owner);
        let owners: Vec<usize> = owners.map(|&(_, t)| t).collect();
        if let Some(agent) = self.by_of(&attached) {
            agents = vec![agent];
            // "Zoom's purchase by Acme": the owner is whom it is done to.
            let of = self.words.of.iter().next().unwrap_or_default();
            attached.extend(owners.into_iter().map(|t| (Slot::With(of.into()), t)));
        }
        let mut fillers: Vec<(Slot, usize)> = Vec::new();
        fillers.extend(agents.into_iter().map(|t| (Slot::Subject, t)));
        fillers.extend(attached);
        Frame { fillers }
    }

    /// Who stands behind "by", also where a tree hangs that on what stands behind another preposition.
    fn by_of(&self, attached: &[(Slot, usize)]) -> Option<usize> {
        let is_by = |slot: &Slot| matches!(slot, Slot::With(w) if self.words.by.contains(w));
        let own = attached.iter().find(|(slot, _)| is_by(slot));
        let behind = attached
            .iter()
            .filter(|(slot, _)| matches!(slot, Slot::With(_)));
        let mut inner = behind.flat_map(|&(_, t)| self.attached(t).take(FILLERS));
        own.cloned()
            .or_else(|| inner.find(|(slot, _)| is_by(slot)))
            .map(|(_, t)| t)
    }

    /// The verb by which somebody does what a noun tells of: "imposed sanctions".
    fn doing(&self, noun: usize) -> Option<usize> {
        let verb = self.trees.syntax.head(noun)?;
        let lemma = self.lemma(verb);
        let words = self.words;
        let own =
            words.light.contains_any_case(&lemma) || words.said.doing.contains_any_case(&lemma);
        let object = matches!(self.dep(noun), dep::OBJ) && !self.trees.is_passive(verb);
        (own && object && self.is_verbal(verb)).then_some(verb)
    }

    /// The nouns that hang on a word with a preposition, as its owner, or right before it.
    pub(super) fn attached(&self, word: usize) -> impl Iterator<Item = (Slot, usize)> + '_ {
        self.below(word).filter_map(|t| {
            let slot = match self.dep(t) {
                dep::NMOD_POSS => Slot::Owner,
                dep::COMPOUND => Slot::Compound,
                dep::OBL | dep::NMOD | dep::OBL_AGENT => Slot::With(self.preposition(t)?),
                _ => return None,
            };
            Some((slot, t))
        })
    }

    /// The preposition before a noun, of several words too, in small letters: "out of".
    fn preposition(&self, noun: usize) -> Option<Box<str>> {
        let case = self
            .below(noun)
            .find(|&t| t < noun && self.dep(t) == dep::CASE)?;
        let fixed = self.below(case).filter(|&t| self.dep(t) == "fixed");
        let words = std::iter::once(case).chain(fixed).map(|t| self.word(t));
        let words: Vec<&str> = words.collect();
        Some(words.join(" ").to_lowercase().into())
    }

    /// The places at the end of a way.
    pub(super) fn reach(&self, frame: &Frame, path: &[Step], found: &mut Vec<usize>) {
        let Some((step, rest)) = path.split_first() else {
            return;
        };
        for head in frame.heads(&step.slot).take(FILLERS) {
            let Some(lemma) = &step.then else {
                found.extend(self.named(head));
                continue;
            };
            let heads = self.list(head).into_iter();
            for next in heads.filter(|&t| self.leads(t, lemma)) {
                let fillers = self.attached(next).take(FILLERS).collect();
                self.reach(&Frame { fillers }, rest, found);
            }
        }
    }

    /// Whether a word has this lemma and is part of no name.
    fn leads(&self, token: usize, lemma: &str) -> bool {
        self.name_at(token).is_none() && self.lemma(token).as_ref() == lemma
    }

    /// The places that a noun phrase stands for, each of a list.
    pub(super) fn named(&self, head: usize) -> Vec<usize> {
        let places = self.resolve_list(head);
        if places.is_empty() {
            return self.land_in(head).into_iter().collect();
        }
        places
    }

    /// The ways by which a word leads to an entity, the shortest first.
    pub(super) fn way_to(&self, frame: &Frame, entity: usize, steps: usize) -> Option<Path> {
        let is_end = |head: usize| {
            self.named(head)
                .iter()
                .any(|&p| self.places[p].entity == entity)
        };
        let fillers = frame.fillers.iter();
        if let Some((slot, _)) = fillers.clone().find(|&&(_, head)| is_end(head)) {
            return Some(vec![Step {
                slot: slot.clone(),
                then: None,
            }]);
        }
        if steps < 2 {
            return None;
        }
        let longer = fillers
            .filter(|&&(_, head)| self.at(head).is_none())
            .filter_map(|(slot, head)| {
                let fillers = self.attached(*head).take(FILLERS).collect();
                let rest = self.way_to(&Frame { fillers }, entity, steps - 1)?;
                let then = Some(Box::from(&*self.lemma(*head)));
                let first = Step {
                    slot: slot.clone(),
                    then,
                };
                Some(std::iter::once(first).chain(rest).collect::<Path>())
            });
        longer.min_by_key(Vec::len)
    }
}
