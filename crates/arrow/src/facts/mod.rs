//! The rows of a document.

mod claims;
mod names;
mod quotes;
mod words;

use crate::column::whole;
use crate::rows::{DocumentRow, KeyRow, LayerRow, SpanRow};
use newsgraph_document::{Document, EntityView, Layer, OffsetUnit, Offsets, Span, View};
use std::borrow::Cow;

/// A document whose rows are asked for, each list in the order of its layer.
pub(crate) struct Facts<'a> {
    view: View<'a>,
    offsets: Offsets,
}

type Words<'a> = Cow<'a, str>;

impl<'a> Facts<'a> {
    pub(crate) fn new(document: &'a Document, unit: OffsetUnit) -> Self {
        Self {
            view: document.view(),
            offsets: Offsets::new(document.text(), unit),
        }
    }

    pub(crate) fn document(&self) -> &'a Document {
        self.view.document()
    }

    pub(crate) fn key(&self) -> KeyRow<'a> {
        KeyRow {
            document: self.document().id().into(),
            date: self.document().date().map(crate::day::from_date),
        }
    }

    pub(crate) fn text(&self) -> DocumentRow<'a> {
        DocumentRow {
            text: self.document().text().into(),
            layers: self.layers(),
        }
    }

    fn layers(&self) -> Vec<LayerRow<'a>> {
        let document = self.document();
        let row = |layer: Layer| {
            let maker = document.maker(layer)?;
            let appended = whole(document.appended_mentions());
            Some(LayerRow {
                layer: layer.key().into(),
                component: maker.component.as_str().into(),
                model: maker.model.as_deref().map(Cow::Borrowed),
                items: whole(items(document, layer)),
                appended: (layer == Layer::Mentions).then_some(appended),
            })
        };
        Layer::ALL.into_iter().filter_map(row).collect()
    }

    /// The words of a span.
    fn words(&self, span: Span) -> Words<'a> {
        words::cut(self.view.text_of(span))
    }

    /// The model that made a layer.
    fn model(&self, layer: Layer) -> Option<Words<'a>> {
        let maker = self.document().maker(layer)?;
        maker.model.as_deref().map(Cow::Borrowed)
    }

    fn at(&self, byte: usize) -> i64 {
        whole(self.offsets.from_byte(byte))
    }

    fn start(&self, span: Option<Span>) -> Option<i64> {
        span.map(|span| self.at(span.start()))
    }

    fn end(&self, span: Option<Span>) -> Option<i64> {
        span.map(|span| self.at(span.end()))
    }

    fn span(&self, span: Span) -> SpanRow<'a> {
        SpanRow {
            start: self.at(span.start()),
            end: self.at(span.end()),
        }
    }

    fn spans(&self, spans: &[Span]) -> Vec<SpanRow<'a>> {
        spans.iter().map(|&span| self.span(span)).collect()
    }

    /// From where the first of the spans begins to where the last one ends.
    fn cover(&self, spans: &[Span]) -> SpanRow<'a> {
        let cover = spans.iter().copied().reduce(Span::cover);
        self.span(cover.unwrap_or_default())
    }
}

/// How many items a layer has.
fn items(document: &Document, layer: Layer) -> usize {
    match layer {
        // There is one of syntax for each word.
        Layer::Tokens | Layer::Syntax => document.tokens().map_or(0, <[_]>::len),
        Layer::Sentences => document.sentences().map_or(0, <[_]>::len),
        Layer::QuoteMarks => document.quote_marks().map_or(0, <[_]>::len),
        Layer::Mentions => document.mentions().map_or(0, <[_]>::len),
        Layer::Quotes => document.quotes().map_or(0, <[_]>::len),
        Layer::Entities => document.entities().map_or(0, <[_]>::len),
        Layer::Relations => document.relations().map_or(0, <[_]>::len),
        Layer::Triples => document.triples().map_or(0, <[_]>::len),
        _ => 0,
    }
}

fn number(entity: EntityView<'_>) -> i64 {
    whole(entity.id().index())
}

fn name(entity: EntityView<'_>) -> Words<'_> {
    words::cut(entity.name())
}
