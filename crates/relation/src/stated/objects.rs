use super::roles::{Holding, Role};
use super::stage::{Kind, Stage};
use super::words::Class;
use newsgraph_document::{Upos, dep};
use std::ops::Range;

/// What a role is said to be of, by where it stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Objects {
    /// Before the role, in text order: "Ohio's", "Acme", "Danish".
    pub(super) before: Vec<usize>,
    /// Behind it with a preposition: "of Acme", "at the company".
    pub(super) behind: Vec<Behind>,
    /// Whether a preposition leads to what is no name: "head of research".
    pub(super) of_other: bool,
    /// From the first to the last word of the role: "head of research".
    pub(super) words: Range<usize>,
}

/// A place behind a role, with its preposition.
#[derive(Clone, Copy, Debug)]
pub(super) struct Behind {
    pub(super) place: usize,
    pub(super) of: bool,
    /// Whether the preposition leads to a body rather than a person: "of", "at".
    pub(super) body: bool,
    /// Whether it leads to where one is from, or to where one is.
    pub(super) home: bool,
}

impl Behind {
    /// Behind "of", or as good as that.
    fn of(place: usize) -> Self {
        Self {
            place,
            of: true,
            body: false,
            home: false,
        }
    }
}

/// Words before and behind a role that are looked at.
const NEAR: usize = 14;

/// How many prepositions behind a role are followed.
const PHRASES: usize = 3;

