//! A document with what was found in it.

use crate::error::{OptionError, of_json};
use crate::fork::detached;
use crate::item::{self, Entity, Mention, Participant, Quote, Relation, Sentence, Token, Triple};
use crate::json::Json;
use crate::quoted::quoted;
use crate::span::Span;
use newsgraph::document::{Layer, OffsetUnit, Offsets, Span as Place};
use newsgraph_export::{from_json, to_html, to_json};
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyString;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;

/// How high the report stands in a notebook, in pixels.
const HEIGHT: usize = 640;

/// A text with what was found in it. It does not change.
///
/// Positions count characters, as Python does: `doc.text[quote.start:quote.end]`. A layer that was not run has no
/// items; `doc.has("quotes")` tells it from one in which nothing was found.
#[pyclass(frozen, module = "newsgraph")]
pub(crate) struct Document {
    pub(crate) inner: newsgraph::Document,
    /// Where characters stand, once somebody asks.
    offsets: OnceLock<Offsets>,
    /// The text as Python's, once somebody asks.
    text: PyOnceLock<Py<PyString>>,
}

impl Document {
    pub(crate) fn new(inner: newsgraph::Document) -> Self {
        Self {
            inner,
            offsets: OnceLock::new(),
            text: PyOnceLock::new(),
        }
    }

    fn offsets(&self) -> &Offsets {
        let count = || Offsets::new(self.inner.text(), OffsetUnit::Char);
        self.offsets.get_or_init(count)
    }

    /// The position of a byte in characters.
    pub(crate) fn char_of(&self, byte: usize) -> usize {
        self.offsets().from_byte(byte)
    }

    /// A hash that documents that are equal share.
    pub(crate) fn hash(&self, of: impl Hash) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.inner.id(), self.inner.text().len(), of).hash(&mut hasher);
        hasher.finish()
    }
}

/// Reads what `to_json` gave, in any unit of offsets, back into an equal document.
#[pyfunction]
#[pyo3(name = "read_json")]
pub(crate) fn read_document(py: Python<'_>, json: &str) -> PyResult<Document> {
    let read = detached(py, || from_json(json));
    read.map(Document::new).map_err(|error| of_json(&error))
}

#[pymethods]
impl Document {
    /// Its id; empty where it has none.
    #[getter]
    fn id(&self) -> &str {
        self.inner.id()
    }

