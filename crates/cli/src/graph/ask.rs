//! Quotes and relations that answer a question.

mod rows;
mod text;

use super::find::{named, some, tell};
use super::to_ask;
use crate::args::{AnswerName, GraphAskArguments};
use crate::messages::{count, say};
use crate::paint::Paint;
use crate::{Outcome, Usage, standard};
use anyhow::Result;
use newsgraph_store::{GraphEntity, Question, Store};

pub(crate) fn run(arguments: &GraphAskArguments) -> Result<Outcome> {
    if let (Some(_), Some(_)) = (&arguments.addressee, &arguments.relation) {
        let message = "--addressee is asked of quotes and --relation of relations; leave one out";
        return Err(Usage(message.to_owned()).into());
    }
    let store = to_ask(&arguments.graph)?;
    let question = question(&store, arguments)?;
    let answers = store.ask(&question)?;
    if answers.total == 0
        && let Some(label) = &arguments.relation
    {
        note_label(&store, label)?;
    }
    let text = match arguments.format {
        AnswerName::Text => text::of(&answers.facts, Paint::of_stdout()),
        AnswerName::Json => rows::json(&answers.facts)?,
        AnswerName::Jsonl => rows::jsonl(&answers.facts)?,
        AnswerName::Csv => rows::csv(&answers.facts)?,
    };
    standard::print(&text)?;
    if answers.total > answers.facts.len() {
        say(&format!(
            "newsgraph: {} of {}; --limit 0 gives all",
            answers.facts.len(),
            count(answers.total, "answer")
        ));
    }
    if answers.total == 0 {
        say("newsgraph: no quote or relation of the graph answers this");
        return Ok(Outcome::SomeFailed);
    }
    Ok(Outcome::Done)
}

fn question(store: &Store, arguments: &GraphAskArguments) -> Result<Question> {
    let ids = |found: Vec<GraphEntity>| found.iter().map(|entity| entity.id).collect::<Vec<i64>>();
    let asked = |name: &Option<String>| match name {
        Some(name) => some(store, name).map(ids),
        None => Ok(Vec::new()),
    };
    let mut question = Question {
        speaker: asked(&arguments.speaker)?,
        addressee: asked(&arguments.addressee)?,
        entity: asked(&arguments.entity)?,
        relation: arguments.relation.clone(),
        since: arguments.since.clone(),
        until: arguments.until.clone(),
        limit: Some(arguments.limit).filter(|&limit| limit > 0),
        ..Question::default()
    };
    if let Some(about) = &arguments.about {
        let found = named(store, about)?;
        if found.is_empty() {
            question.words = Some(about.clone());
        } else {
            tell(store, about, &found)?;
            question.about = ids(found);
        }
    }
    Ok(question)
}

/// Says which labels there are, where there is none of this name.
fn note_label(store: &Store, label: &str) -> Result<()> {
    let labels = store.relation_labels()?;
    if !labels.iter().any(|known| known == label) && !labels.is_empty() {
        say(&format!(
            "newsgraph: the graph has no relation {label:?}; it has {}",
            labels.join(", ")
        ));
    }
    Ok(())
}
