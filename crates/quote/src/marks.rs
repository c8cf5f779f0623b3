use crate::phrase::Parsed;
use newsgraph_document::{QuoteMark, Repair, TokenizedText, Upos};
use std::ops::Range;

/// Words of a stretch between marks that make it speech rather than a term, where no sentence ends
/// in it.
const SPEECH_WORDS: usize = 3;

/// The stretches of text between outer marks, in tokens, marks included.
pub(crate) struct Speech {
    pub(crate) stretches: Vec<Range<usize>>,
    /// Whether the stretch has no closing mark since the next paragraph goes on with it.
    continues: Vec<bool>,
    /// For each token the position of its stretch plus one, or 0.
    stretch_of: Vec<u32>,
}

impl Speech {
    pub(crate) fn new(text: TokenizedText<'_>, marks: &[QuoteMark]) -> Self {
        let mut speech = Self {
            stretches: Vec::new(),
            continues: Vec::new(),
            stretch_of: vec![0; text.tokens.len()],
        };
        let outer = |m: &&QuoteMark| m.depth == 0 && m.repair != Some(Repair::Unopened);
        for mark in marks.iter().filter(outer) {
            let tokens = text.tokens_in(mark.span);
            let start = speech
                .stretches
                .last()
                .map_or(tokens.start, |s| s.end.max(tokens.start));
            if start >= tokens.end {
                continue;
            }
            speech.stretches.push(start..tokens.end);
            speech.continues.push(mark.continues);
            let id = speech.stretches.len() as u32;
            speech.stretch_of[start..tokens.end].fill(id);
        }
        speech
    }

    /// Whether the token stands between marks, in a stretch that is more than a term.
    pub(crate) fn holds(&self, token: usize) -> bool {
        self.is_marked(token)
    }

    /// Whether the token stands between marks.
    pub(crate) fn is_marked(&self, token: usize) -> bool {
        self.stretch_of[token] > 0
    }

    /// Widens runs of tokens over the stretches that they reach into, and over marks that touch them.
    pub(crate) fn widen(&self, content: &mut [Range<usize>]) {
        for run in content {
            let Some(last) = run.end.checked_sub(1) else {
                continue;
            };
            for token in [run.start, last, run.end] {
                let Some(&id) = self.stretch_of.get(token) else {
                    continue;
                };
                if id == 0 {
                    continue;
                }
                let stretch = &self.stretches[id as usize - 1];
                if token < run.end {
                    run.start = run.start.min(stretch.start);
                    run.end = run.end.max(stretch.end);
                }
            }
        }
    }

    /// Whether this stretch goes on with the one before it, over a paragraph's end.
    pub(crate) fn goes_on(&self, position: usize) -> bool {
        position > 0 && self.continues[position - 1]
    }

    fn paragraph(text: TokenizedText<'_>, token: usize) -> usize {
        text.sentences
            .get(text.sentence_of(token))
            .map_or(0, |s| s.paragraph)
    }

    pub(crate) fn same_paragraph(&self, text: TokenizedText<'_>, position: usize) -> bool {
        self.paragraphs_since(text, position) == Some(0)
    }

    pub(crate) fn next_paragraph(&self, text: TokenizedText<'_>, position: usize) -> bool {
        self.paragraphs_since(text, position) == Some(1)
    }

    fn paragraphs_since(&self, text: TokenizedText<'_>, position: usize) -> Option<usize> {
        let before = self.stretches.get(position.checked_sub(1)?)?;
        let own = Self::paragraph(text, self.stretches[position].start);
        Some(own - Self::paragraph(text, before.end - 1))
    }

    /// Whether a sentence ends inside the marks, or the stretch is one.
    pub(crate) fn is_sentence(&self, text: TokenizedText<'_>, position: usize) -> bool {
        let stretch = &self.stretches[position];
        let ends = |t: usize| matches!(text.word(t), "." | "!" | "?" | "…" | "..." | "," | "?!");
        let words = stretch.len().saturating_sub(2);
        words > SPEECH_WORDS && stretch.clone().rev().take(2).any(ends)
    }

    /// Whether the stretch is somebody's words rather than a term: long enough, or with a verb, or set
    /// off by a comma or colon.
    pub(crate) fn is_speech(&self, parsed: Parsed<'_>, position: usize) -> bool {
        let stretch = &self.stretches[position];
        let verb = stretch
            .clone()
            .any(|t| matches!(parsed.syntax.upos(t), Upos::Verb | Upos::Aux));
        let words = stretch.len().saturating_sub(2);
        let introduced = stretch.start > 0 && matches!(parsed.word(stretch.start - 1), ":" | ",");
        self.is_sentence(parsed.text, position) || introduced || (words > SPEECH_WORDS && verb)
    }
}
