use crate::{Layer, Span, SyntaxError};
use std::ops::Range;

/// A document refuses what does not fit its text or its other layers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// Byte positions are kept in 32 bits.
    #[error("expected a text of at most 4294967295 bytes, found {0}; split it into documents")]
    TextTooLong(usize),
    /// A layer must be set before this one.
    #[error("the {wanted} layer is absent; run the component that sets it first")]
    MissingLayer {
        /// The layer that is absent.
        wanted: Layer,
    },
    /// A span lies outside the text, or cuts a char in two.
    #[error(
        "span {span:?} of the {layer} layer does not fit a text of {len} bytes, or cuts a char; positions are bytes, and Offsets turns others into them"
    )]
    Span {
        /// The layer that it was given for.
        layer: Layer,
        /// The span.
        span: Span,
        /// The text's length.
        len: usize,
    },
    /// A token or mention holds no byte.
    #[error("item {position} of the {layer} layer: expected at least one byte, found {span:?}")]
    Empty {
        /// The layer.
        layer: Layer,
        /// Position of the item.
        position: usize,
        /// Its span.
        span: Span,
    },
    /// Items must be sorted by their start.
    #[error(
        "item {position} of the {layer} layer: expected a start from byte {least}, where the item before it starts, found {found}"
    )]
    Unsorted {
        /// The layer.
        layer: Layer,
        /// Position of the item.
        position: usize,
        /// Where the item before it starts.
        least: usize,
        /// Where it starts.
        found: usize,
    },
    /// Tokens must not overlap.
    #[error(
        "item {position} of the {layer} layer: expected a start from byte {least}, where the item before it ends, found {found}"
    )]
    Overlap {
        /// The layer.
        layer: Layer,
        /// Position of the item.
        position: usize,
        /// Where the item before it ends.
        least: usize,
        /// Where it starts.
        found: usize,
    },
    /// A sentence must hold tokens, from the one on that follows the sentence before it.
    #[error(
        "sentence {sentence}: expected one token or more from token {first} on, of {len}, found {found:?}"
    )]
    SentenceTokens {
        /// Position of the sentence.
        sentence: usize,
        /// The token that it must begin with.
        first: usize,
        /// How many tokens the text has.
        len: usize,
        /// The tokens that it was given.
        found: Range<usize>,
    },
    /// A sentence must reach from its first token's start to its last token's end.
    #[error("sentence {sentence}: expected the span of its tokens, {expected:?}, found {found:?}")]
    SentenceSpan {
        /// Position of the sentence.
        sentence: usize,
        /// The span of its tokens.
        expected: Span,
        /// The span that it was given.
        found: Span,
    },
    /// Paragraphs must be counted from 0 without gaps.
    #[error("sentence {sentence}: expected paragraph {least} to {most}, found {found}")]
    Paragraph {
        /// Position of the sentence.
        sentence: usize,
        /// The paragraph of the sentence before it, or 0.
        least: usize,
        /// The one after that; 0 for the first sentence.
        most: usize,
        /// The paragraph that it was given.
        found: usize,
    },
    /// Each token must stand in a sentence.
    #[error("expected sentences that hold all {expected} tokens, found the last to end at {found}")]
    TokensLeft {
        /// How many tokens the text has.
        expected: usize,
        /// How many stand in a sentence.
        found: usize,
    },
    /// More mentions were said to be set than there are.
    #[error("expected at most {len} mentions that were set and not appended, found {found}")]
    SetMentions {
        /// How many mentions there are.
        len: usize,
        /// How many were said to be set.
        found: usize,
    },
    /// A score must be a number.
    #[error("item {position} of the {layer} layer: expected a finite score, found {found}")]
    Score {
        /// The layer.
        layer: Layer,
        /// Position of the item.
        position: usize,
        /// The score, as it is written: "NaN", "inf" or "-inf".
        found: String,
    },
    /// A quote must say something.
    #[error("quote {quote}: expected one span of content at least, found none")]
    NoContent {
        /// Position of the quote.
        quote: usize,
    },
    /// The spans of a quote's content must stand in text order and not overlap.
    #[error(
        "quote {quote}: expected content from byte {least} on after its earlier span, found {found:?}"
    )]
    Content {
        /// Position of the quote.
        quote: usize,
        /// Where the span before it ends.
        least: usize,
        /// The span that is out of order.
        found: Span,
    },
    /// A quote must not be part of itself, directly or through others.
    #[error("quote {quote}: expected a parent that it is not itself part of, found quote {parent}")]
    ParentCircle {
        /// Position of a quote in the circle.
        quote: usize,
        /// Its parent.
        parent: usize,
    },
    /// An entity must have a mention.
    #[error("entity {entity}: expected one mention at least, found none")]
    NoMention {
        /// Position of the entity.
        entity: usize,
    },
    /// A mention may belong to one entity only.
    #[error("mention {mention}: expected one entity at most, found {} and {}", entities[0], entities[1])]
    SharedMention {
        /// The mention's position.
        mention: usize,
        /// Positions of two entities that have it; the same one where one entity names it twice.
        entities: [usize; 2],
    },
    /// A relation must have evidence.
    #[error("relation {relation}: expected one span of evidence at least, found none")]
    NoEvidence {
        /// Position of the relation.
        relation: usize,
    },
    /// A triple must have a predicate.
    #[error("triple {triple}: expected words of a predicate or an implied verb, found neither")]
    NoPredicate {
        /// Position of the triple.
        triple: usize,
    },
    /// An id names nothing.
    #[error(
        "item {position} of the {layer} layer refers to item {target} of the {of} layer, which has {len}"
    )]
    Reference {
        /// The layer with the id.
        layer: Layer,
        /// Position of the item with the id.
        position: usize,
        /// The layer that the id is of.
        of: Layer,
        /// The id.
        target: usize,
        /// How many items that layer has.
        len: usize,
    },
    /// The trees are not trees of this text's sentences.
    #[error("the syntax layer does not hold one tree for each sentence")]
    Syntax(#[from] SyntaxError),
}
