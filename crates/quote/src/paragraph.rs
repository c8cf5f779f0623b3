use crate::lexicon::NAME_WORDS;
use crate::speech::Speech;
use newsgraph_document::TokenizedText;
use std::ops::Range;

/// Where a token stands in its paragraph, as numbers for features.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Position {
    /// Its place in its sentence, that of the sentence in the paragraph, and how the paragraph begins, ends and
    /// how long it is.
    pub(crate) place: u16,
    /// Its place in a turn ("WALLACE: ...", "Pence: ..."); 0 where the paragraph is none.
    pub(crate) turn: u8,
}

/// The sentences of each paragraph.
pub(crate) fn paragraphs(text: TokenizedText<'_>) -> impl Iterator<Item = Range<usize>> {
    let groups = text.sentences.chunk_by(|a, b| a.paragraph == b.paragraph);
    groups.scan(0, |end, group| {
        let start = *end;
        *end += group.len();
        Some(start..*end)
    })
}

/// The position of each token.
pub(crate) fn positions(text: TokenizedText<'_>, speech: &Speech) -> Vec<Position> {
    let mut positions = vec![Position::default(); text.tokens.len()];
    for paragraph in paragraphs(text) {
        let start = text.sentences[paragraph.start].tokens.start;
        let whole = start..text.sentences[paragraph.end - 1].tokens.end;
        let last = text.word(whole.end - 1);
        let ends = matches!(last, "." | "!" | "?" | "”" | "\"" | "''" | "…" | "...");
        let opened = speech.opens_before(whole.start);
        let turn = turn(text, whole.clone());
        for (number, sentence) in text.sentences[paragraph].iter().enumerate() {
            for token in sentence.tokens.clone() {
                let first = (token - sentence.tokens.start).min(2) as u64;
                let rest = (sentence.tokens.end - 1 - token).min(2) as u64;
                let place = (number.min(3) as u64 * 3 + first) * 3 + rest;
                let place = (place * 2 + u64::from(ends)) * 2 + u64::from(opened);
                positions[token] = Position {
                    place: (place * 16 + bucket(whole.len())) as u16,
                    turn: turn.as_ref().map_or(0, |turn| {
                        let marked = u64::from(turn.name.start > whole.start);
                        let kind = 1 + marked * 2 + u64::from(turn.is_shouted);
                        (kind * 4 + step(token, turn.colon)) as u8
                    }),
                };
            }
        }
    }
    positions
}

/// Before a colon, on it, right after it, farther.
fn step(token: usize, colon: usize) -> u64 {
    match token.checked_sub(colon) {
        None => 0,
        Some(after) => 1 + after.min(2) as u64,
    }
}

/// A name and a colon with which a paragraph begins, maybe after a quotation mark.
#[derive(Clone, Debug)]
pub(crate) struct Turn {
    pub(crate) name: Range<usize>,
    pub(crate) colon: usize,
    /// Whether the name is in capitals.
    pub(crate) is_shouted: bool,
}

/// The turn that a paragraph is.
pub(crate) fn turn(text: TokenizedText<'_>, paragraph: Range<usize>) -> Option<Turn> {
    let marked = matches!(text.word(paragraph.start), "“" | "\"" | "''" | "‘");
    let start = paragraph.start + usize::from(marked);
    let mut first = (start..paragraph.end).take(NAME_WORDS + 1);
    let colon = first.find(|&t| text.word(t) == ":")?;
    let name = |t: usize| {
        text.word(t)
            .starts_with(|c: char| c.is_uppercase() || c == '.')
    };
    (start < colon && (start..colon).all(name)).then_some(())?;
    let shouted = |t: usize| !text.word(t).contains(char::is_lowercase);
    Some(Turn {
        name: start..colon,
        colon,
        is_shouted: (start..colon).all(shouted),
    })
}

/// About the logarithm of a length, 0 to 15.
pub(crate) fn bucket(length: usize) -> u64 {
    match length {
        0..=5 => length as u64,
        6..=8 => 6,
        9..=12 => 7,
        13..=18 => 8,
        19..=26 => 9,
        27..=40 => 10,
        41..=60 => 11,
        61..=100 => 12,
        101..=160 => 13,
        161..=300 => 14,
        _ => 15,
    }
}
