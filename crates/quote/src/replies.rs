//! Quoted speech that answers other quoted speech.

use crate::link::Linker;
use std::ops::Range;

/// Whether quoted speech answers the quote before it: that one asks, in a paragraph before, or its speaker is spoken to by
/// name. The quote before is given by its contents and its source.
pub(crate) fn is_answer(
    linker: Linker<'_>,
    [before, source]: [&[Range<usize>]; 2],
    content: &[Range<usize>],
) -> bool {
    let reading = linker.reading;
    let text = reading.text;
    let (Some(last), Some(first)) = (before.last(), content.first()) else {
        return false;
    };
    let is_apart = reading.paragraph_of(last.end - 1) != reading.paragraph_of(first.start);
    let asks = last.clone().rev().take(2).any(|t| text.word(t) == "?");
    let names: Vec<&str> = source
        .iter()
        .cloned()
        .flatten()
        .filter(|&t| reading.is_person(t))
        .map(|t| text.word(t))
        .collect();
    let is_called = |t: usize| {
        let is_set_off = |t: usize| matches!(text.word(t), "," | "." | "!" | "?");
        names.contains(&text.word(t))
            && t > first.start
            && t + 1 < text.tokens.len()
            && is_set_off(t + 1)
            && (text.word(t - 1) == "," || reading.syntax.dep(t) == "vocative")
    };
    is_apart && (asks || content.iter().cloned().flatten().any(is_called))
}
