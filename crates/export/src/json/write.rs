use super::SCHEMA;
use super::form::{
    Entity, Made, Mention, Participant, Quote, QuoteMark, Range, Relation, Repaired, Score, Token,
    Triple,
};
use crate::Field;
use crate::speakers::Speakers;
use newsgraph_document::{Document, Layer, Maker, MentionId, OffsetUnit, Offsets, Span};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::io::{self, Write};

/// The document as one line of JSON, schema 2; spans count in the unit. A layer that is absent is not
/// named in `layers`; it is an empty array, and what it would tell of other items is null.
/// [`from_json`](crate::from_json) reads it back.
///
/// # Panics
/// Never: nothing in the form can fail to be written.
pub fn to_json(document: &Document, unit: OffsetUnit) -> String {
    let mut out = Vec::new();
    // Writing to a vector does not fail, and JSON text is UTF-8.
    let written = write(&mut out, document, unit, &Field::ALL);
    debug_assert!(written.is_ok());
    String::from_utf8(out).unwrap_or_default()
}

/// Writes the document item by item, so that no list of them is held beside the document's own.
pub(crate) fn write(
    out: impl Write,
    document: &Document,
    unit: OffsetUnit,
    fields: &[Field],
) -> io::Result<()> {
    let view = View {
        document,
        unit,
        offsets: Offsets::new(document.text(), unit),
        fields,
    };
    serde_json::to_writer(out, &view).map_err(io::Error::from)
}

struct View<'a> {
    document: &'a Document,
    unit: OffsetUnit,
    offsets: Offsets,
    fields: &'a [Field],
}

/// A list that is made while it is written.
struct Items<F>(F);

impl<F, I> Serialize for Items<F>
where
    F: Fn() -> I,
    I: Iterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

impl Serialize for View<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", &SCHEMA)?;
        map.serialize_entry("id", self.document.id())?;
        map.serialize_entry("offsets", &self.unit)?;
        map.serialize_entry("date", &self.document.date())?;
        let chosen = |field: &Field| self.fields.contains(field);
        if chosen(&Field::Text) {
            map.serialize_entry(Field::Text.as_str(), self.document.text())?;
        }
        map.serialize_entry("layers", &Items(|| self.layers()))?;
        for field in Field::ALL.into_iter().filter(chosen) {
            let name = field.as_str();
            match field {
                Field::Text => {}
                Field::Paragraphs => map.serialize_entry(name, &self.paragraphs())?,
                Field::Sentences => map.serialize_entry(name, &Items(|| self.sentences()))?,
                Field::Tokens => map.serialize_entry(name, &Items(|| self.tokens()))?,
                Field::Mentions => map.serialize_entry(name, &Items(|| self.mentions()))?,
                Field::Entities => map.serialize_entry(name, &Items(|| self.entities()))?,
                Field::Quotes => {
                    let speakers = Speakers::new(self.document);
                    map.serialize_entry(name, &Items(|| self.quotes(&speakers)))?;
                }
                Field::Relations => map.serialize_entry(name, &Items(|| self.relations()))?,
                Field::Triples => map.serialize_entry(name, &Items(|| self.triples()))?,
                Field::QuoteMarks => map.serialize_entry(name, &Items(|| self.quote_marks()))?,
                Field::Repairs => map.serialize_entry(name, &Items(|| self.repairs()))?,
            }
        }
        map.end()
    }
}

impl<'a> View<'a> {
    fn range(&self, span: Span) -> Range {
        [span.start(), span.end()].map(|byte| self.offsets.from_byte(byte))
    }

    fn ranges(&self, spans: &[Span]) -> Vec<Range> {
        spans.iter().map(|&span| self.range(span)).collect()
    }

    fn paragraphs(&self) -> Vec<Range> {
        self.ranges(&self.document.paragraphs().unwrap_or_default())
    }

    fn sentences(&self) -> impl Iterator<Item = Range> {
        let sentences = self.document.sentences().unwrap_or_default();
        sentences.iter().map(|s| self.range(s.span))
    }

