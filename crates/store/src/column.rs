//! Columns of rows, checked as they are read.

use crate::{StoreError, spans};
use newsgraph_document::{Act, EntityId, MentionKind, QuoteId, QuoteKind, Reference, Span, Status};
use rusqlite::Row;

type Read<T> = Result<T, StoreError>;

/// A closed set of names, as columns hold them.
pub(crate) trait Named: Copy + 'static {
    /// What it is called where a name is none of it.
    const EXPECTED: &'static str;
    /// All of it.
    const ALL: &'static [Self];
    /// Its name.
    fn name(self) -> &'static str;
}

macro_rules! named {
    ($($name:ident $expected:literal [$($value:ident)*];)*) => { $(
        impl Named for $name {
            const EXPECTED: &'static str = $expected;
            const ALL: &'static [Self] = &[$(Self::$value),*];

            fn name(self) -> &'static str {
                // A value that is added to the enum makes this fail to compile until it is listed.
                match self { $(Self::$value => self.as_str(),)* }
            }
        }
    )* };
}

named! {
    MentionKind "a kind of mention" [Proper Nominal Pronoun Value];
    QuoteKind "a kind of quote" [Direct Indirect Mixed];
    Act "an act" [Speech Thought Attitude Other];
    Reference "a way to refer" [Named Pronoun Described Implicit];
    Status "a status" [Now Former Planned Denied];
}

/// The value of a closed set.
pub(crate) fn named<T: Named>(row: &Row<'_>, column: &str) -> Read<T> {
    let found: String = row.get(column)?;
    let value = T::ALL.iter().copied().find(|value| value.name() == found);
    value.ok_or(StoreError::Value {
        expected: T::EXPECTED,
        found,
    })
}

/// The span of two columns, which may both be null.
pub(crate) fn maybe_span(row: &Row<'_>, [start, end]: [&str; 2]) -> Read<Option<Span>> {
    let (start, end): (Option<i64>, Option<i64>) = (row.get(start)?, row.get(end)?);
    let (Some(start), Some(end)) = (start, end) else {
        return Ok(None);
    };
    let span = spans::span(start, end);
    span.map(Some).ok_or_else(|| no_span(start, end))
}

/// The span of two columns.
pub(crate) fn span(row: &Row<'_>, columns: [&str; 2]) -> Read<Span> {
    maybe_span(row, columns)?.ok_or_else(|| StoreError::Value {
        expected: "a span",
        found: "null".to_owned(),
    })
}

fn no_span(start: i64, end: i64) -> StoreError {
    StoreError::Value {
        expected: "a span",
        found: format!("[{start}, {end}]"),
    }
}

/// The spans of a column.
pub(crate) fn spans(row: &Row<'_>, column: &str) -> Read<Vec<Span>> {
    spans::from_json(row.get_ref(column)?.as_str().unwrap_or_default())
}

/// The score of a column. Scores are written from 32 bits, so that none is rounded.
pub(crate) fn score(row: &Row<'_>) -> Read<Option<f32>> {
    let score: Option<f64> = row.get("score")?;
    Ok(score.map(|score| score as f32))
}

/// An entity of the document.
pub(crate) fn entity(row: &Row<'_>, column: &str) -> Read<EntityId> {
    Ok(EntityId::new(row.get(column)?))
}

/// A quote of the document.
pub(crate) fn quote(row: &Row<'_>, column: &str) -> Read<Option<QuoteId>> {
    let quote: Option<usize> = row.get(column)?;
    Ok(quote.map(QuoteId::new))
}
