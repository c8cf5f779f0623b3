use newsgraph_document::{Span, Syntax, TokenizedText, Upos, dep};
use newsgraph_phrase::{Grammar, Parts, Trees};

/// The whole noun phrases of mentions in English, in their order, as `OntoNotes` has them: from the determiner to the end
/// of relative clauses and appositions, and the possessive after it; without the preposition before it and what is
/// coordinated with it. A mention stays as it is where its head is no noun's, or the trees are of another text.
pub fn noun_phrases(
    text: TokenizedText<'_>,
    syntax: &Syntax,
    mentions: impl IntoIterator<Item = Span>,
) -> Vec<Span> {
    let mentions = mentions.into_iter();
    if syntax.len() != text.tokens.len() {
        return mentions.collect();
    }
    let grammar = Grammar::english();
    let trees = Trees::new(text, syntax, &grammar);
    mentions
        .map(|mention| whole_phrase(&trees, mention))
        .collect()
}

/// The whole noun phrase of one mention.
pub(crate) fn whole_phrase(trees: &Trees<'_>, mention: Span) -> Span {
    let (text, syntax) = (trees.text, trees.syntax);
    let tokens = text.tokens_in(mention);
    if tokens.is_empty() {
        return mention;
    }
    let head = trees.head(tokens.clone());
    if !matches!(
        syntax.upos(head),
        Upos::Noun | Upos::Propn | Upos::Num | Upos::X
    ) {
        return mention;
    }
    let phrase = trees.noun_phrase(head, Parts::MENTION);
    let end = phrase.end.max(tokens.end);
    let is_mark = |&t: &usize| t == end && syntax.dep(t) == dep::CASE;
    let mark = syntax.dependents(head).find(is_mark);
    text.span_of(phrase.start.min(tokens.start)..mark.map_or(end, |mark| mark + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsgraph_sketch::Sketch;

    #[test]
    fn the_phrase_of_a_name_is_wider() {
        let sketch = Sketch::new(
            "
            from ADP 3 case
            the DET 3 det
            house NOUN 0 root
            of ADP 5 case
            Lee PROPN 3 nmod
            , PUNCT 7 punct
            mayor NOUN 5 appos
            and CCONJ 11 cc
            Ann PROPN 11 nmod:poss
            's PART 9 case
            garden NOUN 3 conj",
        );
        let phrase = |word: &str| {
            let span = sketch.view().tokens[sketch.token(word)].span;
            &sketch.text()[noun_phrases(sketch.view(), &sketch.syntax(), [span])[0]]
        };
        assert_eq!(phrase("house"), "the house of Lee , mayor");
        assert_eq!(phrase("Lee"), "Lee , mayor");
        assert_eq!(phrase("Ann"), "Ann 's");
        assert_eq!(phrase("garden"), "Ann 's garden");
        assert_eq!(phrase("and"), "and");
    }
}
