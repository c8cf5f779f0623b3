use crate::{OpenError, StoreError};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The number of the schema. Raise it when a column changes its meaning or goes away, or a new one is needed.
const VERSION: i64 = 1;

/// What the head of the file says it is for: "nwsg".
const APPLICATION: i64 = 0x6E77_7367;

/// How long one waits for another program that writes.
const PATIENCE: Duration = Duration::from_secs(30);

/// Bytes of the head of such a file.
const HEAD: u64 = 100;

/// Statements that are kept ready.
const STATEMENTS: usize = 64;

/// What is asked of every connection: who deletes a document deletes its rows; what a crash may cost is the last
/// articles, never the file; 16 MiB of pages are held, and as much is written beside the file before it goes into it.
const CONNECTION: &str = "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; \
                          PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 4096;";

/// Many documents as one graph, in one `SQLite` file.
///
/// One writes at a time, others wait for it; readers read beside it, each what was whole when it began to.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
}

impl Store {
    /// The graph in this file, which is made where none is there. Its folder must allow new files: `SQLite` keeps two
    /// beside it while it is open, of the same name with `-wal` and `-shm`.
    ///
    /// # Errors
    /// [`OpenError`] where the file is none of a graph, or cannot be opened or written to.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, OpenError> {
        let path = path.as_ref();
        is_database(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut store = Self::connect(path, plain(path), flags)?;
        let at = |error: rusqlite::Error| fault(path, error);
        if store.is_new(path)? {
            store.lay_out().map_err(at)?;
        } else {
            store.check(path)?;
        }
        let wal = "PRAGMA journal_mode = WAL";
        let mode = store
            .connection
            .query_row(wal, [], |row| row.get::<_, String>(0));
        mode.map_err(at)?;
        Ok(store)
    }

    /// The graph in this file, for questions alone. The file is not changed.
    ///
    /// # Errors
    /// [`OpenError`] where no graph is there, or it cannot be read.
    pub fn open_read_only(path: impl AsRef<Path>) -> Result<Self, OpenError> {
        let path = path.as_ref();
        if !path.exists() {
            return Err(OpenError::Missing(path.to_owned()));
        }
        is_database(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
        let store = Self::connect(path, plain(path), flags)?;
        match store.check(path) {
            // Where nothing can be made beside the file, it is read as one that nobody changes.
            Err(OpenError::Store { .. }) if !beside(path, "-wal").exists() => {
                let flags = flags | OpenFlags::SQLITE_OPEN_URI;
                let store = Self::connect(path, still(path), flags)?;
                store.check(path)?;
                Ok(store)
            }
            checked => checked.map(|()| store),
        }
    }

    /// The database itself.
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// A transaction that writes, after those of others.
    pub(crate) fn transaction(&mut self) -> Result<Transaction<'_>, StoreError> {
        let behavior = TransactionBehavior::Immediate;
        Ok(self.connection.transaction_with_behavior(behavior)?)
    }

    /// While it is held, all that is read is as it was at once, whatever others write.
    pub(crate) fn snapshot(&self) -> Result<Transaction<'_>, StoreError> {
        Ok(self.connection.unchecked_transaction()?)
    }

    fn connect(path: &Path, name: PathBuf, flags: OpenFlags) -> Result<Self, OpenError> {
        let at = |error: rusqlite::Error| fault(path, error);
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(name, flags).map_err(at)?;
        connection.busy_timeout(PATIENCE).map_err(at)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        // A plan does not depend on values, so that none is made anew for each.
        let stable = DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG;
        connection.set_db_config(stable, true).map_err(at)?;
        connection.execute_batch(CONNECTION).map_err(at)?;
        Ok(Self { connection })
    }

    fn pragma(&self, path: &Path, name: &str) -> Result<i64, OpenError> {
        let found = self
            .connection
            .pragma_query_value(None, name, |row| row.get(0));
        found.map_err(|error| fault(path, error))
    }

    /// Whether nothing was written yet.
    fn is_new(&self, path: &Path) -> Result<bool, OpenError> {
        let count = "SELECT count(*) FROM sqlite_schema";
        let count = self
            .connection
            .query_row(count, [], |row| row.get::<_, i64>(0));
        Ok(count.map_err(|error| fault(path, error))? == 0
            && self.pragma(path, "application_id")? == 0)
    }

    fn check(&self, path: &Path) -> Result<(), OpenError> {
        if self.pragma(path, "application_id")? != APPLICATION {
            return Err(OpenError::Foreign(path.to_owned()));
        }
        match self.pragma(path, "user_version")? {
            VERSION => Ok(()),
            found => Err(OpenError::Version {
                path: path.to_owned(),
                expected: VERSION,
                found,
            }),
        }
    }

    /// Makes the tables, unless another program has done so meanwhile.
    fn lay_out(&mut self) -> Result<(), rusqlite::Error> {
        let behavior = TransactionBehavior::Immediate;
        let transaction = self.connection.transaction_with_behavior(behavior)?;
        let made = "SELECT count(*) FROM sqlite_schema";
        if transaction.query_row(made, [], |row| row.get::<_, i64>(0))? == 0 {
            transaction.execute_batch(include_str!("schema.sql"))?;
            transaction.pragma_update(None, "application_id", APPLICATION)?;
            transaction.pragma_update(None, "user_version", VERSION)?;
        }
        transaction.commit()
    }
}

/// Refuses a file that does not begin as those of `SQLite` do, which may take a short one for an empty one. Beside one
/// that was being made when its program was killed lies what mends it.
fn is_database(path: &Path) -> Result<(), OpenError> {
    if path.is_dir() {
        return Err(OpenError::Folder(path.to_owned()));
    }
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    let is_one = head.len() as u64 == HEAD && head.starts_with(b"SQLite format 3\0");
    if read.is_err() || head.is_empty() || is_one || beside(path, "-journal").exists() {
        return Ok(());
    }
    Err(OpenError::Foreign(path.to_owned()))
}

fn fault(path: &Path, error: rusqlite::Error) -> OpenError {
    OpenError::Store {
        path: path.to_owned(),
        source: error.into(),
    }
}

/// A name that stands for nothing but a file: `:memory:` and what begins with `file:` do else.
fn plain(path: &Path) -> PathBuf {
    Path::new(".").join(path)
}

/// The file of the same name with something after it.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// The name of a file that nobody changes, as `SQLite` wants it.
fn still(path: &Path) -> PathBuf {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/._-".contains(byte);
    let escaped = |byte: &u8| match byte {
        plain if is_plain(plain) => char::from(*plain).to_string(),
        other => format!("%{other:02X}"),
    };
    let name: String = path
        .as_os_str()
        .as_encoded_bytes()
        .iter()
        .map(escaped)
        .collect();
    format!("file:{name}?immutable=1").into()
}
