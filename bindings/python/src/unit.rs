//! What positions count, by name.

use crate::error::OptionError;
use newsgraph::document::OffsetUnit;
use pyo3::PyResult;

/// The unit of this name.
pub(crate) fn named(name: &str) -> PyResult<OffsetUnit> {
    OffsetUnit::named(name).ok_or_else(|| {
        OptionError::new_err(format!(
            "offsets={name:?}: choose 'byte', 'char' or 'utf16'"
        ))
    })
}
