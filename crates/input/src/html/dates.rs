//! The day on which a page says that it was published.

use super::elements::attribute;
use crate::day;
use html5gum::StartTag;
use newsgraph_document::Date;
use serde_json::Value;

/// The first date of each of the ways in which pages tell one, the surest first.
#[derive(Debug, Default)]
pub(super) struct Dates([Option<Date>; WAYS]);

/// Names of `meta` elements that tell when the page was published, and names that may tell another day.
const PUBLISHED: [&str; 7] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "pubdate",
    "dc.date.issued",
];
const DATED: [&str; 2] = ["dc.date", "date"];

const DATA: usize = PUBLISHED.len();
const PROPERTY: usize = DATA + 1;
const META: usize = PROPERTY + 1;
const IN_ARTICLE: usize = META + DATED.len();
const TIME: usize = IN_ARTICLE + 1;
const WAYS: usize = TIME + 1;

impl Dates {
    pub(super) fn best(&self) -> Option<Date> {
        self.0.iter().flatten().next().copied()
    }

    /// A `meta` element.
    pub(super) fn meta(&mut self, tag: &StartTag<()>) {
        for key in [&b"property"[..], b"name", b"itemprop"] {
            let name = attribute(tag, key);
            let place = |names: &[&str]| names.iter().position(|n| n.eq_ignore_ascii_case(name));
            let way = place(&PUBLISHED).or_else(|| place(&DATED).map(|at| META + at));
            if let Some(way) = way {
                self.add(way, attribute(tag, b"content"));
            }
        }
    }

    /// A `time` element, in an article or elsewhere.
    pub(super) fn time(&mut self, tag: &StartTag<()>, article: bool) {
        let way = match attribute(tag, b"itemprop") {
            "datePublished" => PROPERTY,
            _ if article => IN_ARTICLE,
            _ => TIME,
        };
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
        self.0[way] = self.0[way].or_else(|| day::parse(text).ok());
    }
}

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
