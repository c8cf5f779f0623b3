//! The rows of a gazetteer.

use super::doubt::Doubts;
use super::{Entry, Gazetteer, GazetteerError, compared};
use crate::words::Words;
use csv::{ReaderBuilder, StringRecord};
use newsgraph_document::Date;
use std::io::Read;

const COLUMNS: [&str; 5] = ["id", "names", "kind", "place", "dates"];

/// Most chars of a field that an error shows.
const SHOWN: usize = 60;

const ID: &str = "an id";
const NAME: &str = "a name, or several with | between";
const DATES: &str = "dates as 1946-06-14/2001, either side of / empty where it is open";

pub(super) fn read(table: impl Read, words: &Words) -> Result<Gazetteer, GazetteerError> {
    let mut reader = ReaderBuilder::new().from_reader(table);
    let columns = columns(reader.headers().map_err(wrong_table)?)?;
    let mut gazetteer = Gazetteer::default();
    let mut doubts = Doubts::default();
    for record in reader.records() {
        let record = record.map_err(wrong_table)?;
        let line = record.position().map_or(0, csv::Position::line);
        let [id, names, kind, places, dates] =
            columns.map(|at| record.get(at).unwrap_or("").trim());
        let wrong = |expected, found: &str| GazetteerError::Row {
            line,
            expected,
            found: found.chars().take(SHOWN).collect(),
        };
        if id.is_empty() {
            return Err(wrong(ID, id));
        }
        let compare = |part: &str| compared(part, words);
        let forms: Vec<String> = names
            .split('|')
            .map(compare)
            .filter(|n| !n.is_empty())
            .collect();
        if forms.is_empty() {
            return Err(wrong(NAME, names));
        }
        let (from, to) = span(dates).ok_or_else(|| wrong(DATES, dates))?;
        let places = places
            .split('|')
            .map(str::trim)
            .filter(|place| !place.is_empty());
        let entry = Entry {
            id: id.to_owned(),
            kind: kind.to_owned(),
            places: places
                .map(|place| (place.to_owned(), compare(place)))
                .collect(),
            from,
            to,
        };
        doubts.row(line, &entry, &forms);
        gazetteer.add(entry, forms.into_iter());
    }
    gazetteer.doubts = doubts.found();
    Ok(gazetteer)
}

fn wrong_table(error: csv::Error) -> GazetteerError {
    let line = error.position().map_or(0, csv::Position::line);
    if !error.is_io_error() {
        let source = error.into();
        return GazetteerError::Table { line, source };
    }
    GazetteerError::Read(error.into())
}

/// Where each column stands.
fn columns(first: &StringRecord) -> Result<[usize; 5], GazetteerError> {
    let mut places = [0; 5];
    for (place, name) in places.iter_mut().zip(COLUMNS) {
        let is_own = |field: &str| {
            field
                .trim_start_matches('\u{FEFF}')
                .trim()
                .eq_ignore_ascii_case(name)
        };
        *place = first
            .iter()
            .position(is_own)
            .ok_or_else(|| GazetteerError::Column {
                missing: name,
                found: first
                    .iter()
                    .collect::<Vec<_>>()
                    .join(",")
                    .chars()
                    .take(SHOWN)
                    .collect(),
            })?;
    }
    Ok(places)
}

/// The first day and the last, each `None` where it is open; `None` where the text is no such span.
fn span(text: &str) -> Option<(Option<Date>, Option<Date>)> {
    if text.is_empty() {
        return Some((None, None));
    }
    let (from, to) = text.split_once('/')?;
    Some((day(from.trim(), [1, 1])?, day(to.trim(), [12, 31])?))
}

/// A day, or the day of a year with this month and number; the inner `None` for an empty text.
#[expect(clippy::option_option, reason = "an open side is no error")]
fn day(text: &str, [month, number]: [u8; 2]) -> Option<Option<Date>> {
    if text.is_empty() {
        return Some(None);
    }
    let year = || Date::new(text.parse().ok()?, month, number);
    text.parse().ok().or_else(year).map(Some)
}
