//! Words and the pieces of a Hugging Face tokenizer, aligned by the bytes that they share.
//!
//! ```
//! use newsgraph_tokenize::{Tokenizer, subword::Alignment};
//! use newsgraph_tokenize::subword::tokenizers::{Encoding, Token as Piece};
//!
//! let text = "Kim denuclearized";
//! let words = Tokenizer::default().tokenize(text).tokens;
//! // Pieces as a tokenizer gives them: an id, a form, byte offsets; the first is a special one.
//! let piece = |form: &str, start, end| Piece::new(0, form.to_owned(), (start, end));
//! let pieces = vec![piece("[CLS]", 0, 0), piece("Kim", 0, 3), piece("denuclear", 4, 13), piece("##ized", 13, 17)];
//! let alignment = Alignment::new(&words, &Encoding::from_tokens(pieces, 0));
//! assert_eq!(alignment.pieces_of(1), 2..4);
//! assert_eq!(alignment.words_of(1), 0..1);
//! assert_eq!(alignment.words_of(0), 0..0);
//! ```

use newsgraph_document::Token;
use std::ops::Range;
use tokenizers::Encoding;

pub use tokenizers;

/// Which pieces of an encoding share bytes with each word, and which words with each piece.
///
/// Exact for any model (`WordPiece`, BPE, Unigram, byte-level), as long as the encoding was made with
/// byte offsets (`encode`, not `encode_char_offsets`) of the same text. A
/// piece over several words, or several pieces in one char, belong to each of them. Special pieces
/// share bytes with no word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    pieces: Vec<Range<usize>>,
    words: Vec<Range<usize>>,
}

impl Alignment {
    /// Aligns words in order with one encoding, such as a window of a long text.
    pub fn new(words: &[Token], encoding: &Encoding) -> Self {
        let spans = encoding.get_offsets();
        let special = encoding.get_special_tokens_mask();
        let mut alignment = Self {
            pieces: vec![0..0; words.len()],
            words: vec![0..0; spans.len()],
        };
        let mut first = 0;
        for (piece, &(start, end)) in spans.iter().enumerate() {
            if start >= end || special.get(piece) == Some(&1) {
                continue;
            }
            while words
                .get(first)
                .is_some_and(|word| word.span.end() <= start)
            {
                first += 1;
            }
            // Offsets may step back where a tokenizer reorders what it normalises.
            while first > 0 && words[first - 1].span.end() > start {
                first -= 1;
            }
            let shared = words[first..]
                .iter()
                .take_while(|word| word.span.start() < end)
                .count();
            if shared == 0 {
                continue;
            }
            alignment.words[piece] = first..first + shared;
            for pieces in &mut alignment.pieces[first..first + shared] {
                if pieces.start == pieces.end {
                    *pieces = piece..piece + 1;
                } else {
                    pieces.start = pieces.start.min(piece);
                    pieces.end = pieces.end.max(piece + 1);
                }
            }
        }
        alignment
    }

    /// The pieces that share bytes with a word; empty where the encoding was cut before it, or the
    /// tokenizer dropped it.
    ///
    /// # Panics
    /// If there is no such word.
    pub fn pieces_of(&self, word: usize) -> Range<usize> {
        self.pieces[word].clone()
    }

    /// The words that share bytes with a piece; empty for a special one.
    ///
    /// # Panics
    /// If there is no such piece.
    pub fn words_of(&self, piece: usize) -> Range<usize> {
        self.words[piece].clone()
    }
}

/// An encoding that was cut to a length, with the windows that went on behind it.
#[derive(Clone, Debug)]
pub struct Windows<'a> {
    encodings: Vec<&'a Encoding>,
    alignments: Vec<Alignment>,
}

impl<'a> Windows<'a> {
    /// Aligns words with an encoding and with what it overflowed into (truncation with a stride).
    pub fn new(words: &[Token], encoding: &'a Encoding) -> Self {
        let encodings: Vec<&Encoding> = std::iter::once(encoding)
            .chain(encoding.get_overflowing())
            .collect();
        let alignments = encodings
            .iter()
            .map(|encoding| Alignment::new(words, encoding))
            .collect();
        Self {
            encodings,
            alignments,
        }
    }

    /// The windows in text order, each with its alignment.
    pub fn iter(&self) -> impl Iterator<Item = (&'a Encoding, &Alignment)> {
        self.encodings.iter().copied().zip(&self.alignments)
    }

