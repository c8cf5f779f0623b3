//! A reader's own merges and splits, and how they are looked at and taken back.

use super::find::{sure, told};
use super::{to_ask, to_change};
use crate::args::{
    GraphDecisionsArguments, GraphMergeArguments, GraphSplitArguments, GraphUndoArguments,
    ReportName,
};
use crate::messages::{count, say};
use crate::{Outcome, Usage, standard};
use anyhow::{Error, Result};
use newsgraph_export::visible;
use newsgraph_store::{Decided, DecidedMember, DecisionError, GraphEntity, Store};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn merge(arguments: &GraphMergeArguments) -> Result<Outcome> {
    let mut store = to_change(&arguments.graph)?;
    store.settle()?;
    let first = sure(&store, &arguments.first)?;
    let second = sure(&store, &arguments.second)?;
    if first.label != second.label && !arguments.force {
        let message = format!(
            "{} and {} are of two kinds; --force makes them one",
            told(&first),
            told(&second)
        );
        return Err(Usage(message).into());
    }
    let merged = store
        .merge(first.id, second.id)
        .map_err(|error| match error {
            DecisionError::OneEntity(_) => Error::new(Usage(error.to_string())),
            error => error.into(),
        })?;
    print(&format!(
        "one: {}\n{}",
        shown(&store, merged)?,
        how_to_undo(&store)?
    ))
}

pub(crate) fn split(arguments: &GraphSplitArguments) -> Result<Outcome> {
    let mut store = to_change(&arguments.graph)?;
    store.settle()?;
    let entity = sure(&store, &arguments.entity)?;
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
    print(&format!(
        "one: {}\n{other}{}",
        shown(&store, split)?,
        how_to_undo(&store)?
    ))
}

/// How the last decision is taken back.
fn how_to_undo(store: &Store) -> Result<String> {
    let last = store.decisions()?.pop();
    Ok(last.map_or_else(String::new, |last| {
        format!("decision {}; graph undo {0} takes it back\n", last.number)
    }))
}

pub(crate) fn undo(arguments: &GraphUndoArguments) -> Result<Outcome> {
    let mut store = to_change(&arguments.graph)?;
    store.settle()?;
    let decided = store.decisions()?;
    let decided = decided.iter().find(|one| one.number == arguments.number);
    let Some(decided) = decided else {
        return Err(DecisionError::NoDecision(arguments.number).into());
    };
    store.undo(decided.number)?;
    print(&format!("taken back: {}", line(decided)))
}

pub(crate) fn decisions(arguments: &GraphDecisionsArguments) -> Result<Outcome> {
    let decisions = to_ask(&arguments.graph)?.decisions()?;
    match arguments.format {
        ReportName::Text if decisions.is_empty() => say("newsgraph: nothing was merged or split"),
        ReportName::Text => {
            standard::print(&decisions.iter().map(line).collect::<Vec<_>>().concat())?;
        }
        ReportName::Json => {
            let rows: Vec<String> = decisions.iter().map(|one| row(one).to_string()).collect();
            standard::print(&format!("[{}]\n", rows.join(",\n")))?;
        }
    }
    Ok(Outcome::Done)
}

/// `3  apart: Ann Lee (Person, 2 articles) | Ann Lee (Person, 1 article)`.
fn line(decided: &Decided) -> String {
    let one = people(&decided.one);
    if decided.apart {
        let others = people(&decided.others);
        return format!("{}  apart: {one} | {others}\n", decided.number);
    }
    format!("{}  one: {one}\n", decided.number)
}

/// The names of a side, each with how many articles; those for whom a later decision holds are left out.
fn people(side: &[DecidedMember]) -> String {
    let mut names: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for member in side.iter().filter(|member| member.holds) {
        let articles = names.entry((&member.name, &member.label)).or_default();
        articles.insert(&member.document);
    }
    let shown = names.iter().map(|((name, label), articles)| {
        let name = visible(name);
        format!("{name} ({label}, {})", count(articles.len(), "article"))
    });
    if names.is_empty() {
        return "void by a later one".to_owned();
    }
    shown.collect::<Vec<_>>().join(", ")
}

fn row(decided: &Decided) -> Value {
    let side = |side: &[DecidedMember]| -> Vec<Value> {
        let member = |who: &DecidedMember| json!({"document": who.document, "name": who.name, "label": who.label, "holds": who.holds});
        side.iter().map(member).collect()
    };
    json!({
        "decision": decided.number,
        "kind": if decided.apart { "apart" } else { "one" },
        "one": side(&decided.one),
        "others": side(&decided.others),
    })
}

fn shown(store: &Store, id: i64) -> Result<String> {
    let entity: Option<GraphEntity> = store.entity(id)?;
    Ok(entity.map_or_else(String::new, |entity| visible(&told(&entity)).into_owned()))
}

fn print(text: &str) -> Result<Outcome> {
    standard::print(text)?;
    Ok(Outcome::Done)
}
