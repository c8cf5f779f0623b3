use crate::error::TableError;
use crate::words::{WordMap, WordSet};

/// One table: rows of a plain text.
///
/// A row is a line without the white space around it; empty lines and those that begin with `#` are none.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    name: &'a str,
    text: &'a str,
}

impl<'a> Table<'a> {
    pub(crate) fn new(name: &'a str, text: &'a str) -> Self {
        Self { name, text }
    }

    /// The rows, in order.
    pub fn rows(self) -> impl Iterator<Item = &'a str> {
        self.text
            .lines()
            .map(str::trim)
            .filter(|row| !row.is_empty() && !row.starts_with('#'))
    }

    /// The words of all rows, as white space parts them.
    pub fn words(self) -> WordSet {
        self.rows().flat_map(str::split_whitespace).collect()
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
        Ok(found.flat_map(str::split_whitespace).collect())
    }

    /// Each row as `N` fields, as runs of white space part them.
    ///
    /// # Errors
    /// [`TableError::Row`] for the first row that has fewer or more.
    pub fn fields<const N: usize>(self) -> Result<Vec<[&'a str; N]>, TableError> {
        let fields = |row: &'a str| {
            let found: Vec<&str> = row.split_whitespace().collect();
            let found = <[&str; N]>::try_from(found);
            found.map_err(|_| self.error(row, &format!("{N} fields with spaces between")))
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

    const TABLE: Table<'static> = Table {
        name: "t",
        text: "# comment\n\n  polar: not  never\nother:\npolar: no\n",
    };

    #[test]
    fn groups_are_rows() {
        assert_eq!(TABLE.rows().count(), 3);
        assert_eq!(TABLE.group("polar").unwrap().len(), 3);
        assert!(TABLE.group("polar").unwrap().contains("never"));
        assert!(TABLE.group("other").unwrap().is_empty());
        assert_eq!(
            TABLE.group("tense").unwrap_err().to_string(),
            "row \"tense\" of table \"t\": expected a row \"tense: words\""
        );
    }

    #[test]
    fn fields_are_counted() {
        let error = TABLE.fields::<2>().unwrap_err().to_string();
        assert_eq!(
            error,
            "row \"polar: not  never\" of table \"t\": expected 2 fields with spaces between"
        );
    }
}