    /// Who made the layers that the fields tell of.
    fn layers(&self) -> impl Iterator<Item = Made<'a>> {
        let made = |layer, by: &'a Maker| Made {
            layer,
            component: by.component.as_str().into(),
            model: by.model.clone(),
            appended: match layer {
                Layer::Mentions => self.document.appended_mentions(),
                _ => 0,
            },
        };
        let told = |layer: &Layer| self.fields.iter().any(|f| f.layers().contains(layer));
        let layers = Layer::ALL.into_iter().filter(told);
        layers.filter_map(move |layer| Some(made(layer, self.document.maker(layer)?)))
    }

    fn tokens(&self) -> impl Iterator<Item = Token<'a>> {
        let syntax = self.document.syntax().ok();
        let tokens = self.document.tokens().unwrap_or_default();
        let token = move |(at, token): (usize, &newsgraph_document::Token)| Token {
            span: self.range(token.span),
            pos: syntax.map(|s| s.upos(at)),
            xpos: syntax.map(|s| s.xpos(at).into()),
            lemma: syntax.map(|s| s.lemma(at).into()),
            head: syntax.and_then(|s| s.head(at)),
            dep: syntax.map(|s| s.dep(at).into()),
        };
        tokens.iter().enumerate().map(token)
    }

    fn mentions(&self) -> impl Iterator<Item = Mention<'a>> {
        let mentions = self.document.mentions().unwrap_or_default();
        let mention = move |(at, mention): (usize, &'a newsgraph_document::Mention)| Mention {
            span: self.range(mention.span),
            text: &self.document.text()[mention.span],
            label: mention.label.as_str().into(),
            kind: mention.kind,
            entity: self.document.entity_of(MentionId::new(at)),
            value: mention.value.as_deref().map(Into::into),
            score: mention.score.map(Score),
        };
        mentions.iter().enumerate().map(mention)
    }

    fn entities(&self) -> impl Iterator<Item = Entity<'a>> {
        let entities = self.document.entities().unwrap_or_default();
        let entity = move |(id, entity): (usize, &'a newsgraph_document::Entity)| Entity {
            id,
            name: entity.name.as_str().into(),
            label: entity.label.as_str().into(),
            mentions: entity.mentions.clone(),
        };
        entities.iter().enumerate().map(entity)
    }

    fn quotes(&self, speakers: &Speakers<'_>) -> impl Iterator<Item = Quote<'a>> {
        let participant = move |who: newsgraph_document::Participant| Participant {
            span: self.range(who.span),
            head: (who.head != who.span).then(|| self.range(who.head)),
            entity: speakers.entity_of(&who),
            how: who.how,
            role: who.role.map(|role| &self.document.text()[role]),
            role_span: who.role.map(|role| self.range(role)),
            behalf: who.behalf.and_then(|name| speakers.entity_at(name)),
            behalf_span: who.behalf.map(|name| self.range(name)),
        };
        let quotes = self.document.quotes().unwrap_or_default();
        let quote = move |quote: &newsgraph_document::Quote| Quote {
            kind: quote.kind,
            act: quote.act,
            content: self.ranges(&quote.content),
            cue: quote.cue.map(|cue| self.range(cue)),
            parent: quote.parent,
            score: quote.score.map(Score),
            speaker: quote.speaker.map(participant),
            speakers: quote.speakers.iter().copied().map(participant).collect(),
            addressee: quote.addressee.map(participant),
        };
        quotes.iter().map(quote)
    }

    fn relations(&self) -> impl Iterator<Item = Relation<'a>> {
        let relations = self.document.relations().unwrap_or_default();
        let relation = move |relation: &'a newsgraph_document::Relation| Relation {
            label: relation.label.as_str().into(),
            subject: relation.subject,
            object: relation.object,
            evidence: self.ranges(&relation.evidence),
            status: relation.status,
            role: relation.role.map(|role| &self.document.text()[role]),
            role_span: relation.role.map(|role| self.range(role)),
            negated: relation.negated,
            hedged: relation.hedged,
            quote: relation.quote,
            score: relation.score.map(Score),
        };
        relations.iter().map(relation)
    }

    fn triples(&self) -> impl Iterator<Item = Triple<'a>> {
        let text = self.document.text();
        let triples = self.document.triples().unwrap_or_default();
        let triple = move |triple: &'a newsgraph_document::Triple| Triple {
            subject: self.range(triple.subject),
            implied: triple.implied.as_deref().map(Into::into),
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
            quote: triple.quote,
            score: triple.score.map(Score),
        };
        triples.iter().map(triple)
    }

    fn quote_marks(&self) -> impl Iterator<Item = QuoteMark> {
        let marks = self.document.quote_marks().unwrap_or_default();
        let mark = move |mark: &newsgraph_document::QuoteMark| QuoteMark {
            span: self.range(mark.span),
            open: mark.open.map(|open| self.range(open)),
            close: mark.close.map(|close| self.range(close)),
            kind: mark.kind,
            depth: mark.depth,
            continues: mark.continues,
            repair: mark.repair,
        };
        marks.iter().map(mark)
    }

    fn repairs(&self) -> impl Iterator<Item = Repaired> {
        let marks = self.document.quote_marks().unwrap_or_default();
        let repaired = move |mark: &newsgraph_document::QuoteMark| {
            Some(Repaired {
                span: self.range(mark.span),
                what: mark.repair?.describe(),
            })
        };
        marks.iter().filter_map(repaired)
    }
}
