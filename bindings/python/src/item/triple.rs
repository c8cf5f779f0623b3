use super::{Item, Quote, Sentence};
use crate::quoted::quoted;
use crate::span::Span;
use newsgraph::document::Triple as Found;
use pyo3::prelude::*;

/// A statement of the text as subject, predicate and object.
#[pyclass(frozen, extends = Item, module = "newsgraph")]
#[derive(Debug)]
pub(crate) struct Triple;

fn found<'a>(slf: &'a Bound<'_, Triple>) -> &'a Found {
    let item = slf.as_super().get();
    &item.inner().triples().unwrap_or_default()[item.at]
}

#[pymethods]
impl Triple {
    /// Subject, predicate and object as a reader would put them.
    #[getter]
    fn text<'a>(slf: &'a Bound<'_, Self>) -> (&'a str, String, &'a str) {
        let (found, text) = (found(slf), slf.as_super().get().inner().text());
        let predicate = found.predicate_text(text);
        (&text[found.subject], predicate, &text[found.object])
    }

    /// What it is about.
    #[getter]
    fn subject(slf: &Bound<'_, Self>) -> Span {
        Span::new(slf.as_super().get().of(slf.py()), found(slf).subject)
    }

    /// The words of the predicate, in text order.
    #[getter]
    fn predicate(slf: &Bound<'_, Self>) -> Vec<Span> {
        Span::all(slf.as_super().get().of(slf.py()), &found(slf).predicate)
    }

    /// The first argument after the predicate.
    #[getter]
    fn object(slf: &Bound<'_, Self>) -> Span {
        Span::new(slf.as_super().get().of(slf.py()), found(slf).object)
    }

    /// Further arguments: time, place, manner.
    #[getter]
    fn arguments(slf: &Bound<'_, Self>) -> Vec<Span> {
        Span::all(slf.as_super().get().of(slf.py()), &found(slf).arguments)
    }

    /// A verb before the predicate that the text does not have, such as "is".
    #[getter]
    fn implied<'a>(slf: &'a Bound<'_, Self>) -> Option<&'a str> {
        found(slf).implied.as_deref()
    }

    /// Whether the text denies it.
    #[getter]
    fn negated(slf: &Bound<'_, Self>) -> bool {
        found(slf).negated
    }

    /// Whether the text calls it possible rather than so.
    #[getter]
    fn hedged(slf: &Bound<'_, Self>) -> bool {
        found(slf).hedged
    }

    /// The quote that claims it; `None` for the writer's own statement.
    #[getter]
    fn quote<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, Quote>>> {
        slf.as_super().get().quote(slf.py(), found(slf).quote)
    }

    /// How sure it is, from 0 to 1.
    #[getter]
    fn score(slf: &Bound<'_, Self>) -> Option<f32> {
        found(slf).score
    }

    /// The sentence that its subject stands in.
    #[getter]
    fn sentence<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, Sentence>>> {
        slf.as_super()
            .get()
            .sentence(slf.py(), Some(found(slf).subject))
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let py = slf.py();
        let (subject, predicate, object) = Self::text(slf);
        let all = [
            quoted(py, subject)?,
            quoted(py, &predicate)?,
            quoted(py, object)?,
        ];
        let [subject, predicate, object] = all;
        Ok(format!("Triple({subject}, {predicate}, {object})"))
    }
}
