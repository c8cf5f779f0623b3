//! RDF: Turtle and JSON-LD of the same statements.

mod base;
mod facts;
mod graph;
pub(crate) mod json_ld;
mod phrases;
mod things;
pub(crate) mod turtle;
mod vocabulary;

pub use base::{BaseIri, BaseIriError};
pub use things::Thing;

use newsgraph_document::Document;
use std::io;

/// The document as Turtle.
///
/// Entities, quotes and triples are described by schema.org, names and other places in the text by NIF 2.0 and ITS, who found
/// what by PROV; what these have no words for has the prefix `ng`. The IRI of the document is the base with its id, and all
/// else has an IRI within that one: `#entity-0`, `#quote-3`, `#offset_12_19`. Offsets count Unicode characters, as NIF has
/// it. The order of statements is that of the document's lists, so that the same document gives the same bytes.
pub fn to_turtle(document: &Document, base: &BaseIri) -> String {
    string(turtle::head(), |out| turtle::write(out, document, base))
}

/// The document as JSON-LD: the statements of [`to_turtle`], with readable names by a context.
pub fn to_json_ld(document: &Document, base: &BaseIri) -> String {
    string(json_ld::head(), |out| json_ld::write(out, document, base)) + json_ld::FOOT
}

/// The head with what is written behind it.
fn string(head: String, write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
    let mut out = head.into_bytes();
    // Writing to a vector does not fail, and all that is written is UTF-8.
    let written = write(&mut out);
    debug_assert!(written.is_ok());
    String::from_utf8(out).unwrap_or_default()
}
