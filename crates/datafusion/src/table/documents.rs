//! Texts, pages, JSON Lines and JSON as a table of texts.

use super::document_table::DocumentTable;
use crate::day::from_date;
use datafusion::arrow::array::{Date32Builder, LargeStringBuilder, RecordBatch};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::common::{DataFusionError, Result};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_plan::stream::RecordBatchReceiverStream;
use datafusion::physical_plan::streaming::PartitionStream;
use newsgraph::Document;
use newsgraph_input::{Documents, InputOptions, Kind};
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// The most texts of a batch, and about the most bytes.
const MOST: (usize, usize) = (super::exec::TEXTS, 1 << 20);

/// The columns of a table of texts.
pub(super) fn schema() -> SchemaRef {
    Arc::new(Schema::new(vec![
        Field::new("document", DataType::LargeUtf8, false),
        Field::new("date", DataType::Date32, true),
        Field::new("text", DataType::LargeUtf8, false),
    ]))
}

/// A share of the texts of files, which are read one after another, when they are asked for.
#[derive(Debug)]
pub(super) struct DocumentFiles {
    table: DocumentTable,
    share: usize,
    schema: SchemaRef,
}

impl DocumentFiles {
    /// The texts of a table whose place is `share`, counted in a circle of all its shares.
    pub(super) fn new(table: DocumentTable, share: usize) -> Self {
        Self {
            table,
            share,
            schema: schema(),
        }
    }
}

impl PartitionStream for DocumentFiles {
    fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    fn execute(&self, _: Arc<TaskContext>) -> SendableRecordBatchStream {
        let mut stream = RecordBatchReceiverStream::builder(Arc::clone(&self.schema), 1);
        let (sender, table, share) = (stream.tx(), self.table.clone(), self.share);
        stream.spawn_blocking(move || {
            let mut texts = Texts::default();
            for document in documents(&table, share) {
                texts.push(&document?);
                // Where nobody takes batches any more the rest is not read.
                if texts.is_full() && sender.blocking_send(texts.take()).is_err() {
                    return Ok(());
                }
            }
            if texts.rows > 0 {
                let _ = sender.blocking_send(texts.take());
            }
            Ok(())
        });
        stream.build()
    }
}

/// The documents of a share. A file that holds one is not opened for another share.
fn documents(
    table: &DocumentTable,
    share: usize,
) -> impl Iterator<Item = Result<Document>> + use<'_> {
    let shares = table.shares().get();
    let files = table.paths().iter().enumerate();
    files.flat_map(move |(number, path)| {
        let first = (share + shares - number % shares) % shares;
        let holds_one = matches!(Kind::of_ending(path), Some(Kind::Text | Kind::Html));
        let is_other = holds_one && first > 0;
        let read = (!is_other).then(|| documents_of(table.folder(), path));
        read.into_iter().flatten().skip(first).step_by(shares)
    })
}

/// The documents of a file.
fn documents_of(folder: &Path, path: &Path) -> Box<dyn Iterator<Item = Result<Document>>> {
    let name = path.display().to_string();
    match File::open(folder.join(path)) {
        Ok(file) => {
            let documents = Documents::new(name, file, InputOptions::default());
            Box::new(documents.map(|document| document.map_err(external)))
        }
        Err(error) => Box::new(std::iter::once(Err(external(error).context(name)))),
    }
}

fn external(error: impl std::error::Error + Send + Sync + 'static) -> DataFusionError {
    DataFusionError::External(Box::new(error))
}

/// Texts under way.
#[derive(Default)]
struct Texts {
    ids: LargeStringBuilder,
    dates: Date32Builder,
    words: LargeStringBuilder,
    rows: usize,
}

impl Texts {
    fn push(&mut self, document: &Document) {
        self.ids.append_value(document.id());
        self.dates
            .append_option(document.date().and_then(from_date));
        self.words.append_value(document.text());
        self.rows += 1;
    }

    fn is_full(&self) -> bool {
        self.rows >= MOST.0 || self.words.values_slice().len() >= MOST.1
    }

    fn take(&mut self) -> Result<RecordBatch> {
        self.rows = 0;
        let batch = RecordBatch::try_new(
            schema(),
            vec![
                Arc::new(self.ids.finish()),
                Arc::new(self.dates.finish()),
                Arc::new(self.words.finish()),
            ],
        );
        Ok(batch?)
    }
}
