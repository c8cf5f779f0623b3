use crate::Trees;
use newsgraph_document::dep;
use std::ops::Range;

/// What belongs to a noun phrase beside its noun and what narrows that: nothing but what is asked for.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says of one kind of part whether it belongs"
)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// What is coordinated with it: "Ann *and Tom*".
    pub conjuncts: bool,
    /// What it is called besides: "Ann Lee, *the mayor*".
    pub appositions: bool,
    /// Clauses that describe it.
    pub clauses: Clauses,
    /// The mark of possession behind it: "the mayor*'s* claim".
    pub possessive: bool,
    /// Whether it goes on beyond what is left out, and takes that in: in "a merger or sale of the firm" the words of
    /// "merger" are all of it, not "a merger".
    pub beyond: bool,
}

/// Which clauses belong to a noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clauses {
    /// None.
    None,
    /// Participles and infinitives that no comma sets off: "the man *named Lee*".
    Restrictive,
    /// Relative clauses too: "the man *who came*".
    All,
}

impl Parts {
    /// Who speaks: "the mayor, Ann Lee, and her deputy", without clauses.
    pub const PARTICIPANT: Self = Self {
        conjuncts: true,
        appositions: true,
        clauses: Clauses::None,
        possessive: true,
        beyond: false,
    };
    /// A mention as OntoNotes has it: appositions and clauses, but one of a list alone.
    pub const MENTION: Self = Self {
        conjuncts: false,
        appositions: true,
        clauses: Clauses::All,
        possessive: true,
        beyond: false,
    };
    /// A description: without what it is called besides.
    pub const DESCRIPTION: Self = Self {
        conjuncts: false,
        appositions: false,
        clauses: Clauses::All,
        possessive: false,
        beyond: false,
    };
    /// An argument of an open triple: as short as it can stand.
    pub const ARGUMENT: Self = Self {
        conjuncts: false,
        appositions: false,
        clauses: Clauses::Restrictive,
        possessive: false,
        beyond: true,
    };
}

/// Tokens to either side in which the other mark of a pair is looked for.
const PAIR: usize = 40;

impl Trees<'_> {
    /// The tokens of the noun phrase of a head. It begins after the preposition before it, and what is left out
    /// ends it: what stands beyond that is no part either, unless it is asked for. Marks and brackets stay in pairs;
    /// other signs at its ends are left out.
    pub fn noun_phrase(&self, head: usize, parts: Parts) -> Range<usize> {
        let (mut start, mut end) = (head, head + 1);
        // What is left out last before the head ends the phrase there.
        let mut least = 0;
        for child in self.syntax.dependents(head) {
            let is_part = self.is_part(child, parts);
            let ends = !is_part && !parts.beyond && !self.is_sign(child);
            if child < head && is_part {
                start = start.min(self.extent(child).start);
            } else if child < head && ends {
                (start, least) = (head, self.extent(child).end.min(head));
            } else if is_part {
                end = end.max(self.extent(child).end);
            } else if ends {
                break;
            }
        }
        let start = start.max(least);
        self.trim(start..end, head)
    }

    fn is_part(&self, child: usize, parts: Parts) -> bool {
        match self.syntax.dep(child) {
            dep::CASE => parts.possessive && self.is_possessive_mark(child),
            dep::PUNCT => false,
            dep::CONJ | dep::CC | "cc:preconj" => parts.conjuncts,
            dep::APPOS => parts.appositions,
            dep::ACL => match parts.clauses {
                Clauses::None => false,
                Clauses::Restrictive => !self.is_after_comma(child),
                Clauses::All => true,
            },
            dep::ACL_RELCL | "advcl:relcl" => parts.clauses == Clauses::All,
            // What belongs to a clause that the noun is the predicate of, or to no phrase.
            label => !is_clausal(label),
        }
    }

    /// Whether a comma stands before what is below a token, or begins it.
    fn is_after_comma(&self, token: usize) -> bool {
        let first = self.extent(token).start;
        self.word(first) == "," || first > 0 && self.word(first - 1) == ","
    }

    /// Takes signs off the ends, but marks and brackets whose other one is inside, which are taken in where they
    /// stand right beside.
    pub fn trim(&self, tokens: Range<usize>, head: usize) -> Range<usize> {
        let (mut start, mut end) = (tokens.start, tokens.end);
        while start < head && self.is_sign(start) && !self.closes_in(start, end) {
            start += 1;
        }
        while end > head + 1 && self.is_sign(end - 1) && !self.opens_in(start, end - 1) {
            end -= 1;
        }
        if end < self.syntax.len()
            && self.opens_in(start, end)
            && !self.closes_in_itself(start, end)
        {
            end += 1;
        }
        start..end
    }

    /// Whether an opening mark at `start` is closed before `end`, or right at it.
    fn closes_in(&self, start: usize, end: usize) -> bool {
        let limit = (end + 1).min(self.syntax.len()).min(start + PAIR);
        closing(self.word(start))
            .is_some_and(|close| (start + 1..limit).any(|t| self.word(t) == close))
    }

    /// Whether a closing mark at `end` was opened since `start`.
    fn opens_in(&self, start: usize, end: usize) -> bool {
        let first = start.max(end.saturating_sub(PAIR));
        opening(self.word(end)).is_some_and(|open| (first..end).any(|t| self.word(t) == open))
    }

    /// Whether the pair of the closing mark at `end` is closed before it already.
    fn closes_in_itself(&self, start: usize, end: usize) -> bool {
        let (word, first) = (self.word(end), start.max(end.saturating_sub(PAIR)));
        let count = |mark: &str| (first..end).filter(|&t| self.word(t) == mark).count();
        match opening(word) {
            Some(open) if open == word => count(word) % 2 == 0,
            Some(open) => count(open) <= count(word),
            None => true,
        }
    }
}

