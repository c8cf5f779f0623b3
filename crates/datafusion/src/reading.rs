//! Columns of texts as documents.

use crate::columns::{Day, days, words};
use crate::fact::Fact;
use crate::reader::Reader;
use crate::unread::Unread;
use datafusion::arrow::array::ArrayRef;
use datafusion::common::{Result, ScalarValue};
use datafusion::logical_expr::ColumnarValue;
use newsgraph::Document;
use rayon::prelude::*;
use std::sync::Arc;

/// What was found in a text, or why nothing could be; none where there is no text.
pub(crate) type Read = Option<std::result::Result<Arc<Document>, Unread>>;

/// The column of what was found for these arguments: one cell, where all of them are one cell.
pub(crate) fn found_for(arguments: &[ColumnarValue], column: ArrayRef) -> Result<ColumnarValue> {
    let is_scalar = |argument: &ColumnarValue| matches!(argument, ColumnarValue::Scalar(_));
    if arguments.iter().all(is_scalar) {
        let cell = ScalarValue::try_from_array(&column, 0)?;
        return Ok(ColumnarValue::Scalar(cell));
    }
    Ok(ColumnarValue::Array(column))
}

/// Reads the texts of a column, and their days where there is one, on the threads of the reader.
pub(crate) fn read(reader: &Reader, columns: &[ColumnarValue], fact: Fact) -> Result<Vec<Read>> {
    let arrays = ColumnarValue::values_to_arrays(columns)?;
    let texts = words(&arrays[0])?;
    let texts: Vec<Option<&str>> = texts.iter().collect();
    let days = match arrays.get(1) {
        Some(date) => days(date)?,
        None => vec![Ok(None); texts.len()],
    };
    let read = || {
        let cells = texts.par_iter().zip(&days);
        cells.map(|(text, day)| text.map(|text| one(reader, text, day, fact)))
    };
    Ok(reader.pool().install(|| read().collect()))
}

fn one(
    reader: &Reader,
    text: &str,
    day: &Day,
    fact: Fact,
) -> std::result::Result<Arc<Document>, Unread> {
    let unread = |reason| Unread::of_text(text, reason);
    if let Some(reason) = reader.too_long(text) {
        return Err(unread(reason));
    }
    let day = day.clone().map_err(unread)?;
    let read = reader.cache().read(reader.components(), text, day, fact);
    read.map_err(|failed| unread(failed.reason))
}
