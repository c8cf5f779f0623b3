use newsgraph_document::{Span, Syntax, TokenizedText, Upos, dep};
use std::ops::Range;

/// The whole noun phrase of a mention, as `OntoNotes` has it: from the determiner to the end of relative
/// clauses and appositions, and the possessive after it; without the preposition before it and what is
/// coordinated with it. The mention itself where its head is no noun's.
pub fn noun_phrase(text: TokenizedText<'_>, syntax: &Syntax, mention: Span) -> Span {
    let tokens = text.tokens_in(mention);
    if syntax.len() != text.tokens.len() {
        return mention;
    }
    let nominal = |t: &usize| {
        matches!(
            syntax.upos(*t),
            Upos::Noun | Upos::Propn | Upos::Num | Upos::X
        )
    };
    let Some(head) = syntax.head_of(tokens.clone()).filter(nominal) else {
        return mention;
    };
    let phrase = phrase_tokens(text, syntax, head, |_| true);
    let end = phrase.end.max(tokens.end);
    let is_mark = |&t: &usize| t == end && syntax.dep(t) == dep::CASE;
    let mark = syntax.dependents(head).find(is_mark);
    text.span_of(phrase.start.min(tokens.start)..mark.map_or(end, |mark| mark + 1))
}

/// The tokens of the noun phrase under a head, without appositions.
pub(crate) fn description(text: TokenizedText<'_>, syntax: &Syntax, head: usize) -> Range<usize> {
    phrase_tokens(text, syntax, head, |dep| dep != dep::APPOS)
}

/// How many tokens a part of a phrase may have.
const LONGEST: usize = 40;

fn phrase_tokens(
    text: TokenizedText<'_>,
    syntax: &Syntax,
    head: usize,
    keeps: impl Fn(&str) -> bool,
) -> Range<usize> {
    let (mut first, mut last) = (head, head);
    let predicate = syntax
        .dependents(head)
        .any(|d| matches!(syntax.dep(d), dep::COP | dep::NSUBJ));
    for child in syntax.dependents(head) {
        let outside = matches!(
            syntax.dep(child),
            dep::CASE
                | dep::CC
                | dep::CONJ
                | dep::PUNCT
                | dep::MARK
                | dep::PARATAXIS
                | dep::COP
                | dep::NSUBJ
                | dep::NSUBJ_PASS
                | dep::NSUBJ_OUTER
                | dep::CSUBJ
                | dep::AUX
                | dep::ADVCL
                | dep::CCOMP
                | dep::OBJ
                | dep::OBL
                | dep::OBL_UNMARKED
                | dep::DEP
                | "cc:preconj"
                | "discourse"
                | "orphan"
                | "expl"
                | "vocative"
                | "dislocated"
                | "reparandum"
                | "list"
        );
        let adverb = predicate && syntax.dep(child) == dep::ADVMOD;
        if outside || adverb || !keeps(syntax.dep(child)) {
            continue;
        }
        let tree = syntax.subtree(child);
        if tree.len() <= LONGEST {
            (first, last) = (first.min(tree.start), last.max(tree.end - 1));
        }
    }
    let open = |t: usize| syntax.upos(t) == Upos::Punct && !text.word(t).starts_with(['$', '%']);
    while first < head && open(first) {
        first += 1;
    }
    while last > head && open(last) {
        last -= 1;
    }
    first..last + 1
}
