//! Statements as Turtle.

use super::base::BaseIri;
use super::facts;
use super::graph::Graph;
use super::vocabulary::PREFIXES;
use newsgraph_document::Document;
use oxttl::TurtleSerializer;

/// The prefixes that all documents share.
pub(crate) fn head() -> String {
    let prefix = |(name, iri): &(&str, &str)| format!("@prefix {name}: <{iri}> .\n");
    PREFIXES.iter().map(prefix).collect()
}

/// The statements of a document, behind an empty prefix for its own items.
pub(crate) fn statements(document: &Document, base: &BaseIri) -> String {
    let graph = facts::graph(document, base);
    let own = base.document(document.id()) + "#";
    // The IRIs are sound, and writing to a vector does not fail.
    let text = serialize(&graph, &own).unwrap_or_default();
    debug_assert!(!text.is_empty(), "a document is at least an article");
    // The serializer writes every prefix before the first statement.
    let rest = text.lines().position(|line| !line.starts_with("@prefix "));
    let rest = text.split_inclusive('\n').skip(rest.unwrap_or(0));
    let mut out = format!("\n@prefix : <{own}> .\n");
    out.extend(rest);
    out
}

fn serialize(graph: &Graph, own: &str) -> Option<String> {
    let mut turtle = TurtleSerializer::new().with_prefix("", own).ok()?;
    for (name, iri) in PREFIXES {
        turtle = turtle.with_prefix(name, iri).ok()?;
    }
    let mut writer = turtle.for_writer(Vec::new());
    for triple in graph.triples() {
        writer.serialize_triple(triple).ok()?;
    }
    String::from_utf8(writer.finish().ok()?).ok()
}
