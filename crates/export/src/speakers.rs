//! Whose mention a span is, for many spans of one document.

use newsgraph_document::{Document, EntityId, MentionId, Participant, Span};

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

    /// As [`Document::entity_of_participant`].
    pub(crate) fn entity_of(&self, who: &Participant) -> Option<EntityId> {
        let mentions = self.document.mentions().unwrap_or_default();
        self.over(who.head)
            .filter(|(span, _)| span.contains(who.head))
            .min_by_key(|&(_, id)| (mentions[id.index()].closeness(), id))
            .and_then(|(_, id)| self.document.entity_of(id))
    }

    /// As [`Document::entity_at`].
    pub(crate) fn entity_at(&self, span: Span) -> Option<EntityId> {
        self.over(span)
            .max_by_key(|&(other, id)| (span.fit(other, self.document.text()), id))
            .and_then(|(_, id)| self.document.entity_of(id))
    }

    /// The mentions of entities that share a byte with a span.
    fn over(&self, span: Span) -> impl Iterator<Item = (Span, MentionId)> + '_ {
        let end = self
            .by_start
            .partition_point(|(other, ..)| other.start() < span.end());
        self.by_start[..end]
            .iter()
            .rev()
            .take_while(move |(.., furthest)| *furthest > span.start())
            .filter(move |(other, ..)| other.overlaps(span))
            .map(|&(other, id, _)| (other, id))
    }
}
