//! Whose mention a span is, for many spans of one document.

use newsgraph_document::{Document, EntityId, Mention, MentionId, Span};

/// The mentions of entities by their start, with the furthest end so far, so that those around a
/// span are found without a walk over all of them.
pub(crate) struct Speakers<'a> {
    document: &'a Document,
    by_start: Vec<(Span, MentionId, usize)>,
}

impl<'a> Speakers<'a> {
    pub(crate) fn new(document: &'a Document) -> Self {
        let mentions = document.mentions().unwrap_or_default();
        let mut by_start: Vec<_> = (0..mentions.len())
            .map(MentionId::new)
            .filter(|&id| document.entity_of(id).is_some())
            .map(|id| (mentions[id.index()].span, id, 0))
            .collect();
        by_start.sort_by_key(|&(span, id, _)| (span, id));
        let mut furthest = 0;
        for (span, _, end) in &mut by_start {
            furthest = furthest.max(span.end());
            *end = furthest;
        }
        Self { document, by_start }
    }

    /// As [`Document::entity_at`].
    pub(crate) fn entity_at(&self, span: Span) -> Option<EntityId> {
        let end = self
            .by_start
            .partition_point(|(other, ..)| other.start() < span.end());
        self.by_start[..end]
            .iter()
            .rev()
            .take_while(|(.., furthest)| *furthest > span.start())
            .filter(|(other, ..)| other.overlaps(span))
            .max_by_key(|(other, id, _)| (span.fit(*other, self.document.text()), *id))
            .and_then(|&(_, id, _)| self.document.entity_of(id))
    }

    /// The mentions of entities that begin in a span.
    pub(crate) fn inside(&self, span: Span) -> impl Iterator<Item = &'a Mention> + '_ {
        let mentions = self.document.mentions().unwrap_or_default();
        let from = self
            .by_start
            .partition_point(|(other, ..)| other.start() < span.start());
        let begun = self.by_start[from..].iter();
        begun
            .take_while(move |(other, ..)| other.start() < span.end())
            .map(|(_, id, _)| &mentions[id.index()])
    }
}
