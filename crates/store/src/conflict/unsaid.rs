//! Quotes of those who, as another document has it, did not say so.

use super::twins::Twin;
use super::words::ConflictWords;
use super::{About, ConflictKind, Found, Stated};
use crate::texts::Texts;
use crate::{OutError, spans};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// So many words that mean something must be the same, from the first on.
const WORDS: usize = 3;

/// What a clause of one who speaks is looked up by; `None` where it is too short.
pub(super) fn key(words: &ConflictWords, node: i64, clause: &str) -> Option<String> {
    let mut content = words.content(clause);
    content.truncate(WORDS);
    (content.len() == WORDS).then(|| format!("{node}\t{}", content.join(" ")))
}

/// The quotes that have one of these keys, by their keys, in the order of their days.
pub(super) fn quotes(
    connection: &Connection,
    words: &ConflictWords,
    keys: &BTreeSet<String>,
) -> Result<BTreeMap<String, Vec<Stated>>, OutError> {
    let mut quotes: BTreeMap<String, Vec<Stated>> = BTreeMap::new();
    let nodes = keys
        .iter()
        .filter_map(|key| key.split_once('\t')?.0.parse::<i64>().ok());
    let mut texts = Texts::new(connection);
    let mut rows = connection.prepare(
        "SELECT q.document, d.id, d.date, q.content, q.start, q.\"end\", q.quote, p.entity AS claimant
         FROM entities AS e JOIN documents AS d ON d.key = e.document
         JOIN participants AS p ON p.document = e.document AND p.entity = e.entity AND p.part = 'speaker'
         JOIN quotes AS q ON q.document = p.document AND q.quote = p.quote
         WHERE e.graph_entity = ? ORDER BY d.date, d.id, q.quote",
    )?;
    for node in nodes.collect::<BTreeSet<i64>>() {
        let mut rows = rows.query([node])?;
        while let Some(row) = rows.next()? {
            let document = row.get("document")?;
            let content = spans::from_json(row.get_ref("content")?.as_str().unwrap_or_default())?;
            let Some(first) = content.first() else {
                continue;
            };
            let text = texts.of(document)?;
            let first = text.at(*first);
            let Some(key) = key(words, node, first).filter(|key| keys.contains(key)) else {
                continue;
            };
            quotes.entry(key).or_default().push(Stated {
                document,
                id: row.get("id")?,
                date: row.get("date")?,
                start: row.get("start")?,
                end: row.get("end")?,
                quote: row.get("quote")?,
                claimant: row.get("claimant")?,
                words: None,
            });
        }
    }
    Ok(quotes)
}

/// Each denial with the last quote that it denies, of another document.
pub(super) fn pairs(denials: Vec<Twin>, quotes: &BTreeMap<String, Vec<Stated>>) -> Vec<Found> {
    let pair = |denial: Twin| {
        let said = quotes.get(&denial.key)?;
        let is_other = |quote: &&Stated| quote.document != denial.stated.document;
        let before = |quote: &&Stated| is_other(quote) && quote.date <= denial.stated.date;
        let found = said
            .iter()
            .rfind(before)
            .or_else(|| said.iter().find(is_other))?;
        let mut sides = [found.clone(), denial.stated];
        sides.sort_by(|a, b| a.order().cmp(&b.order()));
        Some(Found {
            kind: ConflictKind::Denied,
            about: About::Words(denial.about),
            sides,
        })
    };
    denials.into_iter().filter_map(pair).collect()
}