    /// The day that it was written on.
    #[getter]
    fn date<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let Some(date) = self.inner.date() else {
            return Ok(None);
        };
        let class = py.import("datetime")?.getattr("date")?;
        let day = class.call1((date.year(), date.month(), date.day()))?;
        Ok(Some(day))
    }

    /// The text as it was given.
    #[getter]
    fn text(&self, py: Python<'_>) -> Py<PyString> {
        let make = || PyString::new(py, self.inner.text()).unbind();
        self.text.get_or_init(py, make).clone_ref(py)
    }

    /// The paragraphs, in order.
    #[getter]
    fn paragraphs(slf: &Bound<'_, Self>) -> Vec<Span> {
        let spans = slf.get().inner.paragraphs().unwrap_or_default();
        let spans = spans.into_iter();
        spans.map(|span| Span::new(slf, span)).collect()
    }

    /// The sentences, in order.
    #[getter]
    fn sentences<'py>(slf: &Bound<'py, Self>) -> PyResult<Vec<Bound<'py, Sentence>>> {
        item::all(slf)
    }

    /// The words and punctuation marks, in order.
    #[getter]
    fn tokens<'py>(slf: &Bound<'py, Self>) -> PyResult<Vec<Bound<'py, Token>>> {
        item::all(slf)
    }

    /// Names, values, descriptions and pronouns: names and values in text order, then what coreference added.
    #[getter]
    fn mentions<'py>(slf: &Bound<'py, Self>) -> PyResult<Vec<Bound<'py, Mention>>> {
        item::all(slf)
    }

    /// The entities, by their first mention.
    #[getter]
    fn entities<'py>(slf: &Bound<'py, Self>) -> PyResult<Vec<Bound<'py, Entity>>> {
        item::all(slf)
    }

    /// The quotes, by where they begin; those inside others too.
    #[getter]
    fn quotes<'py>(slf: &Bound<'py, Self>) -> PyResult<Vec<Bound<'py, Quote>>> {
        item::all(slf)
    }

    /// The relations between entities.
    #[getter]
    fn relations<'py>(slf: &Bound<'py, Self>) -> PyResult<Vec<Bound<'py, Relation>>> {
        item::all(slf)
    }

    /// What each sentence states, as subject, predicate and object.
    #[getter]
    fn triples<'py>(slf: &Bound<'py, Self>) -> PyResult<Vec<Bound<'py, Triple>>> {
        item::all(slf)
    }

    /// Whether this layer was run, by its name in the JSON, such as "quotes".
    fn has(&self, layer: &str) -> PyResult<bool> {
        let known = || Layer::ALL.map(Layer::key).join(", ");
        match Layer::ALL.into_iter().find(|known| known.key() == layer) {
            Some(layer) => Ok(self.inner.has(layer)),
            None => Err(OptionError::new_err(format!(
                "there is no layer {layer:?}; choose from {}",
                known()
            ))),
        }
    }

    /// The first entity of this name, as its fullest or as one of its names in the text.
    fn entity_named<'py>(
        slf: &Bound<'py, Self>,
        name: &str,
    ) -> PyResult<Option<Bound<'py, Entity>>> {
        let found = slf.get().inner.view().entity_named(name);
        item::maybe(slf, found.map(|entity| entity.id().index()))
    }

    /// What stands from one character to another.
    fn span(slf: &Bound<'_, Self>, start: usize, end: usize) -> PyResult<Span> {
        let byte = |at| slf.get().offsets().to_byte(at);
        match (byte(start), byte(end)) {
            (Some(start), Some(end)) if start <= end => Ok(Span::new(slf, Place::new(start, end))),
            _ => {
                let length = slf.get().char_of(slf.get().inner.text().len());
                Err(PyIndexError::new_err(format!(
                    "no span from {start} to {end} in a text of {length} characters"
                )))
            }
        }
    }

    /// The document as JSON, as a row of `newsgraph annotate --format jsonl`.
    #[pyo3(signature = (*, offsets = "byte", layers = None))]
    fn to_json(
        &self,
        py: Python<'_>,
        offsets: &str,
        layers: Option<Vec<String>>,
    ) -> PyResult<String> {
        let json = Json::of(offsets, layers)?;
        detached(py, || json.write(&self.inner))
    }

    /// The document as a dict, in the form of the JSON; positions count characters unless others are asked for.
    #[pyo3(signature = (*, offsets = "char", layers = None))]
    fn to_dict<'py>(
        &self,
        py: Python<'py>,
        offsets: &str,
        layers: Option<Vec<String>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let json = self.to_json(py, offsets, layers)?;
        py.import("json")?.getattr("loads")?.call1((json,))
    }

    /// The report: a page on its own, for a person to read.
    fn to_html(&self, py: Python<'_>) -> String {
        detached(py, || to_html(&self.inner))
    }

    /// The report in a frame, so that neither its style nor its script reaches the notebook around it.
    fn _repr_html_(&self, py: Python<'_>) -> String {
        let page = self
            .to_html(py)
            .replace('&', "&amp;")
            .replace('"', "&quot;");
        format!(
            "<iframe srcdoc=\"{page}\" style=\"width: 100%; height: {HEIGHT}px; border: 0\"></iframe>"
        )
    }

    /// An item by its layer and number; pickled items are found again by it.
    fn _item<'py>(slf: &Bound<'py, Self>, layer: &str, at: usize) -> PyResult<Bound<'py, PyAny>> {
        item::named(slf, layer, at)
    }

    /// One who takes part in a quote, by the number of the quote and the part.
    fn _participant(slf: &Bound<'_, Self>, quote: usize, part: usize) -> PyResult<Participant> {
        item::participant_of(slf, quote, part)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other
            .cast::<Self>()
            .is_ok_and(|other| self.inner == other.get().inner)
    }

    fn __hash__(&self) -> u64 {
        self.hash(self.inner.text())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let read = py.import("newsgraph")?.getattr("read_json")?;
        let json = detached(py, || to_json(&self.inner, OffsetUnit::Byte));
        Ok((read, (json,)))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let document = &self.inner;
        let id = Some(document.id()).filter(|id| !id.is_empty());
        let id = id.map(|id| quoted(py, id)).transpose()?;
        let id = id.map(|id| format!(" {id}")).unwrap_or_default();
        let date = document.date().map(|date| format!(" of {date}"));
        let date = date.unwrap_or_default();
        let layers = [
            ("entities", document.entities().map(<[_]>::len)),
            ("quotes", document.quotes().map(<[_]>::len)),
            ("relations", document.relations().map(<[_]>::len)),
        ];
        let present = layers
            .into_iter()
            .filter_map(|(name, count)| Some((name, count.ok()?)));
        let counts: Vec<String> = present
            .map(|(name, count)| format!("{count} {name}"))
            .collect();
        let colon = if counts.is_empty() { "" } else { ": " };
        let counts = counts.join(", ");
        Ok(format!("<Document{id}{date}{colon}{counts}>"))
    }
}
