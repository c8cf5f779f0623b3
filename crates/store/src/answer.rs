//! Facts as answers to questions.

use crate::{StoreError, column};
use newsgraph_document::{Act, Date, QuoteKind, Span, Status};
use rusqlite::{Connection, Row};

type Read<T> = Result<T, StoreError>;

/// What a document states, with where it stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// What somebody said.
    Quote(SaidFact),
    /// How two entities relate.
    Relation(RelatedFact),
}

/// Where a fact stands, and who found it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Source {
    /// The id of the document.
    pub document: String,
    /// The day of the document.
    pub date: Option<Date>,
    /// Bytes of its text, in order.
    pub spans: Vec<Span>,
    /// The words there; ` ... ` stands where others part them.
    pub words: String,
    /// The model's own score.
    pub score: Option<f32>,
    /// The model, where there is one.
    pub model: Option<String>,
}

/// One who is named in a fact.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Who {
    /// The number of the entity across documents; `None` where the words are no entity.
    pub id: Option<i64>,
    /// Its name in the graph, else the words.
    pub name: String,
}

/// A quote.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SaidFact {
    /// Where it stands: the spans of what is said.
    pub source: Source,
    /// Direct, indirect or mixed.
    pub kind: QuoteKind,
    /// Speech, thought or less.
    pub act: Act,
    /// Those who say it; empty where the text does not tell.
    pub speakers: Vec<Who>,
    /// To whom.
    pub addressee: Option<Who>,
    /// The words that report it.
    pub cue: Option<String>,
    /// Who reports it: the speaker of the quote that it is part of. `None` for the writer.
    pub claimant: Option<Who>,
}

/// A relation.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RelatedFact {
    /// Where it stands: the spans that it was read from.
    pub source: Source,
    /// Its label.
    pub label: String,
    /// What it is said of.
    pub subject: Who,
    /// The other end.
    pub object: Who,
    /// The words for what the subject is to the object.
    pub role: Option<String>,
    /// When it holds.
    pub status: Status,
    /// Whether the text denies it.
    pub negated: bool,
    /// Whether the text calls it possible.
    pub hedged: bool,
    /// Whether it is claimed within a quote, and not stated by the writer.
    pub claimed: bool,
    /// Who claims it, where that is told.
    pub claimant: Option<Who>,
}

impl Fact {
    /// Where it stands.
    pub fn source(&self) -> &Source {
        match self {
            Self::Quote(fact) => &fact.source,
            Self::Relation(fact) => &fact.source,
        }
    }
}

pub(crate) fn quote(connection: &Connection, key: i64) -> Read<Fact> {
    let mut rows =
        connection.prepare_cached("SELECT * FROM said WHERE key = ? ORDER BY position")?;
    let mut rows = rows.query([key])?;
    let mut fact: Option<SaidFact> = None;
    while let Some(row) = rows.next()? {
        if fact.is_none() {
            fact = Some(SaidFact {
                source: source(row, "content")?,
                kind: column::named(row, "kind")?,
                act: column::named(row, "act")?,
                speakers: Vec::new(),
                addressee: who(row, ["addressee_id", "addressee", "addressee_words"])?,
                cue: row.get("cue")?,
                claimant: who(row, ["claimant_id", "claimant", "claimant"])?,
            });
        }
        let speaker = who(row, ["speaker_id", "speaker", "speaker_words"])?;
        if let Some(fact) = &mut fact {
            fact.speakers.extend(speaker);
        }
    }
    fact.map(Fact::Quote).ok_or_else(gone)
}

pub(crate) fn relation(connection: &Connection, key: i64) -> Read<Fact> {
    let mut rows = connection.prepare_cached("SELECT * FROM related WHERE key = ?")?;
    let mut rows = rows.query([key])?;
    let row = rows.next()?.ok_or_else(gone)?;
    Ok(Fact::Relation(RelatedFact {
        source: source(row, "evidence")?,
        label: row.get("label")?,
        subject: who(row, ["subject_id", "subject", "subject_words"])?.ok_or_else(gone)?,
        object: who(row, ["object_id", "object", "object_words"])?.ok_or_else(gone)?,
        role: row.get("role")?,
        status: column::named(row, "status")?,
        negated: row.get("negated")?,
        hedged: row.get("hedged")?,
        claimed: row.get::<_, Option<i64>>("quote")?.is_some(),
        claimant: who(row, ["claimant_id", "claimant", "claimant"])?,
    }))
}

fn source(row: &Row<'_>, spans: &str) -> Read<Source> {
    Ok(Source {
        document: row.get("document")?,
        date: column::date(row)?,
        spans: column::spans(row, spans)?,
        words: row.get("words")?,
        score: column::score(row)?,
        model: row.get("model")?,
    })
}

/// One who is named by the columns of a number, of a name, and of words.
fn who(row: &Row<'_>, [id, name, words]: [&str; 3]) -> Read<Option<Who>> {
    let named: Option<String> = row.get(name)?;
    let name = match named {
        None => row.get(words)?,
        named => named,
    };
    let id = row.get(id)?;
    Ok(name.map(|name| Who { id, name }))
}

/// A fact was withdrawn by another program between two questions.
fn gone() -> StoreError {
    StoreError::Value {
        expected: "a fact",
        found: "none; it was withdrawn meanwhile".to_owned(),
    }
}
