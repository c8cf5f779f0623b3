//! A reader's own merges and splits.

use crate::{Store, StoreError};
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};

/// What a reader has decided cannot be kept.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DecisionError {
    /// The graph has no such entity.
    #[error(
        "expected the number of an entity across documents, found {0}, which the graph does not have"
    )]
    NoEntity(i64),
    /// It cannot be merged with itself.
    #[error("expected two entities, found {0} twice")]
    OneEntity(i64),
    /// It does not stand in a document that is to be split off.
    #[error("expected documents that entity {entity} stands in, found {document:?}")]
    NotThere {
        /// The entity.
        entity: i64,
        /// The document.
        document: String,
    },
    /// Nothing would be left of it.
    #[error("expected some documents of entity {0}, found all of them; leave one out")]
    NothingLeft(i64),
    /// The graph has no such decision.
    #[error("expected the number of a merge or split, found {0}, which the graph does not have")]
    NoDecision(i64),
    /// The graph cannot be changed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for DecisionError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// An entity of a document, by what stays when the document is replaced.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Lasting {
    document: String,
    name: String,
    label: String,
    nth: i64,
}

impl Store {
    /// Makes two entities across documents one, and gives its number. All that are members now stay together, whatever
    /// texts say, also when their documents are replaced. A former split between them is void, until this is
    /// taken back ([`Store::undo`]).
    ///
    /// # Errors
    /// [`DecisionError`] where there are no two such entities, or the file cannot be written to.
    pub fn merge(&mut self, first: i64, second: i64) -> Result<i64, DecisionError> {
        self.settle()?;
        if first == second {
            return Err(DecisionError::OneEntity(first));
        }
        let transaction = self.transaction()?;
        let mut members = members(&transaction, first)?;
        members.extend(self::members(&transaction, second)?);
        let all: BTreeSet<&Lasting> = members.keys().collect();
        let former = sides(&transaction, &all)?;
        let decision = decide(&transaction, "same")?;
        for (spoken, sides) in former {
            if sides.apart && !sides.one.is_empty() {
                sides
                    .others
                    .iter()
                    .try_for_each(|who| make_void(&transaction, (spoken, 1), who, decision))?;
            }
        }
        all.iter()
            .try_for_each(|who| join(&transaction, decision, 0, who))?;
        unsettle(&transaction, members.values())?;
        transaction.commit().map_err(StoreError::from)?;
        self.settle()?;
        self.place_of(members.values().next().copied(), first)
    }

    /// Parts what an entity across documents is in some documents from what it is in the others, and gives the number of
    /// the former. It stays parted, whatever texts say. A former merge of the two is void, until this
    /// is taken back ([`Store::undo`]).
    ///
    /// # Errors
    /// [`DecisionError`] where it does not stand in these documents, or in these alone, or the file cannot be written to.
    pub fn split(&mut self, entity: i64, documents: &[&str]) -> Result<i64, DecisionError> {
        self.settle()?;
        let transaction = self.transaction()?;
        let members = members(&transaction, entity)?;
        if let Some(document) = documents
            .iter()
            .find(|d| !members.keys().any(|who| who.document == **d))
        {
            let document = (*document).to_owned();
            return Err(DecisionError::NotThere { entity, document });
        }
        let (off, rest): (BTreeSet<&Lasting>, _) = members
            .keys()
            .partition(|who| documents.contains(&&*who.document));
        if rest.is_empty() || off.is_empty() {
            return Err(DecisionError::NothingLeft(entity));
        }
        let all = members.keys().collect();
        let former = sides(&transaction, &all)?;
        let decision = decide(&transaction, "apart")?;
        for (spoken, sides) in former {
            if sides.one.iter().any(|who| rest.contains(who)) {
                let mut gone = sides.one.iter().filter(|who| off.contains(who));
                gone.try_for_each(|who| make_void(&transaction, (spoken, 0), who, decision))?;
            }
        }
        off.iter()
            .try_for_each(|who| join(&transaction, decision, 0, who))?;
        rest.iter()
            .try_for_each(|who| join(&transaction, decision, 1, who))?;
        unsettle(&transaction, members.values())?;
        transaction.commit().map_err(StoreError::from)?;
        let first = off.first().and_then(|who| members.get(*who)).copied();
        self.settle()?;
        self.place_of(first, entity)
    }

