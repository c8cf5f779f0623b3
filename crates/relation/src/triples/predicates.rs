use super::phrases::Phrases;
use newsgraph_document::{Upos, dep};

/// A verb that the text leaves out: in "Ann Lee, a physicist" and "Ann's boat".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ImpliedVerb {
    /// Of one.
    Is,
    /// Of several.
    Are,
    /// Of one.
    Has,
    /// Of several.
    Have,
}

impl ImpliedVerb {
    /// The verb as a reader would put it.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Is => "is",
            Self::Are => "are",
            Self::Has => "has",
            Self::Have => "have",
        }
    }
}

/// Words of a predicate before its own arguments.
#[derive(Clone, Debug, Default)]
pub(super) struct Predicate {
    pub(super) tokens: Vec<usize>,
    pub(super) implied: Option<ImpliedVerb>,
}

/// How many clauses up auxiliaries and controlling verbs are looked for.
const UP: usize = 5;

impl Phrases<'_> {
    /// The predicate of a clause: auxiliaries, negation, adverbs among them, the verb with its particles; before
    /// them the verbs that it hangs on by control ("is expected to rise").
    pub(super) fn predicate(&self, clause: usize) -> Predicate {
        let mut tokens = self.lead(clause, UP);
        self.core(clause, &mut tokens);
        tokens.sort_unstable();
        tokens.dedup();
        let first = self.first_of_list(clause);
        let passive = matches!(self.syntax.dep(first), dep::ACL | dep::ADVCL)
            && self.first(first, dep::AUX_PASS).is_none();
        let bare = tokens.first() == Some(&clause)
            || tokens
                .first()
                .is_some_and(|&t| self.syntax.upos(t) == Upos::Adv);
        let noun = self.syntax.head(first).unwrap_or(clause);
        let implied = (passive && bare && self.syntax.xpos(clause) == "VBN").then(|| self.be(noun));
        Predicate { tokens, implied }
    }

    /// The clause that a list of clauses begins with.
    fn first_of_list(&self, clause: usize) -> usize {
        let step = |&at: &usize| {
            (self.syntax.dep(at) == dep::CONJ)
                .then(|| self.syntax.head(at))
                .flatten()
        };
        std::iter::successors(Some(clause), step)
            .take(UP)
            .last()
            .unwrap_or(clause)
    }

    /// The form of "be" that goes with a noun, which the text leaves out.
    pub(super) fn be(&self, noun: usize) -> ImpliedVerb {
        if self.plural(noun) {
            ImpliedVerb::Are
        } else {
            ImpliedVerb::Is
        }
    }

    /// The form of "have".
    pub(super) fn have(&self, noun: usize) -> ImpliedVerb {
        if self.plural(noun) {
            ImpliedVerb::Have
        } else {
            ImpliedVerb::Has
        }
    }

    fn plural(&self, noun: usize) -> bool {
        matches!(self.syntax.xpos(noun), "NNS" | "NNPS")
            || self.is(noun, &["they", "we", "you", "these", "those"])
    }

    /// The verb with its particles; of a copular clause the copula, and an adjective.
    fn core(&self, clause: usize, tokens: &mut Vec<usize>) {
        tokens.push(clause);
        tokens.extend(self.copula(clause));
        tokens.extend(
            self.below(clause)
                .filter(|&d| self.syntax.dep(d) == dep::COMPOUND_PRT),
        );
    }

    /// The copula of a clause; the second one where its head is a clause that is predicated itself ("The
    /// trouble is that she is late").
    pub(super) fn copula(&self, clause: usize) -> Option<usize> {
        self.below(clause)
            .filter(|&d| self.syntax.dep(d) == dep::COP)
            .last()
    }

    fn lead(&self, clause: usize, up: usize) -> Vec<usize> {
        let mut tokens = self.auxiliaries(clause);
        let (Some(head), Some(up)) = (self.syntax.head(clause), up.checked_sub(1)) else {
            return tokens;
        };
        let to = self
            .below(clause)
            .filter(|&d| self.syntax.dep(d) == dep::MARK && self.is(d, &["to"]));
        match self.syntax.dep(clause) {
            dep::XCOMP if !self.controlled(clause, head) && head < clause => {
                tokens.extend(to);
                tokens.extend(self.lead(head, up));
                self.core(head, &mut tokens);
            }
            dep::CONJ if tokens.is_empty() && head < clause && !self.has_subject(clause) => {
                tokens.extend(to);
                let shared = self.lead(head, up);
                tokens.extend(shared.into_iter().filter(|&t| self.fits(t, clause)));
            }
            dep::ADVCL if self.infinitive(clause) && head < clause => {
                tokens.extend(to);
                tokens.extend(self.lead(head, up));
                self.core(head, &mut tokens);
            }
            dep::ACL => tokens.extend(to),
            _ => {}
        }
        tokens
    }

    /// Whether a word before one verb goes with the form of another in the same list.
    fn fits(&self, word: usize, verb: usize) -> bool {
        let form = self.syntax.xpos(verb);
        match self.syntax.dep(word) {
            dep::AUX_PASS => form == "VBN",
            dep::AUX if self.syntax.xpos(word) == "MD" || self.syntax.lemma(word) == "do" => {
                form == "VB"
            }
            dep::AUX => matches!(form, "VBN" | "VBG"),
            dep::COP | dep::ADVMOD => false,
            _ => matches!(form, "VB" | "VBN" | "VBG"),
        }
    }

    fn has_subject(&self, clause: usize) -> bool {
        self.below(clause)
            .any(|d| matches!(self.syntax.dep(d), dep::NSUBJ | dep::NSUBJ_PASS))
    }

    /// Whether an object between the two verbs does what the second says.
    fn controlled(&self, clause: usize, head: usize) -> bool {
        self.below(head)
            .any(|d| matches!(self.syntax.dep(d), dep::OBJ | "iobj") && d < clause)
    }

    /// Auxiliaries, negation, and adverbs between them and the verb.
    fn auxiliaries(&self, clause: usize) -> Vec<usize> {
        let copula = self.copula(clause);
        let is_auxiliary =
            |d: usize| matches!(self.syntax.dep(d), dep::AUX | dep::AUX_PASS) || Some(d) == copula;
        let first = self.below(clause).find(|&d| is_auxiliary(d));
        let part = |&d: &usize| {
            let adverb = self.syntax.dep(d) == dep::ADVMOD
                && d < clause
                && (first.is_some_and(|f| f < d) || d + 1 == clause)
                && self.below(d).next().is_none();
            is_auxiliary(d)
                || adverb
                || (self.syntax.dep(d) == dep::ADVMOD
                    && self.is(d, &["not", "n't", "n’t", "never"]))
        };
        self.below(clause).filter(part).collect()
    }
}
