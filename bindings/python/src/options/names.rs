//! Names of one's own.

use crate::error::{PatternError, told};
use crate::quoted::quoted;
use newsgraph::ner::EntityPatterns;
use pyo3::prelude::*;
use std::path::PathBuf;

/// Names of one's own that were read; `newsgraph.english(patterns=...)` takes them.
#[pyclass(frozen, module = "newsgraph")]
#[derive(Debug)]
pub(crate) struct Patterns {
    lines: String,
    read: EntityPatterns,
}

/// Names of one's own, one a line: a label, then `=` and a phrase, `~` and a phrase in any case, or `:` and tokens in a
/// row. `newsgraph.patterns("Product = Blue Kite")`.
#[pyfunction]
pub(crate) fn patterns(lines: String) -> PyResult<Patterns> {
    let read = lines
        .parse()
        .map_err(|error| PatternError::new_err(told(&error)));
    let read: EntityPatterns = read?;
    Ok(Patterns { lines, read })
}

#[pymethods]
impl Patterns {
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (&str,))> {
        let read = py.import("newsgraph")?.getattr("patterns")?;
        Ok((read, (&self.lines,)))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("patterns({})", quoted(py, &self.lines)?))
    }
}

/// Those of a file, or those that were read.
#[derive(FromPyObject)]
pub(super) enum PatternsOption<'py> {
    Read(Bound<'py, Patterns>),
    File(PathBuf),
}

impl PatternsOption<'_> {
    pub(super) fn load(&self) -> PyResult<EntityPatterns> {
        match self {
            Self::Read(patterns) => Ok(patterns.get().read.clone()),
            Self::File(path) => EntityPatterns::load(path)
                .map_err(|error| PatternError::new_err(format!("patterns: {}", told(&error)))),
        }
    }
}
