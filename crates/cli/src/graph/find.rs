//! Entities by what a person calls them.

use crate::Usage;
use crate::messages::{count, say};
use anyhow::{Result, anyhow};
use newsgraph_store::{GraphEntity, Store};

/// Entities that are told apart in one sentence.
const SHOWN: usize = 5;

/// The entities of a name, of a number or of an id of a gazetteer, the first of these that there is; those of most
/// articles first.
pub(crate) fn named(store: &Store, name: &str) -> Result<Vec<GraphEntity>> {
    let named = store.entities_named(name)?;
    if !named.is_empty() {
        return Ok(named);
    }
    let numbered = match name.parse() {
        Ok(id) => store.entity(id)?,
        Err(_) => None,
    };
    match numbered {
        Some(entity) => Ok(vec![entity]),
        None => Ok(store.entities_linked(name)?),
    }
}

/// The entities that are meant; those that share a name are all taken, and that is told.
pub(crate) fn some(store: &Store, name: &str) -> Result<Vec<GraphEntity>> {
    let found = named(store, name)?;
    match found.len() {
        0 => Err(unknown(name)),
        1 => Ok(found),
        _ => {
            tell(name, &found);
            Ok(found)
        }
    }
}

/// Says that a name is of several.
pub(crate) fn tell(name: &str, found: &[GraphEntity]) {
    if found.len() > 1 {
        say(&format!(
            "newsgraph: {name:?} is {}, all of which are asked for; give a number for one",
            list(found)
        ));
    }
}

/// The one entity that is meant.
pub(crate) fn one(store: &Store, name: &str) -> Result<GraphEntity> {
    let mut found = named(store, name)?;
    if found.len() > 1 {
        let message = format!(
            "{name:?} is {}; give the number of the one that is meant",
            list(&found)
        );
        return Err(Usage(message).into());
    }
    found.pop().ok_or_else(|| unknown(name))
}

fn unknown(name: &str) -> anyhow::Error {
    anyhow!("no article names an entity {name:?}")
}

/// `Ann Lee (12, Person, 3 articles) or Ann Lee (40, Person, 1 article)`.
fn list(found: &[GraphEntity]) -> String {
    let mut shown: Vec<String> = found.iter().take(SHOWN).map(told).collect();
    if found.len() > SHOWN {
        shown.push(format!("{} more", found.len() - SHOWN));
    }
    let last = shown.pop().unwrap_or_default();
    if shown.is_empty() {
        return last;
    }
    format!("{} or {last}", shown.join(", "))
}

/// `Ann Lee (12, Person, 3 articles)`.
pub(crate) fn told(entity: &GraphEntity) -> String {
    let articles = count(
        usize::try_from(entity.documents).unwrap_or(usize::MAX),
        "article",
    );
    format!(
        "{} ({}, {}, {articles})",
        entity.name, entity.id, entity.label
    )
}