impl Stage<'_> {
    /// What a role is of.
    pub(super) fn objects(&self, role: &Role, sentence: &Range<usize>) -> Objects {
        let mut objects = Objects {
            words: role.tokens.clone(),
            ..Objects::default()
        };
        self.before(role, sentence, &mut objects);
        self.behind(role, sentence, &mut objects);
        if objects.before.is_empty() && objects.behind.is_empty() {
            self.shared(role, sentence, &mut objects);
        }
        objects
    }

    /// "left Acme as chairman": a role without a body is of the one that the verb has.
    pub(super) fn of_verb(&self, holding: &Holding, objects: &mut Objects) {
        if !objects.before.is_empty()
            || !objects.behind.is_empty()
            || self.upos(holding.trigger) != Upos::Verb
        {
            return;
        }
        let syntax = self.trees.syntax;
        let below = self.below(holding.trigger);
        let below = below.filter(|&t| matches!(syntax.dep(t), dep::OBJ | dep::OBL));
        let found = below
            .filter_map(|t| self.resolve(t))
            .find(|&p| self.kind(p) == Kind::Body);
        objects.behind.extend(found.map(Behind::of));
    }

    /// "Senator Ann Lee of Ohio": what stands behind the name with "of" is the role's.
    pub(super) fn of_holder(&self, role: &Role, holding: &Holding, objects: &mut Objects) {
        let [holder] = holding.holders[..] else {
            return;
        };
        let at = self.places[holder].tokens.end;
        if !objects.behind.is_empty()
            || at + 1 >= self.len()
            || !self.words.of.contains_any_case(self.word(at))
        {
            return;
        }
        let phrase = self.inner_phrase(at + 1, self.len());
        let mut found = if phrase.is_empty() {
            Vec::new()
        } else {
            self.in_phrase(&phrase)
        };
        found.retain(|&p| role.class.is_office() || self.kind(p) == Kind::Body);
        let behind = Behind::of;
        objects.behind.extend(found.into_iter().take(1).map(behind));
    }

    /// The end of what follows a role with prepositions: "minister for home affairs".
    pub(super) fn behind_end(&self, role: &Role, end: usize) -> usize {
        let mut at = role.tokens.end;
        for _ in 0..PHRASES {
            if at >= end || !self.words.role_preposition.contains_any_case(self.word(at)) {
                break;
            }
            let phrase = self.inner_phrase(at + 1, end);
            if phrase.is_empty() {
                break;
            }
            at = phrase.end;
        }
        at
    }

    fn before(&self, role: &Role, sentence: &Range<usize>, objects: &mut Objects) {
        let mut at = role.tokens.start;
        let limit = sentence.start.max(at.saturating_sub(NEAR));
        let mut own = true;
        while at > limit {
            let token = at - 1;
            let place = self
                .at(token)
                .filter(|&p| self.places[p].tokens.end == at || self.places[p].head == token);
            let possessive = at < role.tokens.start && self.trees.is_possessive_mark(at);
            if self.upos(token) == Upos::Pron {
                if self.dep(token) == dep::NMOD_POSS {
                    objects.before.extend(place);
                }
                break;
            }
            let name = self.name_at(token);
            if let Some(name) = name.filter(|&n| self.places[n].tokens.end == at) {
                if self.actor(name).named {
                    objects.before.push(name);
                }
                own = false;
                at = self.places[name].tokens.start;
                continue;
            }
            if possessive && let Some(place) = place {
                objects.before.push(place);
                break;
            }
            if !self.is_inner(token) {
                break;
            }
            let hyphen = |t: usize| matches!(self.word(t), "-" | "–" | "—");
            own &= !self.trees.is_possessive_mark(token) && !hyphen(token);
            own &= token == limit || !hyphen(token - 1);
            if own && self.is_of_role(token) {
                objects.words.start = token;
            }
            at = token;
        }
        objects.before.reverse();
    }

    /// Whether a word before a role belongs to what it is called: "principal", not "former".
    fn is_of_role(&self, token: usize) -> bool {
        let word = self.word(token);
        let words = self.words;
        !words.former.contains_any_case(word)
            && !words.future.contains_any_case(word)
            && !words.newly.contains_any_case(word)
            && matches!(self.upos(token), Upos::Noun | Upos::Propn | Upos::Adj)
    }

    fn behind(&self, role: &Role, sentence: &Range<usize>, objects: &mut Objects) {
        let mut at = role.tokens.end;
        for _ in 0..PHRASES {
            if at >= sentence.end || !self.words.role_preposition.contains_any_case(self.word(at)) {
                break;
            }
            let of = self.words.of.contains_any_case(self.word(at));
            let phrase = self.inner_phrase(at + 1, sentence.end);
            if phrase.is_empty() {
                break;
            }
            let found = self.in_phrase(&phrase);
            if found.is_empty() && objects.behind.is_empty() {
                objects.of_other = true;
                objects.words.end = phrase.end;
            }
            let body = of && role.class != Class::Member
                || self.words.at_body.contains_any_case(self.word(at));
            let words = [&self.words.from, &self.words.in_place];
            let home = words.iter().any(|set| set.contains_any_case(self.word(at)));
            let behind = |place| Behind {
                place,
                of,
                body,
                home,
            };
            objects.behind.extend(found.into_iter().map(behind));
            at = phrase.end;
        }
        if role.class.is_kin() {
            self.kin(role, objects);
        }
        // "Ann Lee, Director, Acme Bank,": a name of a body behind one more comma.
        if objects.behind.is_empty()
            && objects.before.is_empty()
            && at + 1 < sentence.end
            && self.word(at) == ","
        {
            let start = at + 1 + usize::from(self.upos(at + 1) == Upos::Det);
            let name = (start < sentence.end)
                .then(|| self.name_at(start))
                .flatten();
            let name = name
                .filter(|&n| self.kind(n) == Kind::Body && self.places[n].tokens.start == start);
            let ends = |n: usize| {
                let end = self.places[n].tokens.end;
                end >= sentence.end || self.trees.is_sign(end)
            };
            if let Some(place) = name.filter(|&n| ends(n)) {
                objects.behind.push(Behind::of(place));
            }
        }
    }

    /// "the brother of the chairman, Tom Roy": a person behind "of" by what he is called besides.
    fn kin(&self, role: &Role, objects: &mut Objects) {
        let is_person = |p: &usize| self.kind(*p) == Kind::Person;
        if objects.behind.iter().any(|b| is_person(&b.place)) {
            return;
        }
        let syntax = self.trees.syntax;
        let below = self.below(role.head);
        let behind = below.filter(|&t| syntax.dep(t) == dep::NMOD && t > role.head);
        let found = behind.filter_map(|t| self.resolve(t)).find(is_person);
        objects.behind.extend(found.map(Behind::of));
    }

    /// The words of a noun phrase from here on, up to a sign, a preposition or a verb.
    pub(super) fn inner_phrase(&self, start: usize, end: usize) -> Range<usize> {
        let mut at = start;
        let end = end.min(start + NEAR);
        while at < end {
            if let Some(name) = self.name_at(at) {
                at = self.places[name].tokens.end.max(at + 1);
                continue;
            }
            let joins =
                self.upos(at) == Upos::Cconj && at + 1 < end && at > start && self.is_inner(at + 1);
            let pronoun = self.upos(at) == Upos::Pron && self.dep(at) == dep::NMOD_POSS;
            if !(self.is_inner(at) || self.upos(at) == Upos::Det || joins || pronoun) {
                break;
            }
            at += 1;
        }
        start..at.min(self.len())
    }

    /// Who or what a phrase is about: the last name of each part that "and" joins, or what its last noun refers to.
    pub(super) fn in_phrase(&self, phrase: &Range<usize>) -> Vec<usize> {
        let mut found = Vec::new();
        // "the Acme bank Ann Lee": what is before a person's name is kept beside it.
        let [mut last, mut person] = [None; 2];
        for token in phrase.clone() {
            if self.upos(token) == Upos::Cconj && self.name_at(token).is_none() {
                found.extend(last.take());
                found.extend(person.take());
            }
            match self.name_at(token).filter(|&n| self.actor(n).named) {
                Some(name) if !self.ends_phrase(name, phrase) => {}
                Some(name) if self.kind(name) == Kind::Person => person = Some(name),
                Some(name) => last = Some(name),
                None => {}
            }
        }
        let end = phrase.end - 1;
        if last.is_none() && person.is_none() {
            last = self.at(end);
        }
        found.extend(last);
        found.extend(person);
        found
    }

    /// Whether a name can be what a phrase is about: "European research" is of no Europe, "the Lee campaign" of no Lee,
    /// "the Acme board" of Acme.
    fn ends_phrase(&self, name: usize, phrase: &Range<usize>) -> bool {
        let end = self.places[name].tokens.end;
        let body = matches!(self.kind(name), Kind::Body | Kind::Thing | Kind::Other);
        let people = |t: usize| self.words.people.contains_any_case(self.word(t));
        let group =
            self.kind(name) == Kind::Group && phrase.clone().next_back().is_some_and(people);
        body || group
            || end >= phrase.end
            || self.upos(end) == Upos::Cconj
            || self.name_at(end).is_some()
            || self.kind(name) == Kind::Place && self.words.area.contains_any_case(self.word(end))
    }

    /// What the first of two joined roles is of: "Acme's founder and former chairman".
    fn shared(&self, role: &Role, sentence: &Range<usize>, objects: &mut Objects) {
        let syntax = self.trees.syntax;
        let first = syntax
            .head(role.head)
            .filter(|_| syntax.dep(role.head) == dep::CONJ);
        let others = self
            .below(role.head)
            .filter(|&t| syntax.dep(t) == dep::CONJ);
        for other in first.into_iter().chain(others) {
            if !sentence.contains(&other) || self.name_at(other).is_some() {
                continue;
            }
            let other = Role {
                tokens: other..other + 1,
                head: other,
                class: role.class,
            };
            let mut own = Objects::default();
            if first == Some(other.head) {
                self.before(&other, sentence, &mut own);
            } else {
                self.behind(&other, sentence, &mut own);
            }
            objects.before.extend(own.before);
            objects.behind.extend(own.behind);
        }
    }
}
