//! A draft as a quote of the document.

use crate::addressee::addressee;
use crate::draft::Draft;
use crate::link::{Linker, overlaps};
use crate::participants::Participants;
use crate::reasons::AddressedBy;
use crate::speech::Speech;
use newsgraph_document::{Act, Quote, QuoteKind, Reference, TokenizedText};
use std::ops::Range;

/// A draft in the text's own bytes, without parent and score, and what tells its addressee.
pub(crate) fn quote(
    linker: Linker<'_>,
    people: Participants<'_>,
    draft: &Draft,
    (kind, act): (QuoteKind, Act),
) -> (Quote, Option<AddressedBy>) {
    let reading = linker.reading;
    let text = reading.text;
    let source = draft.source.as_ref().map(|run| {
        let taken = draft.content.iter().chain(&draft.cue);
        let whole = people.whole(run);
        let cuts = taken.clone().any(|run| overlaps(run, &whole));
        if cuts { run.clone() } else { whole }
    });
    let addressee = draft.cue.as_ref().and_then(|cue| {
        let (head, by) = addressee(reading, linker.head(cue))?;
        let phrase = reading.noun_phrase(head);
        let taken = draft
            .content
            .iter()
            .chain(&draft.cue)
            .chain(&source)
            .any(|run| overlaps(run, &phrase));
        (!taken).then(|| (people.read(&phrase), by))
    });
    let who = |run: &Range<usize>| {
        let mut who = people.read(run);
        if draft.is_implicit {
            who.how = Reference::Implicit;
        }
        who
    };
    let (addressee, addressee_by) = addressee.unzip();
    let quote = Quote {
        kind,
        act,
        content: draft
            .content
            .iter()
            .map(|c| text.span_of(c.clone()))
            .collect(),
        cue: draft.cue.clone().map(|cue| text.span_of(cue)),
        speaker: source.as_ref().map(who),
        speakers: source
            .as_ref()
            .map(|run| people.each(run))
            .unwrap_or_default(),
        addressee,
        parent: None,
        score: None,
    };
    (quote, addressee_by)
}

/// Direct where every word stands between marks, indirect where none does.
pub(crate) fn kind(
    text: TokenizedText<'_>,
    speech: &Speech,
    content: &[Range<usize>],
) -> QuoteKind {
    let worded = |t: &usize| text.word(*t).chars().any(char::is_alphanumeric);
    let mut words = content
        .iter()
        .cloned()
        .flatten()
        .filter(worded)
        .map(|t| speech.is_marked(t));
    let Some(first) = words.next() else {
        return QuoteKind::Direct;
    };
    match (first, words.all(|marked| marked == first)) {
        (true, true) => QuoteKind::Direct,
        (false, true) => QuoteKind::Indirect,
        _ => QuoteKind::Mixed,
    }
}
