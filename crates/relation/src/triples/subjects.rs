use super::phrases::Phrases;
use newsgraph_document::{Upos, dep};

/// How a clause has its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Route {
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
}

/// How many clauses up a subject is looked for.
const UP: usize = 6;

impl Phrases<'_> {
    /// The heads of a clause's subjects: its own, or through coordination, control and relative clauses.
    pub(super) fn subjects(&self, clause: usize) -> (Vec<usize>, Route) {
        let mut at = clause;
        let mut route = Route::Own;
        let mut go = |step: Route| {
            if route == Route::Own {
                route = step;
            }
        };
        for _ in 0..UP {
            if let Some(own) = self.own_subject(at) {
                if !self.relative(own) {
                    return (self.list(own), route);
                }
                let above = std::iter::once(at).chain(self.syntax.ancestors(at).take(UP));
                let noun = above
                    .filter(|&t| self.syntax.dep(t) == dep::ACL_RELCL)
                    .find_map(|c| self.syntax.head(c));
                go(Route::Relative);
                return (noun.into_iter().collect(), route);
            }
            let Some(up) = self.syntax.head(at) else {
                break;
            };
            match self.syntax.dep(at) {
                dep::CONJ => go(Route::Shared),
                dep::XCOMP => {
                    let object = self
                        .below(up)
                        .find(|&d| matches!(self.syntax.dep(d), dep::OBJ | "iobj") && d < at);
                    if let Some(object) = object.filter(|&o| !self.relative(o)) {
                        go(Route::Controlled);
                        return (vec![object], route);
                    }
                    go(Route::Raised);
                }
                dep::ACL => {
                    go(if self.infinitive(at) {
                        Route::Infinitive
                    } else {
                        Route::Participle
                    });
                    return (vec![up], route);
                }
                dep::ADVCL if self.nonfinite(at) => go(Route::Adverbial),
                _ => break,
            }
            at = up;
        }
        (Vec::new(), route)
    }

    fn own_subject(&self, clause: usize) -> Option<usize> {
        let subject = |&d: &usize| {
            matches!(
                self.syntax.dep(d),
                dep::NSUBJ | dep::NSUBJ_PASS | dep::CSUBJ | "csubj:pass"
            )
        };
        self.below(clause).find(subject)
    }

    pub(super) fn infinitive(&self, clause: usize) -> bool {
        self.below(clause)
            .any(|d| self.syntax.dep(d) == dep::MARK && self.is(d, &["to"]))
    }

    /// Whether a clause is an infinitive or a participle, which have no subject of their own.
    fn nonfinite(&self, clause: usize) -> bool {
        let participle = matches!(self.syntax.xpos(clause), "VBG" | "VBN")
            && self.first(clause, dep::AUX).is_none();
        self.syntax.upos(clause) == Upos::Verb && (participle || self.infinitive(clause))
            || self.syntax.upos(clause) == Upos::Adj && self.first(clause, dep::COP).is_none()
    }

    /// The clauses that a clause hangs on by control, nearest first.
    pub(super) fn raised_from(&self, clause: usize) -> impl Iterator<Item = usize> + '_ {
        let step = |at: usize| {
            (self.syntax.dep(at) == dep::XCOMP)
                .then(|| self.syntax.head(at))
                .flatten()
        };
        std::iter::successors(step(clause), move |&at| step(at)).take(UP)
    }
}
