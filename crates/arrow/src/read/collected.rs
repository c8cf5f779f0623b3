//! The rows of tables, by the documents that they are of.

use super::ReadError;
use super::check;
use super::parts::Parts;
use crate::Table;
use crate::record::Record;
use crate::rows::{
    DocumentColumns, EntityColumns, KeyColumns, MentionColumns, QuoteColumns, RelationColumns,
    SentenceColumns, TripleColumns,
};
use arrow_array::RecordBatch;
use newsgraph_document::OffsetUnit;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Documents as their rows tell of them.
#[derive(Default)]
pub(super) struct Collected<'a> {
    pub(super) documents: Vec<Parts<'a>>,
    by_id: BTreeMap<Cow<'a, str>, usize>,
}

impl<'a> Collected<'a> {
    /// Begins the documents of a batch.
    pub(super) fn add_documents(&mut self, batch: &'a RecordBatch) -> Result<(), ReadError> {
        let table = Table::Documents;
        let unit = check(table, batch)?;
        let (keys, own) = batch.columns().split_at(KeyColumns::fields().len());
        let keys = check::rows::<KeyColumns>(table.as_str(), keys);
        let rows = check::rows::<DocumentColumns>(table.as_str(), own);
        for (key, row) in keys.zip(rows) {
            let parts = Parts::new(key?, row?, unit);
            let id = parts.id.clone();
            if self.by_id.insert(id, self.documents.len()).is_some() {
                let id = parts.id.into_owned();
                return Err(ReadError::Twice { id });
            }
            self.documents.push(parts);
        }
        Ok(())
    }

    /// Adds the rows of a batch to their documents.
    pub(super) fn add(&mut self, table: Table, batch: &'a RecordBatch) -> Result<(), ReadError> {
        match table {
            Table::Sentences => {
                self.each::<SentenceColumns>(table, batch, |parts, row| parts.sentences.push(row))
            }
            Table::Mentions => {
                self.each::<MentionColumns>(table, batch, |parts, row| parts.mentions.push(row))
            }
            Table::Entities => {
                self.each::<EntityColumns>(table, batch, |parts, row| parts.entities.push(row))
            }
            Table::Quotes => {
                self.each::<QuoteColumns>(table, batch, |parts, row| parts.quotes.push(row))
            }
            Table::Relations => {
                self.each::<RelationColumns>(table, batch, |parts, row| parts.relations.push(row))
            }
            Table::Triples => {
                self.each::<TripleColumns>(table, batch, |parts, row| parts.triples.push(row))
            }
            // Values are mentions, and documents are there.
            Table::Values | Table::Documents => Ok(()),
        }
    }

    fn each<C: Record>(
        &mut self,
        table: Table,
        batch: &'a RecordBatch,
        add: impl Fn(&mut Parts<'a>, C::Value<'a>),
    ) -> Result<(), ReadError> {
        let unit = check(table, batch)?;
        let (keys, own) = batch.columns().split_at(KeyColumns::fields().len());
        let keys = check::rows::<KeyColumns>(table.as_str(), keys);
        let rows = check::rows::<C>(table.as_str(), own);
        for (key, row) in keys.zip(rows) {
            let id = key?.document;
            let at = self.by_id.get(&id).copied();
            let parts = at.and_then(|at| self.documents.get_mut(at));
            let parts = parts.ok_or_else(|| ReadError::NoDocument {
                table: table.as_str(),
                id: id.into_owned(),
            })?;
            if parts.unit != unit {
                return Err(ReadError::Offsets {
                    table: table.as_str(),
                    found: Some(unit.as_str().to_owned()),
                });
            }
            add(parts, row?);
        }
        Ok(())
    }
}

/// What the positions of a batch count, whose columns are those of its table.
fn check(table: Table, batch: &RecordBatch) -> Result<OffsetUnit, ReadError> {
    check::columns(table.as_str(), &table.fields(), batch.schema_ref())?;
    check::unit(table.as_str(), batch.schema_ref())
}