const PAIRS: [[&str; 2]; 8] = [
    ["(", ")"],
    ["[", "]"],
    ["“", "”"],
    ["‘", "’"],
    ["\"", "\""],
    ["``", "''"],
    ["«", "»"],
    ["-LRB-", "-RRB-"],
];

fn closing(open: &str) -> Option<&'static str> {
    PAIRS
        .iter()
        .find(|pair| pair[0] == open)
        .map(|pair| pair[1])
}

fn opening(close: &str) -> Option<&'static str> {
    PAIRS
        .iter()
        .find(|pair| pair[1] == close)
        .map(|pair| pair[0])
}

/// Whether a label is of a clause's own parts, or of what belongs to no phrase.
fn is_clausal(label: &str) -> bool {
    matches!(
        label,
        dep::MARK
            | dep::PARATAXIS
            | dep::COP
            | dep::NSUBJ
            | dep::NSUBJ_PASS
            | dep::NSUBJ_OUTER
            | dep::CSUBJ
            | "csubj:pass"
            | "csubj:outer"
            | dep::AUX
            | dep::AUX_PASS
            | dep::ADVCL
            | dep::CCOMP
            | dep::XCOMP
            | dep::OBJ
            | dep::OBL
            | dep::OBL_UNMARKED
            | dep::OBL_AGENT
            | dep::DEP
            | "discourse"
            | "orphan"
            | "expl"
            | "vocative"
            | "dislocated"
            | "reparandum"
            | "list"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Grammar;
    use newsgraph_sketch::Sketch;

    /// Who it is that "mayor" heads, by what is asked for.
    #[test]
    fn parts_are_what_is_asked_for() {
        let sketch = Sketch::new(
            "
            from ADP 3 case
            the DET 3 det
            mayor NOUN 0 root
            of ADP 5 case
            Ulm PROPN 3 nmod
            , PUNCT 7 punct
            Ann PROPN 3 appos
            Lee PROPN 7 flat
            , PUNCT 11 punct
            who PRON 11 nsubj
            left VERB 3 acl:relcl
            , PUNCT 3 punct
            and CCONJ 14 cc
            Tom PROPN 3 conj",
        );
        let (syntax, grammar) = (sketch.syntax(), Grammar::english());
        let trees = Trees::new(sketch.view(), &syntax, &grammar);
        let phrase = |parts| sketch.words(trees.noun_phrase(2, parts));
        assert_eq!(phrase(Parts::PARTICIPANT), "the mayor of Ulm , Ann Lee");
        assert_eq!(
            phrase(Parts::MENTION),
            "the mayor of Ulm , Ann Lee , who left"
        );
        assert_eq!(phrase(Parts::DESCRIPTION), "the mayor of Ulm");
        assert_eq!(phrase(Parts::ARGUMENT), "the mayor of Ulm");
    }

    #[test]
    fn what_is_beyond_is_asked_for() {
        let sketch = Sketch::new(
            "
            a DET 2 det
            merger NOUN 0 root
            or CCONJ 4 cc
            sale NOUN 2 conj
            of ADP 7 case
            the DET 7 det
            firm NOUN 2 nmod",
        );
        let (syntax, grammar) = (sketch.syntax(), Grammar::english());
        let trees = Trees::new(sketch.view(), &syntax, &grammar);
        let phrase = |parts| sketch.words(trees.noun_phrase(1, parts));
        assert_eq!(phrase(Parts::DESCRIPTION), "a merger");
        assert_eq!(phrase(Parts::ARGUMENT), "a merger or sale of the firm");
    }

    #[test]
    fn marks_stay_in_pairs() {
        let sketch = Sketch::new(
            "
            “ PUNCT 4 punct
            the DET 4 det
            “ PUNCT 4 punct
            Lady NOUN 7 nsubj
            ” PUNCT 4 punct
            ” PUNCT 4 punct
            left VERB 0 root
            her PRON 9 nmod:poss
            house NOUN 7 obj
            ( PUNCT 11 punct
            there ADV 9 advmod
            ) PUNCT 11 punct
            ” PUNCT 7 punct",
        );
        let (syntax, grammar) = (sketch.syntax(), Grammar::english());
        let trees = Trees::new(sketch.view(), &syntax, &grammar);
        let phrase = |head| sketch.words(trees.noun_phrase(head, Parts::PARTICIPANT));
        assert_eq!(phrase(3), "the “ Lady ”");
        assert_eq!(phrase(8), "her house ( there )");
    }
}
