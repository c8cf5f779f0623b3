use crate::labels::{Parts, Role, put};
use crate::reading::Reading;
use newsgraph_document::{Upos, dep};
use std::ops::Range;

/// How often such a sentence is a quote, by the measure of the score: 62 of the 71 that are taken so in the train and dev
/// parts of PolNeAR.
pub(crate) const SCORE: f32 = 0.87;

/// Puts the parts of sentences that begin with whose account they are and a comma ("According to police, two men were
/// arrested.") in the place of the runs within them, but where a run goes beyond. Gives the first tokens of their cues.
pub(crate) fn label(reading: &Reading<'_>, runs: &mut Vec<(Role, Range<usize>)>) -> Vec<usize> {
    let sentences = reading.text.sentences.iter().map(|s| &s.tokens);
    let is_whole = |sentence: &Range<usize>| {
        let first = runs.partition_point(|(_, run)| run.end <= sentence.start);
        let end = runs.partition_point(|(_, run)| run.start < sentence.end);
        let mut within = runs[first..end].iter();
        within.all(|(_, run)| run.start >= sentence.start && run.end <= sentence.end)
    };
    let parts: Vec<_> = sentences
        .filter_map(|sentence| account(reading, sentence).filter(|_| is_whole(sentence)))
        .collect();
    put(runs, parts)
}

/// Cue, source and content of a sentence that tells its source first.
fn account(reading: &Reading<'_>, sentence: &Range<usize>) -> Option<Parts> {
    let (text, syntax) = (reading.text, reading.syntax);
    let cue = preposition(reading, sentence)?;
    let noun = syntax.head(cue.start)?;
    let source = cue.end..reading.noun_phrase(noun).end;
    if source.is_empty() || source.end >= sentence.end || text.word(source.end) != "," {
        return None;
    }
    let is_sign =
        |&token: &usize| syntax.upos(token) == Upos::Punct && !reading.speech.is_marked(token);
    let start = source.end + 1;
    let signs = (start..sentence.end).rev().take_while(is_sign);
    let content = start..sentence.end - signs.count();
    (content.len() > 1).then_some([
        (Role::Cue, cue),
        (Role::Source, source),
        (Role::Content, content),
    ])
}

/// The words before whom something is told by, where they begin a stretch of a sentence.
pub(crate) fn preposition(reading: &Reading<'_>, stretch: &Range<usize>) -> Option<Range<usize>> {
    let begins = |words: &&[Box<str>]| {
        let mut pairs = stretch.clone().zip(words.iter());
        stretch.len() > words.len()
            && pairs.all(|(token, word)| same_word(reading.text.word(token), word))
    };
    let words = reading.lexicon.accounts().find(begins)?;
    let cue = stretch.start..stretch.start + words.len();
    (reading.syntax.dep(cue.start) == dep::CASE).then_some(cue)
}

/// Whether a word is that of a table, which is in small letters.
fn same_word(word: &str, small: &str) -> bool {
    word.chars().flat_map(char::to_lowercase).eq(small.chars())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::sketched;
    use newsgraph_sketch::Sketch;

    const TOLD: &str = "
        According VERB 4 case VBG
        to ADP 1 fixed
        the DET 4 det
        bank NOUN 7 obl
        , PUNCT 4 punct
        rates NOUN 7 nsubj NNS
        fell VERB 0 root
        . PUNCT 7 punct";

    #[test]
    fn an_account_at_the_start_has_the_rest_as_content() {
        let sketch = Sketch::new(TOLD);
        let mut runs = sketched::runs(&sketch, &[(Role::Source, "bank")]);
        let cues = sketched::read(&sketch, &[], |reading| label(reading, &mut runs));
        assert_eq!(cues, [0]);
        let words: Vec<_> = runs
            .into_iter()
            .map(|(role, run)| (role, sketch.words(run)))
            .collect();
        let expected = [
            (Role::Cue, "According to"),
            (Role::Source, "the bank"),
            (Role::Content, "rates fell"),
        ];
        assert_eq!(
            words,
            expected.map(|(role, words)| (role, words.to_owned()))
        );
    }

    #[test]
    fn no_account_without_a_comma_or_by_other_words() {
        for rows in [
            TOLD.replace(", PUNCT 4", "so ADV 7"),
            TOLD.replace("According", "Listening"),
        ] {
            let sketch = Sketch::new(&rows);
            let mut runs = Vec::new();
            sketched::read(&sketch, &[], |reading| label(reading, &mut runs));
            assert!(runs.is_empty(), "{}: {runs:?}", sketch.text());
        }
    }

    #[test]
    fn another_language_has_its_own_words() {
        let tables = crate::english_tables().with("accounts", "# source: this test\nlaut\n");
        let lexicon = Lexicon::from_tables(&tables).unwrap();
        let sketch = Sketch::new(
            "
            Laut ADP 3 case
            der DET 3 det
            Bank NOUN 5 obl
            , PUNCT 3 punct
            fielen VERB 0 root
            die DET 7 det
            Zinsen NOUN 5 nsubj",
        );
        let mut runs = Vec::new();
        sketched::read_with(&sketch, &[], &lexicon, |reading| label(reading, &mut runs));
        let words: Vec<String> = runs.into_iter().map(|(_, run)| sketch.words(run)).collect();
        assert_eq!(words, ["Laut", "der Bank", "fielen die Zinsen"]);
    }
}
