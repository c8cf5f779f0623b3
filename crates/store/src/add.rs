//! Documents into rows and out of them again.

use crate::facts::Facts;
use crate::write::Writing;
use crate::{Store, StoreError, places, read, spans};
use newsgraph_document::{Document, Layer};
use rusqlite::{Connection, Transaction, params};

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
        let batch = self.batch()?;
        let added = batch.add(document, recipe)?;
        batch.commit()?;
        Ok(added)
    }

    /// To add several documents at once, which takes less than half the time. Others wait to write until it is committed.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be written to.
    pub fn batch(&mut self) -> Result<Batch<'_>, StoreError> {
        let transaction = self.transaction()?;
        Ok(Batch { transaction })
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

/// Documents that are added at once: all of them are there after [`Batch::commit`], none where it is dropped before.
#[derive(Debug)]
pub struct Batch<'s> {
    transaction: Transaction<'s>,
}

impl Batch<'_> {
    /// Adds a document as [`Store::add_made_by`] does.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be written to. The batch is to be dropped then.
    pub fn add(&self, document: &Document, recipe: &str) -> Result<Added, StoreError> {
        add(&self.transaction, document, recipe)
    }

    /// Makes what was added stand.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be written to.
    pub fn commit(self) -> Result<(), StoreError> {
        Ok(self.transaction.commit()?)
    }
}

fn add(connection: &Connection, document: &Document, recipe: &str) -> Result<Added, StoreError> {
    let facts = Facts::of(document);
    let date = facts.date.map(|date| date.to_string());
    let has_tokens = facts.makers.contains_key(&Layer::Tokens);
    let tokens = || has_tokens.then(|| spans::pack(&facts.tokens));
    let Some(key) = read::key(connection, document.id())? else {
        let sql = "INSERT INTO documents (id, date, text, recipe, tokens) VALUES (?, ?, ?, ?, ?)";
        let mut row = connection.prepare_cached(sql)?;
        let key = row.insert(params![document.id(), date, facts.text, recipe, tokens()])?;
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
    let sql = "UPDATE documents SET date = ?, text = ?, recipe = ?, tokens = ? WHERE key = ?";
    let mut row = connection.prepare_cached(sql)?;
    row.execute(params![date, facts.text, recipe, tokens(), key])?;
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
    const ROWS: [&str; 10] = [
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
    ];
    ROWS.iter()
        .try_for_each(|sql| execute(connection, sql, document))
}

fn execute(connection: &Connection, sql: &str, document: i64) -> Result<(), StoreError> {
    connection.prepare_cached(sql)?.execute([document])?;
    Ok(())
}
