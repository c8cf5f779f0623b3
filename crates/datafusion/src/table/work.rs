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
    let empty = |table: Table| (table, Tables::new(reader.table_options(table.into())));
    let mut tables: Vec<(Table, Tables)> = set.iter().map(empty).collect();
    for row in rows {
        push(reader, &mut tables, texts, row)?;
    }
    let found = tables.into_iter().flat_map(|(_, rows)| rows.finish());
    let found: HashMap<Table, RecordBatch> = found.collect();
    let of_scan = |asked: &&Asked| asked.of(&found[&asked.table]);
    asked.iter().map(of_scan).collect()
}

/// Adds what is found in a text. Where a component fails that some of the tables need, the others have their rows.
fn push(
    reader: &Reader,
    tables: &mut [(Table, Tables)],
    texts: &RecordBatch,
    row: usize,
) -> QueryResult<()> {
    let every = tables.iter().map(|(table, _)| *table).collect();
    let Some(found) = read(reader, texts, row, every)? else {
        return Ok(());
    };
    match (found, tables) {
        (Ok(document), tables) => tables.iter_mut().for_each(|(_, rows)| rows.push(&document)),
        (Err(unread), [_]) => {
            reader.settle::<()>(Err(unread))?;
        }
        (Err(_), tables) => {
            for table in tables {
                push(reader, std::slice::from_mut(table), texts, row)?;
            }
        }
    }
    Ok(())
}

/// The document of a row, read as tables need it; none where it has no text.
fn read(
    reader: &Reader,
    texts: &RecordBatch,
    row: usize,
    tables: TableSet,
) -> QueryResult<Option<Result<Document, Unread>>> {
    let annotate = |mut document: Document| {
        let read = reader
            .components()
            .annotate(&mut document, &components(tables));
        let unread = |failed: Failed| Unread::of_id(document.id(), failed.reason);
        read.map_err(unread)?;
        Ok(document)
    };
    let document = document(texts, row)?;
    Ok(document.map(|document| document.and_then(annotate)))
}

/// The components whose work the rows of tables show, in the order of the pipeline.
fn components(tables: TableSet) -> Vec<Component> {
    let shown = tables
        .iter()
        .flat_map(|table| Fact::Rows(table).components());
    let shown: Vec<_> = shown.collect();
    let all = Component::ALL.into_iter();
    all.filter(|component| shown.contains(component)).collect()
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
