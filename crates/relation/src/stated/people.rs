use super::draft::{Draft, Rule};
use super::stage::{Kind, Stage};
use newsgraph_document::{MentionKind, Status, Upos, dep};
use std::ops::Range;

/// How many dependents are looked at.
const NEAR: usize = 16;

impl Stage<'_> {
    /// "American Ann Lee": a word for what is from a country right before a name.
    pub(super) fn nation(&self, place: usize, drafts: &mut Vec<Draft>) {
        let start = self.places[place].tokens.start;
        let Some(before) = start.checked_sub(1).and_then(|t| self.name_at(t)) else {
            return;
        };
        let joined =
            self.trees.syntax.head(self.places[before].head) == Some(self.places[place].head);
        if self.kind(place) != Kind::Person || !joined || !self.actor(before).named {
            return;
        }
        let label = if self.actor(before).party.is_some() {
            "member_of"
        } else if self.is_demonym(before) {
            "citizen_of"
        } else {
            return;
        };
        self.push(label, (place, before), Rule::Nation, drafts);
    }

    /// "Ann Lee, a Democrat,", "She is German", "the German": what a person is by one word.
    pub(super) fn identity(&self, token: usize, drafts: &mut Vec<Draft>) {
        let Some(group) = self.name_at(token) else {
            return;
        };
        let own = &self.places[group];
        let label = match self.actor(group) {
            actor if actor.party.is_some() && actor.kind == Kind::Group => "member_of",
            actor if actor.party.is_none() && self.is_demonym(group) => "citizen_of",
            _ => return,
        };
        if own.head != token {
            return;
        }
        let syntax = self.trees.syntax;
        let holder = match syntax.dep(token) {
            dep::APPOS => syntax.head(token),
            _ if self.has_copula(token) => self.trees.subject(token).map(|s| s.head),
            _ => None,
        };
        let holder = holder
            .and_then(|t| self.resolve(t))
            .or_else(|| self.described_by(token));
        if let Some(holder) =
            holder.filter(|&p| self.kind(p) == Kind::Person && self.actor(p).named)
        {
            let from = drafts.len();
            self.push(label, (holder, group), Rule::Description, drafts);
            if self.has_been(token) {
                let own = drafts[from..].iter_mut();
                own.for_each(|draft| draft.status = Status::Former);
            }
        }
    }

    /// Whether a noun is said to be what one was: "he had been a Democrat".
    fn has_been(&self, noun: usize) -> bool {
        let is_held = |&t: &usize| {
            matches!(self.dep(t), dep::COP | dep::AUX)
                && self.words.held.contains_any_case(self.word(t))
        };
        let had = |&t: &usize| self.dep(t) == dep::AUX && self.trees.is_past(t);
        let mut below = self.below(noun);
        self.has_copula(noun) && below.any(|t| is_held(&t) || had(&t))
    }

    /// The person that a description with this head refers to.
    fn described_by(&self, head: usize) -> Option<usize> {
        let start = self.trees.extent(head).start;
        let first = self.places.partition_point(|p| p.tokens.start < start);
        let near = self.places[first..]
            .iter()
            .take_while(|p| p.tokens.start <= head)
            .take(NEAR);
        let found = near
            .enumerate()
            .find(|(_, p)| p.head == head && p.kind == MentionKind::Nominal);
        found.map(|(at, _)| first + at)
    }

    /// "Ann Lee of Acme", "Ann Lee, 48, of Ulm".
    pub(super) fn of_body_or_town(&self, place: usize, drafts: &mut Vec<Draft>) {
        let mut at = self.places[place].tokens.end;
        let mut aged = false;
        if at + 3 < self.len()
            && self.word(at) == ","
            && self.upos(at + 1) == Upos::Num
            && self.word(at + 2) == ","
        {
            at += 3;
            aged = true;
        } else if at + 1 < self.len() && self.word(at) == "," {
            at += 1;
        }
        if at + 1 >= self.len() || !self.words.of.contains_any_case(self.word(at)) {
            return;
        }
        let article = self.upos(at + 1) == Upos::Det;
        let start = at + 1 + usize::from(article);
        let first = (start < self.len()).then(|| self.name_at(start)).flatten();
        if first.is_none_or(|n| self.places[n].tokens.start != start) {
            return;
        }
        // "of New York's Mount Sinai School": the last name of the first part of the phrase.
        let phrase = self.inner_phrase(at + 1, self.len());
        let names = self.in_phrase(&phrase);
        let Some(name) = names.first().copied().or(first) else {
            return;
        };
        let town = aged && !article && self.places[name].tokens.len() == 1;
        match self.kind(name) {
            // With an age it is where one lives, whatever the name is taken for.
            Kind::Body if town => self.push("lives_in", (place, name), Rule::Of, drafts),
            Kind::Body => self.push("member_of", (place, name), Rule::Of, drafts),
            Kind::Place if self.is_land(name) => {
                self.push("lives_in", (place, name), Rule::Of, drafts);
            }
            _ => {}
        }
    }

    /// "Acme v. Zoom": two who meet in a match or before a court.
    pub(super) fn versus(&self, place: usize, sentence: &Range<usize>, drafts: &mut Vec<Draft>) {
        let at = self.places[place].tokens.end;
        if at + 1 >= sentence.end || !self.words.versus.contains_any_case(self.word(at)) {
            return;
        }
        let other = self
            .name_at(at + 1)
            .filter(|&p| self.places[p].tokens.start == at + 1);
        if let Some(other) =
            other.filter(|&p| self.kind(p) == self.kind(place) || self.kind(p) == Kind::Body)
        {
            self.push("vs", (place, other), Rule::Chain, drafts);
        }
    }
}
