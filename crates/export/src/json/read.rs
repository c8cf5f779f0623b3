use super::form::{self, Article, Made, Range, Score, Token};
use super::{JsonError, SCHEMA};
use crate::Field;
use newsgraph_document::{
    Document, Entity, Label, Layer, Maker, Mention, OffsetUnit, Offsets, Participant, Quote,
    QuoteMark, Relation, Sentence, Span, Syntax, Triple, WordSyntax,
};
use std::borrow::Cow;

type Read<T> = Result<T, JsonError>;

/// The document that [`to_json`](crate::to_json) wrote, in any unit; it is equal to the one that was
/// written.
///
/// What other fields tell as well is not read: texts and entities of mentions, entities of speakers,
/// texts of triples, `repairs`. Fields that are unknown are passed over.
///
/// # Errors
/// [`JsonError`] where the text is no such JSON, or its layers do not fit its text or one another.
pub fn from_json(json: &str) -> Result<Document, JsonError> {
    match serde_json::from_str::<Article>(json) {
        Ok(article) if article.schema == SCHEMA => read(article),
        Ok(article) => Err(JsonError::Schema {
            found: article.schema.into(),
        }),
        Err(error) => Err(refusal(json, error)),
    }
}

/// Why the JSON has not the form of this schema: it has that of another one, or none.
fn refusal(json: &str, error: serde_json::Error) -> JsonError {
    #[derive(serde::Deserialize)]
    struct Head {
        schema: u64,
    }
    match serde_json::from_str::<Head>(json) {
        Ok(Head { schema }) if schema != u64::from(SCHEMA) => JsonError::Schema { found: schema },
        _ => JsonError::Form {
            line: error.line(),
            column: error.column(),
            source: error.into(),
        },
    }
}

fn read(article: Article<'_>) -> Read<Document> {
    let text = whole(article.text, Field::Text)?;
    let document = Document::new(article.id, text)?.with_date(article.date);
    let mut reader = Reader {
        offsets: Offsets::new(document.text(), article.offsets),
        unit: article.offsets,
        layers: article.layers,
        document,
    };
    reader.each_layer_once()?;
    let tokens = whole(article.tokens, Field::Tokens)?;
    let sentences = whole(article.sentences, Field::Sentences)?;
    let paragraphs = whole(article.paragraphs, Field::Paragraphs)?;
    reader.tokens(&tokens)?;
    reader.sentences(&sentences, &paragraphs)?;
    reader.quote_marks(&whole(article.quote_marks, Field::QuoteMarks)?)?;
    reader.syntax(&tokens)?;
    reader.mentions(whole(article.mentions, Field::Mentions)?)?;
    reader.quotes(&whole(article.quotes, Field::Quotes)?)?;
    reader.entities(whole(article.entities, Field::Entities)?)?;
    reader.relations(&whole(article.relations, Field::Relations)?)?;
    reader.triples(whole(article.triples, Field::Triples)?)?;
    Ok(reader.document)
}

/// A field of a document that is read whole or not at all.
fn whole<T>(items: Option<T>, field: Field) -> Read<T> {
    items.ok_or(JsonError::LeftOut { field })
}

/// A document that is being read, lower layers first.
struct Reader<'a> {
    document: Document,
    offsets: Offsets,
    unit: OffsetUnit,
    layers: Vec<Made<'a>>,
}

/// An item of a field, for messages.
#[derive(Clone, Copy)]
struct Place {
    field: &'static str,
    position: usize,
}

/// Reads each item of a field with its place.
fn each<T, U>(
    field: &'static str,
    items: impl IntoIterator<Item = T>,
    read: impl Fn(Place, T) -> Read<U>,
) -> Read<Vec<U>> {
    let places = (0..).map(|position| Place { field, position });
    places
        .zip(items)
        .map(|(place, item)| read(place, item))
        .collect()
}

