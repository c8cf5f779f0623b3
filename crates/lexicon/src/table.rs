use crate::error::TableError;
use crate::words::{WordMap, WordSet};
use std::borrow::Cow;
use std::ops::Range;

/// One table: rows of a plain text.
///
/// A row is a line without the white space around it; empty lines and those that begin with `#` are none.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    name: &'a str,
    text: &'a TableText,
}

/// The text of a table, with where its rows lie: they are asked for again and again, for each of their groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TableText {
    text: Cow<'static, str>,
    rows: Vec<Range<usize>>,
}

impl TableText {
    pub(crate) fn new(text: Cow<'static, str>) -> Self {
        let mut rows = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let row = line.trim();
            if !row.is_empty() && !row.starts_with('#') {
                let before = line.len() - line.trim_start().len();
                rows.push(start + before..start + before + row.len());
            }
            start += line.len();
        }
        Self { text, rows }
    }
}

impl<'a> Table<'a> {
    pub(crate) fn new(name: &'a str, text: &'a TableText) -> Self {
        Self { name, text }
    }

    /// The rows, in order.
    pub fn rows(self) -> impl Iterator<Item = &'a str> {
        let TableText { text, rows } = self.text;
        rows.iter().map(|row| &text[row.clone()])
    }

    /// The words of all rows, as spaces and tabs part them.
    pub fn words(self) -> WordSet {
        self.rows().flat_map(str::split_ascii_whitespace).collect()
    }

    /// The words of all rows that begin with `name:`.
    ///
    /// # Errors
    /// [`TableError::Row`] where there is no such row.
    pub fn group(self, name: &str) -> Result<WordSet, TableError> {
        let words = |row: &'a str| row.strip_prefix(name)?.strip_prefix(':');
        let mut found = self.rows().filter_map(words).peekable();
        if found.peek().is_none() {
            return Err(self.error(name, &format!("a row \"{name}: words\"")));
        }
        Ok(found.flat_map(str::split_ascii_whitespace).collect())
    }

    /// Each row as `N` fields, as runs of spaces and tabs part them.
    ///
    /// # Errors
    /// [`TableError::Row`] for the first row that has fewer or more.
    pub fn fields<const N: usize>(self) -> Result<Vec<[&'a str; N]>, TableError> {
        let fields = |row: &'a str| {
            let mut fields = row.split_ascii_whitespace();
            let found = [(); N].map(|()| fields.next().unwrap_or_default());
            let are_all =
                found.last().is_none_or(|last| !last.is_empty()) && fields.next().is_none();
            are_all
                .then_some(found)
                .ok_or_else(|| self.error(row, &format!("{N} fields with spaces between")))
        };
        self.rows().map(fields).collect()
    }

    /// Each row's first field with what `value` makes of all fields; the last row of a word stays.
    ///
    /// # Errors
    /// As [`Table::fields`].
    pub fn map<const N: usize, V>(
        self,
        value: impl Fn([&'a str; N]) -> V,
    ) -> Result<WordMap<V>, TableError> {
        let rows = self.fields::<N>()?.into_iter();
        Ok(rows.map(|row| (row[0], value(row))).collect())
    }

    /// The error that this row is not what a reader expects.
    pub fn error(self, row: &str, expected: &str) -> TableError {
        TableError::Row {
            table: self.name.to_owned(),
            row: row.to_owned(),
            expected: expected.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text() -> TableText {
        TableText::new("# comment\n\n  polar: not  never\r\nother:\npolar: no".into())
    }

    #[test]
    fn groups_are_rows() {
        let text = text();
        let table = Table::new("t", &text);
        let rows: Vec<_> = table.rows().collect();
        assert_eq!(rows, ["polar: not  never", "other:", "polar: no"]);
        assert_eq!(table.group("polar").unwrap().len(), 3);
        assert!(table.group("polar").unwrap().contains("never"));
        assert!(table.group("other").unwrap().is_empty());
        assert_eq!(
            table.group("tense").unwrap_err().to_string(),
            "row \"tense\" of table \"t\": expected a row \"tense: words\""
        );
    }

    #[test]
    fn fields_are_counted() {
        let text = text();
        let error = Table::new("t", &text)
            .fields::<2>()
            .unwrap_err()
            .to_string();
        assert_eq!(
            error,
            "row \"polar: not  never\" of table \"t\": expected 2 fields with spaces between"
        );
    }
}
