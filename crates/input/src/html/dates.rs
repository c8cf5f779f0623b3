//! The day on which a page says that it was published.

use super::elements::attribute;
use html5gum::StartTag;
use newsgraph_document::Date;
use serde_json::Value;

/// The first date of each of the ways in which pages tell one, the surest first.
#[derive(Debug, Default)]
pub(super) struct Dates([Option<Date>; WAYS]);

const WAYS: usize = 4;
const META: usize = 0;
const DATA: usize = 1;
const PROPERTY: usize = 2;
const TIME: usize = 3;

impl Dates {
    pub(super) fn best(&self) -> Option<Date> {
        self.0.iter().flatten().next().copied()
    }

    /// A `meta` element.
    pub(super) fn meta(&mut self, tag: &StartTag<()>) {
        const NAMES: [&str; 9] = [
            "article:published_time",
            "og:published_time",
            "og:article:published_time",
            "datepublished",
            "date",
            "dc.date",
            "dc.date.issued",
            "pubdate",
            "parsely-pub-date",
        ];
        let named = [&b"property"[..], b"name", b"itemprop"]
            .into_iter()
            .any(|key| {
                let name = attribute(tag, key).to_ascii_lowercase();
                NAMES.contains(&name.as_str())
            });
        if named {
            self.add(META, attribute(tag, b"content"));
        }
    }

    /// A `time` element.
    pub(super) fn time(&mut self, tag: &StartTag<()>) {
        let published = attribute(tag, b"itemprop") == "datePublished";
        let way = if published { PROPERTY } else { TIME };
        self.add(way, attribute(tag, b"datetime"));
    }

    /// The JSON-LD of a script.
    pub(super) fn data(&mut self, json: &str) {
        let value: Option<Value> = serde_json::from_str(json.trim()).ok();
        if let Some(day) = value.as_ref().and_then(published) {
            self.add(DATA, day);
        }
    }

    fn add(&mut self, way: usize, text: &str) {
        let day = text.trim_ascii_start().get(..DAY);
        let date = day.and_then(|day| day.parse().ok());
        self.0[way] = self.0[way].or(date);
    }
}

/// The length of a day as YYYY-MM-DD; a time may follow.
const DAY: usize = 10;

/// The first field of this name. The reader of JSON bounds how deep it nests.
fn published(value: &Value) -> Option<&str> {
    match value {
        Value::Array(items) => items.iter().find_map(published),
        Value::Object(fields) => fields
            .get("datePublished")
            .and_then(Value::as_str)
            .or_else(|| fields.values().find_map(published)),
        _ => None,
    }
}
