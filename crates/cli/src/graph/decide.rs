//! A reader's own merges and splits.

use super::find::{one, told};
use super::to_change;
use crate::args::{GraphMergeArguments, GraphSplitArguments};
use crate::{Outcome, standard};
use anyhow::Result;
use newsgraph_export::visible;
use newsgraph_store::{GraphEntity, Store};

pub(crate) fn merge(arguments: &GraphMergeArguments) -> Result<Outcome> {
    let mut store = to_change(&arguments.graph)?;
    store.settle()?;
    let [first, second] = [&arguments.first, &arguments.second].map(|name| one(&store, name));
    let merged = store.merge(first?.id, second?.id)?;
    print(&format!("one: {}\n", shown(&store, merged)?))
}

pub(crate) fn split(arguments: &GraphSplitArguments) -> Result<Outcome> {
    let mut store = to_change(&arguments.graph)?;
    store.settle()?;
    let entity = one(&store, &arguments.entity)?;
    let documents: Vec<&str> = arguments.documents.iter().map(String::as_str).collect();
    let rest = store.documents_of(entity.id)?;
    let split = store.split(entity.id, &documents)?;
    let other = rest
        .iter()
        .find(|document| !documents.contains(&document.as_str()));
    let other = match other {
        Some(document) => store
            .entities_in(document)?
            .into_iter()
            .find(|e| e.id != split && e.name == entity.name),
        None => None,
    };
    let other = other.map_or_else(String::new, |other| {
        format!("apart: {}\n", visible(&told(&other)))
    });
    print(&format!("one: {}\n{other}", shown(&store, split)?))
}

fn shown(store: &Store, id: i64) -> Result<String> {
    let entity: Option<GraphEntity> = store.entity(id)?;
    Ok(entity.map_or_else(String::new, |entity| visible(&told(&entity)).into_owned()))
}

fn print(text: &str) -> Result<Outcome> {
    standard::print(text)?;
    Ok(Outcome::Done)
}
