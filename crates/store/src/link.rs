//! Ids of a gazetteer for entities across documents.

use crate::component::profile;
use crate::{Store, StoreError};
use newsgraph_identity::{Gazetteer, Profile};
use rusqlite::Connection;

impl Store {
    /// Gives each named entity across documents the id that it has in a gazetteer, and takes away the one that it had; how
    /// many have one is given back. An entity that comes later has none until this is called again.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be written to.
    pub fn link(&mut self, gazetteer: &Gazetteer) -> Result<usize, StoreError> {
        let transaction = self.transaction()?;
        let mut linked = 0;
        for id in named(&transaction)? {
            let link = gazetteer
                .link(&profiles(&transaction, id)?)
                .map(|link| link.id);
            linked += usize::from(link.is_some());
            let sql = "UPDATE graph_entities SET link = ?2 WHERE id = ?1 AND link IS NOT ?2";
            transaction.prepare_cached(sql)?.execute((id, link))?;
        }
        transaction.commit()?;
        Ok(linked)
    }
}

fn named(connection: &Connection) -> Result<Vec<i64>, StoreError> {
    let mut rows =
        connection.prepare_cached("SELECT id FROM graph_entities WHERE named ORDER BY id")?;
    let rows = rows.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What documents tell of an entity across documents, in the order of their ids.
fn profiles(connection: &Connection, id: i64) -> Result<Vec<Profile>, StoreError> {
    let sql = "SELECT e.profile FROM entities AS e JOIN documents AS d ON d.key = e.document \
               WHERE e.graph_entity = ? AND e.profile IS NOT NULL ORDER BY d.id, e.entity";
    let mut rows = connection.prepare_cached(sql)?;
    let rows = rows.query_and_then([id], |row| {
        profile(row.get_ref(0)?.as_str().unwrap_or_default())
    })?;
    rows.collect()
}
