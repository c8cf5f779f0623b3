//! Phrases of a gazetteer, found in time that does not grow with their number.

use super::matched::Match;
use newsgraph_document::TokenizedText;
use std::collections::HashMap;
use std::ops::Range;

/// Whether the letters of a phrase must have the case in which they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    AsWritten,
    Any,
}

/// Phrases of either kind.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases {
    as_written: Trie,
    any: Trie,
}

/// Phrases as paths of pieces.
///
/// A piece is a run of letters and digits or a single sign: a phrase has the same pieces however a
/// tokenizer splits it.
#[derive(Clone, Debug, Default)]
struct Trie {
    pieces: HashMap<String, u32>,
    /// The node after a node and a piece; the root is 0.
    nodes: HashMap<(u32, u32), u32>,
    /// The first entry that ends at each node but the root.
    entries: Vec<Option<usize>>,
}

impl Trie {
    fn add(&mut self, pieces: impl Iterator<Item = String>, entry: usize) {
        let mut node = 0;
        for piece in pieces {
            let next = self.pieces.len() as u32;
            let piece = *self.pieces.entry(piece).or_insert(next);
            node = *self.nodes.entry((node, piece)).or_insert_with(|| {
                self.entries.push(None);
                self.entries.len() as u32
            });
        }
        if let Some(last) = (node as usize).checked_sub(1) {
            self.entries[last].get_or_insert(entry);
        }
    }

    /// All phrases that begin and end with a token.
    fn find(&self, pieces: &[Piece], spelled: impl Fn(&Piece) -> String, matches: &mut Vec<Match>) {
        if self.entries.is_empty() {
            return;
        }
        let known: Vec<Option<u32>> = pieces
            .iter()
            .map(|piece| self.pieces.get(&spelled(piece)).copied())
            .collect();
        for (start, first) in pieces.iter().enumerate().filter(|(_, piece)| piece.begins) {
            let mut node = 0;
            for (piece, number) in pieces[start..].iter().zip(&known[start..]) {
                let next = number.and_then(|number| self.nodes.get(&(node, number)));
                let Some(&next) = next else {
                    break;
                };
                node = next;
                if let Some(entry) = self.entries[node as usize - 1].filter(|_| piece.ends) {
                    let tokens = first.token..piece.last + 1;
                    matches.push(Match { tokens, entry });
                }
            }
        }
    }
}

impl Phrases {
    pub(super) fn add(&mut self, phrase: &str, case: Case, entry: usize) {
        let pieces = split(phrase).map(|(_, piece)| plain(piece));
        match case {
            Case::AsWritten => self.as_written.add(pieces, entry),
            Case::Any => self.any.add(pieces.map(|p| p.to_lowercase()), entry),
        }
    }

    pub(super) fn find(
        &self,
        text: TokenizedText<'_>,
        tokens: &Range<usize>,
        matches: &mut Vec<Match>,
    ) {
        if self.as_written.entries.is_empty() && self.any.entries.is_empty() {
            return;
        }
        let pieces = pieces(text, tokens.clone());
        let spelled = |piece: &Piece| plain(&text.text[piece.range.clone()]);
        self.as_written.find(&pieces, spelled, matches);
        self.any
            .find(&pieces, |piece| spelled(piece).to_lowercase(), matches);
    }
}

/// A piece of a sentence.
#[derive(Clone, Debug)]
struct Piece {
    /// Its bytes in the text.
    range: Range<usize>,
    /// The tokens of its first and last byte.
    token: usize,
    last: usize,
    /// Whether a token begins, or ends, with it.
    begins: bool,
    ends: bool,
}

/// The pieces of some tokens. One may reach over tokens that adjoin ("can|not").
fn pieces(text: TokenizedText<'_>, tokens: Range<usize>) -> Vec<Piece> {
    let span = text.span_of(tokens.clone());
    let mut pieces = Vec::with_capacity(tokens.len() * 5 / 4);
    let mut token = tokens.start;
    for (at, word) in split(&text.text[span]) {
        let range = span.start() + at..span.start() + at + word.len();
        let ends_before = |token: usize, at: usize| text.tokens[token].span.end() <= at;
        while token + 1 < tokens.end && ends_before(token, range.start) {
            token += 1;
        }
        let mut last = token;
        while last + 1 < tokens.end && text.tokens[last + 1].span.start() < range.end {
            last += 1;
        }
        pieces.push(Piece {
            token,
            last,
            begins: text.tokens[token].span.start() == range.start,
            ends: text.tokens[last].span.end() == range.end,
            range,
        });
    }
    pieces
}

/// Runs of letters and digits, and single signs, with their positions; white space is left out.
fn split(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        let len = if first.is_alphanumeric() {
            rest.find(|c: char| !c.is_alphanumeric())
                .unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let at = text.len() - rest.len();
        let piece;
        (piece, rest) = rest.split_at(len);
        Some((at, piece))
    })
}

/// The piece with apostrophes, quotation marks and dashes straight.
pub(super) fn plain(piece: &str) -> String {
    let straight = |c| match c {
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        '–' | '—' | '‑' => '-',
        c => c,
    };
    piece.chars().map(straight).collect()
}
