//! Documents from their rows.

use crate::facts::Facts;
use crate::{Store, StoreError, column, spans};
use newsgraph_document::{
    Date, Document, Entity, Label, Layer, Maker, Mention, MentionId, Participant, Quote, Relation,
    Sentence, Token, Triple,
};
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::BTreeMap;

type Read<T> = Result<T, StoreError>;

impl Store {
    /// The document of this id, rebuilt from its rows: words, sentences, mentions, quotes, entities, relations and
    /// triples are those that were added, each with who made it. Syntax and quotation marks are not kept. `None` where
    /// the graph has none of this id.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be read, or the rows do not fit together.
    pub fn document(&self, id: &str) -> Result<Option<Document>, StoreError> {
        let _snapshot = self.snapshot()?;
        self.document_as_it_is(id)
    }

    /// The document, for one who reads the graph as it is at one time already.
    pub(crate) fn document_as_it_is(&self, id: &str) -> Result<Option<Document>, StoreError> {
        let Some(key) = key(self.connection(), id)? else {
            return Ok(None);
        };
        let document = facts(self.connection(), key)?.into_document(id);
        document.map(Some).map_err(|source| StoreError::Rows {
            id: id.to_owned(),
            source,
        })
    }

    /// The ids and dates of the documents, in the order of the ids.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be read.
    pub fn documents(&self) -> Result<Vec<(String, Option<Date>)>, StoreError> {
        let rows = "SELECT id, date FROM documents ORDER BY id";
        let mut rows = self.connection().prepare_cached(rows)?;
        let rows = rows.query_and_then([], |row| Ok((row.get("id")?, column::date(row)?)))?;
        rows.collect()
    }

    /// Whether this text stands already as it would be added by [`Store::add_made_by`]: under this id, with this date,
    /// annotated in this way. It need not be annotated then.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be read.
    pub fn holds(&self, document: &Document, recipe: &str) -> Result<bool, StoreError> {
        let row = "SELECT 1 FROM documents WHERE id = ? AND text = ? AND date IS ? AND recipe = ?";
        let mut row = self.connection().prepare_cached(row)?;
        let date = document.date().map(|date| date.to_string());
        Ok(row.exists((document.id(), document.text(), date, recipe))?)
    }

    /// Whether a document of this id is there.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be read.
    pub fn has(&self, id: &str) -> Result<bool, StoreError> {
        Ok(key(self.connection(), id)?.is_some())
    }
}

/// The key of a document.
pub(crate) fn key(connection: &Connection, id: &str) -> Read<Option<i64>> {
    let mut row = connection.prepare_cached("SELECT key FROM documents WHERE id = ?")?;
    Ok(row.query_row([id], |row| row.get(0)).optional()?)
}

/// What is kept of a document.
pub(crate) fn facts(connection: &Connection, document: i64) -> Read<Facts> {
    let mut head =
        connection.prepare_cached("SELECT text, date, tokens FROM documents WHERE key = ?")?;
    let head = head.query_and_then([document], |row| {
        let tokens: Option<Vec<u8>> = row.get("tokens")?;
        Ok((row.get("text")?, column::date(row)?, words(tokens)?))
    })?;
    let (text, date, tokens) = head.last().unwrap_or_else(|| {
        Err(StoreError::Value {
            expected: "a document",
            found: "none".to_owned(),
        })
    })?;
    let (mentions, appended, entities) = mentions(connection, document)?;
    Ok(Facts {
        text,
        date,
        makers: makers(connection, document)?,
        tokens,
        sentences: sentences(connection, document)?,
        mentions,
        appended,
        quotes: quotes(connection, document)?,
        entities,
        relations: relations(connection, document)?,
        triples: triples(connection, document)?,
    })
}

fn words(packed: Option<Vec<u8>>) -> Read<Vec<Token>> {
    let tokens = spans::unpack(&packed.unwrap_or_default());
    tokens.ok_or_else(|| StoreError::Value {
        expected: "packed words",
        found: "other bytes".to_owned(),
    })
}

