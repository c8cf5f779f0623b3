use crate::{NestedTable, Table, TableOptions, Tables};
use arrow_array::RecordBatch;
use newsgraph_document::Document;
use std::borrow::Borrow;
use std::collections::VecDeque;

/// The tables of documents in batches, so that no more than a batch of each is held. Batches of a table come in the
/// order of the documents; those of different tables come as they are full. A table without a row has no batch.
///
/// ```
/// use newsgraph_arrow::document::Document;
/// use newsgraph_arrow::{Table, TableOptions, batches};
///
/// let documents = (0..5).map(|at| Document::new(at.to_string(), "Nothing yet."));
/// let documents = documents.collect::<Result<Vec<_>, _>>()?;
/// let options = TableOptions { rows: 2, ..TableOptions::default() };
/// let rows: Vec<_> = batches(&documents, options).map(|(table, batch)| (table, batch.num_rows())).collect();
/// assert_eq!(rows, [(Table::Documents, 2), (Table::Documents, 2), (Table::Documents, 1)]);
/// # Ok::<(), newsgraph_arrow::document::DocumentError>(())
/// ```
pub fn batches<I>(documents: I, options: TableOptions) -> Batches<I::IntoIter>
where
    I: IntoIterator<Item: Borrow<Document>>,
{
    Batches {
        documents: Some(documents.into_iter()),
        tables: Tables::new(options),
        options,
        ready: VecDeque::new(),
    }
}

/// The iterator that [`batches`] gives.
#[derive(Debug)]
pub struct Batches<I> {
    /// `None` once they are all read.
    documents: Option<I>,
    tables: Tables,
    options: TableOptions,
    ready: VecDeque<(Table, RecordBatch)>,
}

impl<I: Iterator<Item: Borrow<Document>>> Batches<I> {
    /// Makes batches of the tables that have so many rows or bytes.
    fn take(&mut self, rows: usize, bytes: usize) {
        for table in Table::ALL {
            let (found, size) = (self.tables.rows(table), self.tables.bytes(table));
            if found > 0 && (found >= rows || size >= bytes) {
                let parts = parts(self.tables.take(table), self.options.rows);
                self.ready.extend(parts.map(|part| (table, part)));
            }
        }
    }
}

impl<I: Iterator<Item: Borrow<Document>>> Iterator for Batches<I> {
    type Item = (Table, RecordBatch);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Some(ready);
            }
            if let Some(document) = self.documents.as_mut()?.next() {
                self.tables.push(document.borrow());
                self.take(self.options.rows, self.options.bytes);
            } else {
                self.documents = None;
                self.take(0, 0);
            }
        }
    }
}

/// Documents with their layers as lists, in batches, so that no more than one is held.
pub fn nested_batches<I>(documents: I, options: TableOptions) -> NestedBatches<I::IntoIter>
where
    I: IntoIterator<Item: Borrow<Document>>,
{
    NestedBatches {
        documents: documents.into_iter(),
        table: NestedTable::new(options),
        options,
    }
}

/// The iterator that [`nested_batches`] gives.
#[derive(Debug)]
pub struct NestedBatches<I> {
    documents: I,
    table: NestedTable,
    options: TableOptions,
}

impl<I: Iterator<Item: Borrow<Document>>> Iterator for NestedBatches<I> {
    type Item = RecordBatch;

    fn next(&mut self) -> Option<RecordBatch> {
        for document in self.documents.by_ref() {
            self.table.push(document.borrow());
            if self.table.rows() >= self.options.rows || self.table.bytes() >= self.options.bytes {
                break;
            }
        }
        (self.table.rows() > 0).then(|| self.table.take())
    }
}

/// A batch in parts of so many rows; of one at least.
pub(crate) fn parts(batch: RecordBatch, rows: usize) -> impl Iterator<Item = RecordBatch> {
    let rows = rows.max(1);
    let starts = (0..batch.num_rows()).step_by(rows);
    starts.map(move |start| batch.slice(start, rows.min(batch.num_rows() - start)))
}
