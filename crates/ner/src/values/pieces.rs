//! A sentence as the pieces that the grammar of values reads.

use super::entry::{Entry, Fixed, Length, LengthForm, UNKNOWN};
use super::group::Group;
use super::lexicon::Lexicon;
use super::phrases::Phrases;
use newsgraph_document::{Span, TokenizedText};
use std::ops::Range;

/// A run of letters, a number, or a single sign: smaller than a token, so that "47km", "RM50,000",
/// "30-year" and "1976-83" read alike however they were split into tokens.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    pub(super) span: Span,
    text: &'a str,
    /// Where it stands in small letters among what is written otherwise; nothing where it is written so.
    lower: Range<u32>,
    /// What the tables say of it.
    pub(super) entry: &'a Entry,
    /// Whether no white space stands before it.
    pub(super) glued: bool,
    /// Whether a token begins, or ends, with it.
    pub(super) begins: bool,
    pub(super) ends: bool,
}

/// The pieces of one sentence.
#[derive(Clone, Debug)]
pub(super) struct Pieces<'a> {
    all: Vec<Piece<'a>>,
    /// The pieces that are not written in small letters, in small letters; dashes as `-`, curly apostrophes straight.
    lowered: String,
    pub(super) lexicon: &'a Lexicon,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letters,
    Digits,
    Sign,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(lexicon: &'a Lexicon) -> Self {
        Self {
            all: Vec::new(),
            lowered: String::new(),
            lexicon,
        }
    }

    /// Makes these the pieces of some tokens.
    pub(super) fn read(&mut self, text: TokenizedText<'a>, tokens: Range<usize>) {
        self.all.clear();
        self.lowered.clear();
        for token in tokens {
            let span = text.tokens[token].span;
            let word = &text.text[span];
            let mut spaced = text.space_before(token);
            let mut start = 0;
            while start < word.len() {
                let end = start + piece_len(&word[start..]);
                let piece = &word[start..end];
                let from = self.lowered.len();
                push_lower(piece, &mut self.lowered);
                let lower = match &self.lowered[from..] {
                    "" => piece,
                    lower => lower,
                };
                self.all.push(Piece {
                    span: Span::new(span.start() + start, span.start() + end),
                    text: piece,
                    entry: self.lexicon.entry(lower),
                    lower: from as u32..self.lowered.len() as u32,
                    glued: !spaced,
                    begins: start == 0,
                    ends: end == word.len(),
                });
                spaced = false;
                start = end;
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<&Piece<'a>> {
        self.all.get(at)
    }

    /// The piece in small letters; empty past the end.
    pub(super) fn word(&self, at: usize) -> &str {
        match self.all.get(at) {
            None => "",
            Some(Piece { text, lower, .. }) if lower.is_empty() => text,
            Some(Piece { lower, .. }) => &self.lowered[lower.start as usize..lower.end as usize],
        }
    }

    /// The piece before, in small letters; empty at the start.
    pub(super) fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.word(before))
    }

    /// What the tables say of the piece.
    pub(super) fn entry(&self, at: usize) -> &'a Entry {
        self.all.get(at).map_or(&UNKNOWN, |piece| piece.entry)
    }

    /// Whether the piece is one of a group of words.
    pub(super) fn is(&self, at: usize, group: Group) -> bool {
        self.entry(at).is(group)
    }

    /// Past a word of the group, if one is there.
    pub(super) fn past(&self, at: usize, group: Group) -> usize {
        at + usize::from(self.is(at, group))
    }

    /// The value of the longest row of words that stands at a piece, and the piece after it.
    pub(super) fn phrase<V>(&self, phrases: &'a Phrases<V>, at: usize) -> Option<(&'a V, usize)> {
        self.entry(at).begins_phrase.then_some(())?;
        phrases.find(at, |at| self.word(at), |next| next)
    }

    /// Past these words, if they stand at the piece.
    pub(super) fn past_fixed(&self, at: usize, words: Fixed) -> Option<usize> {
        let found = self.phrase(&self.lexicon.fixed, at);
        found.filter(|found| *found.0 == words).map(|found| found.1)
    }

    /// As [`Self::past_fixed`], where hyphens may stand before each word.
    pub(super) fn past_fixed_with_hyphens(&self, at: usize, words: Fixed) -> Option<usize> {
        let at = self.past_hyphen(at);
        let fixed = &self.lexicon.fixed;
        let found = fixed.find(at, |at| self.word(at), |next| self.past_hyphen(next));
        found.filter(|found| *found.0 == words).map(|found| found.1)
    }

    /// The unit of time that the piece tells.
    pub(super) fn length(&self, at: usize) -> Option<Length> {
        let length = self.length_or_night(at)?;
        let nights = matches!(length.form, LengthForm::Night | LengthForm::Nights);
        (!nights).then_some(length)
    }

    /// As [`Self::length`], with nights, which count as days.
    pub(super) fn length_or_night(&self, at: usize) -> Option<Length> {
        self.entry(at).length
    }

    /// Whether the piece begins with a capital.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        let piece = self.all.get(at);
        piece.is_some_and(|piece| piece.text.starts_with(char::is_uppercase))
    }

    /// Whether the piece is in capitals, of which it has two or more.
    pub(super) fn is_capital_text(&self, at: usize) -> bool {
        let piece = self.all.get(at);
        piece.is_some_and(|piece| piece.text.len() > 1 && !piece.text.contains(char::is_lowercase))
    }

    /// Whether the piece begins with a capital and goes on in small letters.
    pub(super) fn is_title_case(&self, at: usize) -> bool {
        self.is_capital(at) && !self.is_capital_text(at)
    }

    pub(super) fn is_digits(&self, at: usize) -> bool {
        self.word(at).starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether no white space stands before the piece.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.all.get(at).is_some_and(|piece| piece.glued)
    }

    /// Past a hyphen, if one is there.
    pub(super) fn past_hyphen(&self, at: usize) -> usize {
        at + usize::from(self.word(at) == "-")
    }

    /// Past the full stop of an abbreviation that is a token of its own, if one is there.
    pub(super) fn past_stop(&self, at: usize) -> usize {
        at + usize::from(self.word(at) == "." && self.get(at + 1).is_some())
    }

    /// The piece as a whole number of at most this many digits.
    pub(super) fn integer(&self, at: usize, digits: usize) -> Option<u16> {
        let word = self.word(at);
        let plain = word.len() <= digits && word.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| word.parse().ok()).flatten()
    }

    /// Whether tokens begin and end where these pieces do.
    pub(super) fn are_tokens(&self, range: &Range<usize>) -> bool {
        let of = |at: usize| self.all.get(at);
        of(range.start).is_some_and(|p| p.begins) && of(range.end - 1).is_some_and(|p| p.ends)
    }

    /// The span from the first to the last of these pieces.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        self.all[range.start]
            .span
            .cover(self.all[range.end - 1].span)
    }

    /// Whether a value begins with such a word in some grammar.
    pub(super) fn begins_value(&self, at: usize) -> bool {
        let word = self.word(at);
        self.entry(at).begins_value
            || self.is_digits(at)
            || matches!(word, "'" | "-")
            || self.lexicon.before_long(word).is_some()
    }

    /// Whether a value can begin here at all: only with what the grammars know, never inside a token, nor at the number
    /// of "COVID-19". Most words are told by it to begin none.
    pub(super) fn may_begin(&self, at: usize) -> bool {
        let Some(piece) = self.get(at).filter(|piece| piece.begins) else {
            return false;
        };
        if !self.begins_value(at) {
            return false;
        }
        let hyphen = piece.glued && self.before(at) == "-" && at > 1 && self.is_glued(at - 1);
        !(hyphen && self.word(at - 2).starts_with(char::is_alphabetic) && self.is_digits(at))
    }
}

