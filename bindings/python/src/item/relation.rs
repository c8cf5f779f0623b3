use super::{Entity, Item, Kind, Quote, Sentence};
use crate::quoted::quoted;
use crate::span::Span;
use newsgraph::document::{EntityId, Relation as Found};
use pyo3::prelude::*;

/// A relation between two entities.
#[pyclass(frozen, extends = Item, module = "newsgraph")]
#[derive(Debug)]
pub(crate) struct Relation;

fn found<'a>(slf: &'a Bound<'_, Relation>) -> &'a Found {
    let item = slf.as_super().get();
    &item.inner().relations().unwrap_or_default()[item.at]
}

fn name<'a>(slf: &'a Bound<'_, Relation>, id: EntityId) -> &'a str {
    let entity = slf.as_super().get().inner().view().entity(id);
    entity.map_or("", |entity| entity.name())
}

#[pymethods]
impl Relation {
    /// The type, such as head_of.
    #[getter]
    fn label<'a>(slf: &'a Bound<'_, Self>) -> &'a str {
        found(slf).label.as_str()
    }

    /// What it is said of.
    #[getter]
    fn subject<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, Entity>> {
        let document = slf.as_super().get().of(slf.py());
        Entity::make(document, found(slf).subject.index())
    }

    /// The other entity.
    #[getter]
    fn object<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, Entity>> {
        let document = slf.as_super().get().of(slf.py());
        Entity::make(document, found(slf).object.index())
    }

    /// The words that it was read from, in text order.
    #[getter]
    fn evidence(slf: &Bound<'_, Self>) -> Vec<Span> {
        Span::all(slf.as_super().get().of(slf.py()), &found(slf).evidence)
    }

    /// When it holds: now, former, planned or denied.
    #[getter]
    fn status(slf: &Bound<'_, Self>) -> &'static str {
        found(slf).status.as_str()
    }

    /// The words for what the subject is to the object, such as "president".
    #[getter]
    fn role(slf: &Bound<'_, Self>) -> Option<Span> {
        slf.as_super().get().span(slf.py(), found(slf).role)
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

    /// How sure it is, from 0 to 1; `None` for what rules find.
    #[getter]
    fn score(slf: &Bound<'_, Self>) -> Option<f32> {
        found(slf).score
    }

    /// The sentence that its evidence begins in.
    #[getter]
    fn sentence<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, Sentence>>> {
        let first = found(slf).evidence.first().copied();
        slf.as_super().get().sentence(slf.py(), first)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let py = slf.py();
        let found = found(slf);
        let (subject, object) = (name(slf, found.subject), name(slf, found.object));
        let (subject, object) = (quoted(py, subject)?, quoted(py, object)?);
        Ok(format!("Relation({subject}, {}, {object})", found.label))
    }
}
