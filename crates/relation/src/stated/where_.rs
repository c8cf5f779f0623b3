use super::draft::{Draft, Rule};
use super::stage::{Kind, Stage};
use super::words::Class;
use newsgraph_document::{MentionKind, Upos, dep};
use std::ops::Range;

/// Words between "based" and what is based there.
const BASED: usize = 6;

/// How many dependents are looked at.
const NEAR: usize = 16;

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
    fn chain(&self, place: usize, sentence: &Range<usize>, drafts: &mut Vec<Draft>) {
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
        if wide(next) && narrow && !joins {
            self.push("in", (place, next), Rule::Chain, drafts);
        }
    }

    /// "Belmarsh prison in London": a place, or a court or school, with a place right behind it.
    fn beside(&self, place: usize, sentence: &Range<usize>, drafts: &mut Vec<Draft>) {
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

    /// "Acme v. Zoom": two who meet in a match or before a court.
    fn versus(&self, place: usize, sentence: &Range<usize>, drafts: &mut Vec<Draft>) {
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
            _ if syntax.dependent(token, dep::COP).is_some() => {
                self.trees.subject(token).map(|s| s.head)
            }
            _ => None,
        };
        let holder = holder
            .and_then(|t| self.resolve(t))
            .or_else(|| self.described_by(token));
        if let Some(holder) =
            holder.filter(|&p| self.kind(p) == Kind::Person && self.actor(p).named)
        {
            self.push(label, (holder, group), Rule::Description, drafts);
        }
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
        let described = syntax.dependents(own.head).take(NEAR).filter(|&t| {
            matches!(syntax.dep(t), "nmod:desc" | dep::COMPOUND)
                && t < own.tokens.start
                && self.upos(t) == Upos::Noun
                && self.name_at(t).is_none()
        });
        carriers.extend(described);
        // "Ulm, a town in Germany", "Acme, a Danish company".
        let set = if self.kind(place) == Kind::Body {
            &self.words.company
        } else {
            &self.words.area
        };
        let called = syntax.dependents(own.head).take(NEAR).filter(|&t| {
            syntax.dep(t) == dep::APPOS
                && self.name_at(t).is_none()
                && set.contains_any_case(syntax.lemma(t))
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
        let before = matches!(label, dep::APPOS | dep::FLAT) && up < own.tokens.start && up + 2 >= own.tokens.start;
        let subject = label == dep::NSUBJ && syntax.dependent(up, dep::COP).is_some();
        let of = label == dep::NMOD
            && self
                .case(own.head)
                .is_some_and(|case| self.words.of.contains_any_case(case))
            && area
            && !syntax
                .dependents(up)
                .take(NEAR)
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
        if noun && called && (behind || before || of || subject) && self.words.roles.get(lemma).is_none_or(|class| class == Class::Part) {
            return Some(up);
        }
        None
    }

    /// "Acme in Ulm", "the town of Ulm in Swabia": a place behind a preposition.
    fn located(&self, place: usize, carrier: usize, drafts: &mut Vec<Draft>) {
        let syntax = self.trees.syntax;
        let kind = self.kind(place);
        let end = self.places[place].tokens.end.max(carrier + 1);
        for child in syntax
            .dependents(carrier)
            .take(NEAR)
            .filter(|&t| syntax.dep(t) == dep::NMOD)
        {
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

    /// "Ann Lee of Acme", "Ann Lee, 48, of Ulm".
    fn of_body_or_town(&self, place: usize, drafts: &mut Vec<Draft>) {
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
        let start = at + 1 + usize::from(self.upos(at + 1) == Upos::Det);
        let name = (start < self.len()).then(|| self.name_at(start)).flatten();
        let Some(name) = name.filter(|&n| self.places[n].tokens.start == start) else {
            return;
        };
        match self.kind(name) {
            // With an age it is where one lives, whatever the name is taken for.
            Kind::Body if aged => self.push("lives_in", (place, name), Rule::Of, drafts),
            Kind::Body => self.push("member_of", (place, name), Rule::Of, drafts),
            Kind::Place if self.is_land(name) => {
                self.push("lives_in", (place, name), Rule::Of, drafts)
            }
            _ => {}
        }
    }

    /// "Acme's Zoom", "Ulm's Acme", "British Acme", "the Ulm company Acme".
    fn owned(&self, place: usize, carrier: usize, drafts: &mut Vec<Draft>) {
        let syntax = self.trees.syntax;
        let start = self.places[place].tokens.start;
        let whole = carrier != self.places[place].head;
        for child in syntax.dependents(carrier).take(NEAR) {
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
                ((possessive || area)
                    && self.actor(place).country.is_none()
                    && (!adjective || area))
                    .then_some("in")
            }
            (Kind::Body, _) if land && self.is_body(place) => Some("agency_of"),
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
            (Kind::Thing, Kind::Body | Kind::Person) if possessive => Some("created_by"),
            _ => None,
        }
    }

    /// Whether a name is that of a body of a state, province or town.
    pub(super) fn is_body(&self, place: usize) -> bool {
        self.is_called(place, true)
    }

    /// Whether the words of a name tell of a state's body, or of another body of a place.
    fn is_called(&self, place: usize, state: bool) -> bool {
        let own = &self.places[place];
        let has = |t: usize| {
            let lemma = self.word(t).to_lowercase();
            let body = self.words.body.contains(&lemma);
            let other = self.words.institution.contains(&lemma);
            (body || other).then_some(body)
        };
        let found = has(own.head).or_else(|| own.tokens.clone().rev().find_map(has));
        found == Some(state)
    }

    /// "Ohio State Police", "University of Ulm", "UN Security Council": a name within a name.
    fn inside(&self, place: usize, drafts: &mut Vec<Draft>) {
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
        drafts.push(Draft {
            label,
            subject: own.entity,
            object: entity,
            evidence: own.tokens.clone(),
            role: None,
            status: newsgraph_document::Status::Now,
            polarity: newsgraph_phrase::Polarity::default(),
            rule: Rule::Inside,
        });
    }

    /// "the Ulm-based Acme", "Australian-born Lee": a hyphen and a participle behind a place.
    pub(super) fn based(&self, token: usize, drafts: &mut Vec<Draft>) {
        let word = self.word(token);
        let last = word.rsplit(['-', '‑', '–']).next().unwrap_or(word);
        let based = self.words.based.contains_any_case(last);
        let owned = self.words.owned.contains_any_case(last);
        if !based && !owned && !self.words.native.contains_any_case(last) {
            return;
        }
        let land = if last.len() < word.len() {
            token
        } else if token >= 2 && self.word(token - 1) == "-" {
            token - 2
        } else {
            return;
        };
        let fits = |p: &usize| {
            if owned {
                self.kind(*p) == Kind::Body
            } else {
                self.is_land(*p)
            }
        };
        let Some(place) = self.name_at(land).filter(fits) else {
            return;
        };
        let syntax = self.trees.syntax;
        let mut holder = None;
        for up in std::iter::once(token).chain(syntax.ancestors(token).take(4)) {
            holder = (up > token).then(|| self.resolve(up)).flatten();
            if holder.is_some()
                || up > token && !matches!(syntax.dep(up), dep::COMPOUND | "nmod:desc")
            {
                break;
            }
        }
        // "Ulm-based airline Acme Air": the next name, with nothing but nouns between.
        let next = (token + 1..self.len().min(token + BASED)).find(|&t| self.name_at(t).is_some() || !self.is_inner(t));
        let Some(holder) = holder.or_else(|| next.and_then(|t| self.name_at(t))) else {
            return;
        };
        match self.kind(holder) {
            Kind::Body if owned => self.push("owner_of", (place, holder), Rule::Based, drafts),
            Kind::Body if based => self.push("based_in", (holder, place), Rule::Based, drafts),
            Kind::Person if based => self.push("lives_in", (holder, place), Rule::Based, drafts),
            Kind::Person => self.push("born_in", (holder, place), Rule::Based, drafts),
            _ => {}
        }
    }

    /// "the Burbank giant", "the Japanese company Acme": a noun for a company with a place before it.
    pub(super) fn company(&self, token: usize, drafts: &mut Vec<Draft>) {
        let syntax = self.trees.syntax;
        if self.upos(token) != Upos::Noun
            || self.name_at(token).is_some()
            || !self.words.company.contains_any_case(syntax.lemma(token))
        {
            return;
        }
        let named = syntax
            .head(token)
            .filter(|_| matches!(syntax.dep(token), "nmod:desc" | dep::COMPOUND));
        let next = (token + 1 < self.len()).then(|| self.name_at(token + 1));
        let next = next.flatten().filter(|&p| self.places[p].tokens.start == token + 1);
        let named = named.and_then(|t| self.name_at(t)).or(next);
        let holder = self.resolve(token).or(named);
        let Some(holder) =
            holder.filter(|&p| self.kind(p) == Kind::Body && self.actor(p).party.is_none())
        else {
            return;
        };
        for child in syntax.dependents(token).take(NEAR).filter(|&t| t < token) {
            let land = matches!(
                syntax.dep(child),
                dep::AMOD | dep::COMPOUND | dep::NMOD_POSS
            );
            let place = self.at(child).filter(|&p| land && self.is_land(p));
            if let Some(place) = place {
                self.push("based_in", (holder, place), Rule::Description, drafts);
            }
        }
    }
}