/// Bytes of the first piece of a text that is not empty.
fn piece_len(text: &str) -> usize {
    let class = |c: char| {
        if c.is_ascii_digit() {
            Class::Digits
        } else if c.is_alphabetic() {
            Class::Letters
        } else {
            Class::Sign
        }
    };
    if text.bytes().all(|b| b.is_ascii_alphabetic()) {
        return text.len();
    }
    let mut chars = text.char_indices().peekable();
    let Some((_, first)) = chars.next() else {
        return 0;
    };
    let kind = class(first);
    if kind == Class::Sign {
        return first.len_utf8();
    }
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| class(next));
        let inside = match (kind, c) {
            // "1,234.5", and "a.m." with its last stop.
            (Class::Digits, ',' | '.') => next == Some(Class::Digits),
            (Class::Letters, '.') => next != Some(Class::Digits),
            _ => class(c) == kind,
        };
        if !inside {
            return at;
        }
    }
    text.len()
}

/// Appends the piece in small letters where it is written otherwise.
fn push_lower(piece: &str, out: &mut String) {
    match piece {
        _ if !piece
            .bytes()
            .any(|b| b.is_ascii_uppercase() || !b.is_ascii()) => {}
        _ if piece.is_ascii() => {
            let from = out.len();
            out.push_str(piece);
            out[from..].make_ascii_lowercase();
        }
        "–" | "—" | "‑" | "−" => out.push('-'),
        "’" | "‘" => out.push('\''),
        _ => out.push_str(&piece.to_lowercase()),
    }
}
