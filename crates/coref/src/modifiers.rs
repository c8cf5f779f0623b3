use crate::candidate::Candidate;
use newsgraph_document::{Syntax, dep};
use newsgraph_linear::hash_bytes;

/// The lemmas of the words that narrow a noun: "the *nuclear* *test*", "the fall *of Rome*".
pub(crate) fn modifiers(syntax: &Syntax, candidate: &Candidate) -> Vec<u64> {
    if candidate.pronoun.is_some() {
        return Vec::new();
    }
    let narrow = |d: &usize| {
        matches!(
            syntax.dep(*d),
            dep::AMOD
                | dep::COMPOUND
                | dep::NMOD
                | dep::NUMMOD
                | dep::NMOD_POSS
                | dep::ACL_RELCL
                | dep::ACL
                | dep::FLAT
        )
    };
    let all = syntax.dependents(candidate.head).filter(narrow);
    let mut found: Vec<u64> = all
        .map(|d| hash_bytes(syntax.lemma(d).as_bytes()))
        .collect();
    found.sort_unstable();
    found
}
