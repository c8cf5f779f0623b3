//! A document as its reader walks through it: from a name to its quotes, from a quote to who says it.

mod claims;
mod item;
mod names;
mod quotes;
mod text;

pub use item::{
    EntityView, MentionView, QuoteView, RelationView, SentenceView, TokenView, TripleView, View,
};
pub use quotes::ParticipantView;

use crate::{Document, EntityId, MentionId, QuoteId, Span};

impl Document {
    /// The document to walk through: names, quotes and relations in text order, each with what it goes with. An absent
    /// layer has no items there.
    pub fn view(&self) -> View<'_> {
        View::new(self)
    }
}

impl<'a> View<'a> {
    /// The words, in order.
    pub fn tokens(self) -> impl ExactSizeIterator<Item = TokenView<'a>> + DoubleEndedIterator {
        let tokens = self.document.tokens().unwrap_or_default();
        (0..tokens.len()).map(move |at| TokenView::new(self, at, &tokens[at]))
    }

    /// The sentences, in order.
    pub fn sentences(
        self,
    ) -> impl ExactSizeIterator<Item = SentenceView<'a>> + DoubleEndedIterator {
        let sentences = self.document.sentences().unwrap_or_default();
        (0..sentences.len()).map(move |at| SentenceView::new(self, at, &sentences[at]))
    }

    /// The mentions, by their start, then their end.
    pub fn mentions(self) -> impl Iterator<Item = MentionView<'a>> {
        let ids = self.document.mention_order().ids();
        ids.filter_map(move |id| self.mention(id))
    }

    /// The mentions that begin in a span, by their start, then their end.
    pub fn mentions_in(self, span: Span) -> impl Iterator<Item = MentionView<'a>> {
        let ids = self.document.mention_order().beginning_in(span);
        ids.filter_map(move |id| self.mention(id))
    }

    /// The entities, by their first mention.
    pub fn entities(self) -> impl ExactSizeIterator<Item = EntityView<'a>> + DoubleEndedIterator {
        let entities = self.document.entities().unwrap_or_default();
        (0..entities.len()).map(move |at| EntityView::new(self, at, &entities[at]))
    }

    /// The quotes, by the start of their content; those inside others too.
    pub fn quotes(self) -> impl ExactSizeIterator<Item = QuoteView<'a>> + DoubleEndedIterator {
        let quotes = self.document.quotes().unwrap_or_default();
        (0..quotes.len()).map(move |at| QuoteView::new(self, at, &quotes[at]))
    }

    /// The relations, by the start of their evidence.
    pub fn relations(self) -> impl Iterator<Item = RelationView<'a>> {
        let order = self.document.links().relations.iter();
        order.map(move |&at| RelationView::of(self, at))
    }

    /// The triples, by their first word.
    pub fn triples(self) -> impl Iterator<Item = TripleView<'a>> {
        let order = self.document.links().triples.iter();
        order.map(move |&at| TripleView::of(self, at))
    }

    /// The mention of an id; `None` where the document has none of it.
    pub fn mention(self, id: MentionId) -> Option<MentionView<'a>> {
        let mention = self.document.mentions().ok()?.get(id.index())?;
        Some(MentionView::new(self, id.index(), mention))
    }

    /// The entity of an id; `None` where the document has none of it.
    pub fn entity(self, id: EntityId) -> Option<EntityView<'a>> {
        let entity = self.document.entities().ok()?.get(id.index())?;
        Some(EntityView::new(self, id.index(), entity))
    }

    /// The quote of an id; `None` where the document has none of it.
    pub fn quote(self, id: QuoteId) -> Option<QuoteView<'a>> {
        let quote = self.document.quotes().ok()?.get(id.index())?;
        Some(QuoteView::new(self, id.index(), quote))
    }

    /// The sentence in which a byte of the text stands, or that follows it; `None` after the last one.
    pub fn sentence_at(self, byte: usize) -> Option<SentenceView<'a>> {
        let sentences = self.document.sentences().unwrap_or_default();
        let at = sentences.partition_point(|s| s.span.end() <= byte);
        let sentence = sentences.get(at)?;
        Some(SentenceView::new(self, at, sentence))
    }

    /// The entity whose mention best stands for a span, by [`Span::fit`].
    pub fn entity_at(self, span: Span) -> Option<EntityView<'a>> {
        self.document.entity_at(span).and_then(|id| self.entity(id))
    }

    /// The first entity that has this name, as its fullest or as one of its names in the text.
    pub fn entity_named(self, name: &str) -> Option<EntityView<'a>> {
        let mut entities = self.entities();
        entities.find(|entity| entity.name == name || entity.names().any(|other| other == name))
    }
}
