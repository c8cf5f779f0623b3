//! Whose mention a span is.

use newsgraph_document::{Document, EntityId, Participant, Span};

/// The entities of one document, by the words that stand for them.
pub(crate) struct Speakers<'a> {
    document: &'a Document,
}

impl<'a> Speakers<'a> {
    pub(crate) fn new(document: &'a Document) -> Self {
        Self { document }
    }

    /// As [`Document::entity_of_participant`].
    pub(crate) fn entity_of(&self, who: &Participant) -> Option<EntityId> {
        self.document.entity_of_participant(who)
    }

    /// As [`Document::entity_at`].
    pub(crate) fn entity_at(&self, span: Span) -> Option<EntityId> {
        self.document.entity_at(span)
    }
}
