use crate::columns::check;
use crate::fact::Fact;
use crate::options::ReaderOptions;
use crate::reader::Reader;
use crate::reading::{found_for, read};
use datafusion::arrow::array::LargeStringArray;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, TypeSignature, Volatility,
};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// `error_of(text, date)`: why a text cannot be read with all components; null where it can, or where there is none.
#[derive(Debug)]
pub(crate) struct ErrorFunction {
    reader: Arc<Reader>,
    signature: Signature,
}

impl ErrorFunction {
    pub(crate) fn new(reader: Arc<Reader>) -> Self {
        let any = vec![TypeSignature::Any(1), TypeSignature::Any(2)];
        Self {
            reader,
            signature: Signature::one_of(any, Volatility::Immutable),
        }
    }

    /// How texts are read.
    pub(crate) fn options(&self) -> ReaderOptions {
        self.reader.options()
    }
}

impl ScalarUDFImpl for ErrorFunction {
    fn name(&self) -> &'static str {
        "error_of"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, types: &[DataType]) -> Result<DataType> {
        check(self.name(), types)?;
        Ok(DataType::LargeUtf8)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let read = read(&self.reader, &args.args, Fact::All)?.into_iter();
        let reasons = read.map(|read| read?.err().map(|unread| unread.reason));
        let column: LargeStringArray = reasons.collect();
        found_for(&args.args, Arc::new(column))
    }
}

/// Functions are one where they ask one reader.
impl PartialEq for ErrorFunction {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.reader, &other.reader)
    }
}

impl Eq for ErrorFunction {}

impl Hash for ErrorFunction {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}
