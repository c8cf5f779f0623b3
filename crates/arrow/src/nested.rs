use crate::column::Column;
use crate::facts::Facts;
use crate::record::Record;
use crate::rows::{DocumentRow, KeyRow, NestedColumns, NestedRow};
use crate::schema::batch;
use crate::{Table, TableOptions, nested_schema};
use arrow_array::RecordBatch;
use newsgraph_document::{Document, Layer};

/// Builds one table of documents, a row each, with the rows of each other table as a list of structures in it. A list
/// is null where the layer is absent, and has no items where nothing was found. A table that is not asked for has no
/// column.
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
        self.columns.push(row(document, self.options));
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
        let schema = nested_schema(&self.options);
        let every = NestedColumns::fields()
            .into_iter()
            .zip(self.columns.arrays());
        let asked = every.filter(|(field, _)| schema.column_with_name(field.name()).is_some());
        let arrays = asked.map(|(_, array)| array).collect();
        batch(schema, arrays)
    }
}

fn row(document: &Document, options: TableOptions) -> NestedRow<'_> {
    let facts = Facts::new(document, options.offsets);
    let KeyRow { document: id, date } = facts.key();
    let asked = |table| options.tables.contains(table);
    // What is in no column need not be looked up.
    let (text, layers) = if asked(Table::Documents) {
        let DocumentRow { text, layers } = facts.text();
        (text, layers)
    } else {
        Default::default()
    };
    let has = |table, layer| asked(table) && document.has(layer);
    NestedRow {
        document: id,
        date,
        text,
        layers,
        sentences: list(has(Table::Sentences, Layer::Sentences), facts.sentences()),
        mentions: list(has(Table::Mentions, Layer::Mentions), facts.mentions()),
        entities: list(has(Table::Entities, Layer::Entities), facts.entities()),
        quotes: list(has(Table::Quotes, Layer::Quotes), facts.quotes()),
        relations: list(has(Table::Relations, Layer::Relations), facts.relations()),
        triples: list(has(Table::Triples, Layer::Triples), facts.triples()),
        values: list(has(Table::Values, Layer::Mentions), facts.values()),
    }
}

/// The rows of a table; `None` where its layer is absent or it is not asked for.
fn list<T>(there: bool, rows: impl Iterator<Item = T>) -> Option<Vec<T>> {
    there.then(|| rows.collect())
}
