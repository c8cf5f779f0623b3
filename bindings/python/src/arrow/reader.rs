use crate::arrow::document;
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use newsgraph_arrow::{Table as Kind, TableOptions, Tables as Builder, schema};
use pyo3::prelude::*;
use pyo3::types::PyIterator;

/// Reads the rows of one table while documents come. Whoever asks for rows may be any thread.
pub(super) struct Reader {
    kind: Kind,
    options: TableOptions,
    schema: SchemaRef,
    builder: Builder,
    /// `None` once they are all read.
    documents: Option<Py<PyIterator>>,
}

impl Reader {
    pub(super) fn new(kind: Kind, options: TableOptions, documents: Py<PyIterator>) -> Self {
        Self {
            kind,
            options,
            schema: schema(kind, &options),
            builder: Builder::new(options),
            documents: Some(documents),
        }
    }

    /// Adds the rows of the next document; false where there is none.
    fn read_one(&mut self) -> PyResult<bool> {
        let Some(documents) = &self.documents else {
            return Ok(false);
        };
        let next = Python::attach(|py| {
            let next = documents.bind(py).clone().next();
            next.map(|item| document(item?).map(Bound::unbind))
                .transpose()
        })?;
        let Some(document) = next else {
            self.documents = None;
            return Ok(false);
        };
        self.builder.push(&document.get().inner);
        for other in Kind::ALL.into_iter().filter(|kind| *kind != self.kind) {
            drop(self.builder.take(other));
        }
        Ok(true)
    }

    fn read(&mut self) -> PyResult<Option<RecordBatch>> {
        while self.builder.rows(self.kind) < self.options.rows
            && self.builder.bytes(self.kind) < self.options.bytes
            && self.read_one()?
        {}
        let has_rows = self.builder.rows(self.kind) > 0;
        Ok(has_rows.then(|| self.builder.take(self.kind)))
    }
}

impl Iterator for Reader {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let read = self.read();
        let failed = |error: PyErr| {
            self.documents = None;
            ArrowError::ExternalError(Box::new(error))
        };
        read.map_err(failed).transpose()
    }
}

impl RecordBatchReader for Reader {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }
}
