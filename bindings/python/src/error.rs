//! Errors as Python's exceptions. Each says what to do.

use newsgraph::document::{AnnotateError, DocumentError};
use newsgraph_export::JsonError;
use pyo3::{PyErr, import_exception};
use std::error::Error;

import_exception!(newsgraph._errors, NewsgraphError);
import_exception!(newsgraph._errors, DateError);
import_exception!(newsgraph._errors, FormatError);
import_exception!(newsgraph._errors, ModelError);
import_exception!(newsgraph._errors, OptionError);
import_exception!(newsgraph._errors, PatternError);

/// An error with those that caused it, on one line.
pub(crate) fn told(error: &dyn Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let own = error.to_string();
        if !line.ends_with(&own) {
            line = format!("{line}: {own}");
        }
        cause = error.source();
    }
    line
}

/// A text that no document can hold.
pub(crate) fn of_document(error: &DocumentError) -> PyErr {
    NewsgraphError::new_err(told(error))
}

/// A component that failed.
pub(crate) fn of_annotate(error: &AnnotateError) -> PyErr {
    NewsgraphError::new_err(told(error))
}

/// JSON that is no document.
pub(crate) fn of_json(error: &JsonError) -> PyErr {
    FormatError::new_err(told(error))
}
