//! Answers for programs.

use anyhow::Result;
use newsgraph_store::{Fact, Who};
use serde::Serialize;
use std::io;

/// A fact with a name for each part; a part that its kind does not have is left out.
#[derive(Serialize)]
struct Row<'a> {
    fact: &'static str,
    document: &'a str,
    date: Option<String>,
    spans: Vec<[usize; 2]>,
    words: &'a str,
    /// Whether somebody claims it, and not the writer.
    claimed: bool,
    claimant: Option<Named<'a>>,
    score: Option<f32>,
    model: Option<&'a str>,
    #[serde(flatten)]
    own: Own<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Own<'a> {
    Quote {
        kind: &'static str,
        act: &'static str,
        speakers: Vec<Named<'a>>,
        addressee: Option<Named<'a>>,
        cue: Option<&'a str>,
    },
    Relation {
        label: &'a str,
        subject: Named<'a>,
        object: Named<'a>,
        role: Option<&'a str>,
        status: &'static str,
        negated: bool,
        hedged: bool,
    },
}

#[derive(Serialize)]
struct Named<'a> {
    entity: Option<i64>,
    name: &'a str,
}

impl<'a> From<&'a Who> for Named<'a> {
    fn from(who: &'a Who) -> Self {
        Self {
            entity: who.id,
            name: &who.name,
        }
    }
}

impl<'a> From<&'a Fact> for Row<'a> {
    fn from(fact: &'a Fact) -> Self {
        let source = fact.source();
        let (name, claimed, claimant, own) = match fact {
            Fact::Quote(quote) => {
                let own = Own::Quote {
                    kind: quote.kind.as_str(),
                    act: quote.act.as_str(),
                    speakers: quote.speakers.iter().map(Named::from).collect(),
                    addressee: quote.addressee.as_ref().map(Named::from),
                    cue: quote.cue.as_deref(),
                };
                ("quote", quote.claimant.is_some(), &quote.claimant, own)
            }
            Fact::Relation(relation) => {
                let own = Own::Relation {
                    label: &relation.label,
                    subject: (&relation.subject).into(),
                    object: (&relation.object).into(),
                    role: relation.role.as_deref(),
                    status: relation.status.as_str(),
                    negated: relation.negated,
                    hedged: relation.hedged,
                };
                ("relation", relation.claimed, &relation.claimant, own)
            }
        };
        Self {
            fact: name,
            document: &source.document,
            date: source.date.map(|date| date.to_string()),
            spans: source.spans.iter().map(|s| [s.start(), s.end()]).collect(),
            words: &source.words,
            claimed,
            claimant: claimant.as_ref().map(Named::from),
            score: source.score,
            model: source.model.as_deref(),
            own,
        }
    }
}

/// One array, a fact a line.
pub(super) fn json(facts: &[Fact]) -> Result<String> {
    let rows: Result<Vec<String>, _> = facts
        .iter()
        .map(|fact| serde_json::to_string(&Row::from(fact)))
        .collect();
    Ok(format!("[{}]\n", rows?.join(",\n")))
}

/// A fact a line.
pub(super) fn jsonl(facts: &[Fact]) -> Result<String> {
    let mut text = String::new();
    for fact in facts {
        text.push_str(&serde_json::to_string(&Row::from(fact))?);
        text.push('\n');
    }
    Ok(text)
}

/// The columns of both kinds, with a line of their names.
const COLUMNS: [&str; 23] = [
    "fact",
    "document",
    "date",
    "start",
    "end",
    "words",
    "claimed",
    "claimant",
    "speakers",
    "addressee",
    "cue",
    "kind",
    "act",
    "label",
    "subject",
    "object",
    "role",
    "status",
    "negated",
    "hedged",
    "score",
    "model",
    "spans",
];

/// A table of both kinds of facts; several speakers stand in one cell with `; ` between them, spans as in JSON.
pub(super) fn csv(facts: &[Fact]) -> Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for fact in facts {
        writer.write_record(cells(Row::from(fact))?)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| io::Error::other(error.to_string()))?;
    Ok(String::from_utf8(bytes)?)
}

fn cells(row: Row<'_>) -> Result<Vec<String>> {
    let start = row.spans.first().map_or(0, |span| span[0]).to_string();
    let end = row.spans.last().map_or(0, |span| span[1]).to_string();
    let mut cells: Vec<String> = vec![
        row.fact.to_owned(),
        row.document.to_owned(),
        row.date.unwrap_or_default(),
        start,
        end,
        row.words.to_owned(),
        row.claimed.to_string(),
        name(row.claimant),
    ];
    cells.extend(own_cells(row.own));
    cells.extend([
        row.score
            .map_or_else(String::new, |score| score.to_string()),
        row.model.unwrap_or_default().to_owned(),
        serde_json::to_string(&row.spans)?,
    ]);
    Ok(cells)
}

/// The columns that one kind of facts has: those of quotes, then those of relations.
fn own_cells(own: Own<'_>) -> [String; 12] {
    let none = String::new;
    match own {
        Own::Quote {
            kind,
            act,
            speakers,
            addressee,
            cue,
        } => {
            let speakers: Vec<&str> = speakers.iter().map(|who| who.name).collect();
            [
                speakers.join("; "),
                name(addressee),
                cue.unwrap_or_default().to_owned(),
                kind.to_owned(),
                act.to_owned(),
                none(),
                none(),
                none(),
                none(),
                none(),
                none(),
                none(),
            ]
        }
        Own::Relation {
            label,
            subject,
            object,
            role,
            status,
            negated,
            hedged,
        } => [
            none(),
            none(),
            none(),
            none(),
            none(),
            label.to_owned(),
            subject.name.to_owned(),
            object.name.to_owned(),
            role.unwrap_or_default().to_owned(),
            status.to_owned(),
            negated.to_string(),
            hedged.to_string(),
        ],
    }
}

fn name(who: Option<Named<'_>>) -> String {
    who.map_or_else(String::new, |who| who.name.to_owned())
}
