//! The rows of one document, and the document that they are of.

use super::ReadError;
use super::facts::Reader;
use crate::rows::{
    DocumentRow, EntityRow, KeyRow, LayerRow, MentionRow, NestedRow, QuoteRow, RelationRow,
    SentenceRow, TripleRow,
};
use newsgraph_document::{Document, DocumentError, Layer, Maker, OffsetUnit};
use std::borrow::Cow;

/// The rows of a document.
pub(super) struct Parts<'a> {
    pub(super) id: Cow<'a, str>,
    pub(super) unit: OffsetUnit,
    date: Option<i32>,
    text: Cow<'a, str>,
    layers: Vec<LayerRow<'a>>,
    pub(super) sentences: Vec<SentenceRow<'a>>,
    pub(super) mentions: Vec<MentionRow<'a>>,
    pub(super) entities: Vec<EntityRow<'a>>,
    pub(super) quotes: Vec<QuoteRow<'a>>,
    pub(super) relations: Vec<RelationRow<'a>>,
    pub(super) triples: Vec<TripleRow<'a>>,
}

impl<'a> Parts<'a> {
    /// The document's own row.
    pub(super) fn new(key: KeyRow<'a>, row: DocumentRow<'a>, unit: OffsetUnit) -> Self {
        Self {
            id: key.document,
            unit,
            date: key.date,
            text: row.text,
            layers: row.layers,
            sentences: Vec::new(),
            mentions: Vec::new(),
            entities: Vec::new(),
            quotes: Vec::new(),
            relations: Vec::new(),
            triples: Vec::new(),
        }
    }

    /// A row that holds them all.
    pub(super) fn of_nested(row: NestedRow<'a>, unit: OffsetUnit) -> Self {
        Self {
            id: row.document,
            unit,
            date: row.date,
            text: row.text,
            layers: row.layers,
            sentences: row.sentences.unwrap_or_default(),
            mentions: row.mentions.unwrap_or_default(),
            entities: row.entities.unwrap_or_default(),
            quotes: row.quotes.unwrap_or_default(),
            relations: row.relations.unwrap_or_default(),
            triples: row.triples.unwrap_or_default(),
        }
    }

    /// The document that has them.
    pub(super) fn into_document(self) -> Result<Document, ReadError> {
        let unfit = |source: DocumentError| ReadError::Document {
            id: self.id.to_string(),
            source,
        };
        let reader = Reader::new(&self.id, &self.text, self.unit);
        let date = self.date.map(|days| reader.date(days)).transpose()?;
        let document = Document::new(&*self.id, &*self.text).map_err(unfit)?;
        let mut document = document.with_date(date);
        let (tokens, sentences) = reader.sentences(&self.sentences)?;
        if let Some(by) = self.maker(Layer::Sentences, sentences.len())? {
            if let Some(by) = self.maker(Layer::Tokens, tokens.len())? {
                document.set_tokens(tokens, by).map_err(unfit)?;
            }
            document.set_sentences(sentences, by).map_err(unfit)?;
        }
        if let Some(by) = self.maker(Layer::Mentions, self.mentions.len())? {
            let mut mentions = reader.mentions(&self.mentions)?;
            let appended = mentions.split_off(reader.set(self.appended(), mentions.len())?);
            document.set_mentions(mentions, by).map_err(unfit)?;
            // They are in text order within each call that appended some.
            for run in appended.chunk_by(|a, b| a.span.start() <= b.span.start()) {
                document.append_mentions(run.to_vec()).map_err(unfit)?;
            }
        }
        if let Some(by) = self.maker(Layer::Quotes, self.quotes.len())? {
            let quotes = reader.quotes(&self.quotes)?;
            document.set_quotes(quotes, by).map_err(unfit)?;
        }
        if let Some(by) = self.maker(Layer::Entities, self.entities.len())? {
            let entities = reader.entities(&self.entities)?;
            document.set_entities(entities, by).map_err(unfit)?;
        }
        if let Some(by) = self.maker(Layer::Relations, self.relations.len())? {
            let relations = reader.relations(&self.relations)?;
            document.set_relations(relations, by).map_err(unfit)?;
        }
        if let Some(by) = self.maker(Layer::Triples, self.triples.len())? {
            let triples = reader.triples(&self.triples)?;
            document.set_triples(triples, by).map_err(unfit)?;
        }
        Ok(document)
    }

    fn row_of(&self, layer: Layer) -> Option<&LayerRow<'a>> {
        self.layers.iter().find(|row| row.layer == layer.key())
    }

    /// How many of the mentions were appended.
    fn appended(&self) -> i64 {
        let row = self.row_of(Layer::Mentions);
        row.and_then(|row| row.appended).unwrap_or_default()
    }

    /// Who made a layer, where it is present. There must be as many rows as it has items.
    fn maker(&self, layer: Layer, found: usize) -> Result<Option<Maker>, ReadError> {
        let row = self.row_of(layer);
        let expected = row.map_or(0, |row| row.items);
        if usize::try_from(expected) != Ok(found) {
            return Err(ReadError::Count {
                table: layer.key(),
                id: self.id.to_string(),
                expected,
                found,
            });
        }
        Ok(row.map(|row| Maker {
            component: row.component.to_string(),
            model: row.model.as_deref().map(str::to_owned),
        }))
    }
}
