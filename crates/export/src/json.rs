use crate::speakers::Speakers;
use newsgraph_document::{
    Document, EntityId, MentionId, MentionKind, OffsetUnit, Offsets, Participant, QuoteId,
    QuoteKind, Reference, Span,
};
use serde::Serialize;
use std::io::{self, Write};

/// The number of the JSON form. Raise it when a field changes its meaning or goes away; a field
/// more is no change. 1: the first.
const SCHEMA: u32 = 1;

type Range = [usize; 2];

#[derive(Serialize)]
struct Article<'a> {
    schema: u32,
    id: &'a str,
    offsets: &'static str,
    date: Option<String>,
    text: &'a str,
    paragraphs: Vec<Range>,
    sentences: Vec<Range>,
    tokens: Vec<Token<'a>>,
    mentions: Vec<Mention<'a>>,
    entities: Vec<Entity<'a>>,
    quotes: Vec<Quote>,
    relations: Vec<Relation<'a>>,
    triples: Vec<Triple>,
    repairs: Vec<Repair>,
}

#[derive(Serialize)]
struct Token<'a> {
    span: Range,
    pos: Option<&'static str>,
    xpos: Option<&'a str>,
    lemma: Option<&'a str>,
    head: Option<usize>,
    dep: Option<&'a str>,
}

#[derive(Serialize)]
struct Mention<'a> {
    span: Range,
    text: &'a str,
    label: &'a str,
    kind: &'static str,
    entity: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f32>,
}

#[derive(Serialize)]
struct Entity<'a> {
    id: usize,
    name: &'a str,
    label: &'a str,
    mentions: Vec<usize>,
}

#[derive(Serialize)]
struct Quote {
    kind: &'static str,
    content: Vec<Range>,
    cue: Option<Range>,
    parent: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f32>,
    speaker: Option<Speaker>,
    addressee: Option<Speaker>,
}

#[derive(Serialize)]
struct Speaker {
    span: Range,
    entity: Option<usize>,
    how: &'static str,
}

#[derive(Serialize)]
struct Relation<'a> {
    label: &'a str,
    subject: usize,
    object: usize,
    evidence: Vec<Range>,
    negated: bool,
    hedged: bool,
    quote: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f32>,
}

#[derive(Serialize)]
struct Triple {
    subject: Range,
    predicate: Vec<Range>,
    object: Range,
    arguments: Vec<Range>,
    text: [String; 3],
    negated: bool,
    hedged: bool,
    quote: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f32>,
}

#[derive(Serialize)]
struct Repair {
    span: Range,
    what: &'static str,
}

/// The document as one line of JSON, schema 1; spans count in the unit. A layer that is absent is
/// an empty array, and what it would tell of other items is null.
///
/// # Panics
/// Never: nothing in the form can fail to be written.
pub fn to_json(document: &Document, unit: OffsetUnit) -> String {
    let mut out = Vec::new();
    // Writing to a vector does not fail, and JSON text is UTF-8.
    let written = write(&mut out, document, unit);
    debug_assert!(written.is_ok());
    String::from_utf8(out).unwrap_or_default()
}

pub(crate) fn write(out: impl Write, document: &Document, unit: OffsetUnit) -> io::Result<()> {
    let view = View {
        document,
        offsets: Offsets::new(document.text(), unit),
    };
    serde_json::to_writer(out, &view.article(unit)).map_err(io::Error::from)
}

struct View<'a> {
    document: &'a Document,
    offsets: Offsets,
}

impl<'a> View<'a> {
    fn range(&self, span: Span) -> Range {
        [span.start(), span.end()].map(|byte| self.offsets.from_byte(byte))
    }

    fn ranges(&self, spans: &[Span]) -> Vec<Range> {
        spans.iter().map(|&span| self.range(span)).collect()
    }

