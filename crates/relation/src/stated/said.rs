//! How a text says what a verb, a noun or a pattern states: that it is so, was, is meant to be, is not.

use super::stage::Stage;
use newsgraph_document::{Status, Upos, dep};
use newsgraph_phrase::Polarity;

/// How something is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) polarity: Polarity,
    pub(super) planned: bool,
    pub(super) ended: bool,
}

impl Said {
    /// The status of what is said so; `over` tells whether the words themselves make it something of the past.
    pub(super) fn status(self, over: bool) -> Status {
        if self.polarity.negated {
            Status::Denied
        } else if self.planned {
            Status::Planned
        } else if self.ended || over {
            Status::Former
        } else {
            Status::Now
        }
    }
}

/// How many words up the tree have a say.
const UP: usize = 6;

/// How many words up the tree a question is looked for.
const ASKED: usize = 32;

impl Stage<'_> {
    /// How the clause of a verb, a predicate or a noun says what it does, and the words above it.
    pub(super) fn said(&self, word: usize) -> Said {
        let mut said = Said {
            polarity: self.trees.polarity(word),
            planned: self.is_planned(word),
            ended: self.is_ended(word),
        };
        said.polarity.negated &= !said.ended;
        said.polarity.negated |= self.trees.is_denied_noun(word) || self.is_without(word);
        if self.upos(word) == Upos::Noun {
            self.modified(word, &mut said);
        }
        let mut at = word;
        for _ in 0..UP {
            let Some(up) = self.trees.syntax.head(at) else {
                break;
            };
            if !self.governed(at, up, &mut said) {
                break;
            }
            at = up;
        }
        said
    }

    /// What the words before a noun say of it: "the planned purchase", "its failed bid".
    fn modified(&self, noun: usize, said: &mut Said) {
        let (words, own) = (self.words, &self.words.said);
        let before = self.below(noun).filter(|&t| t < noun);
        for word in before.map(|t| self.word(t)) {
            said.planned |=
                own.proposed.contains_any_case(word) || words.future.contains_any_case(word);
            said.polarity.negated |= own.failed.contains_any_case(word);
        }
    }

    /// Adds what the word above says, and tells whether that one's own clause is asked too.
    fn governed(&self, at: usize, up: usize, said: &mut Said) -> bool {
        let (words, own) = (self.words, &self.words.said);
        let lemma = self.lemma(up);
        let is = |set: &newsgraph_lexicon::WordSet| set.contains_any_case(&lemma);
        let nonfinite = self.trees.is_infinitive(at) || self.trees.is_present_participle(at);
        let from = || self.marked(at, &words.from) || self.marked(at, &words.of);
        match self.dep(at) {
            // "will buy A and sell B", "did not buy or sell"
            dep::CONJ if self.trees.is_infinitive(at) => true,
            dep::CONJ => {
                let bare = self.trees.has_infinitive_form(at) && self.is_bare(at);
                if bare {
                    said.polarity = said.polarity.or(self.trees.polarity(up));
                    said.planned |= self.is_planned(up);
                }
                bare
            }
            dep::XCOMP | dep::CCOMP | dep::ACL | dep::CSUBJ if nonfinite || is(&own.denying) => {
                let denied = is(&own.denying) || is(&own.undoing) && self.upos(up) == Upos::Verb;
                said.planned |= is(&words.planning) || is(&own.bidding);
                said.ended |= is(&own.formerly);
                self.merge(up, denied, said);
                true
            }
            // "denied reports that it bought"
            dep::CCOMP | dep::ACL if self.denier_of(up).is_some() => {
                if let Some(verb) = self.denier_of(up) {
                    self.merge(verb, true, said);
                }
                false
            }
            dep::CCOMP | dep::CSUBJ if self.upos(up) == Upos::Adj || is(&own.thinking) => {
                said.polarity = said.polarity.or(self.trees.polarity(up));
                false
            }
            // "used to work"
            dep::ADVCL if is(&own.formerly) && self.trees.is_infinitive(at) => {
                said.ended = true;
                self.merge(up, false, said);
                true
            }
            // "was blocked from buying", "stopped short of buying"
            dep::ADVCL | dep::OBL if from() && is(&own.undoing) => {
                self.merge(up, true, said);
                false
            }
            dep::OBJ | dep::NSUBJ_PASS | dep::OBL | dep::NMOD if self.upos(at) == Upos::Noun => {
                let object = matches!(self.dep(at), dep::OBJ | dep::NSUBJ_PASS);
                let noun = self.upos(up) == Upos::Noun;
                said.planned |= object && is(&words.planning) || noun && is(&own.bidding);
                self.merge(up, object && is(&own.undoing), said);
                said.planned |= self.is_planned(up);
                object
            }
            _ => false,
        }
    }

    /// The verb that denies what a noun tells of.
    fn denier_of(&self, noun: usize) -> Option<usize> {
        let is_object = self.upos(noun) == Upos::Noun && self.dep(noun) == dep::OBJ;
        let verb = self.trees.syntax.head(noun).filter(|_| is_object)?;
        let denying = &self.words.said.denying;
        denying.contains_any_case(&self.lemma(verb)).then_some(verb)
    }

    /// The clause above says this too; where its word denies, the contrary holds, and "did not deny" leaves it open.
    fn merge(&self, up: usize, denies: bool, said: &mut Said) {
        let above = self.trees.polarity(up);
        said.polarity.hedged |= above.hedged || denies && above.negated;
        said.polarity.negated |= denies != above.negated;
        said.planned |= self.is_planned(up) && !denies;
    }

    /// Whether a verb has neither subject nor auxiliary of its own.
    fn is_bare(&self, verb: usize) -> bool {
        let own = |t: usize| matches!(self.dep(t), dep::NSUBJ | dep::AUX | dep::MARK);
        !self.below(verb).any(own)
    }

    fn marked(&self, word: usize, set: &newsgraph_lexicon::WordSet) -> bool {
        let mark = |t: usize| matches!(self.dep(t), dep::MARK | dep::CASE);
        self.below(word)
            .any(|t| mark(t) && set.contains_any_case(self.word(t)))
    }

    fn is_without(&self, word: usize) -> bool {
        self.marked(word, &self.words.said.without)
    }

    /// Whether a verb, or its auxiliary or copula, stands in the past.
    pub(super) fn is_of_the_past(&self, word: usize) -> bool {
        let auxiliary = |t: usize| {
            matches!(self.dep(t), dep::AUX | dep::AUX_PASS | dep::COP) && self.trees.is_past(t)
        };
        self.trees.is_past(word) || self.below(word).any(auxiliary)
    }

    /// "no longer works"
    fn is_ended(&self, word: usize) -> bool {
        let longer = |&t: &usize| {
            self.dep(t) == dep::ADVMOD && self.words.said.longer.contains_any_case(self.word(t))
        };
        let denied = |t: usize| {
            self.below(t)
                .chain(t.checked_sub(1))
                .any(|d| self.trees.is_denial(d))
        };
        self.below(word)
            .find(longer)
            .is_some_and(|t| denied(t) || self.trees.polarity(word).negated)
    }

    /// Whether a word is what a question asks: "Did Acme buy Zoom?"
    pub(super) fn is_asked(&self, word: usize) -> bool {
        let text = self.trees.text;
        let sentence = &text.sentences[text.sentence_of(word)].tokens;
        let mut signs = sentence
            .clone()
            .rev()
            .take_while(|&t| self.trees.is_sign(t));
        if !signs.any(|t| self.word(t).contains('?')) {
            return false;
        }
        let apart = |t: usize| {
            matches!(
                self.dep(t),
                dep::ACL_RELCL | dep::APPOS | dep::ACL | dep::PARATAXIS | dep::ADVCL
            )
        };
        let up = self.trees.syntax.ancestors(word).take(ASKED);
        !std::iter::once(word).chain(up).any(apart)
    }
}
