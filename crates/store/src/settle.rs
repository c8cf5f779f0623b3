//! Entities across documents: what was added or withdrawn, and all that shares keys with it, is clustered anew.

use crate::component::Component;
use crate::{Store, StoreError, decision};
use rusqlite::{Connection, OptionalExtension};

/// Entities that are settled in one transaction, or those of one component where that has more.
const BATCH: usize = 10_000;

impl Store {
    /// Finds out which entities of documents are one, for all that was added, withdrawn or decided since the last call,
    /// and gives how many entities were looked at. The outcome does not depend on the order in which documents were
    /// added. It may be broken off: the next call goes on.
    ///
    /// A cluster keeps the id of the former one that it shares most members with, of several the smallest; each id goes
    /// to one cluster, and the largest share goes first. A cluster without a former one gets an id that was never given.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be written to.
    pub fn settle(&mut self) -> Result<usize, StoreError> {
        let mut looked_at = 0;
        while !self.is_settled()? {
            let transaction = self.transaction()?;
            let is_decided = decision::is_any(&transaction)?;
            let most = looked_at + BATCH;
            while looked_at < most
                && let Some(seed) = seed(&transaction)?
            {
                let component = Component::around(&transaction, seed, is_decided)?;
                component.settle(&transaction)?;
                looked_at += component.len();
            }
            transaction.commit()?;
        }
        Ok(looked_at)
    }

    /// Whether [`Store::settle`] has nothing to do.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be read.
    pub fn is_settled(&self) -> Result<bool, StoreError> {
        Ok(seed(self.connection())?.is_none())
    }
}

fn seed(connection: &Connection) -> Result<Option<i64>, StoreError> {
    let mut row =
        connection.prepare_cached("SELECT entity FROM unsettled ORDER BY entity LIMIT 1")?;
    Ok(row.query_row([], |row| row.get(0)).optional()?)
}
