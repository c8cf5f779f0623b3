//! What a partition of a table of texts reads, as rows: whoever divides these rows divides the work.

use super::document_table::DocumentTable;
use datafusion::arrow::array::{AsArray, RecordBatch, UInt64Array};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef, UInt64Type};
use datafusion::common::{Result, internal_err};
use newsgraph_input::Kind;
use std::sync::Arc;

/// Every `step`th document of a file from the one on that has the number `first`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Portion {
    pub(super) file: usize,
    pub(super) first: usize,
    pub(super) step: usize,
}

/// The columns of portions.
pub(super) fn schema() -> SchemaRef {
    let field = |name| Field::new(name, DataType::UInt64, false);
    Arc::new(Schema::new(["file", "first", "step"].map(field).to_vec()))
}

/// The portions of a partition.
pub(super) fn portions(table: &DocumentTable, share: usize) -> Vec<Portion> {
    let step = table.shares().get();
    let files = table.paths().iter().enumerate();
    let portions = files.filter_map(|(file, path)| {
        // The shares stand in a circle, and each file begins at the next of them.
        let first = (share + step - file % step) % step;
        let holds_one = matches!(Kind::of_ending(path), Some(Kind::Text | Kind::Html));
        (first == 0 || !holds_one).then_some(Portion { file, first, step })
    });
    portions.collect()
}

/// Portions as rows.
pub(super) fn write(portions: &[Portion]) -> Result<RecordBatch> {
    let column = |number: fn(&Portion) -> usize| {
        let numbers = portions.iter().map(|portion| number(portion) as u64);
        Arc::new(UInt64Array::from_iter_values(numbers)) as _
    };
    let columns = vec![
        column(|portion| portion.file),
        column(|portion| portion.first),
        column(|portion| portion.step),
    ];
    Ok(RecordBatch::try_new(schema(), columns)?)
}

/// The portions of rows, which are of this table.
pub(super) fn read(rows: &RecordBatch, table: &DocumentTable) -> Result<Vec<Portion>> {
    let number = |column: usize, row: usize| {
        let numbers = rows.column(column).as_primitive::<UInt64Type>();
        usize::try_from(numbers.value(row)).unwrap_or(usize::MAX)
    };
    let portion = |row| {
        let [file, first, step] = [0, 1, 2].map(|column| number(column, row));
        if file >= table.paths().len() || step == 0 {
            return internal_err!("a portion of a file that is none of the table");
        }
        Ok(Portion { file, first, step })
    };
    (0..rows.num_rows()).map(portion).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Reader, ReaderOptions};
    use std::num::NonZeroUsize;
    use std::path::PathBuf;

    type Outcome = std::result::Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn every_document_is_read_once() -> Outcome {
        let reader = Arc::new(Reader::english(ReaderOptions::default())?);
        let paths: Vec<PathBuf> = ["a.txt", "b.jsonl", "c.html", "d.html", "e"]
            .map(PathBuf::from)
            .into();
        for shares in 1..7 {
            let shares = NonZeroUsize::new(shares).unwrap_or(NonZeroUsize::MIN);
            let table = DocumentTable::of_documents("", paths.clone(), Arc::clone(&reader))
                .with_shares(shares);
            let mut read_by = Vec::new();
            for share in 0..shares.get() {
                let portions = portions(&table, share);
                assert_eq!(read(&write(&portions)?, &table)?, portions);
                for Portion { file, first, step } in portions {
                    read_by.extend((first..10).step_by(step).map(|number| (file, number)));
                }
            }
            // Of those that hold one document the first is all.
            read_by.retain(|(file, number)| matches!(file, 1 | 4) || *number == 0);
            read_by.sort_unstable();
            let expected = (0..5).flat_map(|file| {
                let documents = if matches!(file, 1 | 4) { 10 } else { 1 };
                (0..documents).map(move |number| (file, number))
            });
            assert!(read_by.into_iter().eq(expected), "{shares}");
        }
        Ok(())
    }

    #[test]
    fn what_is_no_portion_of_the_table_is_refused() -> Outcome {
        let reader = Reader::english(ReaderOptions::default())?;
        let table = DocumentTable::of_documents("", [PathBuf::from("a.txt")], Arc::new(reader));
        for (file, step) in [(1, 1), (0, 0)] {
            let rows = write(&[Portion {
                file,
                first: 0,
                step,
            }])?;
            assert!(read(&rows, &table).is_err());
        }
        Ok(())
    }
}
