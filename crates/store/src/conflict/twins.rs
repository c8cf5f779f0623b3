//! Statements that are the same but for a number, or for whether they are denied.

use super::{About, ConflictKind, Found, Stated};
use crate::OutError;
use newsgraph_document::Date;
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeMap, BTreeSet};

/// A statement, and what another must share with it to be its twin.
pub(super) struct Twin {
    pub(super) key: String,
    pub(super) about: String,
    /// Whether its subject has no name, so that it may be another in another document.
    pub(super) is_common: bool,
    pub(super) negated: bool,
    /// The label and the value that it is compared by.
    pub(super) value: Option<(String, String)>,
    /// What is told beside it: when, where, how.
    pub(super) further: Vec<String>,
    pub(super) stated: Stated,
}

/// Numbers that differ by less than so much of the larger one are one number, rounded in two ways.
const ROUNDING: f64 = 0.05;

/// How many days may lie between two who contradict one another in a number: later it may be another.
const DAYS: i64 = 62;

/// How many entities two documents must share for a thing without a name to be one in both.
const SHARED: i64 = 2;

/// Pairs of statements with other values. Each is compared with the one before it.
pub(super) fn numbers(connection: &Connection, twins: Vec<Twin>) -> Result<Vec<Found>, OutError> {
    let mut by_key: BTreeMap<String, Vec<Twin>> = BTreeMap::new();
    for twin in twins {
        by_key.entry(twin.key.clone()).or_default().push(twin);
    }
    let mut found = Vec::new();
    for group in by_key.values_mut() {
        group.sort_by(|a, b| a.stated.order().cmp(&b.stated.order()));
        let mut told = BTreeSet::new();
        for pair in group.windows(2) {
            let [one, other] = pair else { continue };
            let Some(kind) = differ(connection, one, other)? else {
                continue;
            };
            if told.insert((&one.value, &other.value)) && one.fits(connection, other)? {
                found.push(one.with(kind, other));
            }
        }
    }
    Ok(found)
}

/// In which way two values differ, if they do so in a way that is worth telling.
fn differ(
    connection: &Connection,
    one: &Twin,
    other: &Twin,
) -> Result<Option<ConflictKind>, OutError> {
    let (Some((label, first)), Some((_, second))) = (&one.value, &other.value) else {
        return Ok(None);
    };
    let same_document = one.stated.document == other.stated.document;
    let is_claimed = one.stated.quote.is_some() || other.stated.quote.is_some();
    if same_value(label, first, second) {
        return Ok(None);
    }
    let speakers = [
        speaker(connection, &one.stated)?,
        speaker(connection, &other.stated)?,
    ];
    let days = one.stated.days(&other.stated).and_then(between);
    let is_later = days.is_some_and(|days| days > 0);
    let two_speak = matches!(speakers, [Some(a), Some(b)] if a != b);
    Ok(match (label.as_str(), two_speak) {
        ("Date", _) if is_later => is_claimed.then_some(ConflictKind::Changed),
        // Without days nothing tells that one of them is outdated.
        (_, true) if same_document || days.is_none_or(|days| days <= DAYS) => {
            Some(ConflictKind::Contradicted)
        }
        (_, true) => None,
        _ if same_document => None,
        // What two articles of different days tell by themselves are two events.
        _ if is_later => is_claimed.then_some(ConflictKind::Changed),
        _ => days.map(|_| ConflictKind::Contradicted),
    })
}

/// Whether two values are one but for rounding.
fn same_value(label: &str, one: &str, other: &str) -> bool {
    if label == "Date" {
        // A wider date holds a narrower one, and of an open one nothing can be told.
        let is_open = one.contains('X') || other.contains('X');
        return is_open || one.starts_with(other) || other.starts_with(one);
    }
    let number = |value: &str| -> Option<(f64, String)> {
        let end = value.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '-');
        let (number, unit) = value.split_at(end.unwrap_or(value.len()));
        Some((number.parse().ok()?, unit.trim().to_owned()))
    };
    match (number(one), number(other)) {
        (Some((a, unit)), Some((b, other_unit))) => {
            unit != other_unit || (a - b).abs() <= ROUNDING * a.abs().max(b.abs())
        }
        // Two ends of a range, or a form of another kind: they are not compared.
        _ => true,
    }
}

fn between([from, to]: [&str; 2]) -> Option<i64> {
    let day = |text: &str| text.parse::<Date>().ok().map(number_of);
    Some(day(to)? - day(from)?)
}

/// The number of a day, counted from a day long ago.
fn number_of(date: Date) -> i64 {
    // Years begin in March, so that the day that is put in comes last.
    let [year, month, day] =
        [date.year().into(), date.month().into(), date.day().into()].map(|n: i64| n);
    let year = if month < 3 { year - 1 } else { year };
    let months = (month + 9) % 12;
    year * 365 + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (months * 153 + 2) / 5
        + day
}

