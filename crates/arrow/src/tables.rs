use crate::column::Column;
use crate::facts::Facts;
use crate::record::Record;
use crate::rows::{
    DocumentColumns, EntityColumns, KeyColumns, KeyRow, MentionColumns, QuoteColumns,
    RelationColumns, SentenceColumns, TripleColumns, ValueColumns,
};
use crate::schema::batch;
use crate::{Table, TableOptions, schema};
use arrow_array::{ArrayRef, RecordBatch};
use newsgraph_document::Document;

/// Builds the tables of documents, one document after another.
///
/// ```
/// use newsgraph_arrow::document::Document;
/// use newsgraph_arrow::{Table, TableOptions, Tables};
///
/// let mut tables = Tables::new(TableOptions::default());
/// tables.push(&Document::new("a", "Nothing yet.")?);
/// let texts = tables.take(Table::Documents);
/// assert_eq!((texts.num_rows(), tables.rows(Table::Documents)), (1, 0));
/// # Ok::<(), newsgraph_arrow::document::DocumentError>(())
/// ```
#[derive(Debug)]
pub struct Tables {
    options: TableOptions,
    documents: Keyed<DocumentColumns>,
    sentences: Keyed<SentenceColumns>,
    mentions: Keyed<MentionColumns>,
    entities: Keyed<EntityColumns>,
    quotes: Keyed<QuoteColumns>,
    relations: Keyed<RelationColumns>,
    triples: Keyed<TripleColumns>,
    values: Keyed<ValueColumns>,
}

impl Tables {
    /// Tables without rows.
    pub fn new(options: TableOptions) -> Self {
        Self {
            options,
            documents: Keyed::default(),
            sentences: Keyed::default(),
            mentions: Keyed::default(),
            entities: Keyed::default(),
            quotes: Keyed::default(),
            relations: Keyed::default(),
            triples: Keyed::default(),
            values: Keyed::default(),
        }
    }

    /// Adds the rows of a document, in the order of its layers. A layer that is absent has none, nor has a table that
    /// is not asked for.
    pub fn push(&mut self, document: &Document) {
        let facts = Facts::new(document, self.options.offsets);
        let key = || facts.key();
        for table in self.options.tables.iter() {
            match table {
                Table::Documents => self.documents.extend(key, [facts.text()]),
                Table::Sentences => self.sentences.extend(key, facts.sentences()),
                Table::Mentions => self.mentions.extend(key, facts.mentions()),
                Table::Entities => self.entities.extend(key, facts.entities()),
                Table::Quotes => self.quotes.extend(key, facts.quotes()),
                Table::Relations => self.relations.extend(key, facts.relations()),
                Table::Triples => self.triples.extend(key, facts.triples()),
                Table::Values => self.values.extend(key, facts.values()),
            }
        }
    }

    /// How many rows of a table there are.
    pub fn rows(&self, table: Table) -> usize {
        self.columns(table).rows()
    }

    /// About how many bytes the rows of a table take.
    pub fn bytes(&self, table: Table) -> usize {
        self.columns(table).bytes()
    }

    /// The rows of a table so far, which may be none; it has no rows afterwards.
    pub fn take(&mut self, table: Table) -> RecordBatch {
        let schema = schema(table, &self.options);
        let arrays = self.columns_mut(table).arrays();
        batch(schema, arrays)
    }

    /// The rows of each table that is asked for, in the order of [`Table::ALL`].
    pub fn finish(mut self) -> Vec<(Table, RecordBatch)> {
        let tables = self.options.tables.iter();
        tables.map(|table| (table, self.take(table))).collect()
    }

    fn columns(&self, table: Table) -> &dyn Columns {
        match table {
            Table::Documents => &self.documents,
            Table::Sentences => &self.sentences,
            Table::Mentions => &self.mentions,
            Table::Entities => &self.entities,
            Table::Quotes => &self.quotes,
            Table::Relations => &self.relations,
            Table::Triples => &self.triples,
            Table::Values => &self.values,
        }
    }

    fn columns_mut(&mut self, table: Table) -> &mut dyn Columns {
        match table {
            Table::Documents => &mut self.documents,
            Table::Sentences => &mut self.sentences,
            Table::Mentions => &mut self.mentions,
            Table::Entities => &mut self.entities,
            Table::Quotes => &mut self.quotes,
            Table::Relations => &mut self.relations,
            Table::Triples => &mut self.triples,
            Table::Values => &mut self.values,
        }
    }
}

/// The columns of a table behind those of its key.
#[derive(Debug, Default)]
struct Keyed<C> {
    keys: KeyColumns,
    items: C,
}

impl<C: Record> Keyed<C> {
    fn extend<'a>(
        &mut self,
        key: impl Fn() -> KeyRow<'a>,
        rows: impl IntoIterator<Item = C::Value<'a>>,
    ) {
        for row in rows {
            self.keys.push(key());
            self.items.push(row);
        }
    }
}

/// The columns of any table.
trait Columns {
    fn rows(&self) -> usize;
    fn bytes(&self) -> usize;
    fn arrays(&mut self) -> Vec<ArrayRef>;
}

impl<C: Record> Columns for Keyed<C> {
    fn rows(&self) -> usize {
        self.keys.rows()
    }

    fn bytes(&self) -> usize {
        self.keys.bytes() + self.items.bytes()
    }

    fn arrays(&mut self) -> Vec<ArrayRef> {
        let mut arrays = self.keys.arrays();
        arrays.extend(self.items.arrays());
        arrays
    }
}
