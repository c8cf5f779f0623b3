use crate::Trees;
use crate::grammar::Tag;
use newsgraph_document::{Upos, dep};
use std::ops::Range;

/// The subject of a clause: who or what its verb is said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The head of its phrase.
    pub head: usize,
    /// How the clause has it.
    pub route: Route,
}

/// How a clause has its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Route {
    /// A word of its own.
    Own,
    /// What its relative pronoun stands for.
    Relative,
    /// That of the clause which it is coordinated with.
    Shared,
    /// That of the clause above: "plans to go".
    Raised,
    /// The object of the clause above: "told him to go".
    Controlled,
    /// The noun that it modifies: "a man named Lee".
    Participle,
    /// The same: "the first to go".
    Infinitive,
    /// That of the clause which it is an adverbial of.
    Adverbial,
    /// That of the clause above, though by its form it should have its own.
    Loose,
}

/// How many clauses up a subject is looked for.
const UP: usize = 6;

/// How many dependents of a clause are looked at, from the first on: a list of thousands is hung on one word.
const DEPENDENTS: usize = 64;

impl Trees<'_> {
    /// The subject of a clause by the head of the clause: its own, or through coordination, control, relative
    /// clauses, participles and adverbials. Of several subjects of its own the nearest before it; of a list of
    /// subjects the first one.
    pub fn subject(&self, clause: usize) -> Option<Subject> {
        let mut at = clause;
        let mut route = Route::Own;
        for _ in 0..UP {
            if let Some(own) = self.own_subject(at) {
                return self.stands_for(own, at, route);
            }
            let up = self.syntax.head(at)?;
            let (next, step) = match self.syntax.dep(at) {
                dep::CONJ => (up, Route::Shared),
                dep::XCOMP => {
                    if let Some(head) = self.controller(up, at) {
                        let route = first_step(route, Route::Controlled);
                        return Some(Subject { head, route });
                    }
                    (up, Route::Raised)
                }
                // "..., adding" goes with the clause, whatever noun the tree hangs it on.
                dep::ACL if self.is_set_off(at) => (self.clause_of(up)?, Route::Adverbial),
                dep::ACL => {
                    let step = if self.is_infinitive(at) {
                        Route::Infinitive
                    } else {
                        Route::Participle
                    };
                    let route = first_step(route, step);
                    return Some(Subject { head: up, route });
                }
                dep::ADVCL if self.is_nonfinite(at) => (up, Route::Adverbial),
                // "he said they would go, adding": who says goes on.
                dep::CCOMP if self.is_set_off(at) => (up, Route::Adverbial),
                dep::ADVCL | dep::COP | dep::AUX => (up, Route::Loose),
                _ => return None,
            };
            route = first_step(route, step);
            at = next;
        }
        None
    }

    /// The subject that a word of the clause is, or stands for as a relative pronoun.
    fn stands_for(&self, own: usize, clause: usize, route: Route) -> Option<Subject> {
        if !self.is_relative(own) {
            return Some(Subject { head: own, route });
        }
        let mut above = std::iter::once(clause).chain(self.syntax.ancestors(clause).take(UP));
        let relative = above.find(|&t| self.syntax.dep(t) == dep::ACL_RELCL);
        let noun = relative.and_then(|t| self.syntax.head(t));
        noun.map(|head| Subject {
            head,
            route: first_step(route, Route::Relative),
        })
    }

    /// The subject among a clause's dependents, the nearest before it where there are several. A name that the
    /// tree takes for one that is addressed stands in for it.
    fn own_subject(&self, clause: usize) -> Option<usize> {
        let nearest = |is_subject: &dyn Fn(usize) -> bool| {
            let subjects = self.first_dependents(clause).filter(|&t| is_subject(t));
            subjects.min_by_key(|&t| (t > clause, t.abs_diff(clause)))
        };
        let label = |t: usize| self.syntax.dep(t);
        nearest(&|t| matches!(label(t), dep::NSUBJ | dep::NSUBJ_PASS | dep::NSUBJ_OUTER))
            .or_else(|| nearest(&|t| matches!(label(t), dep::CSUBJ | "csubj:pass")))
            .or_else(|| {
                nearest(&|t| {
                    t < clause
                        && self.syntax.upos(t) == Upos::Propn
                        && matches!(label(t), "vocative" | "dislocated")
                })
            })
            .or_else(|| self.behind_time(clause))
    }

    /// The name that a tree hangs on the time before it: "Last night *Ann Lee*, a senator, said".
    fn behind_time(&self, clause: usize) -> Option<usize> {
        let syntax = self.syntax;
        let is_bare = |&t: &usize| {
            t < clause
                && syntax.dep(t) == dep::OBL_UNMARKED
                && syntax.dependent(t, dep::CASE).is_none()
        };
        let time = self.first_dependents(clause).find(is_bare)?;
        let name = syntax.dependent(time, dep::APPOS)?;
        (name == time + 1 && syntax.upos(name) == Upos::Propn).then_some(name)
    }

    /// The object of a verb that does what a clause behind it says: "told *him* to go".
    fn controller(&self, verb: usize, clause: usize) -> Option<usize> {
        let is_object = |&t: &usize| {
            t < clause && matches!(self.syntax.dep(t), dep::OBJ | dep::IOBJ) && !self.is_relative(t)
        };
        self.first_dependents(verb).find(is_object)
    }

    /// The dependents of a word that are looked at.
    pub(crate) fn first_dependents(&self, clause: usize) -> impl Iterator<Item = usize> + '_ {
        self.syntax.dependents(clause).take(DEPENDENTS)
    }

    /// Who does what a passive verb says: "was told *by Ann*".
    pub fn agent(&self, verb: usize) -> Option<usize> {
        self.syntax.dependent(verb, dep::OBL_AGENT)
    }

    /// Whether a verb has the auxiliary of a passive.
    pub fn is_passive(&self, verb: usize) -> bool {
        self.syntax.dependent(verb, dep::AUX_PASS).is_some()
    }

    /// Whether a verb is a participle of the past with no auxiliary at all: "asked by reporters".
    pub fn is_bare_past_participle(&self, verb: usize) -> bool {
        let is_auxiliary = |t: usize| self.syntax.dep(t).starts_with(dep::AUX);
        self.is_past_participle(verb) && !self.syntax.dependents(verb).any(is_auxiliary)
    }

    /// Whether a verb is a participle of the present.
    pub fn is_present_participle(&self, verb: usize) -> bool {
        self.has(verb, Tag::PresentParticiple)
    }

    /// Whether a verb stands in the past tense, by its tag.
    pub fn is_past(&self, verb: usize) -> bool {
        self.has(verb, Tag::Past)
    }

    /// Whether a verb is a participle of the past.
    pub fn is_past_participle(&self, verb: usize) -> bool {
        self.has(verb, Tag::PastParticiple)
    }

    /// Whether a verb is a participle, or a form of the past that looks like one.
    pub fn is_participle_or_past(&self, verb: usize) -> bool {
        [Tag::PresentParticiple, Tag::PastParticiple, Tag::Past]
            .into_iter()
            .any(|tag| self.has(verb, tag))
    }

    /// Whether a token is the mark of an infinitive, by its tag.
    pub fn is_infinitive_mark(&self, token: usize) -> bool {
        self.has(token, Tag::InfinitiveMark)
    }

    /// Whether a token is any form of a verb, by its tag.
    pub fn is_verb_form(&self, token: usize) -> bool {
        self.has(token, Tag::Verb)
    }

    /// Whether a token is a verb in the infinitive, by its tag.
    pub fn has_infinitive_form(&self, token: usize) -> bool {
        self.has(token, Tag::Infinitive)
    }

    /// Whether a token is a verb or modal in a finite form, by its tag.
    pub fn is_finite(&self, token: usize) -> bool {
        let others = [Tag::Infinitive, Tag::PresentParticiple, Tag::PastParticiple];
        self.has(token, Tag::Modal)
            || self.is_verb_form(token) && !others.into_iter().any(|tag| self.has(token, tag))
    }

    /// Whether a clause has the mark of an infinitive.
    pub fn is_infinitive(&self, clause: usize) -> bool {
        self.infinitive_mark(clause).is_some()
    }

    /// The mark of the infinitive that a clause is.
    pub fn infinitive_mark(&self, clause: usize) -> Option<usize> {
        self.first_dependents(clause).find(|&t| {
            self.syntax.dep(t) == dep::MARK
                && self.grammar.infinitive.contains_any_case(self.word(t))
        })
    }

    /// Whether a clause is an infinitive or a participle, which have no subject of their own, or an adjective
    /// without a copula.
    fn is_nonfinite(&self, clause: usize) -> bool {
        match self.syntax.upos(clause) {
            Upos::Verb => {
                let participle = self.has(clause, Tag::PresentParticiple)
                    || self.has(clause, Tag::PastParticiple);
                let bare = self.syntax.dependent(clause, dep::AUX).is_none();
                participle && bare || self.is_infinitive(clause)
            }
            Upos::Adj => self.syntax.dependent(clause, dep::COP).is_none(),
            _ => false,
        }
    }

    /// Whether a participle of the present follows a comma or dash.
    pub fn is_set_off(&self, verb: usize) -> bool {
        self.is_present_participle(verb)
            && verb > 0
            && matches!(self.word(verb - 1), "," | "-" | "–" | "—" | "--")
    }

    /// Whether a word is a pronoun that begins a relative clause.
    pub fn is_relative(&self, token: usize) -> bool {
        self.syntax.upos(token) == Upos::Pron
            && !self.has_demonstrative_form(token)
            && self.grammar.relative.contains_any_case(self.word(token))
    }

    /// Whether a word is a relative or interrogative one by its tag.
    pub fn has_relative_form(&self, token: usize) -> bool {
        self.has(token, Tag::Relative)
    }

    /// Whether a word is a demonstrative by its tag, and joins no clause: "this", "that".
    pub fn has_demonstrative_form(&self, token: usize) -> bool {
        self.has(token, Tag::Demonstrative)
    }

    /// Whether a word joins a clause that is told: "that".
    pub fn is_complementizer(&self, token: usize) -> bool {
        self.grammar.complement.contains_any_case(self.word(token))
    }

    /// The nearest verb from a word up its tree.
    fn clause_of(&self, token: usize) -> Option<usize> {
        std::iter::once(token)
            .chain(self.syntax.ancestors(token))
            .find(|&t| matches!(self.syntax.upos(t), Upos::Verb | Upos::Aux))
    }

    /// A verb with the auxiliaries right before it and its particle right after.
    pub fn verb_group(&self, verb: usize) -> Range<usize> {
        let hangs = |t: usize| self.syntax.head(t) == Some(verb);
        let (mut start, mut end) = (verb, verb + 1);
        while start > 0 && hangs(start - 1) && self.syntax.dep(start - 1).starts_with(dep::AUX) {
            start -= 1;
        }
        while end < self.syntax.len() && hangs(end) && self.syntax.dep(end) == dep::COMPOUND_PRT {
            end += 1;
        }
        start..end
    }
}

