//! A document as its reader walks through it: from a name to its quotes, from a quote to who says it.

mod claims;
mod names;
mod quotes;
mod text;

pub use claims::{RelationView, TripleView};
pub use names::{EntityView, MentionView};
pub use quotes::{ParticipantView, QuoteView};
pub use text::{SentenceView, TokenView};

use crate::{Document, EntityId, MentionId, QuoteId, Span};

/// A document to walk through, with its items in text order.
///
/// [`Document::view`] gives it. An item is a view as well: a small `Copy` value that derefs to the stored item, so that
/// `quote.act` and `quote.score` are the fields, and that knows its surroundings, so that `quote.text()` is its words and
/// `quote.speaker_entity()` who says it. Where a field and a method have one name, the field is a place and the method
/// what stands there.
///
/// A layer that is absent has no items; [`Document::has`] tells it from one without any. Walks take time in the length
/// of the document, however they are nested: what they need is found out once and kept until a layer changes.
///
/// ```
/// # use newsgraph_document::{Act, Document};
/// # let document = Document::new("", "Nothing yet.")?;
/// let view = document.view();
/// for quote in view.quotes().filter(|q| q.act == Act::Speech && q.is_sure(0.7)) {
///     let who = quote.speaker().map_or("somebody", |speaker| speaker.name());
///     println!("{who}: {}", quote.text());
/// }
/// # Ok::<(), newsgraph_document::DocumentError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    document: &'a Document,
}

impl<'a> View<'a> {
    pub(crate) fn new(document: &'a Document) -> Self {
        Self { document }
    }

    /// The document.
    pub fn document(self) -> &'a Document {
        self.document
    }

    /// The words at a span.
    ///
    /// # Panics
    /// If the span is not of this document.
    pub fn text_of(self, span: Span) -> &'a str {
        &self.document.text()[span]
    }

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

/// A view of a stored item: where it stands in its layer, and the document around it.
macro_rules! item_view {
    ($(#[$doc:meta])* $view:ident of $item:ty) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub struct $view<'a> {
            view: $crate::View<'a>,
            at: usize,
            item: &'a $item,
        }

        impl<'a> $view<'a> {
            pub(crate) fn new(view: $crate::View<'a>, at: usize, item: &'a $item) -> Self {
                Self { view, at, item }
            }

            /// The stored item, for as long as the document.
            pub fn item(self) -> &'a $item {
                self.item
            }
        }

        impl std::ops::Deref for $view<'_> {
            type Target = $item;

            fn deref(&self) -> &$item {
                self.item
            }
        }

        /// Views are equal that show the same item of the same document.
        impl PartialEq for $view<'_> {
            fn eq(&self, other: &Self) -> bool {
                std::ptr::eq(self.item, other.item)
            }
        }

        impl Eq for $view<'_> {}

        impl std::fmt::Debug for $view<'_> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_tuple(stringify!($view)).field(&self.at).field(self.item).finish()
            }
        }
    };
}

use item_view;
