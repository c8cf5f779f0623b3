use crate::Span;
use std::ops::Range;

/// A syntactic word: `do|n't` and `Kim|'s` are two tokens each, with adjoining spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Token {
    /// Where it stands in the text; never empty.
    pub span: Span,
}

/// A run of tokens that reads as one sentence.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Sentence {
    /// From its first token's start to its last token's end.
    pub span: Span,
    /// The positions of its tokens; never empty. Sentences follow one another without a gap.
    pub tokens: Range<usize>,
    /// The paragraph that it stands in, counted from 0 without gaps.
    pub paragraph: usize,
}

/// A text with its tokens and sentences: what every task crate reads.
///
/// Tokens are sorted and disjoint; each belongs to exactly one sentence.
#[derive(Clone, Copy, Debug)]
pub struct TokenizedText<'a> {
    /// The text, unchanged.
    pub text: &'a str,
    /// Its tokens, in order.
    pub tokens: &'a [Token],
    /// Its sentences, in order.
    pub sentences: &'a [Sentence],
}

impl<'a> TokenizedText<'a> {
    /// The text of the token at this position.
    ///
    /// # Panics
    /// If there is no such token.
    pub fn word(&self, token: usize) -> &'a str {
        &self.text[self.tokens[token].span]
    }

    /// The span from the first to the last of these tokens.
    ///
    /// # Panics
    /// If the range is empty or out of bounds.
    pub fn span_of(&self, tokens: Range<usize>) -> Span {
        let first = self.tokens[tokens.start].span;
        let last = self.tokens[tokens.end - 1].span;
        first.cover(last)
    }

    /// The positions of the tokens that share a byte with the span; empty where none does.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self
            .tokens
            .partition_point(|t| t.span.end() <= span.start());
        let end = self.tokens.partition_point(|t| t.span.start() < span.end());
        start..end.max(start)
    }

    /// The position of the sentence that holds the token, or of the last one where none does.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences
            .partition_point(|s| s.tokens.end <= token)
            .min(self.sentences.len().saturating_sub(1))
    }

    /// The tokens of each sentence, those with more than `longest` tokens in parts of about one length.
    ///
    /// # Panics
    /// If `longest` is 0.
    pub fn parts(&self, longest: usize) -> impl Iterator<Item = Range<usize>> + use<'a> {
        self.sentences.iter().flat_map(move |sentence| {
            let tokens = sentence.tokens.clone();
            let count = tokens.len().div_ceil(longest).max(1);
            let size = tokens.len().div_ceil(count).max(1);
            let end = tokens.end;
            tokens
                .step_by(size)
                .map(move |start| start..(start + size).min(end))
        })
    }

    /// Whether white space stands between the token and the one before it.
    pub fn space_before(&self, token: usize) -> bool {
        token > 0 && self.tokens[token - 1].span.end() < self.tokens[token].span.start()
    }
}

/// The kind of a quotation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "lowercase")
)]
pub enum QuoteMarkKind {
    /// `"`, `“ ”`, `''`, ` `` `, `« »`.
    Double,
    /// `'`, `‘ ’`, where they are not apostrophes.
    Single,
}

/// What was done to a quotation that the text does not close or open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum Repair {
    /// Opened and never closed; it was taken to end with its paragraph.
    Unclosed,
    /// Closed and never opened; it holds its own mark alone.
    Unopened,
    /// Opened by a closing mark, or closed by an opening one.
    WrongWay,
}

impl Repair {
    /// What was wrong, for a reader.
    pub fn describe(self) -> &'static str {
        match self {
            Self::Unclosed => "unclosed quotation mark",
            Self::Unopened => "closing quotation mark without an opening one",
            Self::WrongWay => "quotation mark facing the wrong way",
        }
    }
}

/// A pair of quotation marks with what they enclose.
///
/// Pairs are ordered by their opening mark. They nest: two pairs are disjoint, or one contains the
/// other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct QuoteMark {
    /// All of it, the marks included.
    pub span: Span,
    /// The mark that opens it; absent where a mark closes what none opened.
    pub open: Option<Span>,
    /// The mark that closes it; absent where the paragraph ends first.
    pub close: Option<Span>,
    /// Double or single marks.
    pub kind: QuoteMarkKind,
    /// How many pairs it stands in; 0 outermost.
    pub depth: u8,
    /// Whether the quotation goes on in the next paragraph, whose opening mark says so. Such a
    /// pair has no closing mark, and that is no fault.
    pub continues: bool,
    /// What was repaired, where the text's marks do not balance.
    pub repair: Option<Repair>,
}