/// All rows of a document that a statement gives, each read by `read`.
fn all<T>(
    connection: &Connection,
    document: i64,
    sql: &str,
    mut read: impl FnMut(&Row<'_>) -> Read<T>,
) -> Read<Vec<T>> {
    let mut rows = connection.prepare_cached(sql)?;
    let rows = rows.query_and_then([document], |row| read(row))?;
    rows.collect()
}

fn makers(connection: &Connection, document: i64) -> Read<BTreeMap<Layer, Maker>> {
    let sql =
        "SELECT layer, component, model FROM layers JOIN makers ON key = maker WHERE document = ?";
    let made = all(connection, document, sql, |row| {
        let name: String = row.get("layer")?;
        let layer = Layer::ALL.into_iter().find(|layer| layer.key() == name);
        let maker = Maker {
            component: row.get("component")?,
            model: row.get("model")?,
        };
        Ok(layer.map(|layer| (layer, maker)))
    })?;
    Ok(made.into_iter().flatten().collect())
}

fn sentences(connection: &Connection, document: i64) -> Read<Vec<Sentence>> {
    let sql = "SELECT * FROM sentences WHERE document = ? ORDER BY sentence";
    let mut first: usize = 0;
    all(connection, document, sql, |row| {
        let tokens: u32 = row.get("tokens")?;
        let start = first;
        first = first.saturating_add(tokens as usize);
        Ok(Sentence {
            span: column::span(row, ["start", "end"])?,
            tokens: start..first,
            paragraph: row.get("paragraph")?,
        })
    })
}

/// Mentions, how many of them were appended, and the entities that have them.
fn mentions(connection: &Connection, document: i64) -> Read<(Vec<Mention>, usize, Vec<Entity>)> {
    let sql = "SELECT name, label FROM entities WHERE document = ? ORDER BY entity";
    let mut entities = all(connection, document, sql, |row| {
        Ok(Entity {
            label: label(row)?,
            name: row.get("name")?,
            mentions: Vec::new(),
        })
    })?;
    let sql = "SELECT * FROM mentions WHERE document = ? ORDER BY mention";
    let mut appended = 0;
    let mut places: Vec<(usize, usize, MentionId)> = Vec::new();
    let mentions = all(connection, document, sql, |row| {
        appended += usize::from(row.get::<_, bool>("appended")?);
        let entity: (Option<usize>, Option<usize>) = (row.get("entity")?, row.get("place")?);
        if let (Some(entity), Some(place)) = entity {
            places.push((entity, place, MentionId::new(row.get("mention")?)));
        }
        Ok(Mention {
            span: column::span(row, ["start", "end"])?,
            label: label(row)?,
            kind: column::named(row, "kind")?,
            value: row.get("value")?,
            score: column::score(row)?,
        })
    })?;
    places.sort_unstable();
    for (entity, _, mention) in places {
        if let Some(entity) = entities.get_mut(entity) {
            entity.mentions.push(mention);
        }
    }
    Ok((mentions, appended, entities))
}

fn label(row: &Row<'_>) -> Read<Label> {
    Ok(Label::new(
        row.get_ref("label")?.as_str().unwrap_or_default(),
    ))
}

fn quotes(connection: &Connection, document: i64) -> Read<Vec<Quote>> {
    let sql = "SELECT * FROM participants WHERE document = ? ORDER BY quote, part, position";
    let mut people = all(connection, document, sql, |row| {
        let at: (usize, String) = (row.get("quote")?, row.get("part")?);
        Ok((at.0, at.1, participant(row)?))
    })?
    .into_iter()
    .peekable();
    let sql = "SELECT * FROM quotes WHERE document = ? ORDER BY quote";
    all(connection, document, sql, |row| {
        let at: usize = row.get("quote")?;
        let (mut speakers, mut together, mut addressee) = (Vec::new(), None, None);
        while let Some((_, part, who)) = people.next_if(|(quote, _, _)| *quote <= at) {
            match &*part {
                "addressee" => addressee = Some(who),
                "together" => together = Some(who),
                _ => speakers.push(who),
            }
        }
        let speaker = if row.get::<_, i64>("speakers")? == 0 {
            speakers.drain(..).next()
        } else {
            together
        };
        Ok(Quote {
            kind: column::named(row, "kind")?,
            act: column::named(row, "act")?,
            content: column::spans(row, "content")?,
            cue: column::maybe_span(row, ["cue_start", "cue_end"])?,
            speaker,
            speakers,
            addressee,
            parent: column::quote(row, "parent")?,
            score: column::score(row)?,
        })
    })
}

fn participant(row: &Row<'_>) -> Read<Participant> {
    Ok(Participant {
        span: column::span(row, ["start", "end"])?,
        head: column::span(row, ["head_start", "head_end"])?,
        how: column::named(row, "how")?,
        role: column::maybe_span(row, ["role_start", "role_end"])?,
        behalf: column::maybe_span(row, ["behalf_start", "behalf_end"])?,
    })
}

fn relations(connection: &Connection, document: i64) -> Read<Vec<Relation>> {
    let sql = "SELECT * FROM relations WHERE document = ? ORDER BY relation";
    all(connection, document, sql, |row| {
        Ok(Relation {
            label: label(row)?,
            subject: column::entity(row, "subject")?,
            object: column::entity(row, "object")?,
            evidence: column::spans(row, "evidence")?,
            status: column::named(row, "status")?,
            role: column::maybe_span(row, ["role_start", "role_end"])?,
            negated: row.get("negated")?,
            hedged: row.get("hedged")?,
            quote: column::quote(row, "quote")?,
            score: column::score(row)?,
        })
    })
}

fn triples(connection: &Connection, document: i64) -> Read<Vec<Triple>> {
    let sql = "SELECT * FROM triples WHERE document = ? ORDER BY triple";
    all(connection, document, sql, |row| {
        Ok(Triple {
            subject: column::span(row, ["subject_start", "subject_end"])?,
            implied: row.get("implied")?,
            predicate: column::spans(row, "predicate")?,
            object: column::span(row, ["object_start", "object_end"])?,
            arguments: column::spans(row, "arguments")?,
            negated: row.get("negated")?,
            hedged: row.get("hedged")?,
            quote: column::quote(row, "quote")?,
            score: column::score(row)?,
        })
    })
}
