//! The graph as a page: the most told of each kind, so that a graph of any size makes a page that can be read.

use super::{Claimant, OutError, Place};
use crate::conflict::{Conflict, ConflictKind, ConflictWords, Side};
use crate::texts::Texts;
use crate::{Store, column};
use newsgraph_document::{Label, Span, Status};
use newsgraph_export::{
    GraphPage, PageAbout, PageClaimant, PageConflict, PageConflictKind, PageCounts, PageDate,
    PageDocument, PageEntity, PagePlace, PageQuote, PageRelation, PageSide, PageVoice, PageWho,
    to_graph_html,
};
use rusqlite::{Connection, Params, Row, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// The most of each that a page shows.
const DOCUMENTS: i64 = 300;
const ENTITIES: i64 = 200;
const VOICES: i64 = 60;
const QUOTES: i64 = 40;
const RELATIONS: i64 = 400;
const CONFLICTS: usize = 200;
const DATES: i64 = 120;

/// The most documents and other names that stand in the card of an entity, and places of a date.
const IN: usize = 30;
const NAMES: i64 = 12;
const PLACES: usize = 6;

/// The most bytes of a document's first words.
const TITLE: usize = 140;

impl Store {
    /// Writes the graph as one page that needs nothing from the network: who said what, who about whom, who is who, how
    /// they relate, what does not agree, when; see [`to_graph_html`]. Of a large graph it shows what is told most, and
    /// says what it leaves out.
    ///
    /// # Errors
    /// [`OutError`] where the graph cannot be read.
    pub fn to_html(&self, title: &str, words: &ConflictWords) -> Result<String, OutError> {
        Ok(to_graph_html(&self.page(title, words)?))
    }

    /// What the page of the graph shows.
    ///
    /// # Errors
    /// [`OutError`] where the graph cannot be read.
    pub fn page(&self, title: &str, words: &ConflictWords) -> Result<GraphPage, OutError> {
        let conflicts = self.conflicts(words)?;
        self.at_rest(|connection| {
            let mut reader = Reader {
                connection,
                texts: Texts::new(connection),
            };
            let voices = reader.voices()?;
            Ok(GraphPage {
                title: title.to_owned(),
                counts: counts(connection, conflicts.len())?,
                documents: reader.documents()?,
                entities: reader.entities()?,
                about: reader.about(&voices)?,
                voices: voices.into_iter().map(|(_, voice)| voice).collect(),
                relations: reader.relations()?,
                conflicts: conflicts
                    .into_iter()
                    .take(CONFLICTS)
                    .map(conflict)
                    .collect(),
                dates: reader.dates()?,
            })
        })
    }
}

fn counts(connection: &Connection, conflicts: usize) -> Result<PageCounts, OutError> {
    let count = |sql: &str| -> Result<usize, OutError> {
        Ok(connection.query_row(sql, [], |row| row.get(0))?)
    };
    Ok(PageCounts {
        documents: count("SELECT count(*) FROM documents")?,
        entities: count("SELECT count(*) FROM graph_entities WHERE named")?,
        voices: count(
            "SELECT count(DISTINCT e.graph_entity) FROM participants AS p
             JOIN entities AS e ON e.document = p.document AND e.entity = p.entity WHERE p.part = 'speaker'",
        )?,
        quotes: count("SELECT count(*) FROM quotes")?,
        relations: count("SELECT count(*) FROM relations")?,
        conflicts,
        dates: count("SELECT count(*) FROM mentions WHERE label = 'Date' AND value IS NOT NULL")?,
    })
}

struct Reader<'c> {
    connection: &'c Connection,
    texts: Texts<'c>,
}

