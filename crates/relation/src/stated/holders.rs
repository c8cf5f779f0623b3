use super::draft::Rule;
use super::roles::{Holding, Role};
use super::stage::{Kind, Stage};
use super::words::Class;
use newsgraph_document::{Status, Upos, dep};
use newsgraph_lexicon::WordSet;

/// The kinds of those who may have a role.
pub(super) type Wanted<'a> = &'a [Kind];

const PERSON: Wanted<'static> = &[Kind::Person, Kind::Other];
const BODY: Wanted<'static> = &[Kind::Body];
const EITHER: Wanted<'static> = &[Kind::Person, Kind::Body, Kind::Other];

/// How many words up a title's noun is followed.
const UP: usize = 6;

/// Words between a title and a name that are passed over: ranks, further titles.
const RANKS: usize = 5;

impl Stage<'_> {
    /// Who has a role.
    pub(super) fn holding(&self, role: &Role) -> Option<Holding> {
        let wanted = match role.class {
            Class::Part => BODY,
            Class::Owner | Class::Maker => EITHER,
            _ => PERSON,
        };
        self.held(role, wanted)
    }

    /// Those of some kinds who have a role.
    pub(super) fn held(&self, role: &Role, wanted: Wanted<'_>) -> Option<Holding> {
        if let Some(name) = self.name_at(role.head) {
            let place = &self.places[name];
            let leads =
                wanted.contains(&self.kind(name)) && place.tokens.start == role.tokens.start;
            if !leads && place.tokens.len() > role.tokens.len() || self.kind(name) == Kind::Place {
                return None;
            }
            if leads && place.tokens.end > role.tokens.end {
                return Self::held_by(vec![name], Rule::Title, role.head);
            }
        }
        self.titled(role, wanted)
            .or_else(|| self.called(role, wanted))
            .or_else(|| self.predicated(role, wanted))
            .or_else(|| self.followed(role, wanted))
            .or_else(|| self.described(role, wanted))
    }

    fn held_by(holders: Vec<usize>, rule: Rule, trigger: usize) -> Option<Holding> {
        (!holders.is_empty()).then_some(Holding {
            holders,
            rule,
            trigger,
            status: Status::Now,
        })
    }

    fn is(&self, place: usize, wanted: Wanted<'_>) -> bool {
        let actor = self.actor(place);
        actor.named && wanted.contains(&actor.kind)
    }

    /// Those of a name's list who are of this kind.
    fn all(&self, name: usize, wanted: Wanted<'_>) -> Vec<usize> {
        let head = self.places[name].head;
        let up = self.trees.syntax.head(head);
        let first = up.filter(|_| self.dep(head) == dep::CONJ).unwrap_or(head);
        let heads = self.list(first).into_iter();
        let places = heads.filter_map(|t| self.name_at(t));
        places.filter(|&p| self.is(p, wanted)).collect()
    }

    /// "Acme chairman Ann Lee", "Sens. Ann Lee and Tom Roy": a name behind the role, with ranks between at most.
    fn titled(&self, role: &Role, wanted: Wanted<'_>) -> Option<Holding> {
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
                return Self::held_by(holders, Rule::Title, role.head);
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
    fn behind_phrase(&self, role: &Role, start: usize, wanted: Wanted<'_>) -> Option<Holding> {
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
        Self::held_by(vec![name], Rule::Title, role.head)
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
    fn called(&self, role: &Role, wanted: Wanted<'_>) -> Option<Holding> {
        let syntax = self.trees.syntax;
        let mut at = role.head;
        for _ in 0..UP {
            let label = syntax.dep(at);
            let up = syntax.head(at);
            let below = self.below(at).filter(|&t| {
                matches!(syntax.dep(t), dep::APPOS | dep::FLAT | "nmod:desc") && t > role.head
            });
            let below: Vec<usize> = below.filter_map(|t| self.name_at(t)).collect();
            if let Some(&name) = below.iter().find(|&&p| self.is(p, wanted)) {
                return Self::held_by(vec![name], Rule::Apposition, role.head);
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
                        return Self::held_by(holders, Rule::Apposition, role.head);
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
                        let after = self
                            .below(up)
                            .any(|t| syntax.dep(t) == dep::APPOS && (end..role.head).contains(&t));
                        let one = !self.trees.is_plural(role.head);
                        return (after && one)
                            .then(|| Self::held_by(vec![name], Rule::Apposition, role.head))?;
                    }
                    at = up;
                }
                _ => return self.set_off(role, wanted),
            }
        }
        None
    }

    /// "a spokesman for Acme, Ann Lee,": a name between commas behind the role and what it is of.
    fn followed(&self, role: &Role, wanted: Wanted<'_>) -> Option<Holding> {
        let text = self.trees.text;
        let sentence = text.sentences[text.sentence_of(role.head)].tokens.clone();
        let (comma, end) = (self.behind_end(role, sentence.end), sentence.end);
        if comma + 1 >= end || self.word(comma) != "," || self.trees.is_plural(role.head) {
            return None;
        }
        let start = self.phrase_start(role);
        let before = start.checked_sub(1).filter(|t| sentence.contains(t));
        let article = |t: usize| matches!(self.upos(t), Upos::Pron | Upos::Det);
        let owned = (start..role.tokens.start).any(|t| self.trees.is_possessive_mark(t));
        let opened = before.is_some_and(article) || article(start) || owned;
        let next = comma + 1;
        let place = self
            .at(next)
            .filter(|&p| self.places[p].tokens.start == next)?;
        let after = self.places[place].tokens.end;
        let closed = after >= end || self.trees.is_sign(after) && self.word(after) != "'";
        let list = after + 1 < end && self.word(after) == "," && self.name_at(after + 1).is_some();
        let apposed = opened && closed && !list && self.name_at(next) == Some(place);
        // "A former banker, she ...": what begins a sentence is said of its subject.
        let first = start <= sentence.start + 1 && self.dep(self.places[place].head) == dep::NSUBJ;
        if !(apposed || first && opened) || !self.is(place, wanted) {
            return None;
        }
        Self::held_by(vec![place], Rule::Apposition, role.head)
    }

    /// "Ann Lee, 48, chairman of Acme,": a name before the comma before the role's phrase, where a tree has it otherwise.
    fn set_off(&self, role: &Role, wanted: Wanted<'_>) -> Option<Holding> {
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
        let plain = !self.has_copula(role.head);
        let last = self.places[name].tokens.end == before + 1;
        if is_free && plain && last {
            return Self::held_by(vec![name], Rule::Apposition, role.head);
        }
        None
    }

    /// "Ann Lee is chairman", "was named chairman", "serves as chairman".
    fn predicated(&self, role: &Role, wanted: Wanted<'_>) -> Option<Holding> {
        let syntax = self.trees.syntax;
        let first = match (syntax.dep(role.head), syntax.head(role.head)) {
            (dep::CONJ, Some(up)) if self.upos(up) != Upos::Verb => up,
            _ => role.head,
        };
        if let Some(copula) = self.copula(first) {
            let subject = self.trees.subject(first)?;
            let holders = self.persons(subject.head, wanted);
            let mut holding = Self::held_by(holders, Rule::Predicate, first)?;
            if self.words.held.contains_any_case(self.word(copula)) {
                holding.status = Status::Former;
            }
            return Some(holding);
        }
        self.by_verb(first, wanted)
    }

    /// "was named chairman", "became chairman", "left Acme as chairman": a role that a verb gives or takes.
    fn by_verb(&self, role: usize, wanted: Wanted<'_>) -> Option<Holding> {
        let syntax = self.trees.syntax;
        let verb = syntax.head(role).filter(|&t| self.upos(t) == Upos::Verb)?;
        let lemma = syntax.lemma(verb);
        let is = |set: &WordSet| set.contains_any_case(lemma);
        let words = self.words;
        let as_role = self.below(role).any(|t| {
            matches!(syntax.dep(t), dep::CASE | dep::MARK)
                && words.as_word.contains_any_case(self.word(t))
        });
        let mut below = self.below(verb);
        let object = below.find(|&t| t != role && matches!(syntax.dep(t), dep::OBJ | dep::IOBJ));
        let (ends, replaces) = (is(&words.ending), is(&words.replacing));
        let given = is(&words.naming) || as_role;
        let active = !self.trees.is_passive(verb);
        let fits = match syntax.dep(role) {
            dep::XCOMP if active && object.is_none() => is(&words.becoming) || as_role,
            dep::XCOMP => given,
            dep::OBL | dep::NMOD | dep::ADVCL => as_role,
            // "named him chairman", "became chairman", but not "named a chairman".
            dep::OBJ => is(&words.becoming) || object.is_some() && is(&words.naming),
            _ => false,
        };
        let who = match object {
            Some(object) if active && (is(&words.naming) || ends && !replaces) => Some(object),
            _ => self.doer_of(verb),
        };
        let holders = self.persons(who.filter(|_| fits)?, wanted);
        let mut holding = Self::held_by(holders, Rule::Predicate, verb)?;
        // "served as a senator for 36 years"
        let served =
            as_role && object.is_none() && self.trees.is_past(verb) && !is(&words.becoming);
        if ends && !replaces || served {
            holding.status = Status::Former;
        }
        Some(holding)
    }

    /// "the Acme chairman", who is somebody that the text names elsewhere.
    fn described(&self, role: &Role, wanted: Wanted<'_>) -> Option<Holding> {
        let place = self.at(role.head).filter(|&p| self.is(p, wanted))?;
        let is_name = self.name_at(role.head) == Some(place);
        (!is_name).then_some(())?;
        Self::held_by(vec![place], Rule::Description, role.head)
    }

    /// Those of a list of noun phrases who are of this kind.
    fn persons(&self, head: usize, wanted: Wanted<'_>) -> Vec<usize> {
        let mut places = self.resolve_list(head);
        places.retain(|&p| self.is(p, wanted));
        places
    }
}
