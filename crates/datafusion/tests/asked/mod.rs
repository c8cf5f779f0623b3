//! What the tests of queries share.
#![allow(dead_code, reason = "each test uses its part")]

use datafusion::arrow::array::{ArrayRef, RecordBatch, StringArray};
use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::prelude::SessionContext;
use newsgraph_datafusion::{Reader, ReaderOptions, datafusion, session};
use std::error::Error;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// The folder of articles about one foundry.
pub(crate) fn story() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/data/story")
}

/// A session whose texts have so many threads.
pub(crate) fn with_threads(threads: usize) -> Outcome<SessionContext> {
    let options = ReaderOptions::default().with_threads(threads);
    Ok(session(&Arc::new(Reader::english(options)?)))
}

pub(crate) async fn ask(context: &SessionContext, query: &str) -> Outcome<Vec<RecordBatch>> {
    Ok(context.sql(query).await?.collect().await?)
}

/// The rows of a query as people see them.
pub(crate) async fn shown(context: &SessionContext, query: &str) -> Outcome<String> {
    Ok(pretty_format_batches(&ask(context, query).await?)?.to_string())
}

/// The error of a query.
pub(crate) async fn refused(context: &SessionContext, query: &str) -> Outcome<String> {
    match ask(context, query).await {
        Ok(_) => Err(format!("{query} is not refused").into()),
        Err(error) => Ok(error.to_string()),
    }
}

/// The batches as one; `None` where there is none.
pub(crate) fn whole(batches: &[RecordBatch]) -> Outcome<Option<RecordBatch>> {
    let Some(first) = batches.first() else {
        return Ok(None);
    };
    let whole = datafusion::arrow::compute::concat_batches(&first.schema(), batches)?;
    Ok(Some(whole))
}

/// Writes a Parquet file of columns that may have nulls.
pub(crate) fn parquet(path: &Path, columns: Vec<(&str, ArrayRef)>) -> Outcome {
    let batch = RecordBatch::try_from_iter_with_nullable(
        columns
            .into_iter()
            .map(|(name, column)| (name, column, true)),
    )?;
    let mut writer = ArrowWriter::try_new(File::create(path)?, batch.schema(), None)?;
    writer.write(&batch)?;
    writer.close()?;
    Ok(())
}

/// A column of words.
pub(crate) fn words(cells: &[&str]) -> ArrayRef {
    Arc::new(StringArray::from(cells.to_vec()))
}