impl Reader<'_> {
    /// The newest documents, the newest first.
    fn documents(&mut self) -> Result<Vec<PageDocument>, OutError> {
        let mut rows = self.connection.prepare(
            "SELECT key, id, date,
                (SELECT count(*) FROM entities WHERE document = d.key AND named) AS entities,
                (SELECT count(*) FROM quotes WHERE document = d.key) AS quotes
             FROM documents AS d ORDER BY date DESC, id LIMIT ?",
        )?;
        let mut rows = rows.query([DOCUMENTS])?;
        let mut documents = Vec::new();
        while let Some(row) = rows.next()? {
            let date: Option<String> = row.get("date")?;
            documents.push(PageDocument {
                title: self.texts.of(row.get("key")?)?.title(TITLE),
                id: row.get("id")?,
                date: date.and_then(|date| date.parse().ok()),
                entities: row.get("entities")?,
                quotes: row.get("quotes")?,
            });
        }
        Ok(documents)
    }

    /// The entities of most documents, those with most mentions first.
    fn entities(&mut self) -> Result<Vec<PageEntity>, OutError> {
        let mut rows = self.connection.prepare(
            "SELECT id, name, label, link FROM graph_entities WHERE named ORDER BY documents DESC, id LIMIT ?",
        )?;
        let mut rows = rows.query([ENTITIES])?;
        let mut entities = Vec::new();
        while let Some(row) = rows.next()? {
            entities.push(self.entity(row)?);
        }
        entities.sort_by_key(|entity| std::cmp::Reverse(entity.mentions));
        Ok(entities)
    }

    fn entity(&mut self, row: &Row<'_>) -> Result<PageEntity, OutError> {
        let (id, name): (i64, String) = (row.get("id")?, row.get("name")?);
        let label: String = row.get("label")?;
        let mut rows = self.connection.prepare_cached(
            "SELECT d.id, count(*) FROM entities AS e JOIN documents AS d ON d.key = e.document
             JOIN mentions AS m ON m.document = e.document AND m.entity = e.entity
             WHERE e.graph_entity = ? GROUP BY d.key ORDER BY d.date, d.id",
        )?;
        let rows = rows.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut documents: Vec<(String, usize)> = rows.collect::<Result<_, _>>()?;
        let (mentions, all) = (
            documents.iter().map(|(_, count)| count).sum(),
            documents.len(),
        );
        documents.truncate(IN);
        let quotes = "SELECT count(*) FROM entities AS e JOIN participants AS p
             ON p.document = e.document AND p.entity = e.entity AND p.part = 'speaker' WHERE e.graph_entity = ?";
        let mut quotes = self.connection.prepare_cached(quotes)?;
        Ok(PageEntity {
            names: self.names(id, &name)?,
            more: all - documents.len(),
            documents,
            mentions,
            quotes: quotes.query_row([id], |row| row.get(0))?,
            link: row.get("link")?,
            label: Label::new(&label),
            id,
            name,
        })
    }

    /// The other names that texts use of an entity, those that stand in most documents first, as one of them writes it.
    fn names(&mut self, node: i64, name: &str) -> Result<Vec<String>, OutError> {
        let mut rows = self.connection.prepare_cached(
            "SELECT n.name, min(e.key) FROM entities AS e JOIN names AS n ON n.entity = e.key
             WHERE e.graph_entity = ? GROUP BY n.name ORDER BY count(*) DESC, n.name LIMIT ?",
        )?;
        let rows = rows.query_map((node, NAMES + 1), |row| Ok((row.get(0)?, row.get(1)?)))?;
        let found: Vec<(String, i64)> = rows.collect::<Result<_, _>>()?;
        let mut names = Vec::new();
        for (folded, entity) in found {
            if folded != crate::names::folded(name) {
                names.push(self.written(&folded, entity)?);
            }
        }
        Ok(names)
    }

    /// A name as the document of this entity writes it.
    fn written(&mut self, folded: &str, entity: i64) -> Result<String, OutError> {
        let mut rows = self.connection.prepare_cached(
            "SELECT m.document, m.start, m.\"end\" FROM entities AS e
             JOIN mentions AS m ON m.document = e.document AND m.entity = e.entity
             WHERE e.key = ? AND m.kind = 'proper' ORDER BY m.mention",
        )?;
        let mut rows = rows.query([entity])?;
        while let Some(row) = rows.next()? {
            let words = self.texts.of(row.get(0)?)?.words(row.get(1)?, row.get(2)?);
            if crate::names::folded(words) == folded {
                return Ok(super::line(words));
            }
        }
        Ok(folded.to_owned())
    }

    /// Those who say most, with their newest quotes in the order of their days, and after them all quotes of which no text
    /// tells who says them.
    fn voices(&mut self) -> Result<Vec<(Option<i64>, PageVoice)>, OutError> {
        let mut rows = self.connection.prepare(
            "SELECT g.id, g.name, count(*) AS total FROM participants AS p
             JOIN entities AS e ON e.document = p.document AND e.entity = p.entity
             JOIN graph_entities AS g ON g.id = e.graph_entity
             WHERE p.part = 'speaker' GROUP BY g.id ORDER BY total DESC, g.name, g.id LIMIT ?",
        )?;
        let mut rows = rows.query([VOICES])?;
        let mut voices = Vec::new();
        while let Some(row) = rows.next()? {
            let (id, name): (i64, String) = (row.get(0)?, row.get(1)?);
            let voice = PageVoice {
                who: Some(who(name, Some(id))),
                total: row.get(2)?,
                quotes: self.quotes(id)?,
            };
            voices.push((Some(id), voice));
        }
        let total = format!("SELECT count(*) FROM quotes AS q WHERE {NOBODY}");
        let total = self.connection.query_row(&total, [], |row| row.get(0))?;
        if total > 0 {
            let voice = PageVoice {
                who: None,
                total,
                quotes: self.of_nobody()?,
            };
            voices.push((None, voice));
        }
        Ok(voices)
    }

    fn quotes(&mut self, node: i64) -> Result<Vec<PageQuote>, OutError> {
        let mut rows = self.connection.prepare_cached(
            "SELECT q.*, d.date FROM entities AS e JOIN documents AS d ON d.key = e.document
             JOIN participants AS p ON p.document = e.document AND p.entity = e.entity AND p.part = 'speaker'
             JOIN quotes AS q ON q.document = p.document AND q.quote = p.quote
             WHERE e.graph_entity = ? ORDER BY d.date DESC, d.id DESC, q.quote DESC LIMIT ?",
        )?;
        self.listed(&mut rows, (node, QUOTES))
    }

    fn of_nobody(&mut self) -> Result<Vec<PageQuote>, OutError> {
        let mut rows = self.connection.prepare(&format!(
            "SELECT q.*, d.date FROM quotes AS q JOIN documents AS d ON d.key = q.document
             WHERE {NOBODY} ORDER BY d.date DESC, d.id DESC, q.quote DESC LIMIT ?"
        ))?;
        self.listed(&mut rows, [QUOTES])
    }

    /// The quotes of these rows, the last first.
    fn listed(
        &mut self,
        rows: &mut Statement<'_>,
        values: impl Params,
    ) -> Result<Vec<PageQuote>, OutError> {
        let mut rows = rows.query(values)?;
        let mut quotes = Vec::new();
        while let Some(row) = rows.next()? {
            quotes.push(self.quote(row)?);
        }
        quotes.reverse();
        Ok(quotes)
    }

    fn quote(&mut self, row: &Row<'_>) -> Result<PageQuote, OutError> {
        let (document, quote) = (row.get("document")?, row.get("quote")?);
        let to = self.texts.participant(document, quote, "addressee")?;
        let content = column::spans(row, "content")?;
        let cue = column::maybe_span(row, ["cue_start", "cue_end"])?;
        let text = self.texts.of(document)?;
        let pieces: Vec<&str> = content.iter().map(|&span| text.at(span)).collect();
        Ok(PageQuote {
            content: super::line(&pieces.join(" ... ")),
            kind: column::named(row, "kind")?,
            act: column::named(row, "act")?,
            cue: cue.map(|cue| super::line(text.at(cue))),
            to: to.map(|(entity, name)| who(name, entity)),
            place: place(text.place(row.get("start")?, row.get("end")?)),
        })
    }

    /// About whom those speak who say most.
    fn about(&mut self, voices: &[(Option<i64>, PageVoice)]) -> Result<Vec<PageAbout>, OutError> {
        let speakers: BTreeSet<i64> = voices.iter().filter_map(|(id, _)| *id).collect();
        let mut counts: BTreeMap<(i64, i64), usize> = BTreeMap::new();
        let mut documents = self
            .connection
            .prepare("SELECT key FROM documents ORDER BY key")?;
        let mut documents = documents.query([])?;
        while let Some(row) = documents.next()? {
            self.about_in(row.get(0)?, &speakers, &mut counts)?;
        }
        let mut about = Vec::new();
        for ((speaker, node), quotes) in counts {
            let names = (
                self.texts.name(Some(speaker))?,
                self.texts.name(Some(node))?,
            );
            if let (Some(name), Some(other)) = names {
                about.push(PageAbout {
                    speaker: who(name, Some(speaker)),
                    about: who(other, Some(node)),
                    quotes,
                });
            }
        }
        about.sort_by_key(|about| std::cmp::Reverse(about.quotes));
        about.truncate(ABOUT);
        Ok(about)
    }

    /// Counts the quotes of a document in which a speaker names another.
    fn about_in(
        &self,
        document: i64,
        speakers: &BTreeSet<i64>,
        counts: &mut BTreeMap<(i64, i64), usize>,
    ) -> Result<(), OutError> {
        let mut rows = self.connection.prepare_cached(
            "SELECT m.start, m.\"end\", e.graph_entity FROM mentions AS m
             JOIN entities AS e ON e.document = m.document AND e.entity = m.entity
             JOIN graph_entities AS g ON g.id = e.graph_entity
             WHERE m.document = ? AND g.named ORDER BY m.start",
        )?;
        let rows = rows.query_map([document], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
        let mentions: Vec<(i64, i64, i64)> = rows.collect::<Result<_, _>>()?;
        let mut quotes = self.connection.prepare_cached(
            "SELECT q.content, e.graph_entity FROM quotes AS q
             JOIN participants AS p ON p.document = q.document AND p.quote = q.quote AND p.part = 'speaker'
             JOIN entities AS e ON e.document = p.document AND e.entity = p.entity
             WHERE q.document = ? ORDER BY q.quote",
        )?;
        let mut quotes = quotes.query([document])?;
        while let Some(row) = quotes.next()? {
            let Some(speaker) = row
                .get::<_, Option<i64>>(1)?
                .filter(|node| speakers.contains(node))
            else {
                continue;
            };
            let mut named = BTreeSet::new();
            for span in column::spans(row, "content")? {
                let [start, end] = ends(span);
                let from = mentions.partition_point(|mention| mention.0 < start);
                let inside = mentions[from..]
                    .iter()
                    .take_while(|mention| mention.0 < end);
                let inside = inside.take(MOST_ABOUT).filter(|mention| mention.1 <= end);
                named.extend(
                    inside
                        .map(|mention| mention.2)
                        .filter(|&node| node != speaker),
                );
            }
            for node in named {
                *counts.entry((speaker, node)).or_default() += 1;
            }
        }
        Ok(())
    }

    /// The newest relations, the oldest of them first.
    fn relations(&mut self) -> Result<Vec<PageRelation>, OutError> {
        let mut rows = self.connection.prepare(
            "SELECT r.*, sg.id AS subject_id, sg.name AS subject_name, og.id AS object_id, og.name AS object_name
             FROM relations AS r JOIN documents AS d ON d.key = r.document
             JOIN entities AS s ON s.document = r.document AND s.entity = r.subject
             JOIN entities AS o ON o.document = r.document AND o.entity = r.object
             JOIN graph_entities AS sg ON sg.id = s.graph_entity
             JOIN graph_entities AS og ON og.id = o.graph_entity
             ORDER BY d.date DESC, d.id DESC, r.relation DESC LIMIT ?",
        )?;
        let mut rows = rows.query([RELATIONS])?;
        let mut relations = Vec::new();
        while let Some(row) = rows.next()? {
            relations.push(self.relation(row)?);
        }
        relations.reverse();
        Ok(relations)
    }

    fn relation(&mut self, row: &Row<'_>) -> Result<PageRelation, OutError> {
        let document = row.get("document")?;
        let claimant = self
            .texts
            .claimant(document, row.get("quote")?, row.get("claimant")?)?;
        let label: String = row.get("label")?;
        let role = column::maybe_span(row, ["role_start", "role_end"])?;
        let status: Status = column::named(row, "status")?;
        let text = self.texts.of(document)?;
        Ok(PageRelation {
            subject: who(row.get("subject_name")?, row.get("subject_id")?),
            label: Label::new(&label),
            object: who(row.get("object_name")?, row.get("object_id")?),
            status,
            role: role.map(|role| super::line(text.at(role))),
            negated: row.get("negated")?,
            hedged: row.get("hedged")?,
            claimant: said_by(claimant),
            place: place(text.place(row.get("start")?, row.get("end")?)),
        })
    }

    /// The dates that are told most, with some places of each.
    fn dates(&mut self) -> Result<Vec<PageDate>, OutError> {
        let mut rows = self.connection.prepare(
            "SELECT value FROM mentions WHERE label = 'Date' AND value IS NOT NULL
             GROUP BY value ORDER BY count(*) DESC, value LIMIT ?",
        )?;
        let rows = rows.query_map([DATES], |row| Ok((row.get(0)?, 0)))?;
        let mut told: BTreeMap<String, usize> = rows.collect::<Result<_, _>>()?;
        let mut rows = self.connection.prepare(
            "SELECT m.value, m.document, m.start, m.\"end\" FROM documents AS d
             JOIN mentions AS m ON m.document = d.key
             WHERE m.label = 'Date' AND m.value IS NOT NULL ORDER BY d.date, d.id, m.start",
        )?;
        let mut rows = rows.query([])?;
        let mut dates = Vec::new();
        while let Some(row) = rows.next()? {
            let value: String = row.get(0)?;
            if let Some(count) = told.get_mut(&value).filter(|count| **count < PLACES) {
                *count += 1;
                let text = self.texts.of(row.get(1)?)?;
                dates.push(PageDate {
                    place: place(text.place(row.get(2)?, row.get(3)?)),
                    value,
                });
            }
        }
        Ok(dates)
    }
}

