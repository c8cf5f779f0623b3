//! What a stream holds, from its name or its first bytes.

use serde::de::IgnoredAny;
use std::fmt;
use std::path::Path;

/// What a stream holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// One document, as it stands.
    Text,
    /// An object `{"id", "text", "date"?}` on each line.
    JsonLines,
    /// Such objects one after another, or an array of them.
    Json,
    /// A page, whose text is taken out.
    Html,
}

/// The endings of names, without the dot, and what they say.
const ENDINGS: [(&str, Kind); 7] = [
    ("txt", Kind::Text),
    ("jsonl", Kind::JsonLines),
    ("ndjson", Kind::JsonLines),
    ("json", Kind::Json),
    ("html", Kind::Html),
    ("htm", Kind::Html),
    ("xhtml", Kind::Html),
];

impl Kind {
    /// The endings that say a kind, without the dot; `.gz` may follow each.
    pub fn endings() -> impl Iterator<Item = &'static str> {
        ENDINGS.iter().map(|&(ending, _)| ending)
    }

    /// The kind that the ending of a name says, before `.gz` where it ends so.
    pub fn of_ending(name: &Path) -> Option<Self> {
        let ending = name.extension()?.to_str()?.to_ascii_lowercase();
        if ending == "gz" {
            let inner = Path::new(name.file_stem()?);
            let gz = |ending: &std::ffi::OsStr| ending.eq_ignore_ascii_case("gz");
            if inner.extension().is_some_and(gz) {
                return None;
            }
            return Self::of_ending(inner);
        }
        let known = ENDINGS.iter().find(|(known, _)| *known == ending);
        known.map(|&(_, kind)| kind)
    }

    pub(crate) fn is_json(self) -> bool {
        matches!(self, Self::Json | Self::JsonLines)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::JsonLines => "JSON Lines",
            Self::Json => "JSON",
            Self::Html => "HTML",
        })
    }
}

/// The first bytes of a stream.
#[derive(Clone, Copy)]
pub(crate) struct Head<'a> {
    pub(crate) bytes: &'a [u8],
    /// Whether there are no more.
    pub(crate) whole: bool,
}

/// What a stream that begins so holds. Rows may follow a line that is damaged. Prose that begins with a bracket stays text.
pub(crate) fn kind(head: Head<'_>) -> Kind {
    let text = head.bytes.utf8_chunks().next().map_or("", |c| c.valid());
    let whole = head.whole && text.len() == head.bytes.len();
    let start = text.trim_ascii_start();
    if is_html(start) {
        Kind::Html
    } else if begins_array(start, whole) {
        Kind::Json
    } else {
        json(start, whole).unwrap_or(Kind::Text)
    }
}

/// Whether this is XML, and no page.
pub(crate) fn is_xml(head: &[u8]) -> bool {
    let start = head.trim_ascii_start();
    let text = start.utf8_chunks().next().map_or("", |c| c.valid());
    start.starts_with(b"<?xml") && !is_html(text)
}

/// Elements that pages and parts of pages begin with.
const ELEMENTS: &str = "article aside b base blockquote body br center div dl em fieldset figure font footer form h1 \
    h2 h3 h4 h5 h6 head header hr html i iframe img link main meta nav noscript ol p pre script section span strong \
    style table template title ul";

fn is_html(start: &str) -> bool {
    let mut rest = start;
    for (open, close) in [("<?xml", "?>"), ("<!--", "-->")] {
        while let Some(inner) = rest.strip_prefix(open) {
            let Some((_, after)) = inner.split_once(close) else {
                return false;
            };
            rest = after.trim_ascii_start();
        }
    }
    let begins = |prefix: &str| {
        rest.get(..prefix.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    if begins("<!doctype html") {
        return true;
    }
    let Some(tag) = rest.strip_prefix('<') else {
        return false;
    };
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric());
    let (name, after) = tag.split_at(end.unwrap_or(tag.len()));
    let ends = after.starts_with(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/');
    let name = name.to_ascii_lowercase();
    match name.as_str() {
        "html" | "head" | "body" => ends,
        _ => ends && ELEMENTS.split(' ').any(|e| e == name) && after.contains("</"),
    }
}

/// Whether an array begins here, of objects or of whatever else JSON has.
fn begins_array(start: &str, whole: bool) -> bool {
    let Some(inner) = start.strip_prefix('[') else {
        return false;
    };
    let inner = inner.trim_ascii_start();
    match inner.as_bytes().first() {
        Some(b'{') => {
            let first = inner[1..].trim_ascii_start();
            first.starts_with(['"', '}']) || begins_object(inner)
        }
        Some(b']') => whole && inner[1..].trim_ascii().is_empty(),
        Some(b'"') => whole && parses(start),
        _ => false,
    }
}

/// Whether an object begins here: a brace, then a key with its colon.
fn begins_object(start: &str) -> bool {
    let Some(inner) = start.strip_prefix('{') else {
        return false;
    };
    let inner = inner.trim_ascii_start();
    let Some(mark) = inner.chars().next() else {
        return false;
    };
    let key = match mark {
        '"' | '\'' => inner[1..].split_once(mark),
        _ => None,
    };
    key.is_some_and(|(key, after)| !key.contains('\n') && after.trim_ascii_start().starts_with(':'))
}

fn parses(json: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(json).is_ok()
}

/// Whether this is JSON so far, without its end.
fn ends_early(json: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(json).is_err_and(|error| error.is_eof())
}

/// Rows or objects over several lines.
fn json(start: &str, whole: bool) -> Option<Kind> {
    let (lines, last) = if whole {
        (start, "")
    } else {
        start.rsplit_once('\n').unwrap_or(("", start))
    };
    let lines = lines
        .lines()
        .map(str::trim_ascii)
        .filter(|line| !line.is_empty());
    let (mut rows, mut others) = (0_usize, 0_usize);
    for line in lines.clone() {
        if line.starts_with('{') && parses(line) {
            rows += 1;
        } else {
            others += 1;
        }
    }
    let last = last.trim_ascii();
    if begins_object(last) && ends_early(last) {
        rows += 1;
    }
    let first = lines.clone().next().unwrap_or(last);
    if !begins_object(start) {
        return (rows > others).then_some(Kind::JsonLines);
    }
    if rows > 0 && rows >= others {
        return Some(Kind::JsonLines);
    }
    let next = lines.clone().nth(1);
    let mut values = serde_json::Deserializer::from_str(start).into_iter::<IgnoredAny>();
    let value = values.next();
    let one_line = match value {
        Some(Ok(_)) => start.get(..values.byte_offset()) == Some(first),
        Some(Err(error)) if error.is_eof() => next.is_none(),
        _ => next.is_none_or(|line| line.starts_with('{')),
    };
    Some(if one_line {
        Kind::JsonLines
    } else {
        Kind::Json
    })
}