    /// The window in which a word has the most pieces around it on its poorer side, with its pieces
    /// there: each word has one, so that none is read twice. `None` where no window holds the word.
    ///
    /// # Panics
    /// If there is no such word.
    pub fn best(&self, word: usize) -> Option<(usize, Range<usize>)> {
        let windows = self.alignments.iter().enumerate();
        windows
            .filter_map(|(window, alignment)| {
                let pieces = alignment.pieces_of(word);
                let room = pieces.start.min(alignment.words.len() - pieces.end);
                (pieces.start < pieces.end).then_some((pieces.len(), room, window, pieces))
            })
            .reduce(|a, b| if (b.0, b.1) > (a.0, a.1) { b } else { a })
            .map(|(.., window, pieces)| (window, pieces))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsgraph_document::Span;
    use tokenizers::models::bpe::{BPE, Vocab};
    use tokenizers::pre_tokenizers::byte_level::ByteLevel;
    use tokenizers::{Tokenizer, TruncationParams};

    /// A byte-level tokenizer without merges: each byte is a piece.
    fn bytes() -> Tokenizer {
        let vocabulary: Vocab = ByteLevel::alphabet()
            .into_iter()
            .zip(0..)
            .map(|(c, id)| (c.to_string(), id))
            .collect();
        let model = BPE::builder()
            .vocab_and_merges(vocabulary, Vec::new())
            .build()
            .expect("a sound model");
        let mut tokenizer = Tokenizer::new(model);
        tokenizer.with_pre_tokenizer(Some(ByteLevel::default().add_prefix_space(false)));
        tokenizer
    }

    fn words(text: &str) -> Vec<Token> {
        crate::Tokenizer::default().tokenize(text).tokens
    }

    #[test]
    fn bytes_of_accents_cjk_and_emoji() {
        for text in [
            "Köln 中国 🙂 don’t e\u{301}t",
            "a",
            "“Yes”",
            "  spaced   out  ",
        ] {
            let words = words(text);
            let encoding = bytes().encode(text, false).expect("any text");
            let alignment = Alignment::new(&words, &encoding);
            for (at, word) in words.iter().enumerate() {
                let pieces = alignment.pieces_of(at);
                let spans = &encoding.get_offsets()[pieces.clone()];
                let covered = Span::new(
                    spans
                        .iter()
                        .map(|s| s.0)
                        .min()
                        .expect("every word has pieces"),
                    spans
                        .iter()
                        .map(|s| s.1)
                        .max()
                        .expect("every word has pieces"),
                );
                assert!(
                    covered.contains(word.span),
                    "{text}: {word:?} in {covered:?}"
                );
                for piece in pieces {
                    assert!(alignment.words_of(piece).contains(&at), "{text}: {piece}");
                }
            }
        }
    }

    #[test]
    fn windows_hold_each_word_once() {
        let text = "Xi met Tillerson in Beijing just hours after the test";
        let words = words(text);
        let mut tokenizer = bytes();
        tokenizer
            .with_truncation(Some(TruncationParams {
                max_length: 20,
                stride: 12,
                ..TruncationParams::default()
            }))
            .expect("the stride is smaller");
        let encoding = tokenizer.encode(text, false).expect("any text");
        let windows = Windows::new(&words, &encoding);
        assert!(windows.iter().count() > 3);
        for (at, word) in words.iter().enumerate() {
            let (window, pieces) = windows.best(at).expect("a window holds it");
            let (encoding, _) = windows.iter().nth(window).expect("that window");
            let spans = &encoding.get_offsets()[pieces];
            let covered = Span::new(spans[0].0, spans[spans.len() - 1].1);
            assert!(covered.contains(word.span), "{word:?} in {covered:?}");
        }
        let whole = bytes().encode(text, false).expect("any text");
        assert_eq!(Windows::new(&words, &whole).iter().count(), 1);
    }

    #[test]
    fn a_cut_encoding_leaves_words_without_pieces() {
        let text = "one two";
        let words = words(text);
        let mut encoding = bytes().encode(text, false).expect("any text");
        encoding.truncate(3, 0, tokenizers::TruncationDirection::Right);
        let alignment = Alignment::new(&words, &encoding);
        assert_eq!(alignment.pieces_of(0), 0..3);
        assert!(alignment.pieces_of(1).is_empty());
    }
}
