use crate::columns::check;
use crate::fact::Fact;
use crate::options::ReaderOptions;
use crate::reader::Reader;
use crate::reading::{found_for, read};
use crate::unread::Unread;
use datafusion::arrow::array::{ArrayRef, RecordBatch, StructArray, UInt64Array};
use datafusion::arrow::buffer::NullBuffer;
use datafusion::arrow::compute::take;
use datafusion::arrow::datatypes::{DataType, Fields};
use datafusion::common::{Result, exec_datafusion_err};
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, TypeSignature, Volatility,
};
use newsgraph::Document;
use newsgraph_arrow::{NestedTable, nested_schema};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// The columns of a nested table that no function gives: they are those of the texts.
const KEYS: [&str; 3] = ["document", "date", "text"];

/// A function of a text and its day: `quotes(text)`, `quotes(text, date)`.
#[derive(Debug)]
pub(crate) struct FactFunction {
    fact: Fact,
    reader: Arc<Reader>,
    signature: Signature,
}

impl FactFunction {
    pub(crate) fn new(fact: Fact, reader: Arc<Reader>) -> Self {
        let any = vec![TypeSignature::Any(1), TypeSignature::Any(2)];
        Self {
            fact,
            reader,
            signature: Signature::one_of(any, Volatility::Immutable),
        }
    }

    /// How texts are read.
    pub(crate) fn options(&self) -> ReaderOptions {
        self.reader.options()
    }

    /// The column of texts that were read.
    fn column(&self, documents: &[Option<Arc<Document>>]) -> Result<ArrayRef> {
        let mut table = NestedTable::new(self.reader.table_options(self.fact.tables()));
        for document in documents.iter().flatten() {
            table.push(document);
        }
        let found = facts_of(self.fact, &table.take())?;
        if documents.iter().all(Option::is_some) {
            return Ok(found);
        }
        let mut next = 0;
        let places = documents.iter().map(|document| {
            document.as_ref().map(|_| {
                next += 1;
                next - 1
            })
        });
        let places: UInt64Array = places.collect();
        Ok(take(&found, &places, None)?)
    }
}

/// The column of a batch of nested tables that a function gives.
fn facts_of(fact: Fact, batch: &RecordBatch) -> Result<ArrayRef> {
    match fact {
        Fact::Rows(table) => batch
            .column_by_name(table.as_str())
            .cloned()
            .ok_or_else(|| exec_datafusion_err!("no column {table}")),
        Fact::All => {
            let schema = batch.schema();
            let columns = schema.fields().iter().zip(batch.columns());
            let found = columns.filter(|(field, _)| !KEYS.contains(&field.name().as_str()));
            let (fields, columns): (Vec<_>, Vec<_>) = found
                .map(|(field, column)| (Arc::clone(field), Arc::clone(column)))
                .unzip();
            let rows = batch.num_rows();
            let every = NullBuffer::new_valid(rows);
            Ok(Arc::new(StructArray::try_new_with_length(
                fields.into(),
                columns,
                Some(every),
                rows,
            )?))
        }
    }
}

/// The type of what a function gives.
fn type_of(fact: Fact, reader: &Reader) -> Result<DataType> {
    let schema = nested_schema(&reader.table_options(fact.tables()));
    match fact {
        Fact::Rows(table) => Ok(schema.field_with_name(table.as_str())?.data_type().clone()),
        Fact::All => {
            let fields = schema.fields().iter();
            let found: Fields = fields
                .filter(|field| !KEYS.contains(&field.name().as_str()))
                .cloned()
                .collect();
            Ok(DataType::Struct(found))
        }
    }
}

impl ScalarUDFImpl for FactFunction {
    fn name(&self) -> &str {
        self.fact.name()
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, types: &[DataType]) -> Result<DataType> {
        check(self.name(), types)?;
        type_of(self.fact, &self.reader)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let read = read(&self.reader, &args.args, self.fact)?.into_iter();
        let settled = read.map(|read| match read {
            Some(read) => {
                let named = |unread: Unread| unread.asked_by(self.name());
                self.reader.settle(read.map_err(named))
            }
            None => Ok(None),
        });
        let documents = settled.collect::<Result<Vec<_>>>()?;
        found_for(&args.args, self.column(&documents)?)
    }
}

/// Functions are one where they give the same facts of one reader.
impl PartialEq for FactFunction {
    fn eq(&self, other: &Self) -> bool {
        self.fact == other.fact && Arc::ptr_eq(&self.reader, &other.reader)
    }
}

impl Eq for FactFunction {}

impl Hash for FactFunction {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fact.hash(state);
    }
}
