use crate::labels::{Role, put};
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
    let cues = parts.iter().map(|[(_, cue), ..]| cue.start).collect();
    put(runs, parts);
    cues
}

/// Cue, source and content of a sentence that tells its source first.
fn account(reading: &Reading<'_>, sentence: &Range<usize>) -> Option<[(Role, Range<usize>); 3]> {
    let (text, syntax, parsed) = (reading.text, reading.syntax, reading.parsed());
    let cue = sentence.start..sentence.start + 2;
    let is = |token: usize, word: &str| text.word(token).eq_ignore_ascii_case(word);
    if sentence.len() < 6 || !is(cue.start, "according") || !is(cue.start + 1, "to") {
        return None;
    }
    let is_case = syntax.dep(cue.start) == dep::CASE;
    let noun = syntax.head(cue.start).filter(|_| is_case)?;
    let source = cue.end..parsed.noun_phrase(noun).end;
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
