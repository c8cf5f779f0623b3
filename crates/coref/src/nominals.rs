use crate::candidate::{Candidate, Sort};
use crate::entities::Entities;
use newsgraph_document::{Syntax, TokenizedText, Upos, dep};

/// How many candidates back a description may refer.
const WINDOW: usize = 200;

/// The entity that a definite description goes back to.
pub(crate) fn antecedent(
    text: TokenizedText<'_>,
    syntax: &Syntax,
    candidates: &[Candidate],
    at: usize,
    entities: &Entities,
) -> Option<usize> {
    let this = &candidates[at];
    let named = syntax.upos(this.head) == Upos::Propn;
    let after_the = this.head > 0 && text.word(this.head - 1).eq_ignore_ascii_case("the");
    let definite = definite(text, syntax, this.head) || named && after_the;
    if !definite {
        return None;
    }
    let from = at.saturating_sub(WINDOW);
    let before = candidates[from..at]
        .iter()
        .enumerate()
        .rev()
        .map(|(i, c)| (from + i, c));
    if named {
        return compass(text, this, before, entities);
    }
    let lemma = syntax.lemma(this.head);
    let own = modifiers(syntax, this.head);
    for (other, candidate) in before {
        if candidate.pronoun.is_some()
            || candidate.given.is_some()
            || syntax.lemma(candidate.head) != lemma
        {
            continue;
        }
        if candidate.plural != this.plural || candidate.span.overlaps(this.span) {
            continue;
        }
        let theirs = modifiers(syntax, candidate.head);
        if own.iter().all(|w| theirs.contains(w))
            && (theirs.len() <= own.len() || own.is_empty() || theirs == own)
        {
            return entities.of[other];
        }
    }
    None
}

fn definite(text: TokenizedText<'_>, syntax: &Syntax, head: usize) -> bool {
    syntax.dependents(head).any(|d| {
        let word = text.word(d);
        (syntax.dep(d) == dep::DET
            && ["the", "this", "that", "these", "those"]
                .iter()
                .any(|w| word.eq_ignore_ascii_case(w)))
            || syntax.dep(d) == dep::NMOD_POSS
    })
}

/// The lemmas of the words that narrow a noun: "the *nuclear* *test*", "the fall *of Rome*".
fn modifiers(syntax: &Syntax, head: usize) -> Vec<&str> {
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
        )
    };
    let mut found: Vec<&str> = syntax
        .dependents(head)
        .filter(narrow)
        .map(|d| syntax.lemma(d))
        .collect();
    found.sort_unstable();
    found
}

/// "the North" is the one place named so far whose name begins with "North".
fn compass<'a>(
    text: TokenizedText<'_>,
    this: &Candidate,
    before: impl Iterator<Item = (usize, &'a Candidate)>,
    entities: &Entities,
) -> Option<usize> {
    let word = text.word(this.head);
    let mut only = None;
    for (other, candidate) in before.filter(|(_, c)| c.given.is_some() && c.sort == Sort::Thing) {
        let name = &text.text[candidate.span];
        let begins = name
            .strip_prefix(word)
            .is_some_and(|rest| rest.starts_with(' '));
        if !begins {
            continue;
        }
        match only {
            None => only = entities.of[other],
            Some(entity) if entities.of[other] != Some(entity) => return None,
            Some(_) => {}
        }
    }
    only
}
