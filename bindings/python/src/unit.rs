//! What positions count, by name.

use crate::error::OptionError;
use newsgraph::document::OffsetUnit;
use pyo3::PyResult;

/// The unit of this name.
pub(crate) fn named(name: &str) -> PyResult<OffsetUnit> {
    match name {
        "byte" => Ok(OffsetUnit::Byte),
        "char" => Ok(OffsetUnit::Char),
        "utf16" => Ok(OffsetUnit::Utf16),
        other => Err(OptionError::new_err(format!(
            "offsets={other:?}: choose 'byte', 'char' or 'utf16'"
        ))),
    }
}
