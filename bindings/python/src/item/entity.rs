use super::{Item, Mention, Quote, Relation, some};
use crate::quoted::quoted;
use newsgraph::document::{EntityId, EntityView, RelationView};
use pyo3::prelude::*;

/// One who, or something that, is mentioned once or more.
#[pyclass(frozen, extends = Item, module = "newsgraph")]
#[derive(Debug)]
pub(crate) struct Entity;

/// What a document tells of it; nothing where there is no such entity.
fn told<'a, T>(slf: &'a Bound<'_, Entity>, tell: impl FnOnce(EntityView<'a>) -> T) -> Option<T> {
    let item = slf.as_super().get();
    item.inner().view().entity(EntityId::new(item.at)).map(tell)
}

#[pymethods]
impl Entity {
    /// Its fullest name in the text; a description or a pronoun where it has none.
    #[getter]
    fn name<'a>(slf: &'a Bound<'_, Self>) -> &'a str {
        told(slf, EntityView::name).unwrap_or_default()
    }

    /// The type of most of its names, such as Person.
    #[getter]
    fn label<'a>(slf: &'a Bound<'_, Self>) -> &'a str {
        told(slf, |entity| entity.item().label.as_str()).unwrap_or_default()
    }

    /// The names that it has in the text, each once, in text order.
    #[getter]
    fn names<'a>(slf: &'a Bound<'_, Self>) -> Vec<&'a str> {
        let mut names: Vec<&str> = Vec::new();
        for name in told(slf, EntityView::names).into_iter().flatten() {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// Its mentions, in text order.
    #[getter]
    fn mentions<'py>(slf: &Bound<'py, Self>) -> PyResult<Vec<Bound<'py, Mention>>> {
        let found = told(slf, |entity| entity.mentions().map(|m| m.id().index()));
        let item = slf.as_super().get();
        some(item.of(slf.py()), found.into_iter().flatten())
    }

    /// What it says, alone or with others, in text order.
    #[getter]
    fn quotes<'py>(slf: &Bound<'py, Self>) -> PyResult<Vec<Bound<'py, Quote>>> {
        let found = told(slf, |entity| entity.quotes().map(|q| q.id().index()));
        let item = slf.as_super().get();
        some(item.of(slf.py()), found.into_iter().flatten())
    }

    /// What is said to it, in text order.
    #[getter]
    fn quotes_to<'py>(slf: &Bound<'py, Self>) -> PyResult<Vec<Bound<'py, Quote>>> {
        let found = told(slf, |entity| entity.quotes_to().map(|q| q.id().index()));
        let item = slf.as_super().get();
        some(item.of(slf.py()), found.into_iter().flatten())
    }

    /// The relations that it is one end of.
    #[getter]
    fn relations<'py>(slf: &Bound<'py, Self>) -> PyResult<Vec<Bound<'py, Relation>>> {
        let found = told(slf, |entity| entity.relations().map(RelationView::index));
        let item = slf.as_super().get();
        some(item.of(slf.py()), found.into_iter().flatten())
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let py = slf.py();
        let name = quoted(py, Self::name(slf))?;
        Ok(format!("Entity({name}, {})", Self::label(slf)))
    }
}
