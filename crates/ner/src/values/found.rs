//! What the grammar finds, and what it counts from.

use super::entry::TimeUnit;
use newsgraph_document::{Date, Label};
use std::ops::Range;

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
    /// The first day of the last month and of the last year that the text named, or that a date in it names.
    month: Option<Date>,
    year: Option<Date>,
}

impl Days {
    /// Those of a text before its first date.
    pub(super) fn new(today: Option<Date>) -> Self {
        let last = today;
        Self {
            today,
            last,
            ..Self::default()
        }
    }

    /// Those of what follows a date.
    pub(super) fn after(self, found: &Found) -> Self {
        let value = found
            .value
            .as_deref()
            .filter(|_| found.label == Label::DATE);
        let part = |range: Range<usize>| value.and_then(|value| value.get(range));
        let number = |range| part(range).and_then(|part| part.parse::<u16>().ok());
        let year = number(0..4);
        let month = number(5..7).filter(|_| part(4..5) == Some("-"));
        let first = |year, month: u16| Date::new(year, u8::try_from(month).ok()?, 1);
        let month = year.zip(month).and_then(|(year, month)| first(year, month));
        Self {
            last: found.day.or(self.last),
            month: month.or(self.month),
            year: year.and_then(|year| first(year, 1)).or(self.year),
            ..self
        }
    }

    /// The day of the text that one such unit away is counted from.
    pub(super) fn named(self, unit: TimeUnit) -> Option<Date> {
        let named = match unit {
            TimeUnit::Month => self.month,
            TimeUnit::Year => self.year,
            _ => None,
        };
        named.or(self.last)
    }
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
