//! Readings of sketched texts, for tests of rules.

use crate::labels::Role;
use crate::lexicon::Lexicon;
use crate::reading::Reading;
use crate::spans::Spans;
use crate::speech::Speech;
use newsgraph_document::Label;
use newsgraph_neural::WordVectors;
use newsgraph_sketch::Sketch;
use std::ops::Range;

/// Gives the reading of a text with these names to a test.
pub(crate) fn read<T>(
    sketch: &Sketch,
    names: &[(&str, Label)],
    test: impl FnOnce(&Reading<'_>) -> T,
) -> T {
    read_with(sketch, names, &Lexicon::english(), test)
}

/// The same with the words of another language.
pub(crate) fn read_with<T>(
    sketch: &Sketch,
    names: &[(&str, Label)],
    lexicon: &Lexicon,
    test: impl FnOnce(&Reading<'_>) -> T,
) -> T {
    let syntax = sketch.syntax();
    let speech = Speech::new(sketch.view(), &sketch.marks());
    let mentions = sketch.names(names);
    test(&Reading::new(
        sketch.view(),
        &syntax,
        speech,
        &mentions,
        lexicon,
        &WordVectors::default(),
    ))
}

/// The tokens of the words, with spaces between, where they stand first.
pub(crate) fn run(sketch: &Sketch, words: &str) -> Range<usize> {
    let count = words.split(' ').count();
    let last = sketch.view().tokens.len() - count;
    let found = (0..=last).find(|&start| sketch.words(start..start + count) == words);
    let start = found.unwrap_or_else(|| unreachable!("no {words:?} in {:?}", sketch.text()));
    start..start + count
}

/// Runs by their words, in text order.
pub(crate) fn runs(sketch: &Sketch, parts: &[(Role, &str)]) -> Vec<(Role, Range<usize>)> {
    let mut runs: Vec<_> = parts
        .iter()
        .map(|&(role, words)| (role, run(sketch, words)))
        .collect();
    runs.sort_by_key(|(_, run)| run.start);
    runs
}

/// Runs as spans.
pub(crate) fn spans(sketch: &Sketch, parts: &[(Role, &str)]) -> Spans {
    Spans::new(runs(sketch, parts))
}
