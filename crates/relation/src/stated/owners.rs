use super::draft::{Draft, Rule};
use super::stage::{Kind, Stage};
use newsgraph_document::{Upos, dep};
use newsgraph_lexicon::small_letters;
use std::ops::Range;

impl Stage<'_> {
    /// "Acme's Zoom", "Ulm's Acme", "British Acme", "the Ulm company Acme".
    pub(super) fn owned(&self, place: usize, carrier: usize, drafts: &mut Vec<Draft>) {
        let syntax = self.trees.syntax;
        let start = self.places[place].tokens.start;
        let whole = carrier != self.places[place].head;
        for child in self.below(carrier) {
            if child >= start.max(carrier)
                || !matches!(
                    syntax.dep(child),
                    dep::NMOD_POSS | dep::AMOD | dep::COMPOUND
                )
            {
                continue;
            }
            let Some(owner) = self.at(child).filter(|&p| p != place) else {
                continue;
            };
            if self.places[owner].tokens.end > start && !whole {
                continue;
            }
            let possessive = syntax.dep(child) == dep::NMOD_POSS;
            if let Some(label) = self.ownership(place, owner, carrier, possessive) {
                self.push(label, (place, owner), Rule::Owner, drafts);
            }
        }
    }

    fn ownership(
        &self,
        place: usize,
        owner: usize,
        carrier: usize,
        possessive: bool,
    ) -> Option<&'static str> {
        let lemma = self.trees.syntax.lemma(carrier);
        let whole = carrier != self.places[place].head;
        let land = self.is_land(owner);
        match (self.kind(place), self.kind(owner)) {
            (Kind::Place, _) if land => {
                let area = whole && self.words.area.contains_any_case(lemma);
                let adjective = self.is_demonym(owner);
                let narrow = self.actor(place).country.is_none();
                (area || possessive && narrow && !adjective).then_some("in")
            }
            (Kind::Body, _) if land && self.is_called(place, true) => Some("agency_of"),
            (Kind::Body, _) if land => {
                let company = whole && self.words.company.contains_any_case(lemma);
                (possessive || company || self.is_demonym(owner)).then_some("based_in")
            }
            // "Acme's Ann Lee", "Britain's Ann Lee".
            (Kind::Person, Kind::Body) if possessive && !whole => {
                let player = self.sports && self.actor(owner).party.is_none();
                Some(if player { "player_of" } else { "member_of" })
            }
            (Kind::Person, Kind::Place)
                if possessive && !whole && self.actor(owner).country.is_some() =>
            {
                Some("citizen_of")
            }
            (Kind::Body, Kind::Body)
                if possessive && (!whole || self.words.part.contains_any_case(lemma)) =>
            {
                Some("part_of")
            }
            (Kind::Thing, Kind::Body) if possessive => Some("created_by"),
            // "Ann Lee's novel", but not "her phone".
            (Kind::Thing, Kind::Person)
                if possessive
                    && self.actor(owner).named
                    && self.name_at(self.places[owner].head) == Some(owner) =>
            {
                Some("created_by")
            }
            _ => None,
        }
    }

    /// Whether the words of a name tell of a state's body, or of another body of a place.
    pub(super) fn is_called(&self, place: usize, state: bool) -> bool {
        let own = &self.places[place];
        let has = |t: usize| {
            let lemma = small_letters(self.word(t));
            let body = self.words.body.contains(&lemma);
            let other = self.words.institution.contains(&lemma);
            (body || other).then_some(body)
        };
        let found = has(own.head).or_else(|| own.tokens.clone().rev().find_map(has));
        found == Some(state)
    }

    /// "Ohio State Police", "University of Ulm", "UN Security Council": a name within a name.
    pub(super) fn inside(&self, place: usize, drafts: &mut Vec<Draft>) {
        let own = self.places[place].tokens.clone();
        if self.kind(place) != Kind::Body || own.len() < 2 {
            return;
        }
        let body = self.is_called(place, true);
        if !body && !self.is_called(place, false) {
            return;
        }
        for start in own.clone() {
            let first = start == own.start
                || start == own.start + 1 && self.upos(own.start) == Upos::Det
                || self.words.of.contains_any_case(self.word(start - 1));
            if !first {
                continue;
            }
            let longest = (own.end - start).min(4);
            let found = (1..=longest).rev().find_map(|length| {
                let end = start + length;
                let (entity, adjective) = self.entity_of(start..end)?;
                let head = self.places[place].head;
                let apart =
                    !(start..end).contains(&head) || self.actors[entity].kind == Kind::Place;
                (apart && (start > own.start || end < own.end)).then_some((entity, adjective))
            });
            let Some((entity, adjective)) = found else {
                continue;
            };
            let label = match self.actors[entity].kind {
                Kind::Place if body => "agency_of",
                Kind::Place if !adjective => "based_in",
                Kind::Body if body => "part_of",
                _ => continue,
            };
            self.push_inside(label, place, entity, drafts);
        }
    }

    fn push_inside(
        &self,
        label: &'static str,
        place: usize,
        entity: usize,
        drafts: &mut Vec<Draft>,
    ) {
        let own = &self.places[place];
        if own.entity == entity {
            return;
        }
        let ends = (own.entity, entity);
        drafts.push(Draft::plain(label, ends, own.tokens.clone(), Rule::Inside));
    }

    /// The entity that some words within a name are a name of, and whether they are an adjective.
    pub(super) fn entity_of(&self, tokens: Range<usize>) -> Option<(usize, bool)> {
        let words = &self.trees.text.text[self.trees.text.span_of(tokens)];
        let capital = words.chars().next().is_some_and(char::is_uppercase);
        let found = self.entity_named(words).filter(|_| capital)?;
        let actor = &self.actors[found];
        let adjective = actor.country.is_some() && actor.kind != Kind::Place;
        // "European Commission" is of no country.
        let wide = actor.country.is_some()
            && self
                .words
                .continents
                .iter()
                .any(|name| self.words.countries.country(name) == actor.country);
        (!wide).then_some(())?;
        Some((actor.stands_for, adjective))
    }
}
