//! The words of places in documents.

use crate::out::line;
use crate::{Claimant, OutError, Place};
use newsgraph_document::{Date, Span};
use rusqlite::{Connection, OptionalExtension};

/// Documents as places in them are looked up; the last one is held.
pub(crate) struct Texts<'c> {
    connection: &'c Connection,
    last: Option<Text>,
}

/// A document's text and sentences.
pub(crate) struct Text {
    key: i64,
    id: String,
    date: Option<String>,
    words: String,
    sentences: Vec<Span>,
}

impl Text {
    /// The words of a place, none where it is no place of the text.
    pub(crate) fn words(&self, start: i64, end: i64) -> &str {
        let at = |byte| usize::try_from(byte).ok();
        let range = at(start).zip(at(end));
        range
            .and_then(|(start, end)| self.words.get(start..end))
            .unwrap_or_default()
    }

    /// The words of a span.
    pub(crate) fn at(&self, span: Span) -> &str {
        self.words.get(span.start()..span.end()).unwrap_or_default()
    }

    /// The first line that has words, cut after so many bytes.
    #[cfg(feature = "report")]
    pub(crate) fn title(&self, most: usize) -> String {
        let lines = self.words.lines().map(str::trim);
        let first = lines
            .into_iter()
            .find(|line| !line.is_empty())
            .unwrap_or_default();
        let mut end = first.len().min(most);
        while !first.is_char_boundary(end) {
            end -= 1;
        }
        let cut = if end < first.len() { "…" } else { "" };
        line(&first[..end]) + cut
    }

    /// The sentence in which a place begins, else the place itself.
    fn sentence(&self, start: i64, end: i64) -> &str {
        let Ok(byte) = usize::try_from(start) else {
            return "";
        };
        let at = self
            .sentences
            .partition_point(|sentence| sentence.start() <= byte);
        let sentence = at.checked_sub(1).and_then(|at| self.sentences.get(at));
        let words = sentence.and_then(|span| self.words.get(span.start()..span.end()));
        words.unwrap_or_else(|| self.words(start, end))
    }

    /// The place as it is told.
    pub(crate) fn place(&self, start: i64, end: i64) -> Place {
        let byte = |at: i64| {
            usize::try_from(at)
                .unwrap_or_default()
                .min(self.words.len())
        };
        Place {
            document: self.id.clone(),
            date: self
                .date
                .as_deref()
                .and_then(|date| date.parse::<Date>().ok()),
            span: Span::new(byte(start).min(byte(end)), byte(end)),
            sentence: line(self.sentence(start, end)),
        }
    }
}

impl<'c> Texts<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Self {
        let last = None;
        Self { connection, last }
    }

    /// The document of this key.
    pub(crate) fn of(&mut self, key: i64) -> Result<&Text, OutError> {
        let text = match self.last.take().filter(|text| text.key == key) {
            Some(text) => text,
            None => self.read(key)?,
        };
        Ok(self.last.insert(text))
    }

    fn read(&self, key: i64) -> Result<Text, OutError> {
        let mut row = self
            .connection
            .prepare_cached("SELECT id, date, text FROM documents WHERE key = ?")?;
        let (id, date, text) =
            row.query_row([key], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let mut rows = self.connection.prepare_cached(
            "SELECT start, \"end\" FROM sentences WHERE document = ? ORDER BY start",
        )?;
        let sentences = rows.query_map([key], |row| {
            let (start, end): (usize, usize) = (row.get(0)?, row.get(1)?);
            Ok(Span::new(start.min(end), end))
        })?;
        Ok(Text {
            sentences: sentences.collect::<Result<_, _>>()?,
            key,
            id,
            date,
            words: text,
        })
    }

    /// The name of an entity of the graph.
    pub(crate) fn name(&self, node: Option<i64>) -> Result<Option<String>, OutError> {
        let mut row = self
            .connection
            .prepare_cached("SELECT name FROM graph_entities WHERE id = ?")?;
        Ok(row.query_row([node], |row| row.get(0)).optional()?)
    }

    /// Who says a quote of a document: `claimant` is its entity there.
    pub(crate) fn claimant(
        &mut self,
        document: i64,
        quote: Option<i64>,
        claimant: Option<i64>,
    ) -> Result<Claimant, OutError> {
        let Some(quote) = quote else {
            return Ok(Claimant::Writer);
        };
        let entity = node_of(self.connection, document, claimant)?;
        if let Some(name) = self.name(entity)? {
            return Ok(Claimant::Speaker { entity, name });
        }
        let found = self.participant(document, quote, "speaker")?;
        Ok(
            found.map_or(Claimant::Unknown, |(entity, name)| Claimant::Speaker {
                entity,
                name,
            }),
        )
    }

    /// The first who takes this part in a quote of a document: the entity of the graph, and its name or the words for it.
    pub(crate) fn participant(
        &mut self,
        document: i64,
        quote: i64,
        part: &str,
    ) -> Result<Option<(Option<i64>, String)>, OutError> {
        let connection = self.connection;
        let mut row = connection.prepare_cached(
            "SELECT start, \"end\", entity FROM participants
             WHERE document = ? AND quote = ? AND part = ? AND position = 0",
        )?;
        let row = row.query_row((document, quote, part), |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        });
        let Some((start, end, entity)) = row.optional()? else {
            return Ok(None);
        };
        let entity = node_of(connection, document, entity)?;
        let name = match self.name(entity)? {
            Some(name) => name,
            None => line(self.of(document)?.words(start, end)),
        };
        Ok(Some((entity, name)))
    }
}

/// Which entity of the graph one of a document is.
pub(crate) fn node_of(
    connection: &Connection,
    document: i64,
    entity: Option<i64>,
) -> Result<Option<i64>, OutError> {
    let mut row = connection
        .prepare_cached("SELECT graph_entity FROM entities WHERE document = ? AND entity = ?")?;
    let node = row.query_row((document, entity), |row| row.get(0));
    Ok(node.optional()?.flatten())
}
