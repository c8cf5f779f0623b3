use newsgraph_document::DocumentError;
use rusqlite::ErrorCode;
use std::error::Error;
use std::path::PathBuf;

type Cause = Box<dyn Error + Send + Sync>;

/// A graph could not be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// No file is there.
    #[error("expected a graph, found no file {}; newsgraph graph add makes one", .0.display())]
    Missing(PathBuf),
    /// The file is no database, or one of another program.
    #[error("expected a graph, found another file at {}; name another one", .0.display())]
    Foreign(PathBuf),
    /// It is a folder.
    #[error("expected a file for the graph, found the folder {}; name a file, as {}", .0.display(), .0.join("news.graph").display())]
    Folder(PathBuf),
    /// The file was written with another schema.
    #[error(
        "expected a graph of schema {expected}, found schema {found} at {}; {}",
        path.display(),
        if found > expected { "a later version of newsgraph reads it" } else { "add its articles to a new one" }
    )]
    Version {
        /// Where it is.
        path: PathBuf,
        /// The schema of this version.
        expected: i64,
        /// The schema of the file.
        found: i64,
    },
    /// The file cannot be opened, read or written.
    #[error("the graph {} could not be opened", path.display())]
    Store {
        /// Where it is.
        path: PathBuf,
        /// Why.
        source: StoreError,
    },
}

/// A graph could not be read or changed. What was under way is undone; what was added before stays.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Another program has been writing for longer than one waits.
    #[error("another program is writing to the graph; run this again when it has ended")]
    Busy(#[source] Cause),
    /// The file or its folder cannot be written to.
    #[error("the graph, or the folder that it lies in, may only be read")]
    ReadOnly(#[source] Cause),
    /// The file cannot be opened or made.
    #[error("expected a folder that is there and may be read and written to")]
    Place(#[source] Cause),
    /// The disk is full.
    #[error("no room is left on the disk; what was added before stays")]
    Full(#[source] Cause),
    /// The file is damaged.
    #[error("the file is damaged or is no graph; add the articles to a new one")]
    Damaged(#[source] Cause),
    /// The rows of a document do not fit together: another program changed them.
    #[error("the rows of document {id:?} do not fit together; add it anew")]
    Rows {
        /// The document.
        id: String,
        /// What does not fit.
        source: DocumentError,
    },
    /// A column holds something that this version does not write.
    #[error("expected {expected} in a row, found {found:?}; another program changed the graph")]
    Value {
        /// What stands there else.
        expected: &'static str,
        /// What stands there.
        found: String,
    },
    /// Anything else that `SQLite` tells.
    #[error("the graph could not be read or written")]
    Database(#[source] Cause),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let kind = match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly,
            Some(ErrorCode::CannotOpen) => Self::Place,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            _ => Self::Database,
        };
        kind(error.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::Connection;

    #[test]
    fn a_full_disk_says_so() -> Result<(), rusqlite::Error> {
        let connection = Connection::open_in_memory()?;
        connection.execute_batch("PRAGMA max_page_count = 4; CREATE TABLE t (x)")?;
        let full = connection.execute("INSERT INTO t VALUES (zeroblob(100000))", []);
        let Err(error) = full else {
            panic!("it has no room");
        };
        assert!(matches!(StoreError::from(error), StoreError::Full(_)));
        Ok(())
    }
}
