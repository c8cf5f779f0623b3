//! What a document keeps of a layer: its items and who made them.

use crate::{Entity, EntityId, Mention, MentionId};
use std::ops::Deref;

/// Who made a layer.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Maker {
    /// The annotator's name.
    pub component: String,
    /// Its model, name and version, where it has one.
    pub model: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(crate) struct Made<T> {
    pub(crate) items: T,
    pub(crate) by: Maker,
}

/// Mentions that were set, then those that were appended.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(crate) struct Mentions {
    pub(crate) all: Vec<Mention>,
    /// How many were set.
    pub(crate) set: usize,
}

impl From<Vec<Mention>> for Mentions {
    fn from(all: Vec<Mention>) -> Self {
        let set = all.len();
        Self { all, set }
    }
}

impl Deref for Mentions {
    type Target = [Mention];

    fn deref(&self) -> &[Mention] {
        &self.all
    }
}

/// Entities, and the way back from a mention.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(from = "Vec<Entity>", into = "Vec<Entity>")
)]
pub(crate) struct Entities {
    all: Vec<Entity>,
    /// Pairs in the order of the mentions' ids, which need not be sound before they are checked.
    by_mention: Vec<(MentionId, EntityId)>,
}

impl Entities {
    pub(crate) fn of(&self, mention: MentionId) -> Option<EntityId> {
        let found = self.by_mention.binary_search_by_key(&mention, |&(m, _)| m);
        found.ok().map(|at| self.by_mention[at].1)
    }

    /// Each mention with its entity, in the order of the mentions' ids.
    pub(crate) fn by_mention(&self) -> &[(MentionId, EntityId)] {
        &self.by_mention
    }
}

impl From<Vec<Entity>> for Entities {
    fn from(all: Vec<Entity>) -> Self {
        let pairs = all.iter().enumerate().flat_map(|(at, entity)| {
            let mentions = entity.mentions.iter();
            mentions.map(move |&mention| (mention, EntityId::new(at)))
        });
        let mut by_mention: Vec<_> = pairs.collect();
        by_mention.sort_unstable();
        Self { all, by_mention }
    }
}

impl From<Entities> for Vec<Entity> {
    fn from(entities: Entities) -> Self {
        entities.all
    }
}

impl Deref for Entities {
    type Target = [Entity];

    fn deref(&self) -> &[Entity] {
        &self.all
    }
}
