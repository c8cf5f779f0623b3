//! Documents into rows and out of them again, one transaction for each.

use crate::facts::Facts;
use crate::write::Writing;
use crate::{Store, StoreError, places, read};
use newsgraph_document::Document;
use rusqlite::{Connection, params};

/// What adding a document did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Added {
    /// No document of this id was there.
    New,
    /// It stood there already, of the same text, date, models and facts: nothing was changed.
    Same,
    /// Another version of it stood there, whose rows are gone.
    Replaced,
}

impl Store {
    /// Adds a document under its own id and date, or puts it in the place of the one of the same id. All of it is there
    /// afterwards, or nothing is changed; rows of other documents are not touched.
    ///
    /// Which entities of other documents its own entities are is looked at by [`Store::settle`], for many documents at once.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be written to.
    pub fn add(&mut self, document: &Document) -> Result<Added, StoreError> {
        self.add_made_by(document, "")
    }

    /// As [`Store::add`], with a word of how the document was annotated, such as options that change what is found and
    /// that no model tells of. [`Store::holds`] asks for it.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be written to.
    pub fn add_made_by(&mut self, document: &Document, recipe: &str) -> Result<Added, StoreError> {
        let transaction = self.transaction()?;
        let added = add(&transaction, document, recipe)?;
        transaction.commit()?;
        Ok(added)
    }

    /// Takes a document away with all its rows; `false` where none of this id is there. Decisions of the reader stay, for
    /// when it comes back.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be written to.
    pub fn withdraw(&mut self, id: &str) -> Result<bool, StoreError> {
        let transaction = self.transaction()?;
        let Some(key) = read::key(&transaction, id)? else {
            return Ok(false);
        };
        let left = places::leave(&transaction, key)?;
        clear(&transaction, key)?;
        execute(&transaction, "DELETE FROM documents WHERE key = ?", key)?;
        places::forget(&transaction, &left)?;
        transaction.commit()?;
        Ok(true)
    }
}

fn add(connection: &Connection, document: &Document, recipe: &str) -> Result<Added, StoreError> {
    let facts = Facts::of(document);
    let date = facts.date.map(|date| date.to_string());
    let Some(key) = read::key(connection, document.id())? else {
        let sql = "INSERT INTO documents (id, date, text, recipe) VALUES (?, ?, ?, ?)";
        let mut row = connection.prepare_cached(sql)?;
        let key = row.insert(params![document.id(), date, facts.text, recipe])?;
        Writing::new(connection, document, key).write(&facts)?;
        return Ok(Added::New);
    };
    if is_same(connection, key, &facts)? {
        let sql = "UPDATE documents SET recipe = ?2 WHERE key = ?1 AND recipe <> ?2";
        connection
            .prepare_cached(sql)?
            .execute(params![key, recipe])?;
        return Ok(Added::Same);
    }
    let left = places::leave(connection, key)?;
    clear(connection, key)?;
    let sql = "UPDATE documents SET date = ?, text = ?, recipe = ? WHERE key = ?";
    let mut row = connection.prepare_cached(sql)?;
    row.execute(params![date, facts.text, recipe, key])?;
    Writing::new(connection, document, key).write(&facts)?;
    places::take_over(connection, key, &left)?;
    places::forget(connection, &left)?;
    Ok(Added::Replaced)
}

/// Whether the rows say just this. Rows that cannot be read do not.
fn is_same(connection: &Connection, key: i64, facts: &Facts) -> Result<bool, StoreError> {
    match read::facts(connection, key) {
        Ok(stored) => Ok(stored == *facts),
        Err(StoreError::Value { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Takes away all rows of a document but its first, those that others rest on last.
fn clear(connection: &Connection, document: i64) -> Result<(), StoreError> {
    const ROWS: [&str; 11] = [
        "DELETE FROM quote_words WHERE rowid IN (SELECT key FROM quotes WHERE document = ?)",
        "DELETE FROM relation_words WHERE rowid IN (SELECT key FROM relations WHERE document = ?)",
        "DELETE FROM triples WHERE document = ?",
        "DELETE FROM relations WHERE document = ?",
        "DELETE FROM participants WHERE document = ?",
        "DELETE FROM quotes WHERE document = ?",
        "DELETE FROM mentions WHERE document = ?",
        "DELETE FROM entities WHERE document = ?",
        "DELETE FROM sentences WHERE document = ?",
        "DELETE FROM layers WHERE document = ?",
        "UPDATE documents SET tokens = NULL WHERE key = ?",
    ];
    ROWS.iter()
        .try_for_each(|sql| execute(connection, sql, document))
}

fn execute(connection: &Connection, sql: &str, document: i64) -> Result<(), StoreError> {
    connection.prepare_cached(sql)?.execute([document])?;
    Ok(())
}
