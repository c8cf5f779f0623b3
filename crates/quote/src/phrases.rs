//! What a few verbs say by a phrase alone, though no label marks it: "denied the claims", "is accused of fraud", "called
//! for an inquiry".

use crate::draft::Draft;
use crate::link::{Linker, overlaps};
use crate::reasons::{ChosenBy, FoundBy};
use newsgraph_document::{Upos, dep};
use std::ops::Range;

/// How often such a phrase is a quote to a reader, by the few of the dev part of facts: 5 of 7. PolNeAR takes 6 of 24 for quotes.
pub(crate) const SCORE: f32 = 0.6;

/// Dependents of a verb that are looked at.
const DEPENDENTS: usize = 32;

/// The quote of a verb in a sentence that says something by an object, or by what follows a preposition.
pub(crate) fn phrase(linker: Linker<'_>, sentence: &Range<usize>, verb: usize) -> Option<Draft> {
    let (reading, trees) = (linker.reading, linker.trees());
    let (syntax, lexicon) = (reading.syntax, reading.lexicon);
    if syntax.upos(verb) != Upos::Verb {
        return None;
    }
    let preposition = lexicon.says_by(syntax.lemma(verb))?;
    if trees.polarity(verb).negated {
        return None;
    }
    let begins = |&t: &usize| {
        let first = trees.extent(t).start;
        t > verb && first > verb && reading.text.word(first).eq_ignore_ascii_case(preposition)
    };
    let fits = |&t: &usize| match preposition {
        OBJECT => t > verb && syntax.dep(t) == dep::OBJ,
        _ => !matches!(syntax.dep(t), dep::OBJ | dep::CONJ | dep::PUNCT),
    };
    let below = || syntax.dependents(verb).take(DEPENDENTS);
    let complement = below().find(|t| fits(t) && (preposition == OBJECT || begins(t)))?;
    let passive = trees.is_passive(verb) || trees.is_bare_past_participle(verb);
    let source = if passive {
        trees.agent(verb)
    } else {
        Some(reading.subject(verb)?)
    };
    let source = source.map(|head| reading.noun_phrase(head));
    let object = below().find(|&t| t > verb && syntax.dep(t) == dep::OBJ);
    let start = match object.filter(|&object| object < complement && !passive) {
        Some(object) => trees.extent(object).start,
        None => trees.extent(complement).start,
    };
    let content = start..trees.extent(complement).end.min(sentence.end);
    let cue = trees.verb_group(verb);
    let content = trees.trim(content, complement);
    let apart = source.iter().all(|source| !overlaps(source, &content)) && content.start >= cue.end;
    let tells = content.clone().filter(|&t| !trees.is_sign(t)).count() > 1;
    (apart && tells).then(|| Draft {
        content: vec![content],
        cue: Some(cue),
        source,
        found_by: FoundBy::Phrase,
        cue_by: ChosenBy::Tree,
        source_by: ChosenBy::Tree,
        ..Draft::default()
    })
}

/// Stands in the table for an object.
const OBJECT: &str = "-";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketched;
    use newsgraph_sketch::Sketch;

    const ACCUSED: &str = "
        Lee PROPN 3 nsubj:pass
        was AUX 3 aux:pass VBD
        accused/accuse VERB 0 root VBN
        of ADP 6 case
        tax NOUN 6 compound
        fraud NOUN 3 obl";
    const DENIED: &str = "
        Lee PROPN 2 nsubj
        denied/deny VERB 0 root
        the DET 4 det
        charge NOUN 2 obj";

    /// Each row: a text, and the source and content of what its verb says.
    #[test]
    fn a_phrase_is_said_by_few_verbs() {
        for (rows, expected) in [
            (ACCUSED.to_owned(), "none|of tax fraud"),
            (DENIED.to_owned(), "Lee|the charge"),
            (DENIED.replace("denied/deny", "read/read"), ""),
            (ACCUSED.replace("of ADP", "in ADP"), ""),
        ] {
            let sketch = Sketch::new(&rows);
            let spans = sketched::spans(&sketch, &[]);
            let found = sketched::read(&sketch, &[], |reading| {
                let linker = Linker {
                    reading,
                    spans: &spans,
                };
                let sentence = 0..sketch.view().tokens.len();
                sentence
                    .clone()
                    .find_map(|verb| phrase(linker, &sentence, verb))
            });
            let words = found.map(|draft| {
                let source = draft
                    .source
                    .map_or("none".to_owned(), |run| sketch.words(run));
                [source, sketch.words(draft.content[0].clone())].join("|")
            });
            assert_eq!(words.unwrap_or_default(), expected, "{rows}");
        }
    }
}
