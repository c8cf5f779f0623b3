//! The pipeline as Python calls it.

use crate::document::Document;
use crate::error::of_annotate;
use crate::fork::detached;
use crate::input;
use crate::stream::DocumentStream;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::thread::available_parallelism;

/// More threads than that for each that can work at once only wait for one another.
const THREADS: usize = 4;

/// What reads texts; `newsgraph.english()` makes it. Any number of threads may use it.
#[pyclass(frozen, module = "newsgraph")]
#[derive(Debug)]
pub(crate) struct Pipeline {
    inner: Arc<newsgraph::Pipeline>,
    /// What it was made with, so that another process makes it anew.
    options: Py<PyDict>,
}

impl Pipeline {
    pub(crate) fn new(inner: newsgraph::Pipeline, options: Py<PyDict>) -> Self {
        Self {
            inner: Arc::new(inner),
            options,
        }
    }
}

#[pymethods]
impl Pipeline {
    /// Reads a text: its quotes, entities, relations. The date is the day it was written on, against which "last month"
    /// is read: a `datetime.date`, or text as 2017-03-19.
    #[pyo3(signature = (text, *, id = "", date = None))]
    fn __call__(
        &self,
        py: Python<'_>,
        text: &str,
        id: &str,
        date: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Document> {
        let mut document = input::document(text, id, date)?;
        let read = detached(py, || self.inner.annotate(&mut document));
        read.map_err(|error| of_annotate(&error))?;
        Ok(Document::new(document))
    }

    /// Reads many texts, in their order, on several threads [default: one for each core, at most four for each].
    ///
    /// An item is a str, a tuple of a str and a dict with "id" and "date", or a dict with "text" too. One without an id
    /// has its number, from 0, as its id. Few are read ahead, so a generator of any length will do. An item that is
    /// wrong raises when it comes, and what comes after it can be asked for; with `on_error` it is handed to
    /// `on_error(item, error)` and passed over.
    #[pyo3(signature = (texts, *, threads = None, on_error = None))]
    fn pipe(
        &self,
        texts: &Bound<'_, PyAny>,
        threads: Option<i64>,
        on_error: Option<Py<PyAny>>,
    ) -> PyResult<DocumentStream> {
        if texts.is_instance_of::<PyString>() {
            return Err(PyTypeError::new_err(
                "expected several texts, found one; call nlp(text), or put it into a list",
            ));
        }
        let there = available_parallelism().map_or(1, NonZeroUsize::get);
        let threads = match threads.map(usize::try_from) {
            None => there,
            Some(Ok(threads)) if threads > 0 => threads.min(there * THREADS),
            Some(_) => return Err(PyValueError::new_err("threads: expected a number from 1")),
        };
        let texts = texts.try_iter()?.unbind();
        Ok(DocumentStream::new(
            texts,
            Arc::clone(&self.inner),
            threads,
            on_error,
        ))
    }

    /// The names of its components, in their order.
    #[getter]
    fn components(&self) -> Vec<&str> {
        self.inner.names().collect()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, ())> {
        let english = py.import("newsgraph")?.getattr("english")?;
        let partial = py.import("functools")?.getattr("partial")?;
        let options = self.options.bind(py);
        Ok((partial.call((english,), Some(options))?, ()))
    }

    fn __repr__(&self) -> String {
        format!("<Pipeline: {}>", self.components().join(", "))
    }
}
