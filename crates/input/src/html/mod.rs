//! The text of a page.
//!
//! The page is read tag by tag, without a tree of it: work and memory grow with its length, however
//! deep it nests and whatever it leaves open.

mod choose;
mod dates;
mod elements;
mod walk;

use newsgraph_document::Date;

/// What a page holds.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// Headline and paragraphs, a blank line between.
    pub(crate) text: String,
    /// The day that the page says it was published.
    pub(crate) date: Option<Date>,
    /// Whether it ends within a tag or a comment.
    pub(crate) cut: bool,
}

/// Takes the article out of a page.
pub(crate) fn page(html: &str) -> Page {
    let walked = walk::walk(html);
    Page {
        text: choose::text(&walked.blocks),
        date: walked.dates.best(),
        cut: walked.cut,
    }
}

/// How far into a page its encoding is looked for.
const DECLARED: usize = 1 << 12;

/// The encoding that a page says it has.
pub(crate) fn charset(bytes: &[u8]) -> Option<String> {
    const KEY: &[u8] = b"charset=";
    let start = &bytes[..bytes.len().min(DECLARED)];
    start.iter().position(|&byte| byte == b'<')?;
    let lower = start.to_ascii_lowercase();
    let at = memchr::memmem::find(&lower, KEY)? + KEY.len();
    let name = start[at..]
        .iter()
        .skip_while(|b| matches!(b, b'"' | b'\'' | b' '));
    let name: String = name
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'))
        .take(SHOWN)
        .map(|&b| char::from(b))
        .collect();
    (!name.is_empty()).then_some(name)
}

/// The most letters of an encoding's name.
const SHOWN: usize = 30;
