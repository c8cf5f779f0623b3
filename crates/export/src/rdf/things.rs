//! What is known of entities across documents.

use super::base::BaseIri;
use super::graph::Graph;
use super::vocabulary::class;
use newsgraph_document::{EntityId, Label};

/// One entity of many documents, with those of the documents that it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// Its number, which others do not have.
    pub id: i64,
    /// What it is.
    pub label: Label,
    /// Its fullest name.
    pub name: String,
    /// Its other names.
    pub names: Vec<String>,
    /// Its id in a list of the user's own.
    pub link: Option<String>,
    /// The ids of documents with the entities there that it is.
    pub members: Vec<(String, EntityId)>,
}

/// Passes the statements about each on.
pub(super) fn tell(things: &[Thing], base: &BaseIri, graph: &mut Graph<'_>) {
    for thing in things {
        let iri = format!("{}#graph-entity-{}", base.document(""), thing.id);
        let mut node = graph.about(&iri);
        node.is_a(class(&thing.label))
            .text("ng:label", thing.label.as_str())
            .text("schema:name", &thing.name);
        for name in &thing.names {
            node.text("schema:alternateName", name);
        }
        if let Some(link) = &thing.link {
            node.text("schema:identifier", link);
        }
        for (document, entity) in &thing.members {
            let same = format!("{}#entity-{}", base.document(document), entity.index());
            node.link("schema:sameAs", &same);
        }
    }
}
