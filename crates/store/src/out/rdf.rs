//! A graph as RDF: its documents, and what ties their entities together.

use super::OutError;
use super::walk::{Node, nodes};
use crate::Store;
use newsgraph_document::{EntityId, OffsetUnit};
use newsgraph_export::{BaseIri, Format, Thing, Writer};
use rusqlite::Connection;
use std::io::Write;

/// How many entities are written at a time.
const BATCH: usize = 100;

impl Store {
    /// Writes the graph as Turtle: what `newsgraph annotate --format turtle` writes of each document, and each entity
    /// of the graph with the entities of documents that it is, as `schema:sameAs`. One document is held at a time.
    ///
    /// # Errors
    /// [`OutError`] where the graph cannot be read, or the writer fails.
    pub fn write_turtle(&self, out: impl Write, base: &BaseIri) -> Result<(), OutError> {
        self.write_rdf(Format::Turtle, out, base)
    }

    /// Writes the graph as JSON-LD: the statements of [`Store::write_turtle`].
    ///
    /// # Errors
    /// [`OutError`] where the graph cannot be read, or the writer fails.
    pub fn write_json_ld(&self, out: impl Write, base: &BaseIri) -> Result<(), OutError> {
        self.write_rdf(Format::JsonLd, out, base)
    }

    fn write_rdf(&self, format: Format, out: impl Write, base: &BaseIri) -> Result<(), OutError> {
        self.at_rest(|connection| {
            let writer = Writer::new(out, format, OffsetUnit::Byte);
            let mut writer = writer.with_base_iri(base.clone());
            self.walk(|piece| Ok(writer.write(&piece.document)?))?;
            let mut batch = Vec::with_capacity(BATCH);
            nodes(connection, |node| {
                batch.push(thing(connection, node)?);
                if batch.len() == BATCH {
                    writer.write_things(&batch)?;
                    batch.clear();
                }
                Ok(())
            })?;
            writer.write_things(&batch)?;
            writer.finish()?;
            Ok(())
        })
    }
}

fn thing(connection: &Connection, node: Node) -> Result<Thing, OutError> {
    let mut rows = connection.prepare_cached(
        "SELECT d.id, e.entity FROM entities AS e JOIN documents AS d ON d.key = e.document
         WHERE e.graph_entity = ? ORDER BY d.id, e.entity",
    )?;
    let members = rows.query_map([node.id], |row| {
        Ok((row.get(0)?, EntityId::new(row.get(1)?)))
    })?;
    Ok(Thing {
        members: members.collect::<Result<_, _>>()?,
        id: node.id,
        label: node.label,
        name: node.name,
        names: node.names,
        link: node.link,
    })
}
