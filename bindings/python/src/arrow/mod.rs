//! Documents as tables of Arrow, handed over through its C data interface without a copy.

mod reader;
mod stream;
mod table;

use crate::document::Document;
use crate::error::OptionError;
use crate::unit;
use newsgraph_arrow::TableOptions;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use std::ffi::CStr;

pub(crate) use stream::{TableStream, table_stream};
pub(crate) use table::{Table, Tables, to_arrow};

/// The names of capsules that other packages look for.
const STREAM: &CStr = c"arrow_array_stream";
const SCHEMA: &CStr = c"arrow_schema";

/// How tables are made.
fn options(offsets: &str) -> PyResult<TableOptions> {
    Ok(TableOptions {
        offsets: unit::named(offsets)?,
        ..TableOptions::default()
    })
}

/// The table of this name.
fn named(name: &str) -> PyResult<newsgraph_arrow::Table> {
    let known = || {
        newsgraph_arrow::Table::ALL
            .map(newsgraph_arrow::Table::as_str)
            .join(", ")
    };
    let error = |_| {
        OptionError::new_err(format!(
            "there is no table {name:?}; choose from {}",
            known()
        ))
    };
    name.parse().map_err(error)
}

/// A document among those that tables are made of.
fn document(item: Bound<'_, PyAny>) -> PyResult<Bound<'_, Document>> {
    item.cast_into().map_err(|error| {
        let found = error.into_inner().get_type();
        let found = found
            .name()
            .map_or_else(|_| "something else".to_owned(), |n| n.to_string());
        PyTypeError::new_err(format!(
            "expected documents, found {found}; read texts first, with nlp.pipe(texts)"
        ))
    })
}
