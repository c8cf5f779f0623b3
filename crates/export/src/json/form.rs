//! The JSON form of a document, for both ways. Fields that are skipped when reading say again what
//! other fields tell.

use newsgraph_document::{
    Act, Date, EntityId, Layer, MentionId, MentionKind, OffsetUnit, QuoteId, QuoteKind,
    QuoteMarkKind, Reference, Repair, Status, Upos,
};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;
use std::borrow::Cow;

/// Start and end, in the unit of the document's offsets.
pub(super) type Range = [usize; 2];

/// A document as it is read; a field that may be left out is `None` where it is.
#[derive(Deserialize)]
pub(super) struct Article<'a> {
    pub(super) schema: u32,
    #[serde(borrow)]
    pub(super) id: Cow<'a, str>,
    pub(super) offsets: OffsetUnit,
    pub(super) date: Option<Date>,
    #[serde(borrow)]
    pub(super) text: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(super) layers: Vec<Made<'a>>,
    pub(super) paragraphs: Option<Vec<Range>>,
    pub(super) sentences: Option<Vec<Range>>,
    #[serde(borrow)]
    pub(super) tokens: Option<Vec<Token<'a>>>,
    #[serde(borrow)]
    pub(super) mentions: Option<Vec<Mention<'a>>>,
    #[serde(borrow)]
    pub(super) entities: Option<Vec<Entity<'a>>>,
    #[serde(borrow)]
    pub(super) quotes: Option<Vec<Quote<'a>>>,
    #[serde(borrow)]
    pub(super) relations: Option<Vec<Relation<'a>>>,
    #[serde(borrow)]
    pub(super) triples: Option<Vec<Triple<'a>>>,
    pub(super) quote_marks: Option<Vec<QuoteMark>>,
}

/// A layer that is present, and who made it.
#[derive(Serialize, Deserialize)]
pub(super) struct Made<'a> {
    pub(super) layer: Layer,
    #[serde(borrow)]
    pub(super) component: Cow<'a, str>,
    pub(super) model: Option<String>,
    /// How many items at the end were appended.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(super) appended: usize,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// `write_tokens` writes it.
#[derive(Deserialize)]
pub(super) struct Token<'a> {
    pub(super) span: Range,
    pub(super) pos: Option<Upos>,
    #[serde(borrow)]
    pub(super) xpos: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(super) lemma: Option<Cow<'a, str>>,
    pub(super) head: Option<usize>,
    #[serde(borrow)]
    pub(super) dep: Option<Cow<'a, str>>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Mention<'a> {
    pub(super) span: Range,
    #[serde(skip_deserializing)]
    pub(super) text: &'a str,
    #[serde(borrow)]
    pub(super) label: Cow<'a, str>,
    pub(super) kind: MentionKind,
    #[serde(skip_deserializing)]
    pub(super) entity: Option<EntityId>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) score: Option<Score>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Entity<'a> {
    pub(super) id: usize,
    #[serde(borrow)]
    pub(super) name: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) label: Cow<'a, str>,
    pub(super) mentions: Cow<'a, [MentionId]>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Quote<'a> {
    pub(super) kind: QuoteKind,
    #[serde(default = "speech")]
    pub(super) act: Act,
    pub(super) content: Vec<Range>,
    pub(super) cue: Option<Range>,
    pub(super) parent: Option<QuoteId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) score: Option<Score>,
    #[serde(borrow)]
    pub(super) speaker: Option<Participant<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(super) speakers: Vec<Participant<'a>>,
    #[serde(borrow)]
    pub(super) addressee: Option<Participant<'a>>,
}

/// The act of a quote that was written before acts were told apart.
fn speech() -> Act {
    Act::Speech
}

#[derive(Serialize, Deserialize)]
pub(super) struct Participant<'a> {
    pub(super) span: Range,
    /// Absent where it is all of the span.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) head: Option<Range>,
    #[serde(skip_deserializing)]
    pub(super) entity: Option<EntityId>,
    pub(super) how: Reference,
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub(super) role: Option<&'a str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) role_span: Option<Range>,
    #[serde(
        rename = "for",
        skip_deserializing,
        skip_serializing_if = "Option::is_none"
    )]
    pub(super) behalf: Option<EntityId>,
    #[serde(rename = "for_span", default, skip_serializing_if = "Option::is_none")]
    pub(super) behalf_span: Option<Range>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Relation<'a> {
    #[serde(borrow)]
    pub(super) label: Cow<'a, str>,
    pub(super) subject: EntityId,
    pub(super) object: EntityId,
    pub(super) evidence: Vec<Range>,
    #[serde(default)]
    pub(super) status: Status,
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub(super) role: Option<&'a str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) role_span: Option<Range>,
    pub(super) negated: bool,
    pub(super) hedged: bool,
    pub(super) quote: Option<QuoteId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) score: Option<Score>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Triple<'a> {
    pub(super) subject: Range,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) implied: Option<Cow<'a, str>>,
    pub(super) predicate: Vec<Range>,
    pub(super) object: Range,
    pub(super) arguments: Vec<Range>,
    #[serde(skip_deserializing)]
    pub(super) text: [Cow<'a, str>; 3],
    pub(super) negated: bool,
    pub(super) hedged: bool,
    pub(super) quote: Option<QuoteId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) score: Option<Score>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct QuoteMark {
    pub(super) span: Range,
    pub(super) open: Option<Range>,
    pub(super) close: Option<Range>,
    pub(super) kind: QuoteMarkKind,
    pub(super) depth: u8,
    pub(super) continues: bool,
    pub(super) repair: Option<Repair>,
}

#[derive(Serialize)]
pub(super) struct Repaired {
    pub(super) span: Range,
    pub(super) what: &'static str,
}

/// A score, written with the fewest digits that give the same number when they are read.
#[derive(Clone, Copy, Serialize)]
pub(super) struct Score(pub(super) f32);

impl<'de> Deserialize<'de> for Score {
    /// From the digits themselves: by way of 64 bits a number might be rounded twice.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digits = <&RawValue>::deserialize(deserializer)?.get();
        digits.parse().map(Self).map_err(|_| {
            serde::de::Error::custom(format!("expected a number as score, found {digits}"))
        })
    }
}
