//! Statements in the texts' own words, document by document, as they are compared.

use super::twins::{self, Twin};
use super::unsaid;
use super::words::ConflictWords;
use super::{Found, Stated};
use crate::texts::{Text, Texts};
use crate::{OutError, spans};
use newsgraph_document::Span;
use rusqlite::{Connection, Row};
use std::collections::{BTreeMap, BTreeSet};

/// The labels of values that are compared.
const VALUES: [&str; 4] = ["Money", "Percent", "Number", "Date"];

/// All pairs of statements that do not agree. What may have a twin is looked for in a first reading, its twins in a second
/// one.
pub(super) fn find(connection: &Connection, words: &ConflictWords) -> Result<Vec<Found>, OutError> {
    let mut first = First::default();
    each(connection, words, |statement| first.take(statement))?;
    let (denied, unsaid) = (keys(&first.denied), keys(&first.unsaid));
    let mut said = Vec::new();
    if !denied.is_empty() {
        each(connection, words, |statement| {
            let twin = statement
                .twin
                .filter(|twin| !twin.negated && denied.contains(&twin.key));
            said.extend(twin);
        })?;
    }
    let mut found = twins::numbers(connection, first.numbers)?;
    found.extend(twins::denials(connection, first.denied, said)?);
    let quotes = unsaid::quotes(connection, words, &unsaid)?;
    found.extend(unsaid::pairs(first.unsaid, &quotes));
    Ok(found)
}

fn keys(twins: &[Twin]) -> BTreeSet<String> {
    twins.iter().map(|twin| twin.key.clone()).collect()
}

/// What a first reading keeps.
#[derive(Default)]
struct First {
    numbers: Vec<Twin>,
    denied: Vec<Twin>,
    unsaid: Vec<Twin>,
}

impl First {
    fn take(&mut self, statement: Statement) {
        self.numbers.extend(statement.number);
        self.unsaid.extend(statement.unsaid);
        self.denied
            .extend(statement.twin.filter(|twin| twin.negated));
    }
}

/// A triple as it may be compared.
struct Statement {
    /// By its value.
    number: Option<Twin>,
    /// By whether it is denied.
    twin: Option<Twin>,
    /// By the clause that its subject is said not to have said.
    unsaid: Option<Twin>,
}

/// An entity of the graph.
#[derive(Clone, Copy)]
struct Node {
    id: i64,
    /// Whether it has a name: what has none is another one in each document.
    is_named: bool,
}

/// A row of a triple.
struct Triple {
    subject: [i64; 2],
    predicate: Vec<Span>,
    lemmas: Option<String>,
    object: [i64; 2],
    arguments: Vec<Span>,
    negated: bool,
    hedged: bool,
    subject_node: Option<Node>,
    object_node: Option<Node>,
    stated: Stated,
}

/// A value of a document.
struct Value {
    span: [i64; 2],
    label: String,
    norm: String,
}

fn each(
    connection: &Connection,
    words: &ConflictWords,
    mut take: impl FnMut(Statement),
) -> Result<(), OutError> {
    let mut texts = Texts::new(connection);
    let mut documents = connection.prepare("SELECT key, date FROM documents ORDER BY date, id")?;
    let mut documents = documents.query([])?;
    while let Some(row) = documents.next()? {
        let (key, date): (i64, Option<String>) = (row.get(0)?, row.get(1)?);
        let text = texts.of(key)?;
        let values = values(connection, key)?;
        let nodes = nodes(connection, key)?;
        let mut triples = triples(connection, key, date.as_deref(), &nodes)?;
        denials(connection, words, (key, text), &mut triples)?;
        for triple in triples {
            take(statement(words, text, &values, &triple));
        }
    }
    Ok(())
}

fn values(connection: &Connection, document: i64) -> Result<Vec<Value>, OutError> {
    let mut rows = connection.prepare_cached(
        "SELECT start, \"end\", label, value FROM mentions
         WHERE document = ? AND kind = 'value' AND value IS NOT NULL ORDER BY start",
    )?;
    let rows = rows.query_map([document], |row| {
        Ok(Value {
            span: [row.get(0)?, row.get(1)?],
            label: row.get(2)?,
            norm: row.get(3)?,
        })
    })?;
    let mut values = rows.collect::<Result<Vec<_>, _>>()?;
    values.retain(|value| VALUES.contains(&&*value.label));
    Ok(values)
}

