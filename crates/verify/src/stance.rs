//! Whether who is named says something, denies it, or does not say it.

use crate::lexicon::{Class, Lexicon};
use crate::words::{Word, words};
use newsgraph_document::{Document, QuoteKind, QuoteView, Span};

/// What the cue of a quote, with the words that govern it, does to what is quoted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Stance {
    /// It was said.
    #[default]
    Said,
    /// It was denied: "denied that ...".
    Denied,
    /// It was not said: "did not say that ...".
    Unsaid,
}

/// Bytes before a cue that are looked at, and words.
const BEFORE: usize = 200;
const WORDS: usize = 16;

impl Stance {
    /// That of a quote. What stands between marks was said, though the cue be "denied".
    pub(crate) fn of(document: &Document, quote: QuoteView<'_>, lexicon: &Lexicon) -> Self {
        let text = document.text();
        let item = quote.item();
        let Some(cue) = item.cue else {
            return Self::Said;
        };
        let ends = item.content.iter().map(|span| span.end());
        let said = ends.filter(|&end| end <= cue.start()).max().unwrap_or(0);
        let mut start = said.max(cue.start().saturating_sub(BEFORE));
        while !text.is_char_boundary(start) {
            start += 1;
        }
        let found = words(text, Span::new(start, cue.end()), lexicon);
        let speaker = item.speaker.as_ref().map(|speaker| speaker.span);
        let speaker = speaker.filter(|span| span.start() < cue.start());
        let (denials, denying) = counted(&found, speaker, lexicon);
        let is_denied = denying > 0 && item.kind != QuoteKind::Direct;
        let turns = denials + if is_denied { denying } else { 0 };
        match (turns % 2, is_denied) {
            (0, _) => Self::Said,
            (_, true) => Self::Denied,
            (_, false) => Self::Unsaid,
        }
    }
}

/// How many words deny the last one, and how many of verbs and nouns do. The words of who speaks are left, but the
/// first, which may be "nobody"; what stands before them is read where their clause depends on it.
fn counted(found: &[Word], speaker: Option<Span>, lexicon: &Lexicon) -> (usize, usize) {
    let (mut denials, mut denying) = (0, 0);
    let mut next: Option<&Word> = None;
    for (at, word) in found.iter().enumerate().rev().take(WORDS) {
        let within = speaker.filter(|span| span.contains(word.span));
        let begins_speaker = within.is_some_and(|span| span.start() == word.span.start());
        if within.is_none() && lexicon.joins(&word.form) {
            break;
        }
        if within.is_none() || begins_speaker {
            let is_taken_back = next.is_some_and(|next| {
                lexicon.is_only(&next.form) || lexicon.class(&next.form) == Class::Number
            });
            let denies = lexicon.class(&word.form) == Class::Denial && !is_taken_back;
            denials += usize::from(denies);
            denying += usize::from(within.is_none() && lexicon.is_denying(&word.form));
        }
        let before = at.checked_sub(1).map(|before| &found[before]);
        let depends = before.is_some_and(|word| lexicon.opens_clause(&word.form));
        let is_inner = within.is_some() && !begins_speaker;
        if (word.begins || word.after_mark) && !is_inner || begins_speaker && !depends {
            break;
        }
        next = Some(word);
    }
    (denials, denying)
}
