use super::{Entity, maybe, same};
use crate::document::Document;
use crate::quoted::quoted;
use crate::span::Span;
use newsgraph::document::{EntityId, Participant as Found, Quote};
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;

/// One who takes part in a quote, as its words name, describe or point at them. `str(speaker)` is their name.
#[pyclass(frozen, module = "newsgraph")]
#[derive(Debug)]
pub(crate) struct Participant {
    document: Py<Document>,
    quote: usize,
    /// The number among the speakers; that after the last is the addressee.
    part: usize,
    found: Found,
}

impl Participant {
    fn new(document: &Bound<'_, Document>, quote: usize, part: usize, found: Found) -> Self {
        Self {
            document: document.clone().unbind(),
            quote,
            part,
            found,
        }
    }

    /// Each of those who say a quote.
    pub(super) fn speakers(document: &Bound<'_, Document>, at: usize, quote: &Quote) -> Vec<Self> {
        let each = quote.each_speaker().enumerate();
        each.map(|(part, &found)| Self::new(document, at, part, found))
            .collect()
    }

    /// To whom a quote is said.
    pub(super) fn addressee(
        document: &Bound<'_, Document>,
        at: usize,
        quote: &Quote,
    ) -> Option<Self> {
        let part = quote.each_speaker().count();
        let found = quote.addressee?;
        Some(Self::new(document, at, part, found))
    }

    fn inner(&self) -> &newsgraph::Document {
        &self.document.get().inner
    }
}

/// One who takes part in a quote, by the numbers that pickling keeps.
pub(crate) fn participant_of(
    document: &Bound<'_, Document>,
    at: usize,
    part: usize,
) -> PyResult<Participant> {
    let quotes = document.get().inner.quotes().unwrap_or_default();
    let found = quotes.get(at).and_then(|quote| {
        let speakers = Participant::speakers(document, at, quote).into_iter();
        let each = speakers.chain(Participant::addressee(document, at, quote));
        each.into_iter().nth(part)
    });
    found.ok_or_else(|| PyIndexError::new_err("the document has no such participant"))
}

#[pymethods]
impl Participant {
    /// The document that it is of.
    #[getter]
    fn document(&self, py: Python<'_>) -> Py<Document> {
        self.document.clone_ref(py)
    }

    /// The words that name, describe or point at it.
    #[getter]
    fn text(&self) -> &str {
        &self.inner().text()[self.found.span]
    }

    /// The first character of these words.
    #[getter]
    fn start(&self) -> usize {
        self.document.get().char_of(self.found.span.start())
    }

    /// The one after their last character.
    #[getter]
    fn end(&self) -> usize {
        self.document.get().char_of(self.found.span.end())
    }

    /// The word that the others hang on.
    #[getter]
    fn head(&self, py: Python<'_>) -> Span {
        Span::new(self.document.bind(py), self.found.head)
    }

    /// The entity that it is; `None` where no mention stands there.
    #[getter]
    fn entity<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, Entity>>> {
        let entity = self.inner().entity_of_participant(&self.found);
        maybe(self.document.bind(py), entity.map(EntityId::index))
    }

    /// The name of its entity, else its words.
    #[getter]
    pub(super) fn name(&self) -> &str {
        let entity = self.inner().entity_of_participant(&self.found);
        let entity = entity.and_then(|id| self.inner().view().entity(id));
        entity.map_or_else(|| self.text(), |entity| entity.name())
    }

    /// How it was found: named, pronoun, described or implicit.
    #[getter]
    fn how(&self) -> &'static str {
        self.found.how.as_str()
    }

    /// The words for what it is, such as "chair of the Ulm Bank".
    #[getter]
    fn role(&self, py: Python<'_>) -> Option<Span> {
        let role = self.found.role?;
        Some(Span::new(self.document.bind(py), role))
    }

    /// The entity that it speaks for; `for` in the JSON.
    #[getter]
    fn for_<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, Entity>>> {
        let entity = self
            .found
            .behalf
            .and_then(|name| self.inner().entity_at(name));
        maybe(self.document.bind(py), entity.map(EntityId::index))
    }

    /// The name of whom it speaks for, where it stands.
    #[getter]
    fn for_span(&self, py: Python<'_>) -> Option<Span> {
        let name = self.found.behalf?;
        Some(Span::new(self.document.bind(py), name))
    }

    fn __str__(&self) -> &str {
        self.name()
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let Ok(other) = other.cast::<Self>() else {
            return false;
        };
        let other = other.get();
        self.found == other.found
            && (self.quote, self.part) == (other.quote, other.part)
            && same(&self.document, &other.document)
    }

    fn __hash__(&self) -> u64 {
        self.document
            .get()
            .hash((self.quote, self.part, self.found))
    }

    fn __reduce__(&self, py: Python<'_>) -> PyResult<(Py<PyAny>, (usize, usize))> {
        let find = self.document.getattr(py, "_participant")?;
        Ok((find, (self.quote, self.part)))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let (text, name) = (quoted(py, self.text())?, quoted(py, self.name())?);
        Ok(format!("Participant({text}, name={name})"))
    }
}
