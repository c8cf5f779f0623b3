//! Light views of what was found: a document, and the number of an item in its layer.

mod entity;
mod mention;
mod participant;
mod quote;
mod relation;
mod sentence;
mod token;
mod triple;

use crate::document::Document;
use crate::span::Span;
use newsgraph::document::{QuoteId, SentenceView, Span as Place};
use pyo3::PyClass;
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;

pub(crate) use entity::Entity;
pub(crate) use mention::Mention;
pub(crate) use participant::{Participant, participant_of};
pub(crate) use quote::Quote;
pub(crate) use relation::Relation;
pub(crate) use sentence::Sentence;
pub(crate) use token::Token;
pub(crate) use triple::Triple;

/// What a layer of a document holds: a sentence, token, mention, entity, quote, relation or triple.
///
/// Items are equal that have the same number in the same layer of equal documents.
#[pyclass(frozen, subclass, module = "newsgraph")]
#[derive(Debug)]
pub(crate) struct Item {
    document: Py<Document>,
    layer: &'static str,
    at: usize,
}

/// A class of items.
pub(crate) trait Kind: PyClass {
    /// How many a document has.
    fn count(document: &newsgraph::Document) -> usize;

    /// The one of this number.
    fn make<'py>(document: &Bound<'py, Document>, at: usize) -> PyResult<Bound<'py, Self>>;
}

/// A class of items is that of a layer.
macro_rules! kind {
    ($class:ident of $layer:ident) => {
        impl Kind for $class {
            fn count(document: &newsgraph::Document) -> usize {
                document.$layer().map_or(0, |items| items.len())
            }

            fn make<'py>(document: &Bound<'py, Document>, at: usize) -> PyResult<Bound<'py, Self>> {
                let item = Item {
                    document: document.clone().unbind(),
                    layer: stringify!($layer),
                    at,
                };
                let made = PyClassInitializer::from(item).add_subclass(Self);
                Bound::new(document.py(), made)
            }
        }
    };
}

kind!(Sentence of sentences);
kind!(Token of tokens);
kind!(Mention of mentions);
kind!(Entity of entities);
kind!(Quote of quotes);
kind!(Relation of relations);
kind!(Triple of triples);

/// All items of a class.
pub(crate) fn all<'py, K: Kind>(document: &Bound<'py, Document>) -> PyResult<Vec<Bound<'py, K>>> {
    some(document, 0..K::count(&document.get().inner))
}

/// The items of these numbers.
pub(crate) fn some<'py, K: Kind>(
    document: &Bound<'py, Document>,
    numbers: impl IntoIterator<Item = usize>,
) -> PyResult<Vec<Bound<'py, K>>> {
    let numbers = numbers.into_iter();
    numbers.map(|at| K::make(document, at)).collect()
}

/// The item of this number, where there is one.
pub(crate) fn maybe<'py, K: Kind>(
    document: &Bound<'py, Document>,
    number: Option<usize>,
) -> PyResult<Option<Bound<'py, K>>> {
    number.map(|at| K::make(document, at)).transpose()
}

/// The item of this number in a layer that is named as in the JSON.
pub(crate) fn named<'py>(
    document: &Bound<'py, Document>,
    layer: &str,
    at: usize,
) -> PyResult<Bound<'py, PyAny>> {
    match layer {
        "sentences" => checked::<Sentence>(document, at),
        "tokens" => checked::<Token>(document, at),
        "mentions" => checked::<Mention>(document, at),
        "entities" => checked::<Entity>(document, at),
        "quotes" => checked::<Quote>(document, at),
        "relations" => checked::<Relation>(document, at),
        "triples" => checked::<Triple>(document, at),
        _ => Err(no_item()),
    }
}

fn checked<'py, K: Kind>(
    document: &Bound<'py, Document>,
    at: usize,
) -> PyResult<Bound<'py, PyAny>> {
    if at < K::count(&document.get().inner) {
        return Ok(K::make(document, at)?.into_any());
    }
    Err(no_item())
}

fn no_item() -> PyErr {
    PyIndexError::new_err("the document has no such item")
}

/// Whether two are one document, or equal ones.
pub(crate) fn same(one: &Py<Document>, other: &Py<Document>) -> bool {
    one.is(other) || one.get().inner == other.get().inner
}

impl Item {
    /// The document that it is of.
    fn of<'py>(&self, py: Python<'py>) -> &Bound<'py, Document> {
        self.document.bind(py)
    }

    fn inner(&self) -> &newsgraph::Document {
        &self.document.get().inner
    }

    /// The position of a byte in characters.
    fn char_of(&self, byte: usize) -> usize {
        self.document.get().char_of(byte)
    }

    fn span(&self, py: Python<'_>, place: Option<Place>) -> Option<Span> {
        place.map(|place| Span::new(self.of(py), place))
    }

    fn quote<'py>(
        &self,
        py: Python<'py>,
        id: Option<QuoteId>,
    ) -> PyResult<Option<Bound<'py, Quote>>> {
        maybe(self.of(py), id.map(QuoteId::index))
    }

    /// The sentence in which a place begins.
    fn sentence<'py>(
        &self,
        py: Python<'py>,
        place: Option<Place>,
    ) -> PyResult<Option<Bound<'py, Sentence>>> {
        let view = self.inner().view();
        let found = place.and_then(|place| view.sentence_at(place.start()));
        maybe(self.of(py), found.map(SentenceView::index))
    }
}

#[pymethods]
impl Item {
    /// The document that it is of.
    #[getter]
    fn document(&self, py: Python<'_>) -> Py<Document> {
        self.document.clone_ref(py)
    }

    /// Its number in its layer, from 0, as other items name it in the JSON.
    #[getter]
    fn index(&self) -> usize {
        self.at
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let Ok(other) = other.cast::<Self>() else {
            return false;
        };
        let other = other.get();
        (self.layer, self.at) == (other.layer, other.at) && same(&self.document, &other.document)
    }

    fn __hash__(&self) -> u64 {
        self.document.get().hash((self.layer, self.at))
    }

    fn __reduce__(&self, py: Python<'_>) -> PyResult<(Py<PyAny>, (&'static str, usize))> {
        let find = self.document.getattr(py, "_item")?;
        Ok((find, (self.layer, self.at)))
    }
}
