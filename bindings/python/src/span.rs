//! A place in a text.

use crate::document::Document;
use crate::quoted::quoted;
use newsgraph::document::Span as Place;
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyTuple};

/// A place in a text, in characters, with what stands there. `str(span)` is its text, and it unpacks as `start, end`.
#[pyclass(frozen, module = "newsgraph")]
#[derive(Debug)]
pub(crate) struct Span {
    document: Py<Document>,
    place: Place,
}

impl Span {
    pub(crate) fn new(document: &Bound<'_, Document>, place: Place) -> Self {
        Self {
            document: document.clone().unbind(),
            place,
        }
    }

    /// Several in a row.
    pub(crate) fn all(document: &Bound<'_, Document>, places: &[Place]) -> Vec<Self> {
        let places = places.iter();
        places.map(|&place| Self::new(document, place)).collect()
    }
}

#[pymethods]
impl Span {
    /// The document that it is of.
    #[getter]
    fn document(&self, py: Python<'_>) -> Py<Document> {
        self.document.clone_ref(py)
    }

    /// Its first character.
    #[getter]
    fn start(&self) -> usize {
        self.document.get().char_of(self.place.start())
    }

    /// The one after its last character.
    #[getter]
    fn end(&self) -> usize {
        self.document.get().char_of(self.place.end())
    }

    /// What stands there.
    #[getter]
    fn text(&self) -> &str {
        &self.document.get().inner.text()[self.place]
    }

    fn __str__(&self) -> &str {
        self.text()
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        PyTuple::new(py, [self.start(), self.end()])?.try_iter()
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let Ok(other) = other.cast::<Self>() else {
            return false;
        };
        let other = other.get();
        self.place == other.place && crate::item::same(&self.document, &other.document)
    }

    fn __hash__(&self) -> u64 {
        self.document.get().hash(self.place)
    }

    fn __reduce__(&self, py: Python<'_>) -> PyResult<(Py<PyAny>, (usize, usize))> {
        let find = self.document.getattr(py, "span")?;
        Ok((find, (self.start(), self.end())))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let text = quoted(py, self.text())?;
        Ok(format!("Span({}, {}, {text})", self.start(), self.end()))
    }
}
