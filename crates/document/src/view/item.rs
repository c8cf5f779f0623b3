//! What is walked through: a document, and its items with the document around them.

use crate::{Document, Entity, Mention, Quote, Relation, Sentence, Span, Token, Triple};

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
    pub(super) document: &'a Document,
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
}

/// A view of a stored item: where it stands in its layer, and the document around it.
macro_rules! item_view {
    ($(#[$doc:meta])* $view:ident of $item:ty) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub struct $view<'a> {
            pub(super) view: View<'a>,
            pub(super) at: usize,
            pub(super) item: &'a $item,
        }

        impl<'a> $view<'a> {
            pub(crate) fn new(view: View<'a>, at: usize, item: &'a $item) -> Self {
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

item_view! {
    /// A sentence with its words and mentions.
    SentenceView of Sentence
}

item_view! {
    /// A word with what syntax says of it; `None` where the layer is absent.
    TokenView of Token
}

item_view! {
    /// A mention with what it refers to.
    MentionView of Mention
}

item_view! {
    /// An entity with its mentions, quotes and relations.
    EntityView of Entity
}

item_view! {
    /// A quote with its words, and those who say and hear it.
    QuoteView of Quote
}

item_view! {
    /// A relation with its two entities, its evidence and who claims it.
    RelationView of Relation
}

item_view! {
    /// A triple with its words and who claims it.
    TripleView of Triple
}
