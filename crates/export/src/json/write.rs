use super::SCHEMA;
use super::form::{
    Article, Entity, Made, Mention, Participant, Quote, QuoteMark, Range, Relation, Repaired,
    Score, Token, Triple,
};
use crate::speakers::Speakers;
use newsgraph_document::{Document, Layer, Maker, MentionId, OffsetUnit, Offsets, Span};
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
            id: document.id().into(),
            offsets: unit,
            date: document.date(),
            text: document.text().into(),
            layers: self.layers(),
            paragraphs: self.ranges(&document.paragraphs().unwrap_or_default()),
            sentences: sentences.iter().map(|s| self.range(s.span)).collect(),
            tokens: self.tokens(),
            mentions: self.mentions(),
            entities: self.entities(),
            quotes: self.quotes(),
            relations: self.relations(),
            triples: self.triples(),
            quote_marks: self.quote_marks(),
            repairs: self.repairs(),
        }
    }

    fn layers(&self) -> Vec<Made<'a>> {
        let made = |layer, by: &'a Maker| Made {
            layer,
            component: by.component.as_str().into(),
            model: by.model.clone(),
            appended: match layer {
                Layer::Mentions => self.document.appended_mentions(),
                _ => 0,
            },
        };
        let layers = Layer::ALL.into_iter();
        layers
            .filter_map(|layer| Some(made(layer, self.document.maker(layer)?)))
            .collect()
    }

    fn tokens(&self) -> Vec<Token<'a>> {
        let syntax = self.document.syntax().ok();
        let tokens = self.document.tokens().unwrap_or_default();
        let token = |(at, token): (usize, &newsgraph_document::Token)| Token {
            span: self.range(token.span),
            pos: syntax.map(|s| s.upos(at)),
            xpos: syntax.map(|s| s.xpos(at).into()),
            lemma: syntax.map(|s| s.lemma(at).into()),
            head: syntax.and_then(|s| s.head(at)),
            dep: syntax.map(|s| s.dep(at).into()),
        };
        tokens.iter().enumerate().map(token).collect()
    }

    fn mentions(&self) -> Vec<Mention<'a>> {
        let mentions = self.document.mentions().unwrap_or_default();
        let mention = |(at, mention): (usize, &'a newsgraph_document::Mention)| Mention {
            span: self.range(mention.span),
            text: &self.document.text()[mention.span],
            label: mention.label.as_str().into(),
            kind: mention.kind,
            entity: self.document.entity_of(MentionId::new(at)),
            value: mention.value.as_deref().map(Into::into),
            score: mention.score.map(Score),
        };
        mentions.iter().enumerate().map(mention).collect()
    }

    fn entities(&self) -> Vec<Entity<'a>> {
        let entities = self.document.entities().unwrap_or_default();
        let entity = |(id, entity): (usize, &'a newsgraph_document::Entity)| Entity {
            id,
            name: entity.name.as_str().into(),
            label: entity.label.as_str().into(),
            mentions: entity.mentions.clone(),
        };
        entities.iter().enumerate().map(entity).collect()
    }

    fn quotes(&self) -> Vec<Quote<'a>> {
        let speakers = Speakers::new(self.document);
        let participant = |who: newsgraph_document::Participant| Participant {
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
        let quote = |quote: &newsgraph_document::Quote| Quote {
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
        quotes.iter().map(quote).collect()
    }

    fn relations(&self) -> Vec<Relation<'a>> {
        let relations = self.document.relations().unwrap_or_default();
        let relation = |relation: &'a newsgraph_document::Relation| Relation {
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
        relations.iter().map(relation).collect()
    }

    fn triples(&self) -> Vec<Triple<'a>> {
        let text = self.document.text();
        let triples = self.document.triples().unwrap_or_default();
        let triple = |triple: &'a newsgraph_document::Triple| Triple {
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
        triples.iter().map(triple).collect()
    }

    fn quote_marks(&self) -> Vec<QuoteMark> {
        let marks = self.document.quote_marks().unwrap_or_default();
        let mark = |mark: &newsgraph_document::QuoteMark| QuoteMark {
            span: self.range(mark.span),
            open: mark.open.map(|open| self.range(open)),
            close: mark.close.map(|close| self.range(close)),
            kind: mark.kind,
            depth: mark.depth,
            continues: mark.continues,
            repair: mark.repair,
        };
        marks.iter().map(mark).collect()
    }

    fn repairs(&self) -> Vec<Repaired> {
        let marks = self.document.quote_marks().unwrap_or_default();
        let repaired = |mark: &newsgraph_document::QuoteMark| {
            Some(Repaired {
                span: self.range(mark.span),
                what: mark.repair?.describe(),
            })
        };
        marks.iter().filter_map(repaired).collect()
    }
}
