use super::{SCHEMA, STREAM, document, options};
use crate::fork::detached;
use arrow_array::ffi::FFI_ArrowSchema;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::SchemaRef;
use newsgraph_arrow::{Table as Kind, Tables as Builder, schema};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use std::collections::BTreeMap;

/// A table of Arrow. Polars, pandas, pyarrow and DuckDB take it as it is, without a copy.
#[pyclass(frozen, module = "newsgraph")]
#[derive(Debug)]
pub(crate) struct Table {
    kind: Kind,
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Table {
    fn rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }
}

#[pymethods]
impl Table {
    /// Its name, such as quotes.
    #[getter]
    fn name(&self) -> &'static str {
        self.kind.as_str()
    }

    /// The names of its columns.
    #[getter]
    fn column_names(&self) -> Vec<&str> {
        let fields = self.schema.fields().iter();
        fields.map(|field| field.name().as_str()).collect()
    }

    fn __len__(&self) -> usize {
        self.rows()
    }

    /// The schema, as the C data interface hands it over.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        schema_capsule(py, &self.schema)
    }

    /// The rows, as the C data interface hands them over. A schema that is asked for is left to whoever takes them.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let batches = self.batches.clone().into_iter().map(Ok);
        let rows = RecordBatchIterator::new(batches, self.schema.clone());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(rows)), STREAM)
    }

    fn __repr__(&self) -> String {
        format!("<Table {}: {} rows>", self.kind, self.rows())
    }
}

/// A schema as the C data interface hands it over.
pub(super) fn schema_capsule<'py>(
    py: Python<'py>,
    schema: &SchemaRef,
) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(schema.as_ref());
    let schema = schema.map_err(|error| PyValueError::new_err(error.to_string()))?;
    PyCapsule::new_with_value(py, schema, SCHEMA)
}

/// The tables of documents; each is an attribute.
#[pyclass(frozen, module = "newsgraph")]
#[derive(Debug)]
pub(crate) struct Tables {
    /// Texts: a row for each document.
    #[pyo3(get)]
    documents: Py<Table>,
    /// A row for each sentence.
    #[pyo3(get)]
    sentences: Py<Table>,
    /// Where each entity and value is mentioned: a row for each mention.
    #[pyo3(get)]
    mentions: Py<Table>,
    /// Who and what is named: a row for each entity of a document.
    #[pyo3(get)]
    entities: Py<Table>,
    /// Who said what to whom: a row for each quote.
    #[pyo3(get)]
    quotes: Py<Table>,
    /// How entities relate: a row for each relation.
    #[pyo3(get)]
    relations: Py<Table>,
    /// What sentences state: a row for each triple.
    #[pyo3(get)]
    triples: Py<Table>,
    /// Dates, times, amounts: a row for each mention of a value.
    #[pyo3(get)]
    values: Py<Table>,
}

#[pymethods]
impl Tables {
    fn __repr__(&self) -> String {
        let all = [
            &self.documents,
            &self.sentences,
            &self.mentions,
            &self.entities,
            &self.quotes,
            &self.relations,
            &self.triples,
            &self.values,
        ];
        let counts = all.map(|table| format!("{} {}", table.get().rows(), table.get().kind));
        format!("<Tables: {}>", counts.join(", "))
    }
}

/// The rows of each table, in batches.
type Batches = BTreeMap<Kind, Vec<RecordBatch>>;

/// The tables of documents, such as those of `nlp.pipe(texts)`. The documents are read one by one, and only their rows
/// are held. Positions count characters unless others are asked for.
#[pyfunction]
#[pyo3(signature = (documents, *, offsets = "char"))]
pub(crate) fn to_arrow(documents: &Bound<'_, PyAny>, offsets: &str) -> PyResult<Tables> {
    let py = documents.py();
    let options = options(offsets)?;
    let mut builder = Builder::new(options);
    let mut batches = Batches::new();
    for item in documents.try_iter()? {
        let document = document(item?)?;
        let document = document.get();
        detached(py, || {
            builder.push(&document.inner);
            take(&mut builder, &mut batches, options.bytes);
        });
    }
    take(&mut builder, &mut batches, 0);
    let mut made = |kind| {
        let (schema, batches) = (schema(kind, &options), batches.remove(&kind));
        let batches = batches.unwrap_or_default();
        Py::new(
            py,
            Table {
                kind,
                schema,
                batches,
            },
        )
    };
    Ok(Tables {
        documents: made(Kind::Documents)?,
        sentences: made(Kind::Sentences)?,
        mentions: made(Kind::Mentions)?,
        entities: made(Kind::Entities)?,
        quotes: made(Kind::Quotes)?,
        relations: made(Kind::Relations)?,
        triples: made(Kind::Triples)?,
        values: made(Kind::Values)?,
    })
}

/// Makes batches of the tables that have rows of so many bytes.
fn take(builder: &mut Builder, batches: &mut Batches, bytes: usize) {
    for kind in Kind::ALL {
        if builder.rows(kind) > 0 && builder.bytes(kind) >= bytes {
            batches.entry(kind).or_default().push(builder.take(kind));
        }
    }
}
