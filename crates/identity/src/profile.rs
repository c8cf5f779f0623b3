use newsgraph_document::{Date, Document, EntityId};
use serde::{Deserialize, Serialize};

/// One entity of one document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityRef {
    /// The id of the document.
    pub document: String,
    /// The entity's place among those of the document.
    pub entity: u32,
}

/// What one document tells of one of its entities that may tell it from others, or show that two are one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    label: String,
    name: String,
}

impl Profile {
    /// That of an entity of `document`, which came out on `date`.
    pub fn of(document: &Document, entity: EntityId, date: Option<Date>) -> Self {
        let _ = date;
        let entity = document.view().entity(entity);
        let entity = entity.map(|entity| entity.item());
        Self {
            label: entity.map_or_else(String::new, |e| e.label.to_string()),
            name: entity.map_or_else(String::new, |e| e.name.clone()),
        }
    }

    /// What the entity is looked up by, sorted: two that no chain of shared keys leads to are never one.
    pub fn keys(&self) -> Vec<String> {
        vec![format!("{}\t{}", self.label, self.name)]
    }
}
