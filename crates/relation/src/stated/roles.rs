use super::draft::Rule;
use super::stage::{Kind, Stage};
use super::words::Class;
use newsgraph_document::{Status, Upos, dep};
use newsgraph_phrase::Polarity;
use std::ops::Range;

/// A noun that says what somebody is to something.
#[derive(Clone, Debug)]
pub(super) struct Role {
    pub(super) tokens: Range<usize>,
    pub(super) head: usize,
    pub(super) class: Class,
}

/// Who has a role, and how the text says so.
#[derive(Clone, Debug)]
pub(super) struct Holding {
    /// Places of those who have it.
    pub(super) holders: Vec<usize>,
    pub(super) rule: Rule,
    /// The word by which it is said: a verb or the role itself.
    pub(super) trigger: usize,
    pub(super) status: Status,
}

/// The kinds of those who may have a role.
type Wanted = &'static [Kind];

const PERSON: Wanted = &[Kind::Person, Kind::Other];
const BODY: Wanted = &[Kind::Body];
const EITHER: Wanted = &[Kind::Person, Kind::Body, Kind::Other];

/// How many words up a title's noun is followed.
const UP: usize = 6;

/// Words between a title and a name that are passed over: ranks, further titles.
const RANKS: usize = 5;

impl Stage<'_> {
    /// The roles in a sentence, in order.
    pub(super) fn roles(&self, sentence: Range<usize>) -> Vec<Role> {
        let mut roles = Vec::new();
        let mut at = sentence.start;
        while at < sentence.end {
            let found = self.role_at(at, sentence.end);
            at = found.as_ref().map_or(at + 1, |role| role.tokens.end);
            roles.extend(found);
        }
        roles
    }

    fn role_at(&self, start: usize, end: usize) -> Option<Role> {
        let verb = self.upos(start) == Upos::Verb;
        if !verb && !matches!(self.upos(start), Upos::Noun | Upos::Propn | Upos::Adj) {
            return None;
        }
        // Words beside hyphens are words of their own.
        let mut at = vec![start];
        let mut next = start + 1;
        while at.len() < 5 && next < end {
            if self.word(next) != "-" {
                at.push(next);
            }
            next += 1;
        }
        let words: Vec<String> = at
            .iter()
            .flat_map(|&t| {
                let word = self.word(t).to_lowercase().replace('’', "'");
                word.split('-').map(str::to_owned).collect::<Vec<_>>()
            })
            .collect();
        let owner: Vec<usize> = at
            .iter()
            .flat_map(|&t| {
                let parts = self.word(t).split('-').count();
                std::iter::repeat_n(t, parts)
            })
            .collect();
        let lemma = |place: usize| self.trees.syntax.lemma(owner[place]).to_lowercase();
        let has = |place: usize, word: &str| {
            words
                .get(place)
                .is_some_and(|own| own == word || lemma(place) == word)
        };
        let first = words.first()?;
        let found = self.words.roles.longest(first, has);
        let found = found.or_else(|| self.words.roles.longest(&lemma(0), has));
        let (class, length) = found?;
        let tokens = start..owner[length - 1] + 1;
        let head = self.trees.head(tokens.clone());
        // A word of a name with more behind the name is none of the role's: "House" in "House Speaker".
        let name = self.name_at(start).map(|name| &self.places[name]);
        if name.is_some_and(|name| name.tokens.start < start || name.tokens.end < tokens.end) {
            return None;
        }
        let nominal = matches!(self.upos(head), Upos::Noun | Upos::Propn)
            || self.upos(head) == Upos::Adj && self.dep(head) != dep::AMOD;
        (nominal || length > 1).then_some(Role {
            tokens,
            head,
            class,
        })
    }

    /// Who has a role.
    pub(super) fn holding(&self, role: &Role) -> Option<Holding> {
        let wanted = match role.class {
            Class::Part => BODY,
            Class::Owner | Class::Maker => EITHER,
            _ => PERSON,
        };
        if let Some(name) = self.name_at(role.head) {
            let place = &self.places[name];
            let leads =
                wanted.contains(&self.kind(name)) && place.tokens.start == role.tokens.start;
            if !leads && place.tokens.len() > role.tokens.len() || self.kind(name) == Kind::Place {
                return None;
            }
            if leads && place.tokens.end > role.tokens.end {
                return self.held_by(vec![name], Rule::Title, role.head);
            }
        }
        self.titled(role, wanted)
            .or_else(|| self.called(role, wanted))
            .or_else(|| self.predicated(role, wanted))
            .or_else(|| self.followed(role, wanted))
            .or_else(|| self.described(role, wanted))
    }

    fn held_by(&self, holders: Vec<usize>, rule: Rule, trigger: usize) -> Option<Holding> {
        (!holders.is_empty()).then_some(Holding {
            holders,
            rule,
            trigger,
            status: Status::Now,
        })
    }

    fn is(&self, place: usize, wanted: Wanted) -> bool {
        let actor = self.actor(place);
        actor.named && wanted.contains(&actor.kind)
    }

    /// Those of a name's list who are of this kind.
    fn all(&self, name: usize, wanted: Wanted) -> Vec<usize> {
        let heads = self.list(self.places[name].head).into_iter();
        let places = heads.filter_map(|t| self.name_at(t));
        places.filter(|&p| self.is(p, wanted)).collect()
    }

    /// "Acme chairman Ann Lee", "Sens. Ann Lee and Tom Roy": a name behind the role, with ranks between at most.
    fn titled(&self, role: &Role, wanted: Wanted) -> Option<Holding> {
        let mut at = role.tokens.end;
        if at < self.len() && self.words.role_preposition.contains_any_case(self.word(at)) {
            return self.behind_phrase(role, at + 1, wanted);
        }
        for _ in 0..RANKS {
            if at >= self.len() {
                return None;
            }
            if let Some(name) = self.name_at(at) {
                let is_first = self.places[name].tokens.start == at;
                let mut holders = vec![name];
                if !is_first || !self.is(name, wanted) {
                    return None;
                }
                if self.trees.is_plural(role.head) || self.word(role.head).ends_with("s.") {
                    holders = self.all(name, wanted);
                }
                return self.held_by(holders, Rule::Title, role.head);
            }
            let rank = self.role_at(at, self.len().min(at + 5));
            match rank {
                Some(rank) => at = rank.tokens.end,
                None if self.is_rank(at) => at += 1,
                None => return None,
            }
        }
        None
    }

    /// "Danish ambassador to Peru Ann Lee": a name right behind what the preposition leads to.
    fn behind_phrase(&self, role: &Role, start: usize, wanted: Wanted) -> Option<Holding> {
        let phrase = self.inner_phrase(start, self.len());
        let name = phrase.clone().rev().find_map(|t| self.name_at(t))?;
        let first = self.places[name].tokens.start;
        let behind = first > phrase.start
            && !matches!(self.upos(first - 1), Upos::Det | Upos::Cconj)
            && self.places[name].tokens.end == phrase.end
            && !self.trees.is_possessive_mark(first - 1);
        let leads =
            behind && (self.name_at(first - 1).is_some() || self.upos(first - 1) == Upos::Noun);
        if !leads || !self.is(name, wanted) || self.role_ends_at(first) {
            return None;
        }
        self.held_by(vec![name], Rule::Title, role.head)
    }

    /// Whether a role's words end right before a token.
    fn role_ends_at(&self, token: usize) -> bool {
        (token.saturating_sub(3)..token).any(|start| {
            self.role_at(start, self.len())
                .is_some_and(|r| r.tokens.end == token)
        })
    }

    /// Whether a word may stand between a title and a name: a short form, a mark around a nickname.
    fn is_rank(&self, token: usize) -> bool {
        let word = self.word(token);
        self.upos(token) == Upos::Propn && word.ends_with('.') || matches!(word, "-" | "/")
    }

    /// Apposition either way: "Ann Lee, chairman of Acme", "the chairman, Ann Lee,".
    fn called(&self, role: &Role, wanted: Wanted) -> Option<Holding> {
        let syntax = self.trees.syntax;
        let mut at = role.head;
        for _ in 0..UP {
            let label = syntax.dep(at);
            let up = syntax.head(at);
            let below = syntax.dependents(at).take(16).filter(|&t| {
                matches!(syntax.dep(t), dep::APPOS | dep::FLAT | "nmod:desc") && t > role.head
            });
            let below: Vec<usize> = below.filter_map(|t| self.name_at(t)).collect();
            if let Some(&name) = below.iter().find(|&&p| self.is(p, wanted)) {
                return self.held_by(vec![name], Rule::Apposition, role.head);
            }
            match (label, up) {
                (dep::APPOS | "nmod:desc", Some(up)) => {
                    if let Some(place) = self.at(up).filter(|&p| self.is(p, wanted)) {
                        let plural = self.trees.is_plural(role.head);
                        let holders = if plural {
                            self.all(place, wanted)
                        } else {
                            vec![place]
                        };
                        // "music, Bach, the philosophers": one is not several.
                        if plural && holders.len() < 2 {
                            return None;
                        }
                        return self.held_by(holders, Rule::Apposition, role.head);
                    }
                    at = up;
                }
                (dep::CONJ | dep::COMPOUND, Some(up)) if self.upos(up) != Upos::Verb => {
                    let name = self
                        .name_at(up)
                        .filter(|&p| label == dep::CONJ && self.is(p, wanted));
                    if let Some(name) = name {
                        // "Ann Lee, a planner and founder of Acme": the second of two that follow a comma.
                        let end = self.places[name].tokens.end;
                        let after = syntax
                            .dependents(up)
                            .take(16)
                            .any(|t| syntax.dep(t) == dep::APPOS && (end..role.head).contains(&t));
                        let one = !self.trees.is_plural(role.head);
                        return (after && one)
                            .then(|| self.held_by(vec![name], Rule::Apposition, role.head))?;
                    }
                    at = up;
                }
                _ => return self.set_off(role, wanted),
            }
        }
        None
    }

    /// "a spokesman for Acme, Ann Lee,": a name between commas behind the role and what it is of.
    fn followed(&self, role: &Role, wanted: Wanted) -> Option<Holding> {
        let end = self.trees.text.sentences[self.trees.text.sentence_of(role.head)].tokens.end;
        let comma = self.behind_end(role, end);
        if comma + 1 >= end || self.word(comma) != "," {
            return None;
        }
        let start = self.phrase_start(role).checked_sub(1);
        let opened = start.is_some_and(|t| matches!(self.upos(t), Upos::Pron | Upos::Det))
            || self.upos(self.phrase_start(role)) == Upos::Det
            || (self.phrase_start(role)..role.tokens.start).any(|t| self.trees.is_possessive_mark(t));
        let name = self.name_at(comma + 1).filter(|&p| self.places[p].tokens.start == comma + 1)?;
        let after = self.places[name].tokens.end;
        let closed = after >= end || self.trees.is_sign(after) && self.word(after) != "'";
        let list = after + 1 < end && self.word(after) == "," && self.name_at(after + 1).is_some();
        if !opened || !closed || list || !self.is(name, wanted) || self.trees.is_plural(role.head) {
            return None;
        }
        self.held_by(vec![name], Rule::Apposition, role.head)
    }

    /// "Ann Lee, 48, chairman of Acme,": a name before the comma before the role's phrase, where a tree has it otherwise.
    fn set_off(&self, role: &Role, wanted: Wanted) -> Option<Holding> {
        let start = self.phrase_start(role);
        let comma = start.checked_sub(1)?;
        if !matches!(self.word(comma), "," | "(" | "–" | "—") {
            return None;
        }
        let mut before = comma.checked_sub(1)?;
        if self.upos(before) == Upos::Num && before >= 2 && self.word(before - 1) == "," {
            before -= 2;
        }
        let name = self.name_at(before).filter(|&p| self.is(p, wanted))?;
        let syntax = self.trees.syntax;
        let is_free = matches!(
            syntax.dep(role.head),
            dep::ROOT
                | dep::PARATAXIS
                | dep::DEP
                | dep::NMOD
                | dep::NMOD_UNMARKED
                | dep::CONJ
                | dep::APPOS
                | "list"
        );
        let plain = syntax.dependent(role.head, dep::COP).is_none();
        let last = self.places[name].tokens.end == before + 1;
        if is_free && plain && last {
            return self.held_by(vec![name], Rule::Apposition, role.head);
        }
        None
    }

    /// "Ann Lee is chairman", "was named chairman", "serves as chairman".
    fn predicated(&self, role: &Role, wanted: Wanted) -> Option<Holding> {
        let syntax = self.trees.syntax;
        let first = match (syntax.dep(role.head), syntax.head(role.head)) {
            (dep::CONJ, Some(up)) if self.upos(up) != Upos::Verb => up,
            _ => role.head,
        };
        if let Some(copula) = syntax.dependent(first, dep::COP) {
            let subject = self.trees.subject(first)?;
            let holders = self.persons(subject.head, wanted);
            let mut holding = self.held_by(holders, Rule::Predicate, first)?;
            if self.words.held.contains_any_case(self.word(copula)) {
                holding.status = Status::Former;
            }
            return Some(holding);
        }
        let as_role = syntax.dependents(first).take(16).any(|t| {
            matches!(syntax.dep(t), dep::CASE | dep::MARK)
                && self.words.as_word.contains_any_case(self.word(t))
        });
        let label = syntax.dep(first);
        let joined = match label {
            dep::XCOMP => true,
            dep::OBL | dep::NMOD | dep::ADVCL => as_role,
            // "became", "named him chairman" with the role as an object.
            dep::OBJ => true,
            _ => false,
        };
        let verb = syntax.head(first).filter(|_| joined)?;
        if self.upos(verb) != Upos::Verb {
            return None;
        }
        let lemma = syntax.lemma(verb);
        let naming = self.words.naming.contains_any_case(lemma);
        let ends = self.words.ending.contains_any_case(lemma);
        if !(naming || ends || as_role) || label == dep::OBJ && !naming && !ends {
            return None;
        }
        let object = syntax
            .dependents(verb)
            .take(16)
            .find(|&t| t != first && matches!(syntax.dep(t), dep::OBJ | dep::IOBJ));
        let subject = self.doer_of(verb);
        let replaces = self.words.replacing.contains_any_case(lemma);
        let who = match object {
            Some(object) if !self.trees.is_passive(verb) && (naming || ends && !replaces) => object,
            _ => subject?,
        };
        let mut holding = self.held_by(self.persons(who, wanted), Rule::Predicate, verb)?;
        if ends && !replaces {
            holding.status = Status::Former;
        }
        Some(holding)
    }

    /// "the Acme chairman", who is somebody that the text names elsewhere.
    fn described(&self, role: &Role, wanted: Wanted) -> Option<Holding> {
        let place = self.at(role.head).filter(|&p| self.is(p, wanted))?;
        let is_name = self.name_at(role.head) == Some(place);
        (!is_name).then_some(())?;
        self.held_by(vec![place], Rule::Description, role.head)
    }

    /// Those of a list of noun phrases who are of this kind.
    fn persons(&self, head: usize, wanted: Wanted) -> Vec<usize> {
        let mut places = self.resolve_list(head);
        places.retain(|&p| self.is(p, wanted));
        places
    }

    /// The first word of the noun phrase before a role, without article.
    pub(super) fn phrase_start(&self, role: &Role) -> usize {
        let first = self.trees.text.sentences[self.trees.text.sentence_of(role.head)]
            .tokens
            .start;
        let mut start = role.tokens.start;
        while start > first && (self.is_inner(start - 1) || self.upos(start - 1) == Upos::Det) {
            start -= 1;
        }
        start
    }

    /// What the words of a role's phrase and the verb tell of when it is held.
    pub(super) fn status(&self, role: &Role, holding: &Holding) -> (Status, Polarity) {
        let polarity = self.trees.polarity(holding.trigger);
        let inner = self.phrase_start(role)..role.tokens.start;
        let has = |set: &newsgraph_lexicon::WordSet| {
            inner.clone().any(|t| set.contains_any_case(self.word(t)))
        };
        let status = if polarity.negated || self.trees.is_denied_noun(role.head) {
            Status::Denied
        } else if has(&self.words.former) {
            Status::Former
        } else if has(&self.words.future) || self.is_planned(holding.trigger) {
            Status::Planned
        } else {
            holding.status
        };
        (status, polarity)
    }

    /// Whether a verb or predicate is of what is to come: by "will", or by a verb above that plans.
    pub(super) fn is_planned(&self, head: usize) -> bool {
        let syntax = self.trees.syntax;
        let will = |t: usize| {
            let mut below = syntax.dependents(t).take(16);
            below.any(|d| {
                syntax.dep(d) == dep::AUX && self.words.will.contains_any_case(self.word(d))
            })
        };
        if will(head) {
            return true;
        }
        let up = syntax
            .head(head)
            .filter(|_| matches!(syntax.dep(head), dep::XCOMP | dep::ACL));
        up.is_some_and(|up| {
            self.trees.is_infinitive(head)
                && self.words.planning.contains_any_case(syntax.lemma(up))
        })
    }
}
