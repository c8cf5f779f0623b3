//! Statements on their way to a file.

use super::vocabulary::iri;
use oxrdf::{Literal, NamedNode, Term, Triple};
use std::io;

/// Statements on their way, those of one subject together.
pub(super) struct Graph<'a> {
    take: &'a mut dyn FnMut(&Triple) -> io::Result<()>,
    last: Option<Triple>,
    outcome: io::Result<()>,
}

impl<'a> Graph<'a> {
    /// Passes each statement on as it comes, up to a failure.
    pub(super) fn new(take: &'a mut dyn FnMut(&Triple) -> io::Result<()>) -> Self {
        Self {
            take,
            last: None,
            outcome: Ok(()),
        }
    }

    /// Statements about what has this IRI follow.
    pub(super) fn about(&mut self, subject: &str) -> Node<'_, 'a> {
        Node {
            subject: named(subject),
            graph: self,
        }
    }

    fn add(&mut self, triple: Triple) {
        // A statement that stands twice in a row says no more than one.
        if self.outcome.is_ok() && self.last.as_ref() != Some(&triple) {
            self.outcome = (self.take)(&triple);
            self.last = Some(triple);
        }
    }

    /// Whether all were passed on.
    pub(super) fn finish(self) -> io::Result<()> {
        self.outcome
    }
}

/// What statements are about.
pub(super) struct Node<'a, 'g> {
    subject: NamedNode,
    graph: &'a mut Graph<'g>,
}

impl Node<'_, '_> {
    fn add(&mut self, predicate: &str, object: impl Into<Term>) {
        let triple = Triple::new(self.subject.clone(), named(&iri(predicate)), object);
        self.graph.add(triple);
    }

    /// What it is.
    pub(super) fn is_a(&mut self, class: &str) -> &mut Self {
        self.link("rdf:type", &iri(class))
    }

    /// A relation to what has this IRI.
    pub(super) fn link(&mut self, predicate: &str, object: &str) -> &mut Self {
        self.add(predicate, named(object));
        self
    }

    pub(super) fn text(&mut self, predicate: &str, value: &str) -> &mut Self {
        self.add(predicate, Literal::new_simple_literal(value));
        self
    }

    pub(super) fn truth(&mut self, predicate: &str, value: bool) -> &mut Self {
        self.add(predicate, Literal::from(value));
        self
    }

    /// A value with this type, such as `xsd:date`.
    pub(super) fn typed(&mut self, predicate: &str, value: &str, datatype: &str) -> &mut Self {
        self.add(
            predicate,
            Literal::new_typed_literal(value, named(&iri(datatype))),
        );
        self
    }

    pub(super) fn score(&mut self, predicate: &str, score: Option<f32>) -> &mut Self {
        if let Some(score) = score {
            self.typed(predicate, &score.to_string(), "xsd:decimal");
        }
        self
    }
}

/// The node of an IRI that is made of a checked base, encoded ids and our own names.
fn named(iri: &str) -> NamedNode {
    NamedNode::new_unchecked(iri)
}