/// Each statement that is denied, with what says it. Of several that say it one of another speaker is taken, the
/// nearest before it, else the first one after.
pub(super) fn denials(
    connection: &Connection,
    denied: Vec<Twin>,
    mut said: Vec<Twin>,
) -> Result<Vec<Found>, OutError> {
    said.sort_by(|a, b| (&a.key, a.stated.order()).cmp(&(&b.key, b.stated.order())));
    let mut found = Vec::new();
    let mut told = BTreeSet::new();
    for denial in denied {
        let start = said.partition_point(|twin| twin.key < denial.key);
        let end = said.partition_point(|twin| twin.key <= denial.key);
        let same = &said[start..end];
        let Some(at) = opponent(connection, &denial, same)? else {
            continue;
        };
        let other = &same[at];
        if told.insert((denial.key.clone(), denial.stated.document)) {
            let [first, second] = if denial.stated.order() < other.stated.order() {
                [&denial, other]
            } else {
                [other, &denial]
            };
            found.push(first.with(ConflictKind::Denied, second));
        }
    }
    Ok(found)
}

/// Which of those that say a thing the one who denies it speaks against: another speaker rather than the same one, then
/// the nearest before, else the first one after.
fn opponent(
    connection: &Connection,
    denial: &Twin,
    said: &[Twin],
) -> Result<Option<usize>, OutError> {
    let at = said.partition_point(|twin| twin.stated.order() < denial.stated.order());
    let before = (0..at).rev().take(COMPARED);
    let speaker = speaker(connection, &denial.stated)?;
    let mut found = None;
    for at in before.chain((at..said.len()).take(COMPARED)) {
        let other = &said[at];
        if !denial.may_meet(other) || !denial.fits(connection, other)? {
            continue;
        }
        if speaker.is_none() || self::speaker(connection, &other.stated)? != speaker {
            return Ok(Some(at));
        }
        found = found.or(Some(at));
    }
    Ok(found)
}

/// Among how many before, and after, a denial what it denies is looked for.
const COMPARED: usize = 50;

/// The entity of the graph that claims a statement, where it has a name.
pub(super) fn speaker(connection: &Connection, stated: &Stated) -> Result<Option<i64>, OutError> {
    let mut row = connection.prepare_cached(
        "SELECT g.id FROM entities AS e JOIN graph_entities AS g ON g.id = e.graph_entity
         WHERE e.document = ? AND e.entity = ? AND g.named",
    )?;
    let row = row.query_row((stated.document, stated.claimant), |row| row.get(0));
    Ok(row.optional()?)
}

impl Twin {
    fn with(&self, kind: ConflictKind, other: &Self) -> Found {
        Found {
            kind,
            about: About::Words(self.about.clone()),
            sides: [self.stated.clone(), other.stated.clone()],
        }
    }

    /// Whether the one does not speak of another time, place or way than the other.
    fn may_meet(&self, other: &Self) -> bool {
        let same = self.stated.document == other.stated.document
            && (self.stated.quote, self.stated.claimant)
                == (other.stated.quote, other.stated.claimant);
        let is_part = |one: &[String], of: &[String]| one.iter().all(|word| of.contains(word));
        !same && (is_part(&self.further, &other.further) || is_part(&other.further, &self.further))
    }

    /// Whether both can be about the same thing.
    fn fits(&self, connection: &Connection, other: &Self) -> Result<bool, OutError> {
        if !self.is_common || self.stated.document == other.stated.document {
            return Ok(true);
        }
        let mut row = connection.prepare_cached(
            "SELECT count(DISTINCT a.graph_entity) FROM entities AS a
             JOIN entities AS b ON b.graph_entity = a.graph_entity AND b.document = ?2 AND b.named
             WHERE a.document = ?1 AND a.named",
        )?;
        let shared: i64 = row.query_row([self.stated.document, other.stated.document], |row| {
            row.get(0)
        })?;
        Ok(shared >= SHARED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_one_where_they_may_be() {
        for (label, one, other, same) in [
            ("Money", "42000000 USD", "65000000 USD", false),
            ("Money", "42000000 USD", "41800000 USD", true),
            ("Money", "42000000 USD", "65000000 EUR", true),
            ("Number", "300", "450", false),
            ("Number", "300", "300", true),
            ("Number", "300/450", "500", true),
            ("Percent", "-5%", "5%", false),
            ("Percent", "x", "5%", true),
            ("Date", "2024-06-30", "2024-09-30", false),
            ("Date", "2024-06-30", "2024-06", true),
            ("Date", "XXXX-06-30", "2024-09-30", true),
        ] {
            assert_eq!(same_value(label, one, other), same, "{one}, {other}");
        }
    }

    #[test]
    fn days_are_counted() {
        for (from, to, days) in [
            ("2024-02-28", "2024-03-01", Some(2)),
            ("2023-02-28", "2023-03-01", Some(1)),
            ("1999-12-31", "2000-01-01", Some(1)),
            ("2024-03-04", "2024-03-04", Some(0)),
            ("2024-01-01", "2025-01-01", Some(366)),
            ("2024-13-01", "2025-01-01", None),
        ] {
            assert_eq!(between([from, to]), days, "{from}, {to}");
        }
    }
}
