use newsgraph_document::{Span, Syntax, TokenizedText, Upos, dep};
use std::ops::Range;

/// The most dependents of a word that are read, and the most nouns of a list.
const DEPENDENTS: usize = 64;
pub(super) const LIST: usize = 6;

/// Cuts phrases out of trees.
#[derive(Debug)]
pub(super) struct Phrases<'a> {
    pub(super) text: TokenizedText<'a>,
    pub(super) syntax: &'a Syntax,
    /// First and last token below each token.
    extents: Vec<(usize, usize)>,
}

impl<'a> Phrases<'a> {
    pub(super) fn new(text: TokenizedText<'a>, syntax: &'a Syntax) -> Self {
        let mut extents: Vec<(usize, usize)> = (0..syntax.len()).map(|t| (t, t)).collect();
        // Dependents are done before their heads: how many each head still waits for.
        let mut waits = vec![0u32; syntax.len()];
        for token in 0..syntax.len() {
            if let Some(head) = syntax.head(token) {
                waits[head] += 1;
            }
        }
        for start in 0..syntax.len() {
            let mut token = start;
            while waits[token] == 0 {
                waits[token] = u32::MAX;
                let Some(head) = syntax.head(token) else {
                    break;
                };
                let (first, last) = extents[token];
                extents[head] = (extents[head].0.min(first), extents[head].1.max(last));
                waits[head] -= 1;
                token = head;
            }
        }
        Self {
            text,
            syntax,
            extents,
        }
    }

    pub(super) fn word(&self, token: usize) -> &'a str {
        self.text.word(token)
    }

    pub(super) fn is(&self, token: usize, words: &[&str]) -> bool {
        let word = self.word(token);
        words.iter().any(|w| word.eq_ignore_ascii_case(w))
    }

    /// The first dependents of a word, as many as are ever read.
    pub(super) fn below(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        self.syntax.dependents(token).take(DEPENDENTS)
    }

    pub(super) fn with(&self, token: usize, labels: &[&str]) -> Vec<usize> {
        self.below(token)
            .filter(|&d| labels.contains(&self.syntax.dep(d)))
            .collect()
    }

    pub(super) fn first(&self, token: usize, label: &str) -> Option<usize> {
        self.below(token).find(|&d| self.syntax.dep(d) == label)
    }

    pub(super) fn nominal(&self, token: usize) -> bool {
        matches!(
            self.syntax.upos(token),
            Upos::Noun | Upos::Propn | Upos::Num | Upos::Pron | Upos::Sym
        )
    }

    /// Whether it is a pronoun that begins a relative clause.
    pub(super) fn relative(&self, token: usize) -> bool {
        self.syntax.upos(token) == Upos::Pron
            && self.syntax.xpos(token) != "DT"
            && self.is(token, &["who", "which", "that", "whom"])
    }

    /// A noun and those in one list with it, each for itself.
    pub(super) fn list(&self, noun: usize) -> Vec<usize> {
        let others = self
            .below(noun)
            .filter(|&d| self.syntax.dep(d) == dep::CONJ && self.nominal(d) && !self.clausal(d));
        std::iter::once(noun).chain(others.take(LIST - 1)).collect()
    }

    /// Whether "no" or "neither" stands before a noun or its list.
    pub(super) fn denied(&self, noun: usize) -> bool {
        let first = if self.syntax.dep(noun) == dep::CONJ {
            self.syntax.head(noun).unwrap_or(noun)
        } else {
            noun
        };
        [noun, first]
            .into_iter()
            .flat_map(|n| self.below(n))
            .any(|d| {
                matches!(self.syntax.dep(d), dep::DET | "cc:preconj" | dep::ADVMOD)
                    && self.is(d, &["no", "neither"])
                    && d < noun
            })
    }

    /// Whether it heads a clause of its own, with a subject or a copula.
    pub(super) fn clausal(&self, token: usize) -> bool {
        self.below(token)
            .any(|d| matches!(self.syntax.dep(d), dep::NSUBJ | dep::NSUBJ_PASS | dep::COP))
    }

    /// The tokens under a head without the dependents that `skip` names, and without marks at the ends.
    fn cover(&self, head: usize, skip: impl Fn(&str, usize) -> bool) -> Range<usize> {
        let (mut first, mut last) = (head, head);
        for child in self
            .syntax
            .dependents(head)
            .filter(|&d| !skip(self.syntax.dep(d), d))
        {
            let (start, end) = self.extents[child];
            (first, last) = (first.min(start), last.max(end));
        }
        self.trim(first..last + 1, head)
    }

    fn trim(&self, tokens: Range<usize>, head: usize) -> Range<usize> {
        let mark = |t: usize| {
            self.syntax.upos(t) == Upos::Punct
                && !matches!(
                    self.word(t),
                    "``" | "''" | "\"" | "“" | "”" | ")" | "-RRB-" | "]"
                )
        };
        let (mut first, mut last) = (tokens.start, tokens.end - 1);
        while first < head && mark(first) {
            first += 1;
        }
        while last > head && mark(last) {
            last -= 1;
        }
        first..last + 1
    }

    /// A noun phrase without preposition, relative clause, apposition and the rest of its list.
    pub(super) fn noun(&self, head: usize) -> Range<usize> {
        if matches!(self.syntax.dep(head), dep::CSUBJ | "csubj:pass") {
            return self.clause_words(head);
        }
        let noun = self.cover(head, |label, child| {
            let stray = label == dep::PUNCT && (child + 1 < head || child > head);
            stray
                || (label == dep::ACL && self.after_comma(child))
                || matches!(
                    label,
                    dep::CASE
                        | dep::CONJ
                        | dep::CC
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
                        | "cc:preconj"
                        | "advcl:relcl"
                )
        });
        // What a relative clause says of "whose firm", it says of the firm.
        noun.start + usize::from(noun.start < head && self.is(noun.start, &["whose"]))..noun.end
    }

    /// Whether a comma stands before what is below a token.
    fn after_comma(&self, token: usize) -> bool {
        let (first, _) = self.extents[token];
        self.word(first) == "," || first > 0 && self.word(first - 1) == ","
    }

    /// The noun phrase up to a clause that modifies it and is asked about.
    pub(super) fn noun_outside(&self, head: usize, clause: usize) -> Range<usize> {
        let noun = self.noun(head);
        let above = std::iter::once(clause).chain(self.syntax.ancestors(clause).take(LIST));
        let modifier = above.take_while(|&t| t != head).last();
        match modifier.map(|m| self.extents[m].0) {
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
        self.trim(noun.start..noun.end.min(mark).max(head + 1), head)
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
                || (label == dep::MARK && self.is(child, &["that"]))
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
            .map(|run| self.text.span_of(run[0]..run[run.len() - 1] + 1))
            .collect()
    }
}
