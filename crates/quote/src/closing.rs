//! Sentences that end with whose words they are: "Two men were arrested on Monday, police said in a statement."

use crate::accounts::preposition;
use crate::labels::{Parts, Role, put};
use crate::reading::Reading;
use newsgraph_document::{Act, Upos, dep};
use std::ops::Range;

/// How often such a sentence is a quote, by the measure of the score: 547 of the 668 in the train and dev parts of PolNeAR.
pub(crate) const SCORE: f32 = 0.82;

/// Least rate of a verb with a clause that may close a sentence.
const REPORTS: u8 = 50;

/// Most words from the comma to the end of the sentence.
const FAR: usize = 40;

/// Least words of what is said.
const SHORT: usize = 3;

/// Puts the parts of such sentences in the place of the runs within them. Gives the first tokens of their cues.
pub(crate) fn label(reading: &Reading<'_>, runs: &mut Vec<(Role, Range<usize>)>) -> Vec<usize> {
    let sentences = reading.text.sentences.iter().map(|s| &s.tokens);
    let is_whole = |parts: &Parts| {
        let (start, end) = (parts[0].1.start, parts[2].1.end);
        let first = runs.partition_point(|(_, run)| run.end <= start);
        let after = runs.partition_point(|(_, run)| run.start < end);
        let mut within = runs[first..after].iter();
        within.all(|(_, run)| run.start >= start)
    };
    let parts: Vec<_> = sentences
        .filter_map(|sentence| closing(reading, sentence).filter(is_whole))
        .map(|parts| as_labelled(parts, runs))
        .collect();
    put(runs, parts)
}

/// The same parts, source and cue with the bounds that labels give them where those do not reach into one another.
fn as_labelled(parts: Parts, runs: &[(Role, Range<usize>)]) -> Parts {
    let [content, first, second] = parts;
    let labelled = |(role, part): &(Role, Range<usize>)| {
        let near = runs.partition_point(|(_, run)| run.end <= part.start);
        let run = runs
            .get(near)
            .filter(|(own, run)| own == role && run.start < part.end);
        run.map_or_else(|| part.clone(), |(_, run)| run.clone())
    };
    let [a, b] = [labelled(&first), labelled(&second)];
    if content.1.end <= a.start && a.end <= b.start {
        [content, (first.0, a), (second.0, b)]
    } else {
        [content, first, second]
    }
}

/// Content, and source and cue in the order of the text.
fn closing(reading: &Reading<'_>, sentence: &Range<usize>) -> Option<Parts> {
    let is_comma = |&t: &usize| reading.text.word(t) == "," && !reading.speech.is_marked(t);
    let commas = sentence.clone().rev().take(FAR).filter(is_comma);
    commas.into_iter().find_map(|comma| {
        let start = content_start(reading, sentence, comma);
        let content = start..comma;
        if content.len() < SHORT || !is_clause(reading, &content) {
            return None;
        }
        let tail = comma + 1..sentence.end;
        let [first, second] = account(reading, &tail).or_else(|| report(reading, &tail))?;
        Some([(Role::Content, content), first, second])
    })
}

/// Where what is said begins: behind a colon, else with the sentence.
fn content_start(reading: &Reading<'_>, sentence: &Range<usize>, comma: usize) -> usize {
    let is_colon = |&t: &usize| reading.text.word(t) == ":" && !reading.speech.is_marked(t);
    let colon = (sentence.start..comma).rev().find(is_colon);
    colon.map_or(sentence.start, |colon| colon + 1)
}

/// Whether words have a verb of their own and do not begin between marks.
fn is_clause(reading: &Reading<'_>, content: &Range<usize>) -> bool {
    !reading.speech.is_marked(content.start) && content.clone().any(|t| reading.trees.is_finite(t))
}

/// "according to police", at the end of the sentence or before another comma.
fn account(reading: &Reading<'_>, tail: &Range<usize>) -> Option<[(Role, Range<usize>); 2]> {
    let cue = preposition(reading, tail)?;
    let syntax = reading.syntax;
    let noun = syntax.head(cue.start).filter(|noun| tail.contains(noun))?;
    let source = cue.end..reading.noun_phrase(noun).end.min(tail.end);
    let is_whole = source.contains(&noun);
    is_whole.then_some([(Role::Cue, cue), (Role::Source, source)])
}

