//! The places of a text that facts point at.

use super::graph::Graph;
use newsgraph_document::{Document, OffsetUnit, Offsets, Span};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// The most bytes of a phrase whose words are told; those of longer ones follow from its offsets. Quotes within quotes could
/// make the words of all of them as long as the square of the text.
const LONGEST: usize = 20_000;

/// The IRIs of places, and which of them were asked for.
pub(super) struct Phrases<'a> {
    text: &'a str,
    offsets: Offsets,
    document: String,
    asked: RefCell<BTreeSet<Span>>,
}

impl<'a> Phrases<'a> {
    pub(super) fn new(document: &'a Document, iri: &str) -> Self {
        Self {
            text: document.text(),
            offsets: Offsets::new(document.text(), OffsetUnit::Char),
            document: iri.to_owned(),
            asked: RefCell::default(),
        }
    }

    fn ends(&self, span: Span) -> [usize; 2] {
        [span.start(), span.end()].map(|byte| self.offsets.from_byte(byte))
    }

    fn iri(&self, span: Span) -> String {
        let [start, end] = self.ends(span);
        format!("{}#offset_{start}_{end}", self.document)
    }

    fn whole(&self) -> Span {
        Span::new(0, self.text.len())
    }

    /// The IRI of a place, which is described with the others that are asked for.
    pub(super) fn at(&self, span: Span) -> String {
        self.asked.borrow_mut().insert(span);
        self.iri(span)
    }

    /// The IRI of the whole text.
    pub(super) fn context(&self) -> String {
        self.iri(self.whole())
    }

    /// Describes the text.
    pub(super) fn write_context(&self, graph: &mut Graph<'_>) {
        let [start, end] = self.ends(self.whole()).map(|at| at.to_string());
        let mut node = graph.about(&self.context());
        node.is_a("nif:Context").is_a("nif:OffsetBasedString");
        node.typed("nif:beginIndex", &start, "xsd:nonNegativeInteger")
            .typed("nif:endIndex", &end, "xsd:nonNegativeInteger")
            .text("nif:isString", self.text)
            .link("nif:sourceUrl", &self.document);
    }

    /// Describes the places that were asked for, in text order.
    pub(super) fn write(&self, graph: &mut Graph<'_>) {
        for &span in self
            .asked
            .borrow()
            .iter()
            .filter(|&&span| span != self.whole())
        {
            let [start, end] = self.ends(span).map(|at| at.to_string());
            let mut node = graph.about(&self.iri(span));
            node.is_a("nif:Phrase").is_a("nif:OffsetBasedString");
            node.typed("nif:beginIndex", &start, "xsd:nonNegativeInteger")
                .typed("nif:endIndex", &end, "xsd:nonNegativeInteger")
                .link("nif:referenceContext", &self.context());
            if span.len() <= LONGEST {
                node.text("nif:anchorOf", &self.text[span]);
            }
        }
    }
}
