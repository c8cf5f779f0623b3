//! Why a fact of a document is as it is.

mod chain;
mod facts;
mod pieces;
mod place;
mod quote;
mod span;
mod text;
mod told;
mod words;

use crate::args::{ExplainArguments, ReportName, Target};
use crate::input::Documents;
use crate::messages::say;
use crate::paint::Paint;
use crate::{Outcome, Usage, standard};
use anyhow::{Result, anyhow};
use chain::{Chain, Member};
use facts::{Related, Tripled};
use newsgraph::Document;
use newsgraph::document::{EntityId, Layer, MentionId, OffsetUnit, Span};
use place::Places;
use quote::Quoted;
use serde::Serialize;
use span::Covered;
use told::Told;

/// What is told of a fact, with what it is of.
#[derive(Debug, Serialize)]
struct Explanation<'a> {
    schema: u32,
    id: &'a str,
    offsets: &'static str,
    /// Layers that the document has from another component or model than this run's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    made_otherwise: Vec<&'static str>,
    #[serde(flatten)]
    fact: Fact,
}

/// A fact with its reasons.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Fact {
    Quote(Box<Quoted>),
    Span(Box<Covered>),
    Relation(Box<Related>),
    Triple(Box<Tripled>),
    Entity(Chain),
    Mention {
        #[serde(flatten)]
        member: Box<Member>,
        chain: Option<Chain>,
    },
}

/// The version of the form of what is told as JSON.
const SCHEMA: u32 = 1;

pub(crate) fn run(arguments: &ExplainArguments) -> Result<Outcome> {
    let document = document(arguments)?;
    let told = Told::new(document, &arguments.how)?;
    let unit: OffsetUnit = arguments.offsets.into();
    let places = Places::new(&told.document, unit);
    let explanation = Explanation {
        schema: SCHEMA,
        id: told.document.id(),
        offsets: unit.as_str(),
        made_otherwise: told.made_otherwise().into_iter().map(Layer::key).collect(),
        fact: fact(&told, &places, &arguments.target)?,
    };
    let out = match arguments.format {
        ReportName::Json => serde_json::to_string_pretty(&explanation)? + "\n",
        ReportName::Text => text::written(&explanation, &places, Paint::of_stdout()),
    };
    standard::print(&out)?;
    Ok(Outcome::Done)
}

/// The document that is meant.
fn document(arguments: &ExplainArguments) -> Result<Document> {
    let files = std::slice::from_ref(&arguments.file);
    let name = arguments.file.display();
    let mut documents = Documents::maybe_annotated(files, arguments.input.options());
    let (mut found, mut others) = (None, 0usize);
    for document in documents.by_ref() {
        let document = document?;
        match &arguments.id {
            Some(id) if document.id() != id => others += 1,
            Some(_) => {
                found = Some(document);
                break;
            }
            None if found.is_some() => {
                let message = format!(
                    "{name} holds several documents; say which by --id, as --id {:?}",
                    document.id()
                );
                return Err(Usage(message).into());
            }
            None => found = Some(document),
        }
    }
    documents.take_notes().iter().for_each(|note| say(note));
    let missing = || match &arguments.id {
        Some(id) => Usage(format!(
            "--id {id:?}: {name} holds no document of this id, but {}",
            crate::messages::count(others, "other")
        ))
        .into(),
        None => anyhow!("{name} holds no document"),
    };
    found.ok_or_else(missing)
}

/// The fact that is asked for.
fn fact(told: &Told, places: &Places<'_>, target: &Target) -> Result<Fact> {
    let none = |what: &str, number: usize, layer: Layer, there: usize| {
        absent(&told.document, what, number, layer, there)
    };
    let document = &told.document;
    if let Some(number) = target.quote {
        let there = document.quotes().map_or(0, <[_]>::len);
        let quoted = quote::quoted(told, places, number);
        let quoted = quoted.ok_or_else(|| none("quote", number, Layer::Quotes, there))?;
        return Ok(Fact::Quote(Box::new(quoted)));
    }
    if let Some(number) = target.relation {
        let there = document.relations().map_or(0, <[_]>::len);
        let related = facts::related(told, places, number);
        let related = related.ok_or_else(|| none("relation", number, Layer::Relations, there))?;
        return Ok(Fact::Relation(Box::new(related)));
    }
    if let Some(number) = target.triple {
        let there = document.triples().map_or(0, <[_]>::len);
        let tripled = facts::tripled(places, number);
        let tripled = tripled.ok_or_else(|| none("triple", number, Layer::Triples, there))?;
        return Ok(Fact::Triple(Box::new(tripled)));
    }
    if let Some(number) = target.entity {
        let there = document.entities().map_or(0, <[_]>::len);
        let chain = (number < there)
            .then(|| chain::chain(told, places, EntityId::new(number)))
            .flatten();
        let chain = chain.ok_or_else(|| none("entity", number, Layer::Entities, there))?;
        return Ok(Fact::Entity(chain));
    }
    if let Some(number) = target.mention {
        let there = document.mentions().map_or(0, <[_]>::len);
        let id = (number < there).then(|| MentionId::new(number));
        let member = id.and_then(|id| chain::member(told, places, id));
        let member = member.ok_or_else(|| none("mention", number, Layer::Mentions, there))?;
        let entity = id.and_then(|id| document.entity_of(id));
        return Ok(Fact::Mention {
            chain: entity.and_then(|entity| chain::chain(told, places, entity)),
            member: Box::new(member),
        });
    }
    let span = span(places, target.span.as_deref().unwrap_or_default())?;
    Ok(Fact::Span(Box::new(span::covered(told, places, span))))
}

/// That there is no such fact, and how many there are.
fn absent(
    document: &Document,
    what: &str,
    number: usize,
    layer: Layer,
    there: usize,
) -> anyhow::Error {
    let option = format!("--{what} {number}");
    let message = match there {
        _ if !document.has(layer) => {
            format!("{option}: the document has no {layer} layer; annotate it without --components")
        }
        0 => format!("{option}: the document has none"),
        1 => format!("{option}: the document has one {what}, number 0"),
        _ => format!(
            "{option}: the document has {there}, numbered from 0 to {}",
            there - 1
        ),
    };
    Usage(message).into()
}

/// A span by its positions, or the first one with these words.
fn span(places: &Places<'_>, asked: &str) -> Result<Span> {
    let text = places.document.text();
    let positions = asked.split_once(',').and_then(|(start, end)| {
        let number = |text: &str| text.trim().parse::<usize>().ok();
        Some((number(start)?, number(end)?))
    });
    if let Some((start, end)) = positions {
        let message = || {
            let end = places.at(Span::new(0, text.len())).span[1];
            Usage(format!(
                "--span {asked}: expected a start and an end between characters, from 0 to {end}, the start first"
            ))
        };
        return Ok(places.span(start, end).ok_or_else(message)?);
    }
    let found = text.find(asked).filter(|_| !asked.is_empty());
    let message = || {
        Usage(format!(
            "--span {asked:?}: expected S,E or words of the text; it has no such words"
        ))
    };
    let start = found.ok_or_else(message)?;
    Ok(Span::new(start, start + asked.len()))
}
