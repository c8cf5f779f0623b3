use crate::Trees;
use newsgraph_document::dep;

/// How a text states something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Polarity {
    /// Whether it denies it.
    pub negated: bool,
    /// Whether it calls it possible rather than so.
    pub hedged: bool,
}

impl Polarity {
    /// What both say together.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            negated: self.negated | other.negated,
            hedged: self.hedged | other.hedged,
        }
    }
}

impl Trees<'_> {
    /// Whether words that hang on a token deny what it says, or call it only possible.
    pub fn polarity(&self, token: usize) -> Polarity {
        let grammar = self.grammar;
        let mut polarity = Polarity::default();
        for child in self.first_dependents(token) {
            let word = self.word(child);
            match self.syntax.dep(child) {
                dep::ADVMOD | dep::DET | "neg" | dep::CC => {
                    polarity.negated |= self.is_denial(child);
                    polarity.hedged |= grammar.doubt_adverb.contains_any_case(word);
                }
                dep::AUX => polarity.hedged |= grammar.doubt_auxiliary.contains_any_case(word),
                dep::AMOD => polarity.hedged |= grammar.doubt_adjective.contains_any_case(word),
                dep::MARK => polarity.hedged |= grammar.condition.contains_any_case(word),
                _ => {}
            }
        }
        polarity
    }

    /// Whether a word denies what it hangs on: "not", "never".
    pub fn is_denial(&self, token: usize) -> bool {
        self.grammar.denial.contains_any_case(self.word(token))
    }

    /// Whether "no" or "neither" stands before a noun, or before the list that it stands in.
    pub fn is_denied_noun(&self, noun: usize) -> bool {
        let first = match self.syntax.head(noun) {
            Some(head) if self.syntax.dep(noun) == dep::CONJ => head,
            _ => noun,
        };
        let denies = |&child: &usize| {
            child < noun
                && matches!(
                    self.syntax.dep(child),
                    dep::DET | "cc:preconj" | dep::ADVMOD
                )
                && self.grammar.denied_noun.contains_any_case(self.word(child))
        };
        [noun, first]
            .into_iter()
            .any(|noun| self.first_dependents(noun).any(|child| denies(&child)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Grammar;
    use newsgraph_sketch::Sketch;

    #[test]
    fn words_deny_and_doubt() {
        let clause = |row: &str| {
            let sketch = Sketch::new(&format!("{row}\nShe PRON 3 nsubj\ncome VERB 0 root"));
            let (syntax, grammar) = (sketch.syntax(), Grammar::english());
            let polarity = Trees::new(sketch.view(), &syntax, &grammar).polarity(2);
            (polarity.negated, polarity.hedged)
        };
        for (row, expected) in [
            ("Never ADV 3 advmod", (true, false)),
            ("Maybe ADV 3 advmod", (false, true)),
            ("may AUX 3 aux", (false, true)),
            ("If SCONJ 3 mark", (false, true)),
            ("Now ADV 3 advmod", (false, false)),
            ("never X 3 dep", (false, false)),
        ] {
            assert_eq!(clause(row), expected, "{row}");
        }
    }
}
