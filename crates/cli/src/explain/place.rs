//! Places of a text, as an explanation gives them.

use newsgraph::Document;
use newsgraph::document::{Layer, OffsetUnit, Offsets, Span};
use serde::Serialize;

/// Where something stands, and its words.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Place {
    /// In the unit that is asked for.
    pub(super) span: [usize; 2],
    pub(super) text: String,
    #[serde(skip)]
    pub(super) bytes: Span,
}

/// The component and the model that made something.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Made {
    pub(super) component: String,
    pub(super) model: Option<String>,
}

/// The places of a document.
pub(super) struct Places<'a> {
    pub(super) document: &'a Document,
    offsets: Offsets,
}

impl<'a> Places<'a> {
    pub(super) fn new(document: &'a Document, unit: OffsetUnit) -> Self {
        Self {
            document,
            offsets: Offsets::new(document.text(), unit),
        }
    }

    pub(super) fn at(&self, bytes: Span) -> Place {
        let at = |byte| self.offsets.from_byte(byte);
        Place {
            span: [at(bytes.start()), at(bytes.end())],
            text: self.document.text()[bytes].to_owned(),
            bytes,
        }
    }

    /// The span of two positions in the unit that is asked for, where the text has them.
    pub(super) fn span(&self, start: usize, end: usize) -> Option<Span> {
        let (start, end) = (self.offsets.to_byte(start)?, self.offsets.to_byte(end)?);
        let text = self.document.text();
        let fits = start < end && text.get(start..end).is_some();
        fits.then(|| Span::new(start, end))
    }

    pub(super) fn made(&self, layer: Layer) -> Option<Made> {
        let maker = self.document.maker(layer)?;
        Some(Made {
            component: maker.component.clone(),
            model: maker.model.clone(),
        })
    }

    /// The sentences that a span stands in, from the start of the first to the end of the last.
    pub(super) fn sentences(&self, span: Span) -> Span {
        let sentences = self.document.sentences().unwrap_or_default();
        let first = sentences.partition_point(|s| s.span.end() <= span.start());
        let after = sentences.partition_point(|s| s.span.start() < span.end());
        match (sentences.get(first), sentences[..after].last()) {
            (Some(first), Some(last)) => Span::new(
                first.span.start().min(span.start()),
                last.span.end().max(span.end()),
            ),
            _ => span,
        }
    }
}
