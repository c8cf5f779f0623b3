use newsgraph_document::{QuoteMark, QuoteMarkKind, Repair, TokenizedText};
use newsgraph_phrase::is_dash;
use std::ops::Range;

/// The stretches of text between outer marks, in tokens, marks included.
#[derive(Debug)]
pub(crate) struct Speech {
    pub(crate) stretches: Vec<Range<usize>>,
    /// Whether the stretch has no closing mark since the next paragraph goes on with it.
    continues: Vec<bool>,
    /// For each token the position of its stretch plus one, or 0.
    stretch_of: Vec<u32>,
    places: Vec<Place>,
}

/// Where a token stands among quotation marks, as numbers for features.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place {
    /// How many marks stand around it within the outer ones.
    depth: u32,
    /// Outside, on an outer mark, next to one or inside.
    state: u8,
    stretch: u16,
}

impl Place {
    /// Outside, on a mark, next to one or inside.
    pub(crate) fn state(self) -> u64 {
        u64::from(self.state) + 64 * u64::from(self.depth)
    }

    /// What kind of stretch it stands in.
    pub(crate) fn stretch(self) -> u64 {
        self.stretch.into()
    }
}

impl Speech {
    pub(crate) fn new(text: TokenizedText<'_>, marks: &[QuoteMark]) -> Self {
        let mut speech = Self {
            stretches: Vec::new(),
            continues: Vec::new(),
            stretch_of: vec![0; text.tokens.len()],
            places: vec![Place::default(); text.tokens.len()],
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
            let stretch = start..tokens.end;
            let kind = kind(text, mark, stretch.clone());
            for token in stretch.clone() {
                let first = (token - stretch.start).min(2) as u8;
                let rest = (stretch.end - 1 - token).min(3) as u8;
                speech.places[token] = Place {
                    depth: 0,
                    state: 1 + first * 4 + rest,
                    stretch: kind,
                };
            }
            speech.stretches.push(stretch.clone());
            speech.continues.push(mark.continues);
            let id = speech.stretches.len() as u32;
            speech.stretch_of[stretch].fill(id);
        }
        speech.add_depths(text, marks);
        speech
    }

    /// Tells of each token how many marks stand around it within the outer ones. Marks may all overlap, so
    /// that their beginnings and ends are counted and not the tokens of each.
    fn add_depths(&mut self, text: TokenizedText<'_>, marks: &[QuoteMark]) {
        let mut begin = vec![0u32; text.tokens.len() + 1];
        let mut end = begin.clone();
        for mark in marks.iter().filter(|mark| mark.depth > 0) {
            let tokens = text.tokens_in(mark.span);
            begin[tokens.start] += 1;
            end[tokens.end] += 1;
        }
        let mut depth = 0;
        for ((place, begin), end) in self.places.iter_mut().zip(begin).zip(end) {
            depth = depth + begin - end;
            place.depth = depth;
        }
    }

    pub(crate) fn place(&self, token: usize) -> Place {
        self.places[token]
    }

    /// Whether the token stands between marks.
    pub(crate) fn is_marked(&self, token: usize) -> bool {
        self.stretch_of[token] > 0
    }

    /// The stretch that begins with the token.
    pub(crate) fn opened_by(&self, token: usize) -> Option<&Range<usize>> {
        let at = (self.stretch_of[token] as usize).checked_sub(1)?;
        Some(&self.stretches[at]).filter(|stretch| stretch.start == token)
    }

    /// Where the writer's own remark begins in a run: at a dash right after a closing mark, with no mark behind.
    pub(crate) fn before_aside(
        &self,
        text: TokenizedText<'_>,
        run: &Range<usize>,
    ) -> Option<usize> {
        let last = self
            .stretches
            .partition_point(|s| s.end <= run.end)
            .checked_sub(1)?;
        let end = self.stretches[last].end;
        let dash = (run.start + 1..run.end).contains(&end) && is_dash(text.word(end));
        (dash && !self.is_marked(run.end - 1)).then_some(end)
    }

    /// Whether a stretch before this token goes on in the paragraph that begins with it.
    pub(crate) fn opens_before(&self, token: usize) -> bool {
        let before = self.stretches.partition_point(|s| s.end <= token);
        before > 0 && self.continues[before - 1] && self.stretches[before - 1].end == token
    }
}

/// A number for the length of a stretch, how it ends and what its marks are.
fn kind(text: TokenizedText<'_>, mark: &QuoteMark, stretch: Range<usize>) -> u16 {
    let ends = |t: usize| match text.word(t) {
        "." | "!" | "?" | "…" | "..." => 2,
        "," => 1,
        _ => 0,
    };
    let end = stretch.clone().rev().take(2).map(ends).max().unwrap_or(0);
    let length = match stretch.len() {
        0..=3 => 0,
        4 => 1,
        5..=6 => 2,
        7..=10 => 3,
        11..=20 => 4,
        _ => 5,
    };
    let starts = stretch.len() > 1 && text.word(stretch.start + 1).starts_with(char::is_uppercase);
    let single = mark.kind == QuoteMarkKind::Single;
    let whole = mark.close.is_some();
    ((((length * 3 + end) * 2 + u16::from(starts)) * 2 + u16::from(single)) * 2 + u16::from(whole))
        * 2
        + u16::from(mark.continues)
}
