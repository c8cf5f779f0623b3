use newsgraph_document::{Span, Syntax, TokenizedText, Upos, dep};
use std::ops::Range;

/// Cuts phrases out of trees.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrases<'a> {
    pub(crate) text: TokenizedText<'a>,
    pub(crate) syntax: &'a Syntax,
}

impl Phrases<'_> {
    /// Auxiliaries and the negation of a verb.
    pub(crate) fn auxiliaries(&self, verb: usize) -> Vec<usize> {
        let part = |d: &usize| {
            matches!(self.syntax.dep(*d), dep::AUX | dep::AUX_PASS)
                || (self.syntax.dep(*d) == dep::ADVMOD
                    && matches!(self.text.word(*d), "not" | "n't" | "n’t" | "never"))
        };
        self.syntax.dependents(verb).filter(part).collect()
    }

    fn cover(&self, head: usize, skip: impl Fn(&str, usize) -> bool) -> Range<usize> {
        let (mut first, mut last) = (head, head);
        for child in self.syntax.dependents(head) {
            if skip(self.syntax.dep(child), child) {
                continue;
            }
            let tree = self.syntax.subtree(child);
            (first, last) = (first.min(tree.start), last.max(tree.end - 1));
        }
        let mark = |t: usize| self.syntax.upos(t) == Upos::Punct;
        while first < head && mark(first) {
            first += 1;
        }
        while last > head && mark(last) {
            last -= 1;
        }
        first..last + 1
    }

    /// A noun phrase without preposition, relative clause and apposition.
    pub(crate) fn noun(&self, head: usize) -> Span {
        let skip = |dep: &str, _| {
            matches!(
                dep,
                dep::CASE
                    | dep::CONJ
                    | dep::CC
                    | dep::PUNCT
                    | dep::MARK
                    | dep::ACL_RELCL
                    | dep::APPOS
                    | dep::PARATAXIS
                    | dep::COP
                    | dep::NSUBJ
                    | dep::NSUBJ_OUTER
                    | dep::AUX
                    | dep::ADVCL
                    | "discourse"
            )
        };
        self.text.span_of(self.cover(head, skip))
    }

    /// A noun phrase from the word after `mark`: what is had in "Ann's old house".
    pub(crate) fn after(&self, head: usize, mark: usize) -> Span {
        let skip = |dep: &str, child: usize| {
            child <= mark
                || matches!(
                    dep,
                    dep::NMOD_POSS
                        | dep::PUNCT
                        | dep::ACL_RELCL
                        | dep::APPOS
                        | dep::CONJ
                        | dep::CC
                        | dep::CASE
                        | dep::NSUBJ
                        | dep::COP
                        | dep::AUX
                        | dep::ADVCL
                        | dep::PARATAXIS
                )
        };
        self.text.span_of(self.cover(head, skip))
    }

    /// The noun of "is a noun", without its subject and auxiliaries.
    pub(crate) fn predicate_noun(&self, head: usize, copula: usize) -> Span {
        let skip = |dep: &str, child: usize| {
            child < copula
                || matches!(
                    dep,
                    dep::PUNCT
                        | dep::MARK
                        | dep::ACL_RELCL
                        | dep::APPOS
                        | dep::PARATAXIS
                        | dep::COP
                        | dep::NSUBJ
                        | dep::NSUBJ_OUTER
                        | dep::AUX
                        | dep::ADVCL
                )
                || (dep == dep::CONJ && self.syntax.dependent(child, dep::NSUBJ).is_some())
                || dep == dep::CC
        };
        self.text.span_of(self.cover(head, skip))
    }

    /// A further argument, with its preposition.
    pub(crate) fn oblique(&self, head: usize) -> Span {
        let skip = |dep: &str, _| {
            matches!(
                dep,
                dep::PUNCT | dep::ACL_RELCL | dep::PARATAXIS | dep::ADVCL
            )
        };
        self.text.span_of(self.cover(head, skip))
    }

    /// A clause that is an argument.
    pub(crate) fn clause(&self, head: usize) -> Span {
        let skip = |dep: &str, _| matches!(dep, dep::PUNCT | dep::PARATAXIS | "discourse");
        self.text.span_of(self.cover(head, skip))
    }

    /// The spans of runs of neighbouring tokens; the tokens are sorted.
    pub(crate) fn runs(&self, tokens: &[usize]) -> Vec<Span> {
        tokens
            .chunk_by(|a, b| a + 1 == *b)
            .map(|run| self.text.span_of(run[0]..run[run.len() - 1] + 1))
            .collect()
    }
}