/// "police said", "said police", with the place and time of speaking.
fn report(reading: &Reading<'_>, tail: &Range<usize>) -> Option<[(Role, Range<usize>); 2]> {
    let (syntax, trees) = (reading.syntax, &reading.trees);
    let reports = |&t: &usize| {
        let acts = || reading.lexicon.acts(syntax.lemma(t));
        syntax.upos(t) == Upos::Verb
            && (trees.is_finite(t) || t == tail.start && trees.is_past_participle(t))
            && reading.rates(t).clause >= REPORTS
            && acts().is_some_and(|acts| acts.clause == Act::Speech)
    };
    let verb = tail.clone().find(reports)?;
    // Behind its verb a subject may pass for an object in the tree: "say officials".
    let is_inverted = verb == tail.start;
    let is_subject = |&t: &usize| {
        let fits = syntax.dep(t) == dep::NSUBJ || is_inverted && syntax.dep(t) == dep::OBJ;
        fits && tail.contains(&t)
    };
    let subject = syntax.dependents(verb).find(is_subject)?;
    let phrase = reading.noun_phrase(subject);
    let cue = trees.verb_group(verb);
    let says_more = |t: usize| {
        t > verb && matches!(syntax.dep(t), dep::CCOMP | dep::XCOMP)
            || t > verb
                && t != subject
                && syntax.dep(t) == dep::OBJ
                && !reading.lexicon.addresses(syntax.lemma(verb))
    };
    // "when, in fact, he responded": the clause has begun before the comma.
    let is_begun =
        |t: usize| t < tail.start && matches!(syntax.dep(t), dep::MARK | dep::ADVMOD | dep::CC);
    if syntax.dependents(verb).any(|t| says_more(t) || is_begun(t))
        || (tail.clone()).any(|t| reading.speech.is_marked(t))
    {
        return None;
    }
    if phrase.start == tail.start && phrase.end <= cue.start {
        Some([(Role::Source, phrase), (Role::Cue, cue)])
    } else if cue.start == tail.start && phrase.start == cue.end {
        Some([(Role::Cue, cue), (Role::Source, phrase)])
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketched;
    use newsgraph_sketch::Sketch;

    const SAID: &str = "
        Two NUM 2 nummod
        men NOUN 4 nsubj:pass NNS
        were AUX 4 aux:pass VBD
        hurt VERB 0 root VBN
        , PUNCT 8 punct
        the DET 7 det
        police NOUN 8 nsubj NNS
        said/say VERB 4 parataxis
        . PUNCT 4 punct";
    const INVERTED: &str = "
        Two NUM 2 nummod
        men NOUN 4 nsubj:pass NNS
        were AUX 4 aux:pass VBD
        hurt VERB 0 root VBN
        , PUNCT 6 punct
        said/say VERB 4 parataxis
        police NOUN 6 obj NNS
        . PUNCT 4 punct";
    const ACCOUNT: &str = "
        Two NUM 2 nummod
        men NOUN 4 nsubj:pass NNS
        were AUX 4 aux:pass VBD
        hurt VERB 0 root VBN
        , PUNCT 8 punct
        according VERB 8 case VBG
        to ADP 6 fixed
        police NOUN 4 obl NNS
        . PUNCT 4 punct";

    /// Each row: a text, and its content, source and cue in text order; none where no words are told.
    #[test]
    fn sentences_end_with_whose_words_they_are() {
        for (rows, expected) in [
            (SAID.to_owned(), "Two men were hurt|the police|said"),
            (INVERTED.to_owned(), "Two men were hurt|said|police"),
            (ACCOUNT.to_owned(), "Two men were hurt|according to|police"),
            (SAID.replace("said/say", "left/leave"), ""),
            (SAID.replace(", PUNCT 8", "and CCONJ 8"), ""),
            (SAID.replace("the DET 7 det", "so ADV 8 advmod"), ""),
        ] {
            let sketch = Sketch::new(&rows);
            let mut runs = Vec::new();
            sketched::read(&sketch, &[], |reading| label(reading, &mut runs));
            let words: Vec<String> = runs.into_iter().map(|(_, run)| sketch.words(run)).collect();
            assert_eq!(words.join("|"), expected, "{rows}");
        }
    }
}
