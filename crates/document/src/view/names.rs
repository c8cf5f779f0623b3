use super::item::{EntityView, MentionView, QuoteView, RelationView, SentenceView};
use crate::{EntityId, MentionId, MentionKind};

impl<'a> MentionView<'a> {
    /// Its id.
    pub fn id(self) -> MentionId {
        MentionId::new(self.at)
    }

    /// Its words.
    pub fn text(self) -> &'a str {
        self.view.text_of(self.item.span)
    }

    /// What it refers to; `None` for values, and where entities are absent.
    pub fn entity(self) -> Option<EntityView<'a>> {
        let id = self.view.document.entity_of(self.id())?;
        self.view.entity(id)
    }

    /// The sentence that it begins in.
    pub fn sentence(self) -> Option<SentenceView<'a>> {
        self.view.sentence_at(self.item.span.start())
    }
}

impl<'a> EntityView<'a> {
    /// Its id.
    pub fn id(self) -> EntityId {
        EntityId::new(self.at)
    }

    /// Its fullest name in the text; a description or a pronoun where it has none.
    pub fn name(self) -> &'a str {
        &self.item.name
    }

    /// Its mentions, in text order.
    pub fn mentions(self) -> impl Iterator<Item = MentionView<'a>> {
        let ids = self.item.mentions.iter();
        ids.filter_map(move |&id| self.view.mention(id))
    }

    /// The mentions that name it, as they stand in the text, in text order; one may come more than once.
    pub fn names(self) -> impl Iterator<Item = &'a str> {
        let named = |mention: &MentionView<'a>| mention.kind == MentionKind::Proper;
        self.mentions().filter(named).map(MentionView::text)
    }

    /// Whether the text names it, and does not only describe it or point at it.
    pub fn is_named(self) -> bool {
        self.names().next().is_some()
    }

    /// What it says, alone or with others, in text order.
    pub fn quotes(self) -> impl ExactSizeIterator<Item = QuoteView<'a>> {
        self.all(&self.view.document.links().said)
    }

    /// What is said to it, in text order.
    pub fn quotes_to(self) -> impl ExactSizeIterator<Item = QuoteView<'a>> {
        self.all(&self.view.document.links().told)
    }

    fn all(self, lists: &'a [Vec<crate::QuoteId>]) -> impl ExactSizeIterator<Item = QuoteView<'a>> {
        let list = lists[self.at].iter();
        list.map(move |&id| QuoteView::of(self.view, id))
    }

    /// The relations that it is the subject or the object of, by the start of their evidence.
    pub fn relations(self) -> impl ExactSizeIterator<Item = RelationView<'a>> {
        let list = self.view.document.links().related[self.at].iter();
        list.map(move |&at| RelationView::of(self.view, at))
    }
}
