//! Words in quotation marks, as Python shows them.

use pyo3::prelude::*;
use pyo3::types::PyString;

/// The words as a literal of Python.
pub(crate) fn quoted<'py>(py: Python<'py>, words: &str) -> PyResult<Bound<'py, PyString>> {
    PyString::new(py, words).repr()
}
