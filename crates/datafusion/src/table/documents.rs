//! Texts, pages, JSON Lines and JSON as a table of texts.

use super::document_table::DocumentTable;
use super::portion::Portion;
use crate::day::from_date;
use datafusion::arrow::array::{Date32Builder, LargeStringBuilder, RecordBatch};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::common::{DataFusionError, Result};
use newsgraph::Document;
use newsgraph_input::{Documents, InputOptions};
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

/// Reads portions one after another and gives their texts, until nobody takes them any more.
pub(super) fn read(
    table: &DocumentTable,
    portions: Vec<Portion>,
    mut give: impl FnMut(RecordBatch) -> bool,
) -> Result<()> {
    let mut texts = Texts::default();
    for document in portions
        .into_iter()
        .flat_map(|portion| documents(table, portion))
    {
        texts.push(&document?);
        if texts.is_full() && !give(texts.take()?) {
            return Ok(());
        }
    }
    if texts.rows > 0 {
        give(texts.take()?);
    }
    Ok(())
}

/// The documents of a portion.
fn documents(
    table: &DocumentTable,
    portion: Portion,
) -> impl Iterator<Item = Result<Document>> + use<> {
    let read = documents_of(table.folder(), &table.paths()[portion.file]);
    read.skip(portion.first).step_by(portion.step)
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
