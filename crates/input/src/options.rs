use crate::guess::Kind;
use newsgraph_document::Date;

/// A row may be this many times as long as its text, where each letter is an escape.
const ESCAPED: usize = 6;
/// What a row may hold beside its text, in bytes.
const BESIDE: usize = 1 << 16;

/// How a stream is read.
///
/// ```
/// use newsgraph_input::{InputOptions, Kind};
/// let options = InputOptions::default().with_kind(Kind::Html).with_max_document(1 << 20);
/// assert_eq!((options.kind, options.date), (Some(Kind::Html), None));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InputOptions {
    /// What the stream holds; `None` goes by the ending of its name, and where that says nothing, by
    /// its first bytes.
    pub kind: Option<Kind>,
    /// The date of documents that have none of their own.
    pub date: Option<Date>,
    /// The most bytes that a document may have: those of a text or a page, those of the field "text"
    /// of a row.
    pub max_document: usize,
}

impl Default for InputOptions {
    fn default() -> Self {
        Self {
            kind: None,
            date: None,
            max_document: 16 << 20,
        }
    }
}

impl InputOptions {
    /// The same for streams of this kind, or for any with `None`.
    #[must_use]
    pub fn with_kind(mut self, kind: impl Into<Option<Kind>>) -> Self {
        self.kind = kind.into();
        self
    }

    /// The same with a date for documents that have none of their own.
    #[must_use]
    pub fn with_date(mut self, date: impl Into<Option<Date>>) -> Self {
        self.date = date.into();
        self
    }

    /// The same with another limit of a document's bytes.
    #[must_use]
    pub fn with_max_document(mut self, bytes: usize) -> Self {
        self.max_document = bytes;
        self
    }

    /// The most bytes that a row may have.
    pub(crate) fn max_row(&self) -> usize {
        self.max_document
            .saturating_mul(ESCAPED)
            .saturating_add(BESIDE)
    }
}
