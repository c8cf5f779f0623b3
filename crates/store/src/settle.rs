//! Entities across documents: what was added or withdrawn, and all that shares keys with it, is clustered anew.

use crate::component::{Cluster, Component};
use crate::{Store, StoreError, decision};
use rusqlite::{Connection, OptionalExtension};
use std::sync::mpsc::channel;
use std::thread;

/// Entities that are settled in one transaction, or those of one component where that has more.
const BATCH: usize = 20_000;

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
            for (component, clusters) in clustered(&transaction)? {
                component.settle(&transaction, &clusters)?;
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

/// The next components, each with its clusters, and none of their members unsettled any more. One thread reads them, and
/// another one clusters those that are read.
fn clustered(connection: &Connection) -> Result<Vec<(Component, Vec<Cluster>)>, StoreError> {
    let is_decided = decision::is_any(connection)?;
    thread::scope(|scope| {
        let (read, waiting) = channel::<Component>();
        let clustering = scope.spawn(|| {
            let waiting = waiting.into_iter();
            let clustered = waiting.map(|component| {
                let clusters = component.clusters();
                (component, clusters)
            });
            clustered.collect::<Vec<_>>()
        });
        let mut entities = 0;
        while entities < BATCH
            && let Some(seed) = seed(connection)?
        {
            let component = Component::around(connection, seed, is_decided)?;
            forget(connection, &component)?;
            entities += component.len();
            if read.send(component).is_err() {
                // It has panicked, as joining it tells.
                break;
            }
        }
        drop(read);
        let clustered = clustering.join();
        Ok(clustered.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

fn forget(connection: &Connection, component: &Component) -> Result<(), StoreError> {
    let mut row = connection.prepare_cached("DELETE FROM unsettled WHERE entity = ?")?;
    for key in component.keys() {
        row.execute([key])?;
    }
    Ok(())
}

fn seed(connection: &Connection) -> Result<Option<i64>, StoreError> {
    let mut row =
        connection.prepare_cached("SELECT entity FROM unsettled ORDER BY entity LIMIT 1")?;
    Ok(row.query_row([], |row| row.get(0)).optional()?)
}
