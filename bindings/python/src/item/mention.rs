use super::{Entity, Item, Sentence, maybe};
use crate::quoted::quoted;
use newsgraph::document::{EntityId, Mention as Found, MentionId};
use pyo3::prelude::*;

/// A name, value, description or pronoun.
#[pyclass(frozen, extends = Item, module = "newsgraph")]
#[derive(Debug)]
pub(crate) struct Mention;

fn found<'a>(slf: &'a Bound<'_, Mention>) -> &'a Found {
    let item = slf.as_super().get();
    &item.inner().mentions().unwrap_or_default()[item.at]
}

#[pymethods]
impl Mention {
    /// Its words.
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

    /// What type of thing it names, such as Person.
    #[getter]
    fn label<'a>(slf: &'a Bound<'_, Self>) -> &'a str {
        found(slf).label.as_str()
    }

    /// How it refers: proper, nominal, pronoun or value.
    #[getter]
    fn kind(slf: &Bound<'_, Self>) -> &'static str {
        found(slf).kind.as_str()
    }

    /// The normalised value of a date, time, amount or number: 2017-03-19, EUR 5000000.
    #[getter]
    fn value<'a>(slf: &'a Bound<'_, Self>) -> Option<&'a str> {
        found(slf).value.as_deref()
    }

    /// How sure its name is, from 0 to 1.
    #[getter]
    fn score(slf: &Bound<'_, Self>) -> Option<f32> {
        found(slf).score
    }

    /// What it refers to; `None` for values, and where coreference was not run.
    #[getter]
    fn entity<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, Entity>>> {
        let item = slf.as_super().get();
        let entity = item.inner().entity_of(MentionId::new(item.at));
        maybe(item.of(slf.py()), entity.map(EntityId::index))
    }

    /// The sentence that it begins in.
    #[getter]
    fn sentence<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, Sentence>>> {
        slf.as_super()
            .get()
            .sentence(slf.py(), Some(found(slf).span))
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let py = slf.py();
        let text = quoted(py, Self::text(slf))?;
        Ok(format!("Mention({text}, {})", Self::label(slf)))
    }
}
