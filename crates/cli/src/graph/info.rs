//! What a graph holds.

use super::to_ask;
use crate::args::{GraphInfoArguments, ReportName};
use crate::{Outcome, standard};
use anyhow::Result;

pub(crate) fn run(arguments: &GraphInfoArguments) -> Result<Outcome> {
    let counts = to_ask(&arguments.graph)?.counts()?;
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
    let text = match arguments.format {
        ReportName::Text => {
            let line =
                |(name, count): (&str, u64)| format!("{count:>12} {}\n", name.replace('_', " "));
            rows.map(line).concat()
        }
        ReportName::Json => {
            let rows = rows.map(|(name, count)| (name.to_owned(), count.into()));
            let object = serde_json::Map::from_iter(rows);
            format!("{}\n", serde_json::Value::from(object))
        }
    };
    standard::print(&text)?;
    Ok(Outcome::Done)
}
