//! Statements on their way to a file.

use super::vocabulary::iri;
use oxrdf::{Literal, NamedNode, Term, Triple};

/// Statements in order, those of one subject together.
#[derive(Default)]
pub(super) struct Graph {
    triples: Vec<Triple>,
}

impl Graph {
    /// Statements about what has this IRI follow.
    pub(super) fn about(&mut self, subject: &str) -> Node<'_> {
        Node {
            subject: named(subject),
            graph: self,
        }
    }

    pub(super) fn triples(&self) -> &[Triple] {
        &self.triples
    }
}

/// What statements are about.
pub(super) struct Node<'a> {
    subject: NamedNode,
    graph: &'a mut Graph,
}

impl Node<'_> {
    fn add(&mut self, predicate: &str, object: impl Into<Term>) {
        let triple = Triple::new(self.subject.clone(), named(&iri(predicate)), object);
        // A statement that stands twice in a row says no more than one.
        if self.graph.triples.last() != Some(&triple) {
            self.graph.triples.push(triple);
        }
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
