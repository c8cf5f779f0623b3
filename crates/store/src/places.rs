//! The places that entities of a document have in the graph, as documents come and go.

use crate::StoreError;
use rusqlite::{Connection, params};

/// The place in the graph that an entity of a document had.
pub(crate) struct Left {
    name: String,
    label: String,
    nth: i64,
    id: i64,
}

/// What is to be known of a document's entities before they go. Of the others that each of them may have tied
/// together one becomes unsettled, and leads to the rest.
pub(crate) fn leave(connection: &Connection, document: i64) -> Result<Vec<Left>, StoreError> {
    const OTHERS: [&str; 3] = [
        "SELECT DISTINCT (SELECT k.entity FROM identity_keys AS k JOIN entities AS o ON o.key = k.entity \
         WHERE k.key = mine.key AND o.document <> ?1 LIMIT 1) AS other \
         FROM identity_keys AS mine JOIN entities AS e ON e.key = mine.entity WHERE e.document = ?1",
        "SELECT DISTINCT (SELECT o.key FROM entities AS o WHERE o.graph_entity = e.graph_entity AND o.document <> ?1 LIMIT 1) \
         AS other FROM entities AS e WHERE e.document = ?1",
        "SELECT DISTINCT o.key AS other FROM documents AS d JOIN decision_members AS mine ON mine.document = d.id \
         JOIN decision_members AS m ON m.decision = mine.decision JOIN documents AS od ON od.id = m.document \
         JOIN entities AS o ON o.document = od.key AND o.name = m.name AND o.label = m.label AND o.nth = m.nth \
         WHERE d.key = ?1 AND od.key <> ?1",
    ];
    for others in OTHERS {
        let sql = format!(
            "INSERT OR IGNORE INTO unsettled SELECT other FROM ({others}) WHERE other IS NOT NULL"
        );
        connection.prepare_cached(&sql)?.execute([document])?;
    }
    let sql = "SELECT name, label, nth, graph_entity FROM entities WHERE document = ? AND graph_entity IS NOT NULL \
               ORDER BY entity";
    let mut rows = connection.prepare_cached(sql)?;
    let rows = rows.query_map([document], |row| {
        Ok(Left {
            name: row.get(0)?,
            label: row.get(1)?,
            nth: row.get(2)?,
            id: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Gives entities of a document the places that those of the same names had, for as long as they are unsettled.
pub(crate) fn take_over(
    connection: &Connection,
    document: i64,
    left: &[Left],
) -> Result<(), StoreError> {
    let sql = "UPDATE entities SET graph_entity = ? WHERE document = ? AND name = ? AND label = ? AND nth = ?";
    let mut row = connection.prepare_cached(sql)?;
    for Left {
        name,
        label,
        nth,
        id,
    } in left
    {
        row.execute(params![id, document, name, label, nth])?;
    }
    Ok(())
}

/// Takes away the places that nobody has any more.
pub(crate) fn forget(connection: &Connection, left: &[Left]) -> Result<(), StoreError> {
    for Left { id, .. } in left {
        forget_empty(connection, *id)?;
    }
    Ok(())
}

/// Takes away an entity across documents that has no members.
pub(crate) fn forget_empty(connection: &Connection, id: i64) -> Result<(), StoreError> {
    let sql = "DELETE FROM graph_entities WHERE id = ?1 \
               AND NOT EXISTS (SELECT 1 FROM entities WHERE graph_entity = ?1)";
    connection.prepare_cached(sql)?.execute([id])?;
    Ok(())
}
