//! Questions in SQL.

use crate::{Store, StoreError};
use rusqlite::types::ValueRef;
use std::error::Error;

/// A query cannot be answered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum QueryError {
    /// It is no SQL, or names what is not there.
    #[error("the query is not understood")]
    Form(#[source] Box<dyn Error + Send + Sync>),
    /// It would change something, or gives no rows.
    #[error("expected one query that gives rows, such as SELECT * FROM said")]
    NoQuery,
    /// The file cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A cell of an answer in SQL.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Cell<'a> {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// Another number.
    Real(f64),
    /// A text.
    Text(&'a str),
    /// Bytes.
    Blob(&'a [u8]),
}

impl Store {
    /// Runs one query, and gives each row as it comes with the names of the columns. Nothing is changed. What
    /// `each` ends with ends the run.
    ///
    /// # Errors
    /// [`QueryError`] where the query is none, or changes something, or the file cannot be read; the error of `each`.
    pub fn query<E: From<QueryError>>(
        &self,
        sql: &str,
        mut each: impl FnMut(&[&str], &[Cell<'_>]) -> Result<(), E>,
    ) -> Result<Vec<String>, E> {
        let form = |error: rusqlite::Error| QueryError::Form(error.into());
        let mut statement = self.connection().prepare(sql).map_err(form)?;
        let columns = statement.column_count();
        if !statement.readonly() || columns == 0 {
            return Err(QueryError::NoQuery.into());
        }
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let shown: Vec<&str> = names.iter().map(String::as_str).collect();
        let fault = |error: rusqlite::Error| match StoreError::from(error) {
            StoreError::Database(cause) => QueryError::Form(cause),
            other => QueryError::Store(other),
        };
        let mut rows = statement.query([]).map_err(fault)?;
        while let Some(row) = rows.next().map_err(fault)? {
            let cells: Result<Vec<Cell<'_>>, QueryError> = (0..columns)
                .map(|at| {
                    let value = row.get_ref(at).map_err(fault)?;
                    Ok(match value {
                        ValueRef::Null => Cell::Null,
                        ValueRef::Integer(number) => Cell::Integer(number),
                        ValueRef::Real(number) => Cell::Real(number),
                        ValueRef::Text(bytes) => {
                            std::str::from_utf8(bytes).map_or(Cell::Blob(bytes), Cell::Text)
                        }
                        ValueRef::Blob(bytes) => Cell::Blob(bytes),
                    })
                })
                .collect();
            each(&shown, &cells?)?;
        }
        drop(rows);
        drop(statement);
        Ok(names)
    }
}
