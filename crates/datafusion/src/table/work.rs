//! The rows that are found in a batch of texts.

use super::asked::Asked;
use crate::columns::days;
use crate::components::Failed;
use crate::fact::Fact;
use crate::reader::Reader;
use crate::unread::{Unread, with_causes};
use datafusion::arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use datafusion::arrow::compute::concat_batches;
use datafusion::common::{Result as QueryResult, internal_err};
use newsgraph::{Component, Document};
use newsgraph_arrow::{Table, TableSet, Tables};
use rayon::prelude::*;
use std::collections::HashMap;
use std::ops::Range;

/// The most texts of a batch.
pub(super) const TEXTS: usize = 64;
/// How many texts a thread takes at once.
const PORTION: usize = 4;

/// The rows that scans ask of a batch of texts, each of which is read once, on the threads of the reader.
pub(super) fn rows(
    reader: &Reader,
    asked: &[&Asked],
    texts: &RecordBatch,
) -> QueryResult<Vec<RecordBatch>> {
    let portions: Vec<Range<usize>> = (0..texts.num_rows())
        .step_by(PORTION)
        .map(|start| start..texts.num_rows().min(start + PORTION))
        .collect();
    let portion = |rows| portion(reader, asked, texts, rows);
    let read = || portions.into_par_iter().map(portion).collect();
    let found: QueryResult<Vec<Vec<RecordBatch>>> = reader.pool().install(read);
    let found = found?;
    let whole = |(at, asked): (usize, &&Asked)| {
        let batches = found.iter().map(|batches| &batches[at]);
        Ok(concat_batches(&asked.schema, batches)?)
    };
    asked.iter().enumerate().map(whole).collect()
}

/// The rows that scans ask of some texts of a batch.
fn portion(
    reader: &Reader,
    asked: &[&Asked],
    texts: &RecordBatch,
    rows: Range<usize>,
) -> QueryResult<Vec<RecordBatch>> {
    let set: TableSet = asked.iter().map(|asked| asked.table).collect();
    let mut tables = Tables::new(reader.table_options(set));
    let wanted = components(set);
    for row in rows {
        let Some(document) = document(texts, row)? else {
            continue;
        };
        let read = document.and_then(|document| read(reader, document, &wanted));
        if let Some(document) = reader.settle(read)? {
            tables.push(&document);
        }
    }
    let tables: HashMap<Table, RecordBatch> = tables.finish().into_iter().collect();
    asked
        .iter()
        .map(|asked| asked.of(&tables[&asked.table]))
        .collect()
}

/// The components whose work the rows of tables show, in the order of the pipeline.
fn components(tables: TableSet) -> Vec<Component> {
    let shown: Vec<_> = tables
        .iter()
        .flat_map(|table| Fact::Rows(table).components())
        .collect();
    let all = Component::ALL.into_iter();
    all.filter(|component| shown.contains(component)).collect()
}

fn read(reader: &Reader, mut document: Document, wanted: &[Component]) -> Result<Document, Unread> {
    let read = reader.components().annotate(&mut document, wanted);
    let unread = |failed: Failed| Unread::of_id(document.id(), failed.reason);
    read.map_err(unread)?;
    Ok(document)
}

/// The document of a row that is not read yet; none where it has no text.
fn document(texts: &RecordBatch, row: usize) -> QueryResult<Option<Result<Document, Unread>>> {
    let [ids, dates, words] = texts.columns() else {
        return internal_err!("texts have three columns");
    };
    if words.is_null(row) {
        return Ok(None);
    }
    let word = |column: &ArrayRef| column.as_string::<i64>().value(row).to_owned();
    let (id, date) = (word(ids), days(&dates.slice(row, 1))?.remove(0));
    let unread = |reason| Unread::of_id(&id, reason);
    let document = date.map_err(unread).and_then(|date| {
        let document = Document::new(id.as_str(), word(words));
        let document = document.map_err(|error| unread(with_causes(&error)))?;
        Ok(document.with_date(date))
    });
    Ok(Some(document))
}
