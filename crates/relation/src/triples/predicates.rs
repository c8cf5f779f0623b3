use super::pattern::{Implied, LeftOut};
use super::phrases::Phrases;
use newsgraph_document::{Upos, dep};

/// Words of a predicate before its own arguments.
#[derive(Clone, Debug, Default)]
pub(super) struct Predicate {
    pub(super) tokens: Vec<usize>,
    pub(super) implied: Option<Implied>,
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
        let passive = matches!(self.dep(first), dep::ACL | dep::ADVCL)
            && self.first(first, dep::AUX_PASS).is_none();
        let bare = tokens.first() == Some(&clause)
            || tokens.first().is_some_and(|&t| self.upos(t) == Upos::Adv);
        let noun = self.trees.syntax.head(first).unwrap_or(clause);
        let implied = (passive && bare && self.trees.is_past_participle(clause))
            .then(|| self.left_out(LeftOut::Copula, noun));
        Predicate { tokens, implied }
    }

    /// The clause that a list of clauses begins with.
    fn first_of_list(&self, clause: usize) -> usize {
        let step = |&at: &usize| {
            (self.dep(at) == dep::CONJ)
                .then(|| self.trees.syntax.head(at))
                .flatten()
        };
        std::iter::successors(Some(clause), step)
            .take(UP)
            .last()
            .unwrap_or(clause)
    }

    /// The verb that the text leaves out, in the form that goes with a noun.
    pub(super) fn left_out(&self, verb: LeftOut, noun: usize) -> Implied {
        let is_pronoun = self.is(noun, &self.words.plural_pronoun);
        Implied {
            verb,
            of_several: is_pronoun || self.trees.is_plural(noun),
        }
    }

    /// The verb with its particles; of a copular clause the copula, and an adjective.
    fn core(&self, clause: usize, tokens: &mut Vec<usize>) {
        tokens.push(clause);
        tokens.extend(self.copula(clause));
        tokens.extend(
            self.below(clause)
                .filter(|&d| self.dep(d) == dep::COMPOUND_PRT),
        );
    }

    /// The copula of a clause; the second one where its head is a clause that is predicated itself ("The
    /// trouble is that she is late").
    pub(super) fn copula(&self, clause: usize) -> Option<usize> {
        self.below(clause)
            .filter(|&d| self.dep(d) == dep::COP)
            .last()
    }

    fn lead(&self, clause: usize, up: usize) -> Vec<usize> {
        let mut tokens = self.auxiliaries(clause);
        let (Some(head), Some(up)) = (self.trees.syntax.head(clause), up.checked_sub(1)) else {
            return tokens;
        };
        let to = self.trees.infinitive_mark(clause);
        match self.dep(clause) {
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
            dep::ADVCL if self.trees.is_infinitive(clause) && head < clause => {
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
        let is_infinitive = self.trees.has_infinitive_form(verb);
        let is_participle =
            self.trees.is_past_participle(verb) || self.trees.is_present_participle(verb);
        match self.dep(word) {
            dep::AUX_PASS => self.trees.is_past_participle(verb),
            dep::AUX if self.takes_infinitive(word) => is_infinitive,
            dep::AUX => is_participle,
            dep::COP | dep::ADVMOD => false,
            _ => is_infinitive || is_participle,
        }
    }

    /// Whether an infinitive follows an auxiliary.
    fn takes_infinitive(&self, auxiliary: usize) -> bool {
        let syntax = self.trees.syntax;
        self.words.tag_modal.contains(syntax.xpos(auxiliary))
            || (self.words.infinitive_auxiliary).contains(syntax.lemma(auxiliary))
    }

    fn has_subject(&self, clause: usize) -> bool {
        self.below(clause)
            .any(|d| matches!(self.dep(d), dep::NSUBJ | dep::NSUBJ_PASS))
    }

    /// Whether an object between the two verbs does what the second says.
    fn controlled(&self, clause: usize, head: usize) -> bool {
        self.below(head)
            .any(|d| matches!(self.dep(d), dep::OBJ | "iobj") && d < clause)
    }

    /// Auxiliaries, negation, and adverbs between them and the verb.
    fn auxiliaries(&self, clause: usize) -> Vec<usize> {
        let copula = self.copula(clause);
        let is_auxiliary =
            |d: usize| matches!(self.dep(d), dep::AUX | dep::AUX_PASS) || Some(d) == copula;
        let first = self.below(clause).find(|&d| is_auxiliary(d));
        let part = |&d: &usize| {
            let adverb = self.dep(d) == dep::ADVMOD
                && d < clause
                && (first.is_some_and(|f| f < d) || d + 1 == clause)
                && self.below(d).next().is_none();
            is_auxiliary(d) || adverb || (self.dep(d) == dep::ADVMOD && self.trees.is_denial(d))
        };
        self.below(clause).filter(part).collect()
    }
}
