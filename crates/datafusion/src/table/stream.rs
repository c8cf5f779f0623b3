//! Files whose texts are read row by row, as a table of texts: text, pages, JSON Lines, JSON and CSV.

use super::csv;
use super::document_table::DocumentTable;
use super::portion::Portion;
use crate::columns::from_date;
use crate::reader::{Reader, too_long};
use crate::unread::{Unread, with_causes};
use datafusion::arrow::array::{Date32Builder, LargeStringBuilder, RecordBatch};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::common::Result as QueryResult;
use newsgraph::Document;
use newsgraph_input::{Documents, Fault, InputError, InputOptions};
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// The most texts of a batch, and about the most bytes.
const MOST: (usize, usize) = (super::work::TEXTS, 1 << 20);

/// The columns of a table of texts. A text that could not be read is null, with the place of its row as the document.
pub(super) fn schema() -> SchemaRef {
    Arc::new(Schema::new(vec![
        Field::new("document", DataType::LargeUtf8, false),
        Field::new("date", DataType::Date32, true),
        Field::new("text", DataType::LargeUtf8, true),
        Field::new("error", DataType::LargeUtf8, true),
    ]))
}

/// Reads portions one after another and gives their texts, until nobody takes them any more.
pub(super) fn read(
    table: &DocumentTable,
    portions: Vec<Portion>,
    mut give: impl FnMut(RecordBatch) -> bool,
) -> QueryResult<()> {
    let mut texts = Texts::default();
    let documents = portions
        .into_iter()
        .flat_map(|portion| documents(table, portion));
    for document in documents {
        texts.push(table.reader(), document)?;
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
) -> impl Iterator<Item = Result<Document, Unread>> + use<> {
    let path = &table.paths()[portion.file];
    let of_file = if table.is_csv() { of_csv } else { of_documents };
    let read = of_file(table.folder(), path, table.reader());
    read.skip(portion.first).step_by(portion.step)
}

type OfFile = Box<dyn Iterator<Item = Result<Document, Unread>>>;

fn of_documents(folder: &Path, path: &Path, reader: &Reader) -> OfFile {
    let name = path.display().to_string();
    let file = match File::open(folder.join(path)) {
        Ok(file) => file,
        Err(error) => return failed(name, &error),
    };
    let options = InputOptions::default().with_max_document(reader.options().max_document);
    let documents = Documents::new(name, file, options);
    let unread = |error: InputError| Unread {
        text: error.place().to_owned(),
        reason: match error.fault() {
            Fault::TooLong(most) => too_long(*most),
            fault => with_causes(fault),
        },
    };
    Box::new(documents.map(move |document| document.map_err(unread)))
}

fn of_csv(folder: &Path, path: &Path, reader: &Reader) -> OfFile {
    match csv::documents(folder, path, reader.options().max_document) {
        Ok(documents) => Box::new(documents),
        Err(error) => failed(path.display().to_string(), &error),
    }
}

/// A file that cannot be read at all.
fn failed(name: String, error: &dyn std::error::Error) -> OfFile {
    let reason = with_causes(error);
    Box::new(std::iter::once(Err(Unread { text: name, reason })))
}

/// Texts under way.
#[derive(Default)]
struct Texts {
    ids: LargeStringBuilder,
    dates: Date32Builder,
    words: LargeStringBuilder,
    errors: LargeStringBuilder,
    rows: usize,
}

impl Texts {
    /// Adds a document, or that it could not be read.
    fn push(&mut self, reader: &Reader, read: Result<Document, Unread>) -> QueryResult<()> {
        let document = match read {
            Ok(document) => document,
            Err(unread) => return self.push_wrong(reader, &unread.text.clone(), unread),
        };
        if let Some(reason) = reader.too_long(document.text()) {
            let unread = Unread::of_id(document.id(), reason);
            return self.push_wrong(reader, document.id(), unread);
        }
        let date = document.date().and_then(from_date);
        self.append(document.id(), date, Some(document.text()), None);
        Ok(())
    }

    fn push_wrong(&mut self, reader: &Reader, name: &str, unread: Unread) -> QueryResult<()> {
        let reason = unread.reason.clone();
        reader.settle::<()>(Err(unread))?;
        self.append(name, None, None, Some(&reason));
        Ok(())
    }

    fn append(&mut self, id: &str, date: Option<i32>, text: Option<&str>, error: Option<&str>) {
        self.ids.append_value(id);
        self.dates.append_option(date);
        self.words.append_option(text);
        self.errors.append_option(error);
        self.rows += 1;
    }

    fn is_full(&self) -> bool {
        self.rows >= MOST.0 || self.words.values_slice().len() >= MOST.1
    }

    fn take(&mut self) -> QueryResult<RecordBatch> {
        self.rows = 0;
        let batch = RecordBatch::try_new(
            schema(),
            vec![
                Arc::new(self.ids.finish()),
                Arc::new(self.dates.finish()),
                Arc::new(self.words.finish()),
                Arc::new(self.errors.finish()),
            ],
        );
        Ok(batch?)
    }
}