fn nodes(connection: &Connection, document: i64) -> Result<BTreeMap<i64, Node>, OutError> {
    let mut rows = connection.prepare_cached(
        "SELECT e.entity, g.id, g.named FROM entities AS e JOIN graph_entities AS g ON g.id = e.graph_entity
         WHERE e.document = ?",
    )?;
    let rows = rows.query_map([document], |row| {
        Ok((
            row.get(0)?,
            Node {
                id: row.get(1)?,
                is_named: row.get(2)?,
            },
        ))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn triples(
    connection: &Connection,
    document: i64,
    date: Option<&str>,
    nodes: &BTreeMap<i64, Node>,
) -> Result<Vec<Triple>, OutError> {
    let mut rows = connection.prepare_cached(
        "SELECT t.*, d.id FROM triples AS t JOIN documents AS d ON d.key = t.document
         WHERE t.document = ? ORDER BY t.triple",
    )?;
    let rows = rows.query_and_then([document], |row| triple(row, document, date, nodes))?;
    rows.collect()
}

fn triple(
    row: &Row<'_>,
    document: i64,
    date: Option<&str>,
    nodes: &BTreeMap<i64, Node>,
) -> Result<Triple, OutError> {
    let node = |column| -> rusqlite::Result<Option<Node>> {
        let entity: Option<i64> = row.get(column)?;
        Ok(entity.and_then(|entity| nodes.get(&entity)).copied())
    };
    let listed = |column| spans::from_json(row.get_ref(column)?.as_str().unwrap_or_default());
    let subject: [i64; 2] = [row.get("subject_start")?, row.get("subject_end")?];
    let object: [i64; 2] = [row.get("object_start")?, row.get("object_end")?];
    let [start, end] = [subject[0].min(object[0]), subject[1].max(object[1])];
    Ok(Triple {
        predicate: listed("predicate")?,
        lemmas: row.get("lemmas")?,
        arguments: listed("arguments")?,
        negated: row.get("negated")?,
        hedged: row.get("hedged")?,
        subject_node: node("subject")?,
        object_node: node("object")?,
        stated: Stated {
            document,
            id: row.get("id")?,
            date: date.map(str::to_owned),
            start,
            end,
            quote: row.get("quote")?,
            claimant: row.get("claimant")?,
            words: None,
        },
        subject,
        object,
    })
}

/// Turns what stands under words that deny it: "denied that it will close the mill" denies the closing, by the same
/// speaker. Where these are denied themselves, what they report is left open.
fn denials(
    connection: &Connection,
    words: &ConflictWords,
    (document, text): (i64, &Text),
    triples: &mut [Triple],
) -> Result<(), OutError> {
    let mut rows = connection.prepare_cached(
        "SELECT quote, cue_start, cue_end FROM quotes
         WHERE document = ? AND kind <> 'direct' AND cue_start IS NOT NULL",
    )?;
    let rows = rows.query_map([document], |row| {
        Ok((row.get(0)?, [row.get(1)?, row.get(2)?]))
    })?;
    let mut cues: BTreeMap<i64, bool> = BTreeMap::new();
    for row in rows {
        let (quote, [start, end]): (i64, [i64; 2]) = row?;
        if words.denying(text.words(start, end)) {
            let before = text.words(0, start).split_whitespace().rev().take(BEFORE);
            let cue = text.words(start, end);
            let is_denied = before.chain([cue]).any(|word| words.denies(word));
            cues.insert(quote, is_denied);
        }
    }
    // What the clause itself says has the first subject; a clause inside it is not denied.
    let mut subjects: BTreeMap<i64, i64> = BTreeMap::new();
    for triple in triples.iter() {
        let start = triple.subject[0];
        if let Some(quote) = triple.stated.quote {
            let first = subjects.entry(quote).or_insert(start);
            *first = start.min(*first);
        }
    }
    for triple in triples {
        let Some(quote) = triple.stated.quote else {
            continue;
        };
        let is_main = subjects.get(&quote) == Some(&triple.subject[0]);
        if let Some(&is_denied) = cues.get(&quote).filter(|_| is_main) {
            triple.negated = !triple.negated;
            triple.hedged |= is_denied;
        }
    }
    Ok(())
}

/// Among how many words before a cue one that denies it is looked for.
const BEFORE: usize = 2;

fn statement(words: &ConflictWords, text: &Text, values: &[Value], triple: &Triple) -> Statement {
    let compared = Compared::new(words, text, triple);
    Statement {
        number: compared
            .as_ref()
            .and_then(|compared| compared.number(values)),
        twin: compared.as_ref().and_then(Compared::twin),
        unsaid: unsaid(words, text, triple),
    }
}

/// What an end of a statement is compared by, and whether it has no name: its words then, or, where these only point at
/// it, the entity.
fn named(words: &ConflictWords, node: Option<Node>, text: &str) -> Option<(String, bool)> {
    let by_words = || words.naming(text).map(|words| (format!("w{words}"), true));
    match node {
        Some(node) if node.is_named => Some((format!("e{}", node.id), false)),
        node => by_words().or(node.map(|node| (format!("e{}", node.id), false))),
    }
}

/// A triple with what it is compared by.
struct Compared<'a> {
    words: &'a ConflictWords,
    text: &'a Text,
    triple: &'a Triple,
    subject: String,
    predicate: String,
    /// Whether the subject has no name.
    is_common: bool,
}

impl<'a> Compared<'a> {
    fn new(words: &'a ConflictWords, text: &'a Text, triple: &'a Triple) -> Option<Self> {
        let [start, end] = triple.subject;
        let (subject, is_common) = named(words, triple.subject_node, text.words(start, end))?;
        let lemmas = triple.lemmas.clone();
        let predicate =
            words.predicate(&lemmas.unwrap_or_else(|| said(text, triple).to_lowercase()));
        (!predicate.is_empty()).then_some(Self {
            words,
            text,
            triple,
            subject,
            predicate,
            is_common,
        })
    }

    /// The statement by the one value of its object, where that has one.
    fn number(&self, values: &[Value]) -> Option<Twin> {
        let [start, end] = self.triple.object;
        let object = self.text.words(start, end);
        if self.triple.negated || self.words.denies(object) {
            return None;
        }
        let from = values.partition_point(|value| value.span[0] < start);
        let mut inside = values[from..]
            .iter()
            .take_while(|value| value.span[1] <= end);
        let (value, None) = (inside.next()?, inside.next()) else {
            return None;
        };
        let before = self.text.words(start, value.span[0]);
        let after = self.text.words(value.span[1], end);
        let frame = [self.words.content(before), self.words.content(after)].concat();
        // A bare number counts nothing that could be told.
        if frame.is_empty() && value.label == "Number" {
            return None;
        }
        let key = [
            &*self.subject,
            &self.predicate,
            &frame.join(" "),
            &value.label,
        ]
        .join("\t");
        Some(self.told(key, Some((value.label.clone(), value.norm.clone()))))
    }

    /// The statement by whether it is denied. What is not certain denies nothing.
    fn twin(&self) -> Option<Twin> {
        if self.triple.hedged {
            return None;
        }
        let [start, end] = self.triple.object;
        let words = self.text.words(start, end);
        let (object, is_common) = named(self.words, self.triple.object_node, words)?;
        // Where the object denies, the verb does not.
        (!is_common || !self.words.denies(words)).then_some(())?;
        let further = self.triple.arguments.iter();
        let further: Vec<String> = further
            .flat_map(|span| self.words.content(self.text.at(*span)))
            .collect();
        let key = [&*self.subject, &self.predicate, &object].join("\t");
        let mut twin = self.told(key, None);
        twin.further = further;
        Some(twin)
    }

    fn told(&self, key: String, value: Option<(String, String)>) -> Twin {
        let mut stated = self.triple.stated.clone();
        stated.words = Some(shown(self.text, self.triple));
        Twin {
            key,
            about: stated.words.clone().unwrap_or_default(),
            is_common: self.is_common,
            negated: self.triple.negated,
            value,
            further: Vec::new(),
            stated,
        }
    }
}

/// The words of the predicate.
fn said(text: &Text, triple: &Triple) -> String {
    let words = triple.predicate.iter();
    let words = words.map(|span| text.at(*span));
    words.collect::<Vec<_>>().join(" ")
}

/// The triple as a reader would put it.
fn shown(text: &Text, triple: &Triple) -> String {
    let [subject, object] =
        [triple.subject, triple.object].map(|[start, end]| text.words(start, end));
    format!("{subject} {} {object}", said(text, triple))
}

/// The clause that somebody is said not to have said, with whose it is.
fn unsaid(words: &ConflictWords, text: &Text, triple: &Triple) -> Option<Twin> {
    let node = triple
        .subject_node
        .filter(|_| triple.negated && !triple.hedged)?;
    let [start, end] = triple.object;
    let key = unsaid::key(words, node.id, text.words(start, end))?;
    let mut stated = triple.stated.clone();
    stated.words = Some(shown(text, triple));
    Some(Twin {
        key,
        about: text.words(start, end).to_owned(),
        is_common: false,
        negated: true,
        value: None,
        further: Vec::new(),
        stated,
    })
}
