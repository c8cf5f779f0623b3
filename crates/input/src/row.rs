//! A document from a JSON object.

use crate::day;
use crate::error::Fault;
use crate::options::InputOptions;
use newsgraph_document::{Date, Document};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;

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
    // Files that were put together have a mark of the encoding within.
    let json = json.trim_start_matches('\u{FEFF}').trim_ascii();
    if !json.starts_with('{') {
        return Err(match serde_json::from_str::<IgnoredAny>(json) {
            Ok(_) => Fault::NotObject(short(json)),
            Err(error) => Fault::json(&error),
        });
    }
    let row: Row<'_> = serde_json::from_str(json).map_err(|error| Fault::json(&error))?;
    let text = row
        .text
        .map(RawValue::get)
        .filter(|text| text.starts_with('"'));
    let text = text.ok_or_else(|| Fault::NoText(instead(json)))?;
    let text: String = serde_json::from_str(text).map_err(|error| Fault::json(&error))?;
    if text.len() > options.max_document {
        return Err(Fault::TooLong(options.max_document));
    }
    let id = row.id.map_or_else(|| Ok(place.to_owned()), id)?;
    let own = row.date.map(date).transpose()?.flatten();
    Ok(Document::new(id, text)?.with_date(own.or(options.date)))
}

/// What a row has in place of a text.
fn instead(json: &str) -> String {
    let fields: BTreeMap<Cow<'_, str>, &RawValue> = serde_json::from_str(json).unwrap_or_default();
    match fields.get("text") {
        Some(text) => short(text.get()),
        None if fields.is_empty() => "no field".to_owned(),
        None => {
            let names: Vec<String> = fields.keys().map(|name| format!("{name:?}")).collect();
            short(&format!("the fields {}", names.join(", ")))
        }
    }
}

/// A string, or a number with the digits that it is written with.
fn id(value: &RawValue) -> Result<String, Fault> {
    let json = value.get();
    match json.as_bytes().first() {
        Some(b'"') => serde_json::from_str(json).map_err(|error| Fault::json(&error)),
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
