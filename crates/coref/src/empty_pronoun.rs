//! The "it" that refers to nothing.

use crate::lexicon::Words;
use newsgraph_document::{Upos, dep};
use newsgraph_phrase::Trees;

/// "It was not clear whether ...", "it seems that ...", "it rained", "it was time".
pub(crate) fn is_empty(trees: &Trees<'_>, token: usize, words: &Words) -> bool {
    let syntax = trees.syntax;
    if syntax.dep(token).starts_with("expl") {
        return true;
    }
    let subject_of = syntax
        .head(token)
        .filter(|_| syntax.dep(token) == dep::NSUBJ);
    subject_of.is_some_and(|head| {
        words.empty_verb.contains(syntax.lemma(head))
            || syntax.upos(head) == Upos::Noun && words.empty_noun.contains(syntax.lemma(head))
            || stands_for_clause(trees, head, words)
    })
}

/// Whether the clause that the subject of this predicate stands for comes after it.
fn stands_for_clause(trees: &Trees<'_>, predicate: usize, words: &Words) -> bool {
    let syntax = trees.syntax;
    let is_told = |clause: usize| {
        let mark = syntax.dependent(clause, dep::MARK);
        syntax.upos(predicate) == Upos::Adj
            && matches!(syntax.dep(clause), dep::CCOMP | dep::ADVCL | dep::XCOMP)
            && mark.is_some_and(|mark| words.empty_mark.contains(trees.word(mark)))
    };
    let mut after = syntax.dependents(predicate).filter(|&d| d > predicate);
    after.any(|clause| syntax.dep(clause) == dep::CSUBJ || is_told(clause))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use newsgraph_sketch::Sketch;

    #[test]
    fn weather_time_and_clauses() {
        let lexicon = Lexicon::english();
        let empty = |rows: &str| {
            let sketch = Sketch::new(rows);
            let syntax = sketch.syntax();
            let trees = Trees::new(sketch.view(), &syntax, &lexicon.grammar);
            is_empty(&trees, 0, &lexicon.words)
        };
        assert!(empty("It PRON 2 nsubj\nrained/rain VERB 0 root"));
        assert!(empty("It PRON 3 nsubj\nwas AUX 3 cop\ntime NOUN 0 root"));
        let clear = "It PRON 3 nsubj\nwas AUX 3 cop\nclear ADJ 0 root";
        assert!(!empty(clear));
        assert!(empty(&format!(
            "{clear}\nthat SCONJ 6 mark\nAnn PROPN 6 nsubj\nleft VERB 3 ccomp"
        )));
        assert!(!empty("It PRON 2 nsubj\nburned/burn VERB 0 root"));
    }
}
