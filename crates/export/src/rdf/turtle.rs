//! Statements as Turtle.

use super::base::BaseIri;
use super::facts;
use super::graph::Graph;
use super::things::{self, Thing};
use super::vocabulary::PREFIXES;
use newsgraph_document::Document;
use oxrdf::Triple;
use oxttl::TurtleSerializer;
use std::io::{self, Write};

/// The prefixes that all documents share.
pub(crate) fn head() -> String {
    let prefix = |(name, iri): &(&str, &str)| format!("@prefix {name}: <{iri}> .\n");
    PREFIXES.iter().map(prefix).collect()
}

/// Writes the statements of a document, behind an empty prefix for its own items.
pub(crate) fn write(out: impl Write, document: &Document, base: &BaseIri) -> io::Result<()> {
    let own = base.document(document.id()) + "#";
    write_told(out, &own, |graph| facts::tell(document, base, graph))
}

/// Writes what is known of entities across documents, behind an empty prefix for their own IRIs.
pub(crate) fn write_things(out: impl Write, things: &[Thing], base: &BaseIri) -> io::Result<()> {
    let own = base.document("") + "#";
    write_told(out, &own, |graph| things::tell(things, base, graph))
}

/// Writes statements behind an empty prefix for this IRI.
fn write_told(mut out: impl Write, own: &str, tell: impl FnOnce(&mut Graph<'_>)) -> io::Result<()> {
    let mut turtle = TurtleSerializer::new();
    for (name, iri) in PREFIXES.into_iter().chain([("", own)]) {
        turtle = turtle.with_prefix(name, iri).map_err(io::Error::other)?;
    }
    let mut turtle = turtle.low_level();
    write!(out, "\n@prefix : <{own}> .\n")?;
    let mut is_first = true;
    let mut take = |triple: &Triple| {
        if !is_first {
            return turtle.serialize_triple(triple, &mut out);
        }
        is_first = false;
        // With the first statement every prefix is written.
        let mut row = Vec::new();
        turtle.serialize_triple(triple, &mut row)?;
        let mut lines = row.split_inclusive(|&b| b == b'\n');
        let mut rest = lines
            .by_ref()
            .skip_while(|line| line.starts_with(b"@prefix "));
        rest.try_for_each(|line| out.write_all(line))
    };
    let mut graph = Graph::new(&mut take);
    tell(&mut graph);
    graph.finish()?;
    turtle.finish(out)
}