/// The route by its first step.
fn first_step(route: Route, step: Route) -> Route {
    if route == Route::Own { step } else { route }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Grammar;
    use newsgraph_sketch::Sketch;

    /// Each row: a tree, the verb, its subject and the route.
    #[test]
    fn subjects_and_their_routes() {
        let cases = [
            (
                "Ann PROPN 2 nsubj\nspoke VERB 0 root",
                "spoke",
                "Ann",
                Route::Own,
            ),
            (
                "the DET 2 det\nman NOUN 0 root\nwho PRON 4 nsubj WP\nspoke VERB 2 acl:relcl",
                "spoke",
                "man",
                Route::Relative,
            ),
            (
                "last ADJ 2 amod\nnight NOUN 4 obl:unmarked\nAnn PROPN 2 appos\nspoke VERB 0 root",
                "spoke",
                "Ann",
                Route::Own,
            ),
            (
                "Ann PROPN 2 nsubj\nrose VERB 0 root\nand CCONJ 4 cc\nspoke VERB 2 conj",
                "spoke",
                "Ann",
                Route::Shared,
            ),
            (
                "Ann PROPN 2 nsubj\nplans VERB 0 root\nto PART 4 mark\ngo VERB 2 xcomp VB",
                "go",
                "Ann",
                Route::Raised,
            ),
            (
                "Ann PROPN 2 nsubj\ntold VERB 0 root\nTom PROPN 2 iobj\nto PART 5 mark\ngo VERB 2 xcomp VB",
                "go",
                "Tom",
                Route::Controlled,
            ),
            (
                "a DET 2 det\nman NOUN 0 root\nnamed VERB 2 acl VBN",
                "named",
                "man",
                Route::Participle,
            ),
            (
                "Ann PROPN 2 nsubj\nleft VERB 0 root\nhouse NOUN 2 obj\n, PUNCT 5 punct\nadding VERB 3 acl VBG",
                "adding",
                "Ann",
                Route::Adverbial,
            ),
            (
                "Leaving VERB 4 advcl VBG\n, PUNCT 1 punct\nAnn PROPN 4 nsubj\nspoke VERB 0 root",
                "Leaving",
                "Ann",
                Route::Adverbial,
            ),
        ];
        for (rows, verb, subject, route) in cases {
            let sketch = Sketch::new(rows);
            let (syntax, grammar) = (sketch.syntax(), Grammar::english());
            let trees = Trees::new(sketch.view(), &syntax, &grammar);
            let found = trees.subject(sketch.token(verb)).unwrap();
            assert_eq!(
                (trees.word(found.head), found.route),
                (subject, route),
                "{rows}"
            );
        }
    }

    #[test]
    fn a_verb_takes_its_auxiliaries() {
        let sketch = Sketch::new(
            "He PRON 4 nsubj\nhas AUX 4 aux\nbeen AUX 4 aux:pass\nput VERB 0 root VBN\ndown ADP 4 compound:prt\nby ADP 7 case\nAnn PROPN 4 obl:agent",
        );
        let (syntax, grammar) = (sketch.syntax(), Grammar::english());
        let trees = Trees::new(sketch.view(), &syntax, &grammar);
        assert_eq!(sketch.words(trees.verb_group(3)), "has been put down");
        assert!(trees.is_passive(3) && trees.is_past_participle(3));
        assert!(!trees.is_bare_past_participle(3));
        assert_eq!(trees.agent(3), Some(6));
    }

    #[test]
    fn a_demonstrative_is_told_by_its_tag() {
        let sketch = Sketch::new(
            "That PRON 2 nsubj DT\nshows VERB 0 root\nthat SCONJ 5 mark IN\nAnn PROPN 5 nsubj\nleft VERB 2 ccomp",
        );
        let (syntax, grammar) = (sketch.syntax(), Grammar::english());
        let trees = Trees::new(sketch.view(), &syntax, &grammar);
        assert!(trees.has_demonstrative_form(0) && !trees.has_demonstrative_form(2));
    }
}
