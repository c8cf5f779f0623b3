use super::item::{EntityView, QuoteView, RelationView, SentenceView, TripleView, View};
use crate::EntityId;

impl<'a> RelationView<'a> {
    pub(super) fn of(view: View<'a>, at: usize) -> Self {
        let relations = view.document.relations().unwrap_or_default();
        Self::new(view, at, &relations[at])
    }

    /// Its position in its layer.
    pub fn index(self) -> usize {
        self.at
    }

    /// What it is said of.
    pub fn subject(self) -> EntityView<'a> {
        self.entity(self.item.subject)
    }

    /// The other entity.
    pub fn object(self) -> EntityView<'a> {
        self.entity(self.item.object)
    }

    fn entity(self, id: EntityId) -> EntityView<'a> {
        let entities = self.view.document.entities().unwrap_or_default();
        EntityView::new(self.view, id.index(), &entities[id.index()])
    }

    /// The words that it was read from, in text order.
    pub fn evidence(self) -> impl ExactSizeIterator<Item = &'a str> {
        let spans = self.item.evidence.iter();
        spans.map(move |&span| self.view.text_of(span))
    }

    /// The words for what the subject is to the object: "Head of Research".
    pub fn role(self) -> Option<&'a str> {
        self.item.role.map(|span| self.view.text_of(span))
    }

    /// The quote that claims it; `None` for the writer's own statement.
    pub fn quote(self) -> Option<QuoteView<'a>> {
        self.item.quote.map(|id| QuoteView::of(self.view, id))
    }

    /// The sentence that its evidence begins in.
    pub fn sentence(self) -> Option<SentenceView<'a>> {
        let first = self.item.evidence.first()?;
        self.view.sentence_at(first.start())
    }
}

impl<'a> TripleView<'a> {
    pub(super) fn of(view: View<'a>, at: usize) -> Self {
        let triples = view.document.triples().unwrap_or_default();
        Self::new(view, at, &triples[at])
    }

    /// Its position in its layer.
    pub fn index(self) -> usize {
        self.at
    }

    /// The words that it is about.
    pub fn subject(self) -> &'a str {
        self.view.text_of(self.item.subject)
    }

    /// The predicate as a reader would put it; see [`Triple::predicate_text`](crate::Triple::predicate_text).
    pub fn predicate(self) -> String {
        self.item.predicate_text(self.view.document.text())
    }

    /// The words of the first argument after the predicate.
    pub fn object(self) -> &'a str {
        self.view.text_of(self.item.object)
    }

    /// The words of the further arguments.
    pub fn arguments(self) -> impl ExactSizeIterator<Item = &'a str> {
        let spans = self.item.arguments.iter();
        spans.map(move |&span| self.view.text_of(span))
    }

    /// The quote that claims it; `None` for the writer's own statement.
    pub fn quote(self) -> Option<QuoteView<'a>> {
        self.item.quote.map(|id| QuoteView::of(self.view, id))
    }

    /// The sentence that it begins in.
    pub fn sentence(self) -> Option<SentenceView<'a>> {
        self.view.sentence_at(self.item.first_byte())
    }
}
