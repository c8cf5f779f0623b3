use super::reader::Reader;
use super::table::schema_capsule;
use super::{STREAM, named, options};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use newsgraph_arrow::{Table as Kind, TableOptions, schema};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyIterator};
use std::sync::{Mutex, PoisonError};

/// The rows of one table, which are made as they are asked for. They can be taken once.
#[pyclass(frozen, module = "newsgraph")]
#[derive(Debug)]
pub(crate) struct TableStream {
    kind: Kind,
    options: TableOptions,
    documents: Mutex<Option<Py<PyIterator>>>,
}

#[pymethods]
impl TableStream {
    /// The schema, as the C data interface hands it over.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        schema_capsule(py, &schema(self.kind, &self.options))
    }

    /// The rows, as the C data interface hands them over. A schema that is asked for is left to whoever takes them.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let documents = self
            .documents
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let taken = "these rows were taken already; call table_stream again";
        let documents = documents.ok_or_else(|| PyValueError::new_err(taken))?;
        let reader = Reader::new(self.kind, self.options, documents);
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), STREAM)
    }

    fn __repr__(&self) -> String {
        format!("<TableStream of {}>", self.kind)
    }
}

/// The rows of one table of documents, such as those of `nlp.pipe(texts)`, in batches of so many rows at most, and no
/// more than one at a time: for more documents than memory holds.
#[pyfunction]
#[pyo3(signature = (documents, table = "quotes", *, offsets = "char", rows = 65_536))]
pub(crate) fn table_stream(
    documents: &Bound<'_, PyAny>,
    table: &str,
    offsets: &str,
    rows: usize,
) -> PyResult<TableStream> {
    let options = TableOptions {
        rows: rows.max(1),
        ..options(offsets)?
    };
    Ok(TableStream {
        kind: named(table)?,
        options,
        documents: Mutex::new(Some(documents.try_iter()?.unbind())),
    })
}
