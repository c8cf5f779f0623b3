//! What a graph keeps of a document: its layers without syntax and quotation marks, of which it only keeps who made them.

use newsgraph_document::{
    Date, Document, DocumentError, Entity, Layer, Maker, Mention, Quote, Relation, Sentence, Token,
    Triple,
};
use std::collections::BTreeMap;

/// What is kept of a document; a layer that is absent is empty, and has no maker.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Facts {
    pub(crate) text: String,
    pub(crate) date: Option<Date>,
    pub(crate) makers: BTreeMap<Layer, Maker>,
    pub(crate) tokens: Vec<Token>,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) mentions: Vec<Mention>,
    /// How many of the mentions, the last ones, were appended.
    pub(crate) appended: usize,
    pub(crate) quotes: Vec<Quote>,
    pub(crate) entities: Vec<Entity>,
    pub(crate) relations: Vec<Relation>,
    pub(crate) triples: Vec<Triple>,
}

impl Facts {
    pub(crate) fn of(document: &Document) -> Self {
        let makers = Layer::ALL.into_iter();
        let makers = makers.filter_map(|layer| Some((layer, document.maker(layer)?.clone())));
        Self {
            text: document.text().to_owned(),
            date: document.date(),
            makers: makers.collect(),
            tokens: document.tokens().unwrap_or_default().to_vec(),
            sentences: document.sentences().unwrap_or_default().to_vec(),
            mentions: document.mentions().unwrap_or_default().to_vec(),
            appended: document.appended_mentions(),
            quotes: document.quotes().unwrap_or_default().to_vec(),
            entities: document.entities().unwrap_or_default().to_vec(),
            relations: document.relations().unwrap_or_default().to_vec(),
            triples: document.triples().unwrap_or_default().to_vec(),
        }
    }

    /// The document that has them.
    pub(crate) fn into_document(mut self, id: &str) -> Result<Document, DocumentError> {
        let mut document = Document::new(id, self.text)?.with_date(self.date);
        let mut maker = |layer| self.makers.remove(&layer);
        if let Some(by) = maker(Layer::Tokens) {
            document.set_tokens(self.tokens, by)?;
        }
        if let Some(by) = maker(Layer::Sentences) {
            document.set_sentences(self.sentences, by)?;
        }
        if let Some(by) = maker(Layer::Mentions) {
            let set = self.mentions.len().saturating_sub(self.appended);
            let appended = self.mentions.split_off(set);
            document.set_mentions(self.mentions, by)?;
            // They are in text order within each call that appended some.
            for run in appended.chunk_by(|a, b| a.span.start() <= b.span.start()) {
                document.append_mentions(run.to_vec())?;
            }
        }
        if let Some(by) = maker(Layer::Quotes) {
            document.set_quotes(self.quotes, by)?;
        }
        if let Some(by) = maker(Layer::Entities) {
            document.set_entities(self.entities, by)?;
        }
        if let Some(by) = maker(Layer::Relations) {
            document.set_relations(self.relations, by)?;
        }
        if let Some(by) = maker(Layer::Triples) {
            document.set_triples(self.triples, by)?;
        }
        Ok(document)
    }
}
