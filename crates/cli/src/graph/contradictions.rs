//! What in a graph does not agree.

use super::to_ask;
use crate::args::{GraphContradictionsArguments, ReportName};
use crate::messages::say;
use crate::{Outcome, standard};
use anyhow::Result;
use newsgraph_export::visible;
use newsgraph_store::{Claimant, Conflict, ConflictKind, ConflictWords, Side};
use serde_json::{Value, json};

pub(crate) fn run(arguments: &GraphContradictionsArguments) -> Result<Outcome> {
    let mut conflicts = to_ask(&arguments.graph)?.conflicts(&ConflictWords::english())?;
    if !arguments.kind.is_empty() {
        let kinds = arguments.kind.iter().map(|&kind| ConflictKind::from(kind));
        let kinds: Vec<ConflictKind> = kinds.collect();
        conflicts.retain(|conflict| kinds.contains(&conflict.kind));
    }
    match arguments.format {
        ReportName::Text if conflicts.is_empty() => {
            say("newsgraph: nothing was found that does not agree");
        }
        ReportName::Text => {
            let parts: Vec<String> = conflicts.iter().map(text).collect();
            standard::print(&parts.join("\n"))?;
        }
        ReportName::Json => {
            let rows: Vec<String> = conflicts
                .iter()
                .map(|conflict| row(conflict).to_string())
                .collect();
            standard::print(&format!("[\n{}\n]\n", rows.join(",\n")))?;
        }
    }
    Ok(Outcome::Done)
}

fn text(conflict: &Conflict) -> String {
    let head = format!("{}: {}\n", conflict.kind.as_str(), visible(&conflict.about));
    let sides = conflict.sides.iter().map(side);
    [head].into_iter().chain(sides).collect()
}

fn side(side: &Side) -> String {
    let place = &side.place;
    let date = place
        .date
        .map(|date| format!("{date}, "))
        .unwrap_or_default();
    let span = place.span;
    format!(
        "  {}: {}\n      {date}{}, bytes {} to {}: {}\n",
        visible(claimant(&side.claimant)),
        visible(&side.words),
        visible(&place.document),
        span.start(),
        span.end(),
        visible(&place.sentence),
    )
}

fn claimant(claimant: &Claimant) -> &str {
    match claimant {
        Claimant::Writer => "the article",
        Claimant::Speaker { name, .. } => name,
        Claimant::Unknown => "somebody who is not told",
    }
}

fn row(conflict: &Conflict) -> Value {
    let side = |side: &Side| {
        let place = &side.place;
        json!({
            "words": side.words,
            "claimant": match &side.claimant {
                Claimant::Writer => Value::Null,
                who => json!({"entity": who.entity(), "name": who.name()}),
            },
            "document": place.document,
            "date": place.date.map(|date| date.to_string()),
            "span": [place.span.start(), place.span.end()],
            "sentence": place.sentence,
        })
    };
    json!({
        "kind": conflict.kind.as_str(),
        "about": conflict.about,
        "sides": conflict.sides.iter().map(side).collect::<Vec<_>>(),
    })
}
