//! Statements as Turtle.

use super::base::BaseIri;
use super::facts;
use super::graph::Graph;
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
pub(crate) fn write(mut out: impl Write, document: &Document, base: &BaseIri) -> io::Result<()> {
    let own = base.document(document.id()) + "#";
    let mut turtle = TurtleSerializer::new();
    for (name, iri) in PREFIXES.into_iter().chain([("", own.as_str())]) {
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
    facts::tell(document, base, &mut graph);
    graph.finish()?;
    turtle.finish(out)
}