    fn article(&self, unit: OffsetUnit) -> Article<'a> {
        let document = self.document;
        let sentences = document.sentences().unwrap_or_default();
        Article {
            schema: SCHEMA,
            id: document.id(),
            offsets: match unit {
                OffsetUnit::Byte => "byte",
                OffsetUnit::Char => "char",
                OffsetUnit::Utf16 => "utf16",
            },
            date: document.date().map(|date| date.to_string()),
            text: document.text(),
            paragraphs: self.ranges(&document.paragraphs().unwrap_or_default()),
            sentences: sentences.iter().map(|s| self.range(s.span)).collect(),
            tokens: self.tokens(),
            mentions: self.mentions(),
            entities: self.entities(),
            quotes: self.quotes(),
            relations: self.relations(),
            triples: self.triples(),
            repairs: self.repairs(),
        }
    }

    fn tokens(&self) -> Vec<Token<'a>> {
        let syntax = self.document.syntax().ok();
        let tokens = self.document.tokens().unwrap_or_default();
        tokens
            .iter()
            .enumerate()
            .map(|(at, token)| Token {
                span: self.range(token.span),
                pos: syntax.map(|s| s.upos(at).as_str()),
                xpos: syntax.map(|s| s.xpos(at)),
                lemma: syntax.map(|s| s.lemma(at)),
                head: syntax.and_then(|s| s.head(at)),
                dep: syntax.map(|s| s.dep(at)),
            })
            .collect()
    }

    fn mentions(&self) -> Vec<Mention<'a>> {
        let mentions = self.document.mentions().unwrap_or_default();
        mentions
            .iter()
            .enumerate()
            .map(|(at, mention)| Mention {
                span: self.range(mention.span),
                text: &self.document.text()[mention.span],
                label: mention.label.as_str(),
                kind: match mention.kind {
                    MentionKind::Proper => "proper",
                    MentionKind::Nominal => "nominal",
                    MentionKind::Pronoun => "pronoun",
                    MentionKind::Value => "value",
                },
                entity: index(self.document.entity_of(MentionId::new(at))),
                value: mention.value.as_deref(),
                score: mention.score,
            })
            .collect()
    }

    fn entities(&self) -> Vec<Entity<'a>> {
        let entities = self.document.entities().unwrap_or_default();
        entities
            .iter()
            .enumerate()
            .map(|(id, entity)| Entity {
                id,
                name: &entity.name,
                label: entity.label.as_str(),
                mentions: entity.mentions.iter().map(|m| m.index()).collect(),
            })
            .collect()
    }

    fn quotes(&self) -> Vec<Quote> {
        let speakers = Speakers::new(self.document);
        let participant = |who: Option<Participant>| {
            who.map(|who| Speaker {
                span: self.range(who.span),
                entity: index(speakers.entity_at(who.span)),
                how: match who.how {
                    Reference::Named => "named",
                    Reference::Pronoun => "pronoun",
                    Reference::Described => "described",
                    Reference::Implicit => "implicit",
                },
            })
        };
        let quotes = self.document.quotes().unwrap_or_default();
        quotes
            .iter()
            .map(|quote| Quote {
                kind: kind(quote.kind),
                content: self.ranges(&quote.content),
                cue: quote.cue.map(|cue| self.range(cue)),
                parent: quote.parent.map(QuoteId::index),
                score: quote.score,
                speaker: participant(quote.speaker),
                addressee: participant(quote.addressee),
            })
            .collect()
    }

    fn relations(&self) -> Vec<Relation<'a>> {
        let relations = self.document.relations().unwrap_or_default();
        relations
            .iter()
            .map(|relation| Relation {
                label: relation.label.as_str(),
                subject: relation.subject.index(),
                object: relation.object.index(),
                evidence: self.ranges(&relation.evidence),
                negated: relation.negated,
                hedged: relation.hedged,
                quote: relation.quote.map(QuoteId::index),
                score: relation.score,
            })
            .collect()
    }

    fn triples(&self) -> Vec<Triple> {
        let text = self.document.text();
        let triples = self.document.triples().unwrap_or_default();
        triples
            .iter()
            .map(|triple| Triple {
                subject: self.range(triple.subject),
                predicate: self.ranges(&triple.predicate),
                object: self.range(triple.object),
                arguments: self.ranges(&triple.arguments),
                text: [
                    text[triple.subject].to_owned(),
                    triple.predicate_text(text),
                    text[triple.object].to_owned(),
                ],
                negated: triple.negated,
                hedged: triple.hedged,
                quote: triple.quote.map(QuoteId::index),
                score: triple.score,
            })
            .collect()
    }

    fn repairs(&self) -> Vec<Repair> {
        let marks = self.document.quote_marks().unwrap_or_default();
        marks
            .iter()
            .filter_map(|mark| {
                Some(Repair {
                    span: self.range(mark.span),
                    what: mark.repair?.describe(),
                })
            })
            .collect()
    }
}

fn index(entity: Option<EntityId>) -> Option<usize> {
    entity.map(EntityId::index)
}

pub(crate) fn kind(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Indirect => "indirect",
        QuoteKind::Mixed => "mixed",
    }
}
