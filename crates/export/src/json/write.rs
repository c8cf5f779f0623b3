use super::SCHEMA;
use super::form::{
    Entity, Made, Mention, Participant, Quote, QuoteMark, Range, Relation, Repaired, Score, Triple,
};
use super::tokens::write_tokens;
use crate::Field;
use newsgraph_document::{Document, Layer, Maker, MentionId, OffsetUnit, Offsets, Span};
use serde::ser::Serialize;
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
        offsets: Offsets::new(document.text(), unit),
        fields,
    };
    let mut object = Object { out, entries: 0 };
    object.entry("schema", &SCHEMA)?;
    object.entry("id", document.id())?;
    object.entry("offsets", &unit)?;
    object.entry("date", &document.date())?;
    if fields.contains(&Field::Text) {
        object.entry(Field::Text.as_str(), document.text())?;
    }
    object.list("layers", view.layers())?;
    for field in Field::ALL.iter().filter(|field| fields.contains(field)) {
        view.write_field(*field, &mut object)?;
    }
    object.out.write_all(b"}")
}

/// An object of JSON, written entry by entry.
struct Object<W> {
    out: W,
    entries: usize,
}

impl<W: Write> Object<W> {
    /// Writes a key, which has nothing in it that JSON escapes, and all up to its value.
    fn key(&mut self, key: &str) -> io::Result<()> {
        let opens = if self.entries == 0 { "{\"" } else { ",\"" };
        self.entries += 1;
        for part in [opens, key, "\":"] {
            self.out.write_all(part.as_bytes())?;
        }
        Ok(())
    }

    fn entry(&mut self, key: &str, value: &(impl Serialize + ?Sized)) -> io::Result<()> {
        self.key(key)?;
        serde_json::to_writer(&mut self.out, value).map_err(io::Error::from)
    }

    /// Writes a list that is made while it is written.
    fn list(&mut self, key: &str, items: impl Iterator<Item: Serialize>) -> io::Result<()> {
        self.key(key)?;
        // An item comes in pieces of a few bytes, too many to ask the writer below for each.
        let mut row = vec![b'['];
        for (at, item) in items.enumerate() {
            if at > 0 {
                row.push(b',');
            }
            serde_json::to_writer(&mut row, &item)?;
            self.out.write_all(&row)?;
            row.clear();
        }
        row.push(b']');
        self.out.write_all(&row)
    }
}

struct View<'a> {
    document: &'a Document,
    offsets: Offsets,
    fields: &'a [Field],
}

impl<'a> View<'a> {
    fn write_field<W: Write>(&self, field: Field, object: &mut Object<W>) -> io::Result<()> {
        let name = field.as_str();
        match field {
            // It stands before the layers.
            Field::Text => Ok(()),
            Field::Paragraphs => object.entry(name, &self.paragraphs()),
            Field::Sentences => object.list(name, self.sentences()),
            Field::Tokens => {
                object.key(name)?;
                write_tokens(&mut object.out, self.document, &self.offsets)
            }
            Field::Mentions => object.list(name, self.mentions()),
            Field::Entities => object.list(name, self.entities()),
            Field::Quotes => object.list(name, self.quotes()),
            Field::Relations => object.list(name, self.relations()),
            Field::Triples => object.list(name, self.triples()),
            Field::QuoteMarks => object.list(name, self.quote_marks()),
            Field::Repairs => object.list(name, self.repairs()),
        }
    }

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
            mentions: entity.mentions.as_slice().into(),
        };
        entities.iter().enumerate().map(entity)
    }

    fn quotes(&self) -> impl Iterator<Item = Quote<'a>> {
        let participant = move |who: newsgraph_document::Participant| Participant {
            span: self.range(who.span),
            head: (who.head != who.span).then(|| self.range(who.head)),
            entity: self.document.entity_of_participant(&who),
            how: who.how,
            role: who.role.map(|role| &self.document.text()[role]),
            role_span: who.role.map(|role| self.range(role)),
            behalf: who.behalf.and_then(|name| self.document.entity_at(name)),
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
                text[triple.subject].into(),
                triple.predicate_text(text).into(),
                text[triple.object].into(),
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
