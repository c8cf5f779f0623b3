use newsgraph_document::{Mention, QuoteMark, Syntax, TokenizedText};
use std::ops::Range;

/// A quote that a corpus gives, its parts as ranges of tokens, none of them empty.
#[derive(Clone, Debug, Default)]
pub struct GoldQuote {
    /// What was said, in text order.
    pub content: Vec<Range<usize>>,
    /// The reporting words.
    pub cue: Option<Range<usize>>,
    /// Who said it.
    pub source: Option<Range<usize>>,
}

/// A text with what a model of quotes reads of it.
#[derive(Clone, Copy, Debug)]
pub struct QuoteText<'a> {
    /// Its tokens and sentences.
    pub text: TokenizedText<'a>,
    /// Its trees.
    pub syntax: &'a Syntax,
    /// Its quotation marks.
    pub marks: &'a [QuoteMark],
    /// Its names and values.
    pub mentions: &'a [Mention],
}
