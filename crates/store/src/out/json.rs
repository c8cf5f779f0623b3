//! A graph as one JSON object.

use super::OutError;
use super::rows::{Claimant, Party, Related, Said};
use super::walk::{Node, Piece, nodes};
use crate::Store;
use newsgraph_document::{EntityId, Quote, Relation, Span};
use serde_json::{Value, json};
use std::io::Write;

/// The number of the form. Raise it when a key changes its meaning or goes away. 1: the first.
const SCHEMA: u32 = 1;

impl Store {
    /// Writes the graph as one JSON object: `entities`, each with its id, name, label, other names and link, and
    /// `documents`, each with its entities, quotes and relations, which name entities of the graph by their ids. Each
    /// entity and document stands on a line of its own. Spans are `[start, end)` in bytes; numbers of quotes and
    /// relations are those of `newsgraph annotate`. One document is held at a time.
    ///
    /// # Errors
    /// [`OutError`] where the graph cannot be read, or the writer fails.
    pub fn write_json(&self, mut out: impl Write) -> Result<(), OutError> {
        self.at_rest(|connection| {
            write!(
                out,
                "{{\"schema\":{SCHEMA},\"offsets\":\"byte\",\n\"entities\":["
            )?;
            let mut between = "\n";
            nodes(connection, |found| {
                write!(out, "{between}{}", node(&found))?;
                between = ",\n";
                Ok(())
            })?;
            write!(out, "\n],\n\"documents\":[")?;
            between = "\n";
            self.walk(|piece| {
                write!(out, "{between}{}", document(&piece))?;
                between = ",\n";
                Ok(())
            })?;
            writeln!(out, "\n]}}")?;
            Ok(out.flush()?)
        })
    }
}

fn node(node: &Node) -> Value {
    json!({
        "id": node.id, "name": node.name, "label": node.label.as_str(), "names": node.names,
        "documents": node.documents, "link": node.link,
    })
}

fn document(piece: &Piece) -> Value {
    let entities = piece.document.entities().unwrap_or_default().iter();
    let entities = entities.enumerate().map(|(at, entity)| {
        let node = piece.node(EntityId::new(at));
        json!({"entity": node, "name": entity.name, "mentions": entity.mentions.len()})
    });
    json!({
        "id": piece.document.id(),
        "date": piece.document.date().map(|date| date.to_string()),
        "entities": entities.collect::<Vec<_>>(),
        "quotes": piece.said().map(|(quote, said)| quote_of(quote, &said)).collect::<Vec<_>>(),
        "relations": piece.related().map(|(relation, row)| relation_of(relation, &row)).collect::<Vec<_>>(),
    })
}

fn quote_of(quote: &Quote, said: &Said) -> Value {
    json!({
        "quote": said.number, "words": said.words, "kind": quote.kind.as_str(), "act": quote.act.as_str(),
        "cue": said.cue,
        "speakers": said.speakers.iter().map(party).collect::<Vec<_>>(),
        "addressee": said.addressee.as_ref().map(party),
        "about": said.about, "span": span(said.span),
        "parent": quote.parent.map(|parent| parent.index()),
    })
}

fn relation_of(relation: &Relation, row: &Related) -> Value {
    json!({
        "relation": row.number, "label": relation.label.as_str(), "subject": row.subject, "object": row.object,
        "status": relation.status.as_str(), "role": row.role, "negated": relation.negated,
        "hedged": relation.hedged, "quote": relation.quote.map(|quote| quote.index()),
        "claimant": claimant(&row.claimant), "words": row.words, "span": span(row.span),
    })
}

fn party(who: &Party) -> Value {
    json!({"entity": who.node, "name": who.name})
}

fn span(span: Span) -> [usize; 2] {
    [span.start(), span.end()]
}

/// Null for the document itself.
fn claimant(claimant: &Claimant) -> Value {
    match claimant {
        Claimant::Writer => Value::Null,
        Claimant::Speaker { entity, name } => json!({"entity": entity, "name": name}),
        Claimant::Unknown => json!({"entity": null, "name": null}),
    }
}
