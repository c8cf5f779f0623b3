//! What a graph holds.

use super::find::one;
use super::to_ask;
use crate::args::{GraphInfoArguments, ReportName};
use crate::{Outcome, standard};
use anyhow::Result;
use newsgraph_export::visible;
use newsgraph_store::Store;
use serde_json::{Map, Value, json};

pub(crate) fn run(arguments: &GraphInfoArguments) -> Result<Outcome> {
    let store = to_ask(&arguments.graph)?;
    let text = match &arguments.entity {
        Some(name) => entity(&store, name, arguments.format)?,
        None => all(&store, arguments.format)?,
    };
    standard::print(&text)?;
    Ok(Outcome::Done)
}

/// How much the graph holds.
fn all(store: &Store, format: ReportName) -> Result<String> {
    let counts = store.counts()?;
    let rows = [
        ("documents", counts.documents),
        ("sentences", counts.sentences),
        ("mentions", counts.mentions),
        ("entities", counts.entities),
        ("unnamed_entities", counts.unnamed),
        ("shared_entities", counts.shared),
        ("quotes", counts.quotes),
        ("relations", counts.relations),
        ("triples", counts.triples),
        ("decisions", counts.decisions),
        ("text_bytes", counts.text_bytes),
        ("file_bytes", counts.file_bytes),
    ];
    Ok(match format {
        ReportName::Text => {
            let line =
                |(name, count): (&str, u64)| format!("{count:>12} {}\n", name.replace('_', " "));
            rows.map(line).concat()
        }
        ReportName::Json => {
            let rows = rows.map(|(name, count)| (name.to_owned(), count.into()));
            format!("{}\n", Value::Object(Map::from_iter(rows)))
        }
    })
}

/// What the graph knows of one entity.
fn entity(store: &Store, name: &str, format: ReportName) -> Result<String> {
    let entity = one(store, name)?;
    let (names, documents) = (store.names_of(entity.id)?, store.documents_of(entity.id)?);
    if format == ReportName::Json {
        let names: Vec<Value> = names
            .iter()
            .map(|(name, count)| json!({"name": name, "documents": count}))
            .collect();
        let row = json!({
            "entity": entity.id, "name": entity.name, "label": entity.label, "link": entity.link,
            "names": names, "documents": documents,
        });
        return Ok(format!("{row}\n"));
    }
    let names: Vec<String> = names
        .iter()
        .map(|(name, count)| format!("{} ({count})", visible(name)))
        .collect();
    let link = entity.link.map(|link| format!("  {}", visible(&link)));
    let head = format!(
        "{}  {}, {}{}",
        entity.id,
        visible(&entity.name),
        entity.label,
        link.unwrap_or_default()
    );
    let called = (!names.is_empty()).then(|| format!("called: {}", names.join(", ")));
    let documents = documents.iter().map(|id| format!("in: {}", visible(id)));
    let lines = [head].into_iter().chain(called).chain(documents);
    Ok(lines.map(|line| line + "\n").collect::<Vec<_>>().concat())
}
