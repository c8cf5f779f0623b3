//! What the grammar finds, and what it counts from.

use newsgraph_document::{Date, Label};

/// A value that begins at some piece.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The piece after its last.
    pub(super) end: usize,
    pub(super) label: Label,
    pub(super) value: Option<String>,
    /// The day that it names, from which "a day later" is counted.
    pub(super) day: Option<Date>,
}

/// The days that relative dates are counted from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Days {
    /// The document's date.
    pub(super) today: Option<Date>,
    /// The last day that the text named, or the document's date before it named one.
    pub(super) last: Option<Date>,
}

impl Found {
    pub(super) fn new(end: usize, label: Label, value: Option<String>) -> Self {
        Self {
            end,
            label,
            value,
            day: None,
        }
    }

    /// A date that names no single day.
    pub(super) fn date(end: usize, value: impl Into<Option<String>>) -> Self {
        Self::new(end, Label::DATE, value.into())
    }

    /// A date that names a day.
    pub(super) fn day(end: usize, day: Option<Date>) -> Self {
        Self {
            day,
            ..Self::date(end, day.map(|day| day.to_string()))
        }
    }
}
