//! What Python gives as a text, with its id and day.

use crate::error::{DateError, of_document};
use newsgraph::Document;
use newsgraph::document::Date;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyInt, PyString, PyTuple};

/// The length of a day as YYYY-MM-DD.
const DAY: usize = 10;

/// A document that was not read yet.
pub(crate) fn document(
    text: &str,
    id: impl Into<String>,
    date: Option<&Bound<'_, PyAny>>,
) -> PyResult<Document> {
    let date = date.map(day).transpose()?.flatten();
    let document = Document::new(id, text).map_err(|error| of_document(&error))?;
    Ok(document.with_date(date))
}

/// The document of an item of a stream: a text, a text with a dict, or a dict with a text. One without an id has the
/// number of the item.
pub(crate) fn item(item: &Bound<'_, PyAny>, number: usize) -> PyResult<Document> {
    if let Ok(text) = item.cast::<PyString>() {
        return document(text.to_str()?, number.to_string(), None);
    }
    if let Ok(row) = item.cast::<PyDict>() {
        let Some(text) = row.get_item("text")? else {
            return Err(PyTypeError::new_err(format!(
                "item {number}: expected a dict with \"text\""
            )));
        };
        return of_row(&text, row, number);
    }
    if let Ok(pair) = item.cast::<PyTuple>()
        && let Ok((text, row)) = pair.extract::<(Bound<'_, PyAny>, Bound<'_, PyDict>)>()
    {
        return of_row(&text, &row, number);
    }
    Err(unlike(
        "a str, a tuple of a str and a dict, or a dict",
        item,
        number,
    ))
}

fn of_row(text: &Bound<'_, PyAny>, row: &Bound<'_, PyDict>, number: usize) -> PyResult<Document> {
    let text = text
        .cast::<PyString>()
        .map_err(|_| unlike("a str as the text", text, number))?;
    let id = match row.get_item("id")?.filter(|id| !id.is_none()) {
        None => number.to_string(),
        Some(id) if id.is_instance_of::<PyString>() || id.is_instance_of::<PyInt>() => {
            id.str()?.to_str()?.to_owned()
        }
        Some(id) => return Err(unlike("a str or an int as the id", &id, number)),
    };
    document(text.to_str()?, id, row.get_item("date")?.as_ref())
}

fn unlike(expected: &str, found: &Bound<'_, PyAny>, number: usize) -> PyErr {
    let found = found.get_type();
    let found = found.name().map(|name| name.to_string());
    let found = found.unwrap_or_else(|_| "something else".to_owned());
    PyTypeError::new_err(format!("item {number}: expected {expected}, found {found}"))
}

/// A day as `date`, `datetime` or text, maybe with a time behind it; blank text is none.
fn day(date: &Bound<'_, PyAny>) -> PyResult<Option<Date>> {
    if date.is_none() {
        return Ok(None);
    }
    if let Ok(text) = date.cast::<PyString>() {
        return parsed(text.to_str()?.trim());
    }
    let part = |name| date.getattr(name).and_then(|part| part.extract::<u16>());
    let day = (|| {
        let [month, day] = [part("month").ok()?, part("day").ok()?];
        Date::new(
            part("year").ok()?,
            month.try_into().ok()?,
            day.try_into().ok()?,
        )
    })();
    let expected = "date: expected a str as YYYY-MM-DD or a datetime.date";
    day.map(Some).ok_or_else(|| PyTypeError::new_err(expected))
}

fn parsed(text: &str) -> PyResult<Option<Date>> {
    if text.is_empty() {
        return Ok(None);
    }
    let parts = text.split_at_checked(DAY);
    let day = parts.filter(|(_, rest)| rest.starts_with(['T', ' ']));
    let parsed = day.map_or(text, |(day, _)| day).parse();
    let parsed = parsed.map_err(|error| DateError::new_err(format!("date: {error}")));
    parsed.map(Some)
}