/// The ends of a span as columns hold them.
fn ends(span: Span) -> [i64; 2] {
    [span.start(), span.end()].map(|byte| i64::try_from(byte).unwrap_or(i64::MAX))
}

/// Of a quote, that nobody of the graph says it.
const NOBODY: &str = "NOT EXISTS (SELECT 1 FROM participants AS p
    JOIN entities AS e ON e.document = p.document AND e.entity = p.entity AND e.graph_entity IS NOT NULL
    WHERE p.document = q.document AND p.quote = q.quote AND p.part = 'speaker')";

/// The most pairs of one who speaks and one who is spoken of.
const ABOUT: usize = 200;

/// The most mentions within a span of a quote that are looked at for whom it is about.
const MOST_ABOUT: usize = 200;

fn who(name: String, entity: Option<i64>) -> PageWho {
    PageWho { name, entity }
}

fn place(place: Place) -> PagePlace {
    PagePlace {
        document: place.document,
        date: place.date,
        span: place.span,
        sentence: place.sentence,
    }
}

fn said_by(claimant: Claimant) -> PageClaimant {
    match claimant {
        Claimant::Writer => PageClaimant::Writer,
        Claimant::Unknown => PageClaimant::Unknown,
        Claimant::Speaker { entity, name } => PageClaimant::Speaker(who(name, entity)),
    }
}

fn conflict(conflict: Conflict) -> PageConflict {
    let side = |side: Side| PageSide {
        words: side.words,
        claimant: said_by(side.claimant),
        place: place(side.place),
    };
    PageConflict {
        kind: match conflict.kind {
            ConflictKind::Contradicted => PageConflictKind::Contradicted,
            ConflictKind::Denied => PageConflictKind::Denied,
            ConflictKind::Changed => PageConflictKind::Changed,
        },
        what: conflict.about,
        sides: conflict.sides.map(side),
    }
}
