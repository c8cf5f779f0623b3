//! What stands in the cells of a document's rows.

use super::ReadError;
use crate::rows::{ParticipantRow, SpanRow};
use newsgraph_document::{EntityId, Offsets, Participant, QuoteId, Span};
use serde::Deserialize;
use serde::de::IntoDeserializer;

type Read<T> = Result<T, ReadError>;

/// Reads cells of a table; its errors tell which one, and of which document.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    pub(super) table: &'static str,
    pub(super) id: &'a str,
    pub(super) offsets: &'a Offsets,
}

impl Cells<'_> {
    /// The items of rows whose numbers are their positions.
    pub(super) fn each<R, T>(
        self,
        rows: &[R],
        number: impl Fn(&R) -> i64,
        mut read: impl FnMut(&R) -> Read<T>,
    ) -> Read<Vec<T>> {
        let row = |(expected, row): (usize, &R)| {
            let found = number(row);
            if usize::try_from(found) != Ok(expected) {
                return Err(ReadError::Order {
                    table: self.table,
                    id: self.id.to_owned(),
                    expected,
                    found,
                });
            }
            read(row)
        };
        rows.iter().enumerate().map(row).collect()
    }

    /// The error that a number is none of what is expected.
    pub(super) fn wrong(self, expected: &'static str, found: i64) -> ReadError {
        ReadError::Number {
            table: self.table,
            id: self.id.to_owned(),
            expected,
            found,
        }
    }

    /// A number that counts from 0, as 32 bits hold it.
    pub(super) fn number(self, found: i64, expected: &'static str) -> Read<usize> {
        let number = u32::try_from(found).map(|number| number as usize);
        number.map_err(|_| self.wrong(expected, found))
    }

    pub(super) fn entity(self, number: i64) -> Read<EntityId> {
        let number = self.number(number, "the number of an entity");
        number.map(EntityId::new)
    }

    pub(super) fn quote(self, number: Option<i64>) -> Read<Option<QuoteId>> {
        let number = number.map(|number| self.number(number, "the number of a quote"));
        Ok(number.transpose()?.map(QuoteId::new))
    }

    /// A word of a closed set, by its name in files.
    pub(super) fn word<T: for<'de> Deserialize<'de>>(self, word: &str) -> Read<T> {
        T::deserialize(word.into_deserializer()).map_err(|source| ReadError::Word {
            table: self.table,
            id: self.id.to_owned(),
            source,
        })
    }

    pub(super) fn span(self, start: i64, end: i64) -> Read<Span> {
        let byte = |position: i64| self.offsets.to_byte(usize::try_from(position).ok()?);
        let ends = byte(start)
            .zip(byte(end))
            .filter(|(start, end)| start <= end);
        let span = ends.map(|(start, end)| Span::new(start, end));
        span.ok_or_else(|| ReadError::Span {
            table: self.table,
            id: self.id.to_owned(),
            start,
            end,
        })
    }

    pub(super) fn spans(self, rows: &[SpanRow<'_>]) -> Read<Vec<Span>> {
        rows.iter()
            .map(|row| self.span(row.start, row.end))
            .collect()
    }

    pub(super) fn maybe_span(self, start: Option<i64>, end: Option<i64>) -> Read<Option<Span>> {
        let ends = start.zip(end);
        ends.map(|(start, end)| self.span(start, end)).transpose()
    }

    pub(super) fn participant(self, row: &ParticipantRow<'_>) -> Read<Participant> {
        Ok(Participant {
            span: self.span(row.start, row.end)?,
            head: self.span(row.head_start, row.head_end)?,
            how: self.word(&row.how)?,
            role: self.maybe_span(row.role_start, row.role_end)?,
            behalf: self.maybe_span(row.for_start, row.for_end)?,
        })
    }
}
