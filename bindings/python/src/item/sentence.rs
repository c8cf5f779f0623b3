use super::{Item, Mention, Token, some};
use crate::quoted::quoted;
use newsgraph::document::Sentence as Found;
use pyo3::prelude::*;

/// A sentence.
#[pyclass(frozen, extends = Item, module = "newsgraph")]
#[derive(Debug)]
pub(crate) struct Sentence;

fn found<'a>(slf: &'a Bound<'_, Sentence>) -> &'a Found {
    let item = slf.as_super().get();
    &item.inner().sentences().unwrap_or_default()[item.at]
}

#[pymethods]
impl Sentence {
    /// Its text.
    #[getter]
    fn text<'a>(slf: &'a Bound<'_, Self>) -> &'a str {
        &slf.as_super().get().inner().text()[found(slf).span]
    }

    /// Its first character.
    #[getter]
    fn start(slf: &Bound<'_, Self>) -> usize {
        slf.as_super().get().char_of(found(slf).span.start())
    }

    /// The one after its last character.
    #[getter]
    fn end(slf: &Bound<'_, Self>) -> usize {
        slf.as_super().get().char_of(found(slf).span.end())
    }

    /// The number of its paragraph, from 0.
    #[getter]
    fn paragraph(slf: &Bound<'_, Self>) -> usize {
        found(slf).paragraph
    }

    /// Its words and punctuation marks, in order.
    #[getter]
    fn tokens<'py>(slf: &Bound<'py, Self>) -> PyResult<Vec<Bound<'py, Token>>> {
        some(slf.as_super().get().of(slf.py()), found(slf).tokens.clone())
    }

    /// The mentions that begin in it.
    #[getter]
    fn mentions<'py>(slf: &Bound<'py, Self>) -> PyResult<Vec<Bound<'py, Mention>>> {
        let item = slf.as_super().get();
        let within = item.inner().view().mentions_in(found(slf).span);
        some(
            item.of(slf.py()),
            within.map(|mention| mention.id().index()),
        )
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let py = slf.py();
        Ok(format!("Sentence({})", quoted(py, Self::text(slf))?))
    }
}
