use super::words::Words;
use newsgraph_document::{Span, Upos, dep};
use newsgraph_lexicon::WordSet;
use newsgraph_phrase::{Parts, Trees};
use std::ops::Range;

/// The most dependents of a word that are read, and the most nouns of a list.
const DEPENDENTS: usize = 64;
pub(super) const LIST: usize = 6;

/// Cuts the parts of triples out of trees.
#[derive(Debug)]
pub(super) struct Phrases<'a> {
    pub(super) trees: &'a Trees<'a>,
    pub(super) words: &'a Words,
}

impl<'a> Phrases<'a> {
    pub(super) fn new(trees: &'a Trees<'a>, words: &'a Words) -> Self {
        Self { trees, words }
    }

    pub(super) fn word(&self, token: usize) -> &'a str {
        self.trees.word(token)
    }

    pub(super) fn upos(&self, token: usize) -> Upos {
        self.trees.syntax.upos(token)
    }

    pub(super) fn dep(&self, token: usize) -> &'a str {
        self.trees.syntax.dep(token)
    }

    /// Whether a word is one of these, in any case.
    pub(super) fn is(&self, token: usize, words: &WordSet) -> bool {
        words.contains_any_case(self.word(token))
    }

    /// The first dependents of a word, as many as are ever read.
    pub(super) fn below(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        self.trees.syntax.dependents(token).take(DEPENDENTS)
    }

    pub(super) fn with(&self, token: usize, labels: &[&str]) -> Vec<usize> {
        self.below(token)
            .filter(|&d| labels.contains(&self.dep(d)))
            .collect()
    }

    pub(super) fn first(&self, token: usize, label: &str) -> Option<usize> {
        self.below(token).find(|&d| self.dep(d) == label)
    }

    pub(super) fn nominal(&self, token: usize) -> bool {
        matches!(
            self.upos(token),
            Upos::Noun | Upos::Propn | Upos::Num | Upos::Pron | Upos::Sym
        )
    }

    /// A noun and those in one list with it, each for itself.
    pub(super) fn list(&self, noun: usize) -> Vec<usize> {
        let others = self
            .below(noun)
            .filter(|&d| self.dep(d) == dep::CONJ && self.nominal(d) && !self.clausal(d));
        std::iter::once(noun).chain(others.take(LIST - 1)).collect()
    }

    /// Whether it heads a clause of its own, with a subject or a copula.
    pub(super) fn clausal(&self, token: usize) -> bool {
        self.below(token)
            .any(|d| matches!(self.dep(d), dep::NSUBJ | dep::NSUBJ_PASS | dep::COP))
    }

    /// The tokens under a head without the dependents that `skip` names, and without marks at the ends.
    fn cover(&self, head: usize, skip: impl Fn(&str, usize) -> bool) -> Range<usize> {
        let (mut first, mut last) = (head, head + 1);
        for child in self
            .trees
            .syntax
            .dependents(head)
            .filter(|&d| !skip(self.dep(d), d))
        {
            let extent = self.trees.extent(child);
            (first, last) = (first.min(extent.start), last.max(extent.end));
        }
        self.trees.trim(first..last, head)
    }

    /// A noun phrase without preposition, relative clause, apposition and the rest of its list.
    pub(super) fn noun(&self, head: usize) -> Range<usize> {
        if matches!(self.dep(head), dep::CSUBJ | "csubj:pass") {
            return self.clause_words(head);
        }
        if !self.nominal(head) {
            return self.described(head);
        }
        let noun = self.trees.noun_phrase(head, Parts::ARGUMENT);
        // What a relative clause says of "whose firm", it says of the firm.
        let owned = noun.start < head && self.is(noun.start, &self.words.relative_owner);
        noun.start + usize::from(owned)..noun.end
    }

    /// An adjective or participle in the place of a noun, with its own objects: "most of the ships", "rich in oil".
    fn described(&self, head: usize) -> Range<usize> {
        self.cover(head, |label, child| {
            let stray = label == dep::PUNCT && (child + 1 < head || child > head);
            stray
                || matches!(
                    label,
                    dep::CASE
                        | dep::CONJ
                        | dep::CC
                        | "cc:preconj"
                        | dep::MARK
                        | dep::ACL_RELCL
                        | "advcl:relcl"
                        | dep::APPOS
                        | dep::PARATAXIS
                        | dep::COP
                        | dep::NSUBJ
                        | dep::NSUBJ_OUTER
                        | dep::AUX
                        | dep::ADVCL
                        | "discourse"
                )
        })
    }

    /// The noun phrase up to a clause that modifies it and is asked about.
    pub(super) fn noun_outside(&self, head: usize, clause: usize) -> Range<usize> {
        let noun = self.noun(head);
        let above = std::iter::once(clause).chain(self.trees.syntax.ancestors(clause).take(LIST));
        let modifier = above.take_while(|&t| t != head).last();
        match modifier.map(|m| self.trees.extent(m).start) {
            Some(start) if noun.contains(&clause) && start > head => self.noun_before(head, start),
            _ => noun,
        }
    }

    /// A noun phrase up to a token, or from one on: what is had in "Ann's old house".
    pub(super) fn noun_after(&self, head: usize, mark: usize) -> Range<usize> {
        let noun = self.noun(head);
        noun.start.max(mark + 1).min(head)..noun.end
    }

    pub(super) fn noun_before(&self, head: usize, mark: usize) -> Range<usize> {
        let noun = self.noun(head);
        self.trees
            .trim(noun.start..noun.end.min(mark).max(head + 1), head)
    }

    /// What is predicated of a subject by a copula: its dependents after the copula.
    pub(super) fn complement(&self, head: usize, copula: usize) -> Range<usize> {
        self.cover(head, |label, child| {
            child < copula.min(head)
                || matches!(
                    label,
                    dep::PUNCT
                        | dep::MARK
                        | dep::ACL_RELCL
                        | dep::APPOS
                        | dep::PARATAXIS
                        | dep::COP
                        | dep::NSUBJ
                        | dep::NSUBJ_PASS
                        | dep::NSUBJ_OUTER
                        | dep::AUX
                        | dep::ADVCL
                        | dep::CC
                        | dep::CONJ
                        | dep::CASE
                        | dep::CSUBJ
                        | "advcl:relcl"
                        | "expl"
                        | dep::OBL
                        | dep::OBL_UNMARKED
                )
                || (label == dep::ADVMOD && child < copula)
        })
    }

    /// A further argument, with its preposition.
    pub(super) fn oblique(&self, head: usize) -> Range<usize> {
        self.cover(head, |label, _| {
            matches!(
                label,
                dep::PUNCT | dep::ACL_RELCL | dep::PARATAXIS | dep::ADVCL | dep::APPOS
            )
        })
    }

    /// A clause that is an argument, without the conjunction before it.
    pub(super) fn clause_words(&self, head: usize) -> Range<usize> {
        self.cover(head, |label, child| {
            matches!(label, dep::PUNCT | dep::PARATAXIS | "discourse")
                || (label == dep::MARK && self.trees.is_complementizer(child))
        })
    }

    /// A clause with the conjunction before it.
    pub(super) fn adverbial(&self, head: usize) -> Range<usize> {
        self.cover(head, |label, _| {
            matches!(label, dep::PUNCT | dep::PARATAXIS | "discourse")
        })
    }

    /// The spans of runs of neighbouring tokens; the tokens are sorted.
    pub(super) fn runs(&self, tokens: &[usize]) -> Vec<Span> {
        tokens
            .chunk_by(|a, b| a + 1 == *b)
            .map(|run| self.trees.text.span_of(run[0]..run[run.len() - 1] + 1))
            .collect()
    }
}
