//! RDF: Turtle and JSON-LD of the same statements.

mod base;
mod facts;
mod graph;
mod json_ld;
mod phrases;
mod turtle;
mod vocabulary;

pub use base::{BaseIri, BaseIriError};
pub(crate) use json_ld::{FOOT as JSON_LD_FOOT, head as json_ld_head, nodes as json_ld_nodes};
pub(crate) use turtle::{head as turtle_head, statements as turtle_statements};

use newsgraph_document::Document;

/// The document as Turtle.
///
/// Entities, quotes and triples are described by schema.org, names and other places in the text by NIF 2.0 and ITS, who found
/// what by PROV; what these have no words for has the prefix `ng`. The IRI of the document is the base with its id, and all
/// else has an IRI within that one: `#entity-0`, `#quote-3`, `#offset_12_19`. Offsets count Unicode characters, as NIF has
/// it. The order of statements is that of the document's lists, so that the same document gives the same bytes.
pub fn to_turtle(document: &Document, base: &BaseIri) -> String {
    turtle::head() + &turtle::statements(document, base)
}

/// The document as JSON-LD: the statements of [`to_turtle`], with readable names by a context.
pub fn to_json_ld(document: &Document, base: &BaseIri) -> String {
    json_ld::head() + &json_ld::nodes(document, base) + json_ld::FOOT
}
