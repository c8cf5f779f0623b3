//! What a reader has decided, to be looked at and taken back.

use crate::{DecisionError, Store, StoreError};
use rusqlite::{Connection, Row};

/// A merge or a split.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decided {
    /// Its number; later ones have higher numbers.
    pub number: i64,
    /// Whether two were parted; else they were made one.
    pub apart: bool,
    /// Those who are one, in the order of their documents.
    pub one: Vec<DecidedMember>,
    /// Of a split those whom none of the former is; of a merge nobody.
    pub others: Vec<DecidedMember>,
}

/// An entity of a document that a decision is about.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DecidedMember {
    /// The id of the document, which need not be there any more.
    pub document: String,
    /// The entity's name there.
    pub name: String,
    /// Its label there.
    pub label: String,
    /// Whether it still holds for this one: no later decision speaks against it.
    pub holds: bool,
}

impl Store {
    /// What was decided by merges and splits, in the order in which that was done.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be read.
    pub fn decisions(&self) -> Result<Vec<Decided>, StoreError> {
        let sql = "SELECT d.key, d.kind, m.side, m.document, m.name, m.label, m.void FROM decisions AS d \
                   LEFT JOIN decision_members AS m ON m.decision = d.key \
                   ORDER BY d.key, m.side, m.document, m.name, m.label, m.nth";
        let mut rows = self.connection().prepare_cached(sql)?;
        let mut rows = rows.query([])?;
        let mut decided: Vec<Decided> = Vec::new();
        while let Some(row) = rows.next()? {
            let number = row.get(0)?;
            if decided.last().is_none_or(|last| last.number != number) {
                decided.push(Decided {
                    number,
                    apart: row.get::<_, String>(1)? == "apart",
                    one: Vec::new(),
                    others: Vec::new(),
                });
            }
            if let (Some(last), Some((side, member))) = (decided.last_mut(), member(row)?) {
                match side {
                    0 => last.one.push(member),
                    _ => last.others.push(member),
                }
            }
        }
        Ok(decided)
    }

    /// Takes a merge or split back, as if it had never been made: what it was about goes by texts again and by the other
    /// decisions, those among them that it made void.
    ///
    /// # Errors
    /// [`DecisionError`] where there is none of this number, or the file cannot be written to.
    pub fn undo(&mut self, number: i64) -> Result<(), DecisionError> {
        let transaction = self.transaction()?;
        unsettle(&transaction, number)?;
        let mut row = transaction.prepare_cached("DELETE FROM decisions WHERE key = ?")?;
        let gone = row.execute([number]).map_err(StoreError::from)?;
        drop(row);
        if gone == 0 {
            return Err(DecisionError::NoDecision(number));
        }
        transaction.commit().map_err(StoreError::from)?;
        self.settle()?;
        Ok(())
    }
}

fn member(row: &Row<'_>) -> rusqlite::Result<Option<(i64, DecidedMember)>> {
    let Some(side) = row.get(2)? else {
        return Ok(None);
    };
    let member = DecidedMember {
        document: row.get(3)?,
        name: row.get(4)?,
        label: row.get(5)?,
        holds: row.get::<_, Option<i64>>(6)?.is_none(),
    };
    Ok(Some((side, member)))
}

/// Those of a decision that are there are looked at anew.
fn unsettle(connection: &Connection, decision: i64) -> Result<(), StoreError> {
    let sql = "INSERT OR IGNORE INTO unsettled SELECT e.key FROM decision_members AS m \
               JOIN documents AS d ON d.id = m.document JOIN entities AS e \
               ON e.document = d.key AND e.name = m.name AND e.label = m.label AND e.nth = m.nth WHERE m.decision = ?";
    connection.prepare_cached(sql)?.execute([decision])?;
    Ok(())
}
