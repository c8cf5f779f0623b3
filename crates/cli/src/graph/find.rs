//! Entities by what a person calls them.

use crate::Usage;
use crate::messages::{count, say};
use anyhow::{Result, anyhow};
use newsgraph_store::{GraphEntity, Store};

/// Entities that are told apart in one sentence.
const SHOWN: usize = 5;

/// The entities of a whole name, of a number or of an id of a gazetteer, or with a part of their name, the first of these
/// that there is; those of most articles first.
pub(crate) fn named(store: &Store, name: &str) -> Result<Vec<GraphEntity>> {
    let numbered = match name.parse() {
        Ok(id) => store.entity(id)?,
        Err(_) => None,
    };
    let called = store.entities_called(name)?;
    if !called.is_empty() {
        if let Some(other) = numbered.filter(|other| !called.contains(other)) {
            say(&format!(
                "newsgraph: {name:?} is taken for a name, {}; it is the number of {} too",
                list(&called),
                told(&other)
            ));
        }
        return Ok(called);
    }
    if let Some(entity) = numbered {
        return Ok(vec![entity]);
    }
    let linked = store.entities_linked(name)?;
    if !linked.is_empty() {
        return Ok(linked);
    }
    Ok(store.entities_with(name)?)
}

/// The entities that are meant; those that share a name are all taken, and that is told.
pub(crate) fn some(store: &Store, name: &str) -> Result<Vec<GraphEntity>> {
    let found = named(store, name)?;
    if found.is_empty() {
        return Err(unknown(name));
    }
    tell(store, name, &found)?;
    Ok(found)
}

/// Says that a name is of several, or is a part of the names of others.
pub(crate) fn tell(store: &Store, name: &str, found: &[GraphEntity]) -> Result<()> {
    if found.len() > 1 {
        say(&format!(
            "newsgraph: {name:?} is {}, all of which are asked for; give a number for one",
            list(found)
        ));
    }
    let others = others(store, name, found)?;
    if !found.is_empty() && !others.is_empty() {
        say(&format!(
            "newsgraph: {name:?} is taken for {}; it is in the name of {} too",
            list(found),
            list(&others)
        ));
    }
    Ok(())
}

/// Those of the same labels that have what is a whole name of those found as a part of theirs: one of these may be meant.
fn others(store: &Store, name: &str, found: &[GraphEntity]) -> Result<Vec<GraphEntity>> {
    if name.parse::<i64>().is_ok() || found.iter().any(|one| one.link.as_deref() == Some(name)) {
        return Ok(Vec::new());
    }
    let mut others = store.entities_with(name)?;
    others.retain(|other| {
        let is_alike = |one: &GraphEntity| one.label == other.label;
        other.named && !found.contains(other) && found.iter().any(is_alike)
    });
    Ok(others)
}

/// The one entity that is meant, by a name that no other has.
pub(crate) fn one(store: &Store, name: &str) -> Result<GraphEntity> {
    let found = the(store, name)?;
    tell(store, name, std::slice::from_ref(&found))?;
    Ok(found)
}

/// The one entity that is meant, by a name that no other has or has a part of: what is done to it is to be right.
pub(crate) fn sure(store: &Store, name: &str) -> Result<GraphEntity> {
    let found = the(store, name)?;
    let others = others(store, name, std::slice::from_ref(&found))?;
    if others.is_empty() {
        return Ok(found);
    }
    let all: Vec<GraphEntity> = [found].into_iter().chain(others).collect();
    Err(ambiguous(name, &all))
}

fn the(store: &Store, name: &str) -> Result<GraphEntity> {
    let mut found = named(store, name)?;
    if found.len() > 1 {
        return Err(ambiguous(name, &found));
    }
    found.pop().ok_or_else(|| unknown(name))
}

fn ambiguous(name: &str, found: &[GraphEntity]) -> anyhow::Error {
    let message = format!(
        "{name:?} is {}; give the number of the one that is meant",
        list(found)
    );
    Usage(message).into()
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