    /// The number of the entity across documents that an entity of a document is.
    fn place_of(&self, entity: Option<i64>, former: i64) -> Result<i64, DecisionError> {
        let sql = "SELECT graph_entity FROM entities WHERE key = ?";
        let found = self
            .connection()
            .query_row(sql, [entity], |row| row.get::<_, Option<i64>>(0));
        found?.ok_or(DecisionError::NoEntity(former))
    }
}

/// The members of an entity across documents, with their keys.
fn members(connection: &Connection, id: i64) -> Result<BTreeMap<Lasting, i64>, DecisionError> {
    let sql = "SELECT d.id, e.name, e.label, e.nth, e.key FROM entities AS e \
               JOIN documents AS d ON d.key = e.document WHERE e.graph_entity = ?";
    let mut rows = connection.prepare_cached(sql)?;
    let rows = rows.query_map([id], |row| {
        let who = Lasting {
            document: row.get(0)?,
            name: row.get(1)?,
            label: row.get(2)?,
            nth: row.get(3)?,
        };
        Ok((who, row.get(4)?))
    })?;
    let members: BTreeMap<Lasting, i64> = rows.collect::<Result<_, _>>()?;
    if members.is_empty() {
        return Err(DecisionError::NoEntity(id));
    }
    Ok(members)
}

/// Who of some entities a decision is about.
#[derive(Default)]
struct Sides {
    apart: bool,
    one: Vec<Lasting>,
    others: Vec<Lasting>,
}

/// The decisions about some entities.
fn sides(
    connection: &Connection,
    members: &BTreeSet<&Lasting>,
) -> Result<BTreeMap<i64, Sides>, StoreError> {
    let sql = "SELECT m.decision, m.side, d.kind FROM decision_members AS m JOIN decisions AS d ON d.key = m.decision \
               WHERE m.document = ? AND m.name = ? AND m.label = ? AND m.nth = ? AND m.void IS NULL";
    let mut found: BTreeMap<i64, Sides> = BTreeMap::new();
    for who in members {
        let mut rows = connection.prepare_cached(sql)?;
        let mut rows = rows.query(params![who.document, who.name, who.label, who.nth])?;
        while let Some(row) = rows.next()? {
            let (decision, side, kind): (i64, i64, String) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            let sides = found.entry(decision).or_default();
            sides.apart = kind == "apart";
            let side = if side == 0 {
                &mut sides.one
            } else {
                &mut sides.others
            };
            side.push((*who).clone());
        }
    }
    Ok(found)
}

fn decide(connection: &Connection, kind: &str) -> Result<i64, StoreError> {
    let mut row = connection.prepare_cached("INSERT INTO decisions (kind) VALUES (?)")?;
    Ok(row.insert([kind])?)
}

fn join(
    connection: &Connection,
    decision: i64,
    side: i64,
    who: &Lasting,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO decision_members (decision, side, document, name, label, nth) VALUES (?, ?, ?, ?, ?, ?)";
    let mut row = connection.prepare_cached(sql)?;
    row.execute(params![
        decision,
        side,
        who.document,
        who.name,
        who.label,
        who.nth
    ])?;
    Ok(())
}

/// Lets a decision no longer hold for one of a side, for as long as the later one stands.
fn make_void(
    connection: &Connection,
    (decision, side): (i64, i64),
    who: &Lasting,
    later: i64,
) -> Result<(), StoreError> {
    let sql = "UPDATE decision_members SET void = ? WHERE decision = ? AND side = ? AND document = ? AND name = ? \
               AND label = ? AND nth = ?";
    let mut row = connection.prepare_cached(sql)?;
    row.execute(params![
        later,
        decision,
        side,
        who.document,
        who.name,
        who.label,
        who.nth
    ])?;
    Ok(())
}

fn unsettle<'a>(
    connection: &Connection,
    keys: impl Iterator<Item = &'a i64>,
) -> Result<(), StoreError> {
    let mut row = connection.prepare_cached("INSERT OR IGNORE INTO unsettled VALUES (?)")?;
    for key in keys {
        row.execute([key])?;
    }
    Ok(())
}
