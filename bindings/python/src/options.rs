//! The pipeline for English, in the way that is asked for.

mod build;
mod components;
mod models;
mod names;
mod relations;

use crate::error::OptionError;
use crate::pipeline::Pipeline;
use names::PatternsOption;
use newsgraph::Model;
use newsgraph::document::Act;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use relations::RelationsOption;
use std::collections::BTreeMap;
use std::path::PathBuf;

pub(crate) use names::{Patterns, patterns};

/// What can be asked for; what is not is `None`.
struct Options<'py> {
    components: Option<Vec<String>>,
    acts: Option<Vec<String>>,
    min_score: Option<f32>,
    labels: Option<String>,
    patterns: Option<PatternsOption<'py>>,
    relations: Option<RelationsOption>,
    models: Option<PathBuf>,
    model: Option<BTreeMap<String, PathBuf>>,
    day_first: Option<bool>,
}

const NAMES: [&str; 9] = [
    "components",
    "acts",
    "min_score",
    "labels",
    "patterns",
    "relations",
    "models",
    "model",
    "day_first",
];

/// The pipeline for English news: words, syntax, names, quotes, entities, relations, triples.
///
/// Make it once and use it for all texts, from any number of threads.
///
/// components: the names of those to run [default: all].
/// acts: the acts whose quotes are given, of speech, thought, attitude, other, all [default: speech, thought].
/// min_score: the least score of a quote, from 0 to 1 [default: 0.4].
/// labels: of relations, news for what sentences state, dwie for what a model of DWIE's articles finds.
/// patterns: names of one's own, as a file or as `newsgraph.patterns` gives them.
/// relations: files of relations of one's own; "english" for those that are shipped.
/// models: a folder of models in place of those inside.
/// model: models of one's own by task, such as {"ner": "own.model"}.
/// day_first: whether 3/4/2019 is the third of April.
#[pyfunction]
#[pyo3(
    signature = (**options),
    text_signature = "(*, components=None, acts=None, min_score=None, labels=\"news\", patterns=None, relations=None, models=None, model=None, day_first=False)"
)]
pub(crate) fn english(options: Option<&Bound<'_, PyDict>>, py: Python<'_>) -> PyResult<Pipeline> {
    let given = options.map_or_else(|| Ok(PyDict::new(py)), PyDictMethods::copy)?;
    for name in given.keys() {
        let name: String = name.extract()?;
        if !NAMES.contains(&&*name) {
            let message = format!(
                "english() has no option {name:?}; choose from {}",
                NAMES.join(", ")
            );
            return Err(PyTypeError::new_err(message));
        }
    }
    let options = Options::of(&given)?;
    let built = build::pipeline(py, &options)?;
    Ok(Pipeline::new(built, given.unbind()))
}

/// An option of this name; `None` where it is not given, or is Python's.
fn option<'py, T>(given: &Bound<'py, PyDict>, name: &str) -> PyResult<Option<T>>
where
    T: for<'a> FromPyObject<'a, 'py>,
{
    let Some(value) = given.get_item(name)?.filter(|value| !value.is_none()) else {
        return Ok(None);
    };
    value.extract().map(Some).map_err(|error| {
        let error: PyErr = Into::into(error);
        PyTypeError::new_err(format!("{name}: {}", error.value(given.py())))
    })
}

impl<'py> Options<'py> {
    fn of(given: &Bound<'py, PyDict>) -> PyResult<Self> {
        Ok(Self {
            components: option(given, "components")?,
            acts: option(given, "acts")?,
            min_score: option(given, "min_score")?,
            labels: option(given, "labels")?,
            patterns: option(given, "patterns")?,
            relations: option(given, "relations")?,
            models: option(given, "models")?,
            model: option(given, "model")?,
            day_first: option(given, "day_first")?,
        })
    }

    /// The acts that are asked for, where any are.
    fn acts(&self) -> PyResult<Option<Vec<Act>>> {
        let Some(names) = &self.acts else {
            return Ok(None);
        };
        let known =
            |name: &String| name == "all" || Act::ALL.iter().any(|act| act.as_str() == name);
        if let Some(unknown) = names.iter().find(|name| !known(name)) {
            let message = format!(
                "acts: there is no {unknown:?}; choose from speech, thought, attitude, other, all"
            );
            return Err(OptionError::new_err(message));
        }
        let asked = |act: &Act| {
            names
                .iter()
                .any(|name| name == "all" || name == act.as_str())
        };
        Ok(Some(Act::ALL.into_iter().filter(asked).collect()))
    }

    /// The least score, where one is asked for.
    fn min_score(&self) -> PyResult<Option<f32>> {
        match self.min_score {
            Some(score) if !(0.0..=1.0).contains(&score) => Err(OptionError::new_err(format!(
                "min_score={score}: expected a number from 0 to 1, such as 0.5"
            ))),
            score => Ok(score),
        }
    }

    /// Whether a model of relations is given.
    fn has_own_relations(&self) -> bool {
        let own = self.model.as_ref();
        own.is_some_and(|own| own.contains_key(Model::Relations.name()))
    }

    /// Whether relations are those of a model.
    fn is_learned(&self) -> PyResult<bool> {
        match self.labels.as_deref() {
            None | Some("news") => Ok(self.has_own_relations()),
            Some("dwie") => Ok(true),
            Some(other) => Err(OptionError::new_err(format!(
                "labels={other:?}: choose 'news' or 'dwie'"
            ))),
        }
    }
}
