use crate::column::Column;
use crate::facts::Facts;
use crate::record::Record;
use crate::rows::{DocumentRow, KeyRow, NestedColumns, NestedRow};
use crate::table::batch;
use crate::{TableOptions, nested_schema};
use arrow_array::RecordBatch;
use newsgraph_document::{Document, Layer};

/// Builds one table of documents, a row each, with the rows of each other table as a list of structures in it. A list
/// is null where the layer is absent, and has no items where nothing was found.
#[derive(Debug)]
pub struct NestedTable {
    options: TableOptions,
    columns: NestedColumns,
}

impl NestedTable {
    /// A table without rows.
    pub fn new(options: TableOptions) -> Self {
        Self {
            options,
            columns: NestedColumns::default(),
        }
    }

    /// Adds a document.
    pub fn push(&mut self, document: &Document) {
        self.columns
            .push(row(&Facts::new(document, self.options.offsets)));
    }

    /// How many documents there are.
    pub fn rows(&self) -> usize {
        self.columns.rows()
    }

    /// About how many bytes they take.
    pub fn bytes(&self) -> usize {
        self.columns.bytes()
    }

    /// The documents so far, which may be none; it has none afterwards.
    pub fn take(&mut self) -> RecordBatch {
        let arrays = self.columns.arrays();
        batch(nested_schema(&self.options), arrays)
    }
}

fn row<'a>(facts: &Facts<'a>) -> NestedRow<'a> {
    let KeyRow { document, date } = facts.key();
    let DocumentRow { text, layers } = facts.text();
    NestedRow {
        document,
        date,
        text,
        layers,
        sentences: list(facts, Layer::Sentences, facts.sentences()),
        mentions: list(facts, Layer::Mentions, facts.mentions()),
        entities: list(facts, Layer::Entities, facts.entities()),
        quotes: list(facts, Layer::Quotes, facts.quotes()),
        relations: list(facts, Layer::Relations, facts.relations()),
        triples: list(facts, Layer::Triples, facts.triples()),
        values: list(facts, Layer::Mentions, facts.values()),
    }
}

/// The rows of a layer; `None` where it is absent.
fn list<T>(facts: &Facts<'_>, layer: Layer, rows: impl Iterator<Item = T>) -> Option<Vec<T>> {
    facts.document().has(layer).then(|| rows.collect())
}