impl Reader<'_> {
    fn each_layer_once(&self) -> Read<()> {
        let named = |layer: &Layer| self.layers.iter().filter(|l| l.layer == *layer).count();
        match Layer::ALL.into_iter().find(|layer| named(layer) > 1) {
            None => Ok(()),
            Some(layer) => Err(JsonError::Repeated { layer }),
        }
    }

    /// Who made the layer; `None` where it is absent and has no items.
    fn maker(&self, layer: Layer, items: usize) -> Read<Option<Maker>> {
        match self.layers.iter().find(|made| made.layer == layer) {
            Some(made) => Ok(Some(Maker {
                component: made.component.to_string(),
                model: made.model.clone(),
            })),
            None if items == 0 => Ok(None),
            None => Err(JsonError::Unnamed {
                layer,
                found: items,
            }),
        }
    }

    fn span(&self, place: Place, range: Range) -> Read<Span> {
        let [start, end] = range.map(|at| self.offsets.to_byte(at));
        match (start, end) {
            (Some(start), Some(end)) if start <= end => Ok(Span::new(start, end)),
            _ => Err(JsonError::Range {
                field: place.field,
                position: place.position,
                len: self.offsets.from_byte(self.document.text().len()),
                unit: self.unit,
                found: range,
            }),
        }
    }

    fn spans(&self, place: Place, ranges: &[Range]) -> Read<Vec<Span>> {
        ranges
            .iter()
            .map(|&range| self.span(place, range))
            .collect()
    }

    fn some_span(&self, place: Place, range: Option<Range>) -> Read<Option<Span>> {
        range.map(|range| self.span(place, range)).transpose()
    }

    fn tokens(&mut self, tokens: &[Token<'_>]) -> Read<()> {
        let Some(by) = self.maker(Layer::Tokens, tokens.len())? else {
            return Ok(());
        };
        let tokens = each("tokens", tokens, |place, token| {
            let span = self.span(place, token.span)?;
            Ok(newsgraph_document::Token { span })
        })?;
        Ok(self.document.set_tokens(tokens, by)?)
    }

    fn sentences(&mut self, sentences: &[Range], paragraphs: &[Range]) -> Read<()> {
        let Some(by) = self.maker(Layer::Sentences, sentences.len())? else {
            return same_paragraphs(&[], paragraphs);
        };
        let paragraphs = each("paragraphs", paragraphs, |p, &range| self.span(p, range))?;
        let tokens = self.document.tokens()?;
        let sentences = each("sentences", sentences, |place, &range| {
            let span = self.span(place, range)?;
            // Tokens and sentences are sorted and not empty, so that their ends tell what holds what.
            let start = tokens.partition_point(|t| t.span.end() <= span.start());
            let end = tokens.partition_point(|t| t.span.end() <= span.end());
            Ok(Sentence {
                span,
                tokens: start..end,
                paragraph: paragraphs.partition_point(|p| p.end() < span.end()),
            })
        })?;
        self.document.set_sentences(sentences, by)?;
        let found = self.document.paragraphs()?;
        same_paragraphs(&found, &paragraphs)
    }

    fn quote_marks(&mut self, marks: &[form::QuoteMark]) -> Read<()> {
        let Some(by) = self.maker(Layer::QuoteMarks, marks.len())? else {
            return Ok(());
        };
        let marks = each("quote_marks", marks, |place, mark| {
            Ok(QuoteMark {
                span: self.span(place, mark.span)?,
                open: self.some_span(place, mark.open)?,
                close: self.some_span(place, mark.close)?,
                kind: mark.kind,
                depth: mark.depth,
                continues: mark.continues,
                repair: mark.repair,
            })
        })?;
        Ok(self.document.set_quote_marks(marks, by)?)
    }

    fn syntax(&mut self, tokens: &[Token<'_>]) -> Read<()> {
        let with_syntax = tokens.iter().filter(|token| token.pos.is_some()).count();
        let Some(by) = self.maker(Layer::Syntax, with_syntax)? else {
            return Ok(());
        };
        let words = each("tokens", tokens, |place, token| {
            word(token).ok_or(JsonError::NoSyntax {
                token: place.position,
            })
        })?;
        let syntax = Syntax::new(self.document.tokenized()?, words);
        let syntax = syntax.map_err(newsgraph_document::DocumentError::from)?;
        Ok(self.document.set_syntax(syntax, by)?)
    }

    fn mentions(&mut self, mentions: Vec<form::Mention<'_>>) -> Read<()> {
        let (layer, len) = (Layer::Mentions, mentions.len());
        let Some(by) = self.maker(layer, len)? else {
            return Ok(());
        };
        let made = self.layers.iter().find(|made| made.layer == layer);
        let appended = made.map_or(0, |made| made.appended);
        let Some(set) = len.checked_sub(appended) else {
            return Err(JsonError::Appended {
                layer,
                len,
                found: appended,
            });
        };
        let mut mentions = each("mentions", mentions, |place, mention| {
            Ok(Mention {
                span: self.span(place, mention.span)?,
                label: Label::new(&mention.label),
                kind: mention.kind,
                value: mention.value.map(Cow::into_owned),
                score: score(mention.score),
            })
        })?;
        let appended = mentions.split_off(set);
        self.document.set_mentions(mentions, by)?;
        // They are in text order within each call that appended some.
        for run in appended.chunk_by(|a, b| a.span.start() <= b.span.start()) {
            self.document.append_mentions(run.to_vec())?;
        }
        Ok(())
    }

    fn participant(&self, place: Place, who: &form::Participant<'_>) -> Read<Participant> {
        let span = self.span(place, who.span)?;
        Ok(Participant {
            span,
            head: self.some_span(place, who.head)?.unwrap_or(span),
            how: who.how,
            role: self.some_span(place, who.role_span)?,
            behalf: self.some_span(place, who.behalf_span)?,
        })
    }

    fn quotes(&mut self, quotes: &[form::Quote<'_>]) -> Read<()> {
        let Some(by) = self.maker(Layer::Quotes, quotes.len())? else {
            return Ok(());
        };
        let quotes = each("quotes", quotes, |place, quote| {
            let participant = |who| self.participant(place, who);
            let speakers = quote.speakers.iter().map(participant);
            Ok(Quote {
                kind: quote.kind,
                act: quote.act,
                content: self.spans(place, &quote.content)?,
                cue: self.some_span(place, quote.cue)?,
                speaker: quote.speaker.as_ref().map(participant).transpose()?,
                speakers: speakers.collect::<Read<_>>()?,
                addressee: quote.addressee.as_ref().map(participant).transpose()?,
                parent: quote.parent,
                score: score(quote.score),
            })
        })?;
        Ok(self.document.set_quotes(quotes, by)?)
    }

    fn entities(&mut self, entities: Vec<form::Entity<'_>>) -> Read<()> {
        let Some(by) = self.maker(Layer::Entities, entities.len())? else {
            return Ok(());
        };
        let entities = each("entities", entities, |place, entity| {
            if entity.id != place.position {
                return Err(JsonError::EntityId {
                    position: place.position,
                    found: entity.id,
                });
            }
            Ok(Entity {
                label: Label::new(&entity.label),
                name: entity.name.into_owned(),
                mentions: entity.mentions.into_owned(),
            })
        })?;
        Ok(self.document.set_entities(entities, by)?)
    }

    fn relations(&mut self, relations: &[form::Relation<'_>]) -> Read<()> {
        let Some(by) = self.maker(Layer::Relations, relations.len())? else {
            return Ok(());
        };
        let relations = each("relations", relations, |place, relation| {
            Ok(Relation {
                label: Label::new(&relation.label),
                subject: relation.subject,
                object: relation.object,
                evidence: self.spans(place, &relation.evidence)?,
                status: relation.status,
                role: relation
                    .role_span
                    .map(|role| self.span(place, role))
                    .transpose()?,
                negated: relation.negated,
                hedged: relation.hedged,
                quote: relation.quote,
                score: score(relation.score),
            })
        })?;
        Ok(self.document.set_relations(relations, by)?)
    }

    fn triples(&mut self, triples: Vec<form::Triple<'_>>) -> Read<()> {
        let Some(by) = self.maker(Layer::Triples, triples.len())? else {
            return Ok(());
        };
        let triples = each("triples", triples, |place, triple| {
            Ok(Triple {
                subject: self.span(place, triple.subject)?,
                implied: triple.implied.map(Cow::into_owned),
                predicate: self.spans(place, &triple.predicate)?,
                object: self.span(place, triple.object)?,
                arguments: self.spans(place, &triple.arguments)?,
                negated: triple.negated,
                hedged: triple.hedged,
                quote: triple.quote,
                score: score(triple.score),
            })
        })?;
        Ok(self.document.set_triples(triples, by)?)
    }
}

fn same_paragraphs<T: PartialEq>(found: &[T], given: &[T]) -> Read<()> {
    if found == given {
        return Ok(());
    }
    let same = found.iter().zip(given).take_while(|(f, g)| f == g);
    Err(JsonError::Paragraphs {
        position: same.count(),
    })
}

/// What a token tells of its syntax; `None` where a part is missing.
fn word<'t>(token: &'t Token<'_>) -> Option<WordSyntax<'t>> {
    Some(WordSyntax {
        upos: token.pos?,
        xpos: token.xpos.as_deref()?,
        lemma: token.lemma.as_deref()?,
        head: token.head,
        dep: token.dep.as_deref()?,
    })
}

fn score(score: Option<Score>) -> Option<f32> {
    score.map(|Score(score)| score)
}
