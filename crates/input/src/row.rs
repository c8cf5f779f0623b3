//! A document from a JSON object.

use crate::day;
use crate::error::Fault;
use crate::options::InputOptions;
use newsgraph_document::{Date, Document};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

/// The fields that a row may have, each as it is written, so that the digits of numbers stay.
#[derive(Deserialize)]
struct Row<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    text: Option<&'a RawValue>,
    #[serde(borrow)]
    date: Option<&'a RawValue>,
}

/// The document of a row; the place is the id of one that has none.
pub(crate) fn document(place: &str, json: &str, options: InputOptions) -> Result<Document, Fault> {
    let json = json.trim_ascii();
    if !json.starts_with('{') {
        return Err(match serde_json::from_str::<IgnoredAny>(json) {
            Ok(_) => Fault::NotObject(short(json)),
            Err(error) => Fault::json(error),
        });
    }
    let row: Row<'_> = serde_json::from_str(json).map_err(Fault::json)?;
    let text = row
        .text
        .map(RawValue::get)
        .filter(|text| text.starts_with('"'));
    let text: String = serde_json::from_str(text.ok_or(Fault::NoText)?).map_err(Fault::json)?;
    if text.len() > options.max_document {
        return Err(Fault::TooLong(options.max_document));
    }
    let id = row.id.map_or_else(|| Ok(place.to_owned()), id)?;
    let own = row.date.map(date).transpose()?.flatten();
    Ok(Document::new(id, text)?.with_date(own.or(options.date)))
}

/// A string, or a number with the digits that it is written with.
fn id(value: &RawValue) -> Result<String, Fault> {
    let json = value.get();
    match json.as_bytes().first() {
        Some(b'"') => serde_json::from_str(json).map_err(Fault::json),
        Some(b'-' | b'0'..=b'9') => Ok(json.to_owned()),
        _ => Err(Fault::Id(short(json))),
    }
}

/// A day, with or without a time behind it; a string of nothing is none.
fn date(value: &RawValue) -> Result<Option<Date>, Fault> {
    let json = value.get();
    let text: String = serde_json::from_str(json).map_err(|_| Fault::DateKind(short(json)))?;
    if text.trim_ascii().is_empty() {
        return Ok(None);
    }
    day::parse(&text).map(Some).map_err(Fault::Date)
}

/// The beginning of some JSON, for messages.
fn short(json: &str) -> String {
    const MOST: usize = 40;
    let mut letters = json.chars();
    let mut start: String = letters
        .by_ref()
        .take(MOST)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if letters.next().is_some() {
        start.push('…');
    }
    start
}
