//! The documents of a graph one after another, and its entities.

use super::OutError;
use crate::{Store, StoreError};
use newsgraph_document::{Document, EntityId, EntityView, Label, Participant};
use rusqlite::Connection;
use std::collections::BTreeMap;

/// The most other names that are told of an entity.
const MOST_NAMES: i64 = 40;

/// An entity across documents.
pub(super) struct Node {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) label: Label,
    pub(super) link: Option<String>,
    pub(super) documents: i64,
    /// Its other names: the fullest ones of its documents, those of most documents first.
    pub(super) names: Vec<String>,
}

/// A document with the entities of the graph that stand in it.
pub(super) struct Piece {
    pub(super) document: Document,
    nodes: Vec<Option<i64>>,
}

impl Piece {
    /// Which entity of the graph one of the document is.
    pub(super) fn node(&self, entity: EntityId) -> Option<i64> {
        self.nodes.get(entity.index()).copied().flatten()
    }

    /// Which entity of the graph takes part in a quote.
    pub(super) fn participant(&self, who: &Participant) -> Option<i64> {
        let entity = self.document.entity_of_participant(who)?;
        self.node(entity)
    }

    /// The entities of the graph that are mentioned within a quote, each once, in the order of their ids.
    pub(super) fn about(&self, quote: &newsgraph_document::Quote) -> Vec<i64> {
        let view = self.document.view();
        let spans = quote.content.iter();
        let mentions = spans.flat_map(|&span| view.mentions_in(span).take(MOST_ABOUT));
        let entities = mentions.filter_map(|mention| mention.entity().map(EntityView::id));
        let mut nodes: Vec<i64> = entities.filter_map(|entity| self.node(entity)).collect();
        nodes.sort_unstable();
        nodes.dedup();
        nodes
    }
}

/// The most mentions of a span of a quote that are looked at for whom it is about.
const MOST_ABOUT: usize = 200;

/// The entities of the graph, in the order of their ids.
pub(super) fn nodes(
    connection: &Connection,
    mut take: impl FnMut(Node) -> Result<(), OutError>,
) -> Result<(), OutError> {
    let mut rows = connection
        .prepare("SELECT id, name, label, link, documents FROM graph_entities ORDER BY id")?;
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        let (id, name): (i64, String) = (row.get("id")?, row.get("name")?);
        let label: String = row.get("label")?;
        take(Node {
            names: names(connection, id, &name)?,
            id,
            name,
            label: Label::new(&label),
            link: row.get("link")?,
            documents: row.get("documents")?,
        })?;
    }
    Ok(())
}

/// The other names that documents have for an entity.
pub(super) fn names(
    connection: &Connection,
    node: i64,
    name: &str,
) -> Result<Vec<String>, StoreError> {
    let mut rows = connection.prepare_cached(
        "SELECT name FROM entities WHERE graph_entity = ?1 AND name <> ?2 AND named
         GROUP BY name ORDER BY count(*) DESC, name LIMIT ?3",
    )?;
    let rows = rows.query_map((node, name, MOST_NAMES), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Store {
    /// Reads the graph as it is now, whatever another program writes meanwhile.
    pub(crate) fn at_rest<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, OutError>,
    ) -> Result<T, OutError> {
        let transaction = self.snapshot()?;
        let out = read(&transaction)?;
        transaction.finish()?;
        Ok(out)
    }

    /// Each document, in the order of the ids.
    pub(super) fn walk(
        &self,
        mut take: impl FnMut(Piece) -> Result<(), OutError>,
    ) -> Result<(), OutError> {
        for (id, _) in self.documents()? {
            let Some(document) = self.document_as_it_is(&id)? else {
                continue;
            };
            let nodes = self.nodes_of(&document)?;
            take(Piece { document, nodes })?;
        }
        Ok(())
    }

    /// For each entity of a document the one of the graph.
    fn nodes_of(&self, document: &Document) -> Result<Vec<Option<i64>>, StoreError> {
        let mut rows = self.connection().prepare_cached(
            "SELECT e.entity, e.graph_entity FROM entities AS e JOIN documents AS d ON d.key = e.document
             WHERE d.id = ?",
        )?;
        let rows = rows.query_map([document.id()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let nodes: BTreeMap<usize, Option<i64>> = rows.collect::<Result<_, _>>()?;
        let count = document.entities().map_or(0, <[_]>::len);
        Ok((0..count)
            .map(|at| nodes.get(&at).copied().flatten())
            .collect())
    }
}
