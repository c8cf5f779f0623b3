use super::draft::{Draft, Rule};
use super::stage::{Kind, Stage};
use super::words::Class;
use newsgraph_document::{MentionKind, Upos, dep};
use std::ops::Range;

impl Stage<'_> {
    /// What the words around a name say of where it is and whose.
    pub(super) fn around(&self, place: usize, sentence: &Range<usize>, drafts: &mut Vec<Draft>) {
        let own = &self.places[place];
        if own.kind != MentionKind::Proper || !self.actor(place).named {
            return;
        }
        self.chain(place, sentence, drafts);
        self.nation(place, drafts);
        self.inside(place, drafts);
        self.beside(place, sentence, drafts);
        self.versus(place, sentence, drafts);
        for carrier in self.carriers(place) {
            self.located(place, carrier, drafts);
            self.owned(place, carrier, drafts);
        }
    }

    /// "Ulm, Germany": a town and its state or country.
    pub(super) fn chain(&self, place: usize, sentence: &Range<usize>, drafts: &mut Vec<Draft>) {
        let end = self.places[place].tokens.end;
        if end + 1 >= sentence.end || self.word(end) != "," || self.kind(place) != Kind::Place {
            return;
        }
        let Some(next) = self
            .name_at(end + 1)
            .filter(|&n| self.places[n].tokens.start == end + 1)
        else {
            return;
        };
        let wide = |p: usize| {
            let actor = self.actor(p);
            actor.kind == Kind::Place && (actor.country.is_some() || actor.region.is_some())
        };
        let own = self.actor(place);
        let narrow =
            own.country.is_none() && (own.region.is_none() || self.actor(next).country.is_some());
        let after = self.places[next].tokens.end;
        let joins = after < sentence.end && self.upos(after) == Upos::Cconj
            || after + 1 < sentence.end
                && self.word(after) == ","
                && self.upos(after + 1) == Upos::Cconj;
        // "Fort Hamilton, Brooklyn, N.Y.": a building in a town that its state follows.
        let town = own.facility
            && self.is_land(next)
            && after + 1 < sentence.end
            && self.word(after) == ","
            && self.name_at(after + 1).is_some_and(wide);
        if (wide(next) || town) && narrow && !joins {
            self.push("in", (place, next), Rule::Chain, drafts);
        }
    }

    /// "Belmarsh prison in London": a place, or a court or school, with a place right behind it.
    pub(super) fn beside(&self, place: usize, sentence: &Range<usize>, drafts: &mut Vec<Draft>) {
        let end = self.places[place].tokens.end;
        let label = match self.kind(place) {
            Kind::Place if !self.is_land(place) || self.actor(place).country.is_none() => "in",
            Kind::Body if self.is_called(place, true) || self.is_called(place, false) => "based_in",
            _ => return,
        };
        // A noun for what sort of place it is may stand between.
        let noun = end < sentence.end && self.words.area.contains_any_case(self.word(end));
        let at = end + usize::from(noun);
        if at + 1 >= sentence.end
            || !self
                .words
                .place_preposition
                .contains_any_case(self.word(at))
            || self.words.topic.contains_any_case(self.word(at))
        {
            return;
        }
        let start = (at + 1..sentence.end.min(at + 4))
            .find(|&t| self.name_at(t).is_some() || !self.is_inner(t) && self.upos(t) != Upos::Det);
        let other = start.and_then(|t| self.name_at(t));
        let Some(other) = other.filter(|&p| self.is_land(p) && !self.is_demonym(p)) else {
            return;
        };
        // "from Paris in France", not "in Italy in Rome".
        let wide = self.actor(place).region.is_some() && self.actor(other).country.is_none();
        let last = self.places[other].tokens.end;
        let phrase = last < sentence.end
            && self.upos(last) == Upos::Noun
            && !self.words.area.contains_any_case(self.word(last));
        if !wide && !phrase {
            self.push(label, (place, other), Rule::Where, drafts);
        }
    }

    /// Heads of noun phrases that a name stands in for: its own, and that of a noun that it belongs to, as in "Ulm
    /// province" and "the town of Ulm".
    fn carriers(&self, place: usize) -> Vec<usize> {
        let syntax = self.trees.syntax;
        let own = &self.places[place];
        let mut carriers = vec![own.head];
        if let Some(up) = syntax.head(own.head).filter(|&t| self.name_at(t).is_none()) {
            carriers.extend(self.carrier_above(place, up));
        }
        // "Company X": the noun that describes it.
        let described = self.below(own.head).filter(|&t| {
            matches!(syntax.dep(t), "nmod:desc" | dep::COMPOUND)
                && t < own.tokens.start
                && self.upos(t) == Upos::Noun
                && self.name_at(t).is_none()
        });
        carriers.extend(described);
        // "Ulm, a town in Germany", "Acme, a Danish company".
        let fits = |lemma: &str| match self.kind(place) {
            Kind::Thing => true,
            Kind::Body => self.words.company.contains_any_case(lemma),
            _ => self.words.area.contains_any_case(lemma),
        };
        let called = self.below(own.head).filter(|&t| {
            syntax.dep(t) == dep::APPOS && self.name_at(t).is_none() && fits(syntax.lemma(t))
        });
        carriers.extend(called);
        carriers
    }

    /// The noun that a name belongs to: "Ulm province", "the town of Ulm".
    fn carrier_above(&self, place: usize, up: usize) -> Option<usize> {
        let syntax = self.trees.syntax;
        let own = &self.places[place];
        let label = syntax.dep(own.head);
        let noun = self.upos(up) == Upos::Noun;
        let lemma = syntax.lemma(up);
        let area = self.words.area.contains_any_case(lemma);
        let behind = matches!(label, dep::COMPOUND | "nmod:desc")
            && up >= own.tokens.end
            && up < own.tokens.end + 3;
        let before = matches!(label, dep::APPOS | dep::FLAT)
            && up < own.tokens.start
            && up + 2 >= own.tokens.start;
        let subject = label == dep::NSUBJ && self.has_copula(up);
        let of = label == dep::NMOD
            && self
                .case(own.head)
                .is_some_and(|case| self.words.of.contains_any_case(case))
            && area
            && !self
                .below(up)
                .any(|t| syntax.dep(t) == dep::COMPOUND && self.name_at(t).is_some())
            && self.kind(place) == Kind::Place;
        let called = match self.kind(place) {
            Kind::Place if !self.actor(place).facility => area,
            Kind::Body => {
                self.words.company.contains_any_case(lemma)
                    || self.words.part.contains_any_case(lemma)
            }
            _ => true,
        };
        if noun
            && called
            && (behind || before || of || subject)
            && self
                .words
                .roles
                .get(lemma)
                .is_none_or(|class| class == Class::Part)
        {
            return Some(up);
        }
        None
    }

    /// "Acme in Ulm", "the town of Ulm in Swabia": a place behind a preposition.
    pub(super) fn located(&self, place: usize, carrier: usize, drafts: &mut Vec<Draft>) {
        let syntax = self.trees.syntax;
        let kind = self.kind(place);
        let end = self.places[place].tokens.end.max(carrier + 1);
        for child in self.below(carrier).filter(|&t| syntax.dep(t) == dep::NMOD) {
            let Some(case) = self.case(child) else {
                continue;
            };
            let first = self.trees.extent(child).start;
            let Some(other) = self.land_in(child).filter(|&p| p != place) else {
                continue;
            };
            let maker = kind == Kind::Thing
                && self.words.by.contains_any_case(case)
                && matches!(self.kind(other), Kind::Person | Kind::Body);
            if maker {
                self.push("created_by", (place, other), Rule::Of, drafts);
                continue;
            }
            let employer = kind == Kind::Person && self.kind(other) == Kind::Body && first == end;
            if employer && self.words.person_preposition.contains_any_case(case) {
                self.push("member_of", (place, other), Rule::Of, drafts);
                continue;
            }
            if !self.is_land(other)
                || self.is_demonym(other)
                || first < self.places[place].tokens.start
            {
                continue;
            }
            let of = self.words.of.contains_any_case(case);
            let from = self.words.from.contains_any_case(case);
            let in_place = self.words.place_preposition.contains_any_case(case);
            let near = first <= end + 1;
            let label = match kind {
                Kind::Place
                    if in_place && (near || carrier != self.places[place].head)
                        || of && carrier != self.places[place].head =>
                {
                    "in"
                }
                Kind::Place if of && near && self.places[place].head == carrier => "in",
                Kind::Body if of && near && self.actor(other).country.is_none() => "based_in",
                Kind::Body if in_place && near && !self.words.topic.contains_any_case(case) => {
                    "based_in"
                }
                Kind::Person if (of || from) && first <= end + 1 => "lives_in",
                _ => continue,
            };
            self.push(label, (place, other), Rule::Where, drafts);
        }
        if kind == Kind::Person && carrier == self.places[place].head {
            self.of_body_or_town(place, drafts);
        }
    }
}
