//! What a reader has decided, as pairs of entities that are there.

use crate::StoreError;
use newsgraph_identity::{Decision, EntityRef};
use rusqlite::{Connection, Row};
use std::collections::{BTreeMap, BTreeSet};

/// The decisions about some entities.
pub(crate) struct Decided {
    sides: BTreeMap<i64, Sides>,
}

#[derive(Default)]
struct Sides {
    one: BTreeSet<EntityRef>,
    others: BTreeSet<EntityRef>,
}

impl Decided {
    /// The decisions about these entities.
    pub(crate) fn of<'a>(
        connection: &Connection,
        entities: impl Iterator<Item = &'a EntityRef>,
    ) -> Result<Self, StoreError> {
        let mut sides: BTreeMap<i64, Sides> = BTreeMap::new();
        for entity in entities {
            let sql = "SELECT m.decision, m.side FROM documents AS d \
                       JOIN entities AS e ON e.document = d.key AND e.entity = ?2 \
                       JOIN decision_members AS m ON m.document = d.id AND m.name = e.name AND m.label = e.label \
                       AND m.nth = e.nth AND m.void IS NULL WHERE d.id = ?1";
            let mut rows = connection.prepare_cached(sql)?;
            let rows = rows.query_map((&entity.document, entity.entity), decision_and_side)?;
            for row in rows {
                let (decision, side) = row?;
                let sides = sides.entry(decision).or_default();
                let side = if side == 0 {
                    &mut sides.one
                } else {
                    &mut sides.others
                };
                side.insert(entity.clone());
            }
        }
        Ok(Self { sides })
    }

    /// Those of one side are the same, one after another; the first of them is none of the other side.
    pub(crate) fn pairs(&self) -> Vec<Decision> {
        let mut pairs = Vec::new();
        for Sides { one, others } in self.sides.values() {
            let next = one.iter().skip(1);
            let same = one
                .iter()
                .zip(next)
                .map(|(a, b)| Decision::Same(a.clone(), b.clone()));
            pairs.extend(same);
            let first = one.iter().next();
            let apart = others
                .iter()
                .filter_map(|other| Some(Decision::Apart(first?.clone(), other.clone())));
            pairs.extend(apart);
        }
        pairs
    }
}

fn decision_and_side(row: &Row<'_>) -> rusqlite::Result<(i64, i64)> {
    Ok((row.get(0)?, row.get(1)?))
}

/// Whether anything was decided.
pub(crate) fn is_any(connection: &Connection) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM decisions")?
        .exists([])?)
}

/// The decisions that an entity is one with others by.
pub(crate) fn same(connection: &Connection, entity: &EntityRef) -> Result<Vec<i64>, StoreError> {
    let sql = "SELECT m.decision FROM documents AS d JOIN entities AS e ON e.document = d.key AND e.entity = ?2 \
               JOIN decision_members AS m ON m.document = d.id AND m.name = e.name AND m.label = e.label \
               AND m.nth = e.nth AND m.side = 0 AND m.void IS NULL WHERE d.id = ?1";
    let mut rows = connection.prepare_cached(sql)?;
    let rows = rows.query_map((&entity.document, entity.entity), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The entities that are there of those that a decision makes one.
pub(crate) const ONE: &str = "SELECT e.key FROM decision_members AS m JOIN documents AS d ON d.id = m.document \
     JOIN entities AS e ON e.document = d.key AND e.name = m.name AND e.label = m.label AND e.nth = m.nth \
     WHERE m.decision = ? AND m.side = 0 AND m.void IS NULL";
