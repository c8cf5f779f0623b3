//! The cells of rows with texts: what is wrong with a row is told with its document, or is a null.

use crate::columns::{Day, days, from_date, words};
use crate::options::ReaderOptions;
use crate::reader::Reader;
use crate::unread::Unread;
use datafusion::arrow::array::{Array, ArrayRef, Date32Array, LargeStringArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use datafusion::logical_expr::{
    ColumnarValue, Expr, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, TypeSignature,
    Volatility,
};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A cell of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Cell {
    /// The day, of the document and the date.
    Date,
    /// The text, of the document, the date and the text.
    Text,
    /// What is wrong, of the same.
    Error,
}

/// The function that gives a cell of rows.
#[derive(Debug)]
struct CellFunction {
    cell: Cell,
    reader: Arc<Reader>,
    signature: Signature,
}

/// The functions of cells.
pub(crate) fn functions(reader: &Arc<Reader>) -> [ScalarUDF; 3] {
    [Cell::Date, Cell::Text, Cell::Error].map(|cell| cell.function(reader))
}

/// How the texts are read of which a function gives a cell; `None` where it is another function.
pub(crate) fn options_of(function: &ScalarUDF) -> Option<ReaderOptions> {
    let function = function.inner().downcast_ref::<CellFunction>()?;
    Some(function.reader.options())
}

impl Cell {
    /// The cell, of the columns that it is made of.
    pub(super) fn of(self, columns: Vec<Expr>, reader: &Arc<Reader>) -> Expr {
        self.function(reader).call(columns)
    }

    fn function(self, reader: &Arc<Reader>) -> ScalarUDF {
        let any = vec![TypeSignature::Any(2), TypeSignature::Any(3)];
        let function = CellFunction {
            cell: self,
            reader: Arc::clone(reader),
            signature: Signature::one_of(any, Volatility::Immutable),
        };
        ScalarUDF::from(function)
    }
}

impl CellFunction {
    /// The column without the rows in which something is wrong, or the error of the first one.
    fn settle(&self, ids: &LargeStringArray, wrong: &[Option<String>]) -> Result<Vec<bool>> {
        let row = |(at, reason): (usize, &Option<String>)| {
            let unread = |reason: &String| {
                let id = ids.is_valid(at).then(|| ids.value(at));
                Unread::of_id(id.unwrap_or_default(), reason.clone())
            };
            let read = reason.as_ref().map_or(Ok(()), |reason| Err(unread(reason)));
            Ok(self.reader.settle(read)?.is_some())
        };
        wrong.iter().enumerate().map(row).collect()
    }

    /// What is wrong with each row.
    fn wrong(
        &self,
        ids: &LargeStringArray,
        days: &[Day],
        texts: Option<&LargeStringArray>,
    ) -> Vec<Option<String>> {
        let row = |(at, day): (usize, &Day)| {
            let text = texts.filter(|texts| texts.is_valid(at));
            let text = text.map(|texts| texts.value(at));
            let wrong = day.as_ref().err().cloned();
            let wrong = wrong.or_else(|| self.reader.too_long(text?));
            let unnamed = || "a row with a text has no id".to_owned();
            wrong.or_else(|| (text.is_some() && ids.is_null(at)).then(unnamed))
        };
        days.iter().enumerate().map(row).collect()
    }
}

impl ScalarUDFImpl for CellFunction {
    fn name(&self) -> &'static str {
        match self.cell {
            Cell::Date => "day",
            Cell::Text => "text_of_row",
            Cell::Error => "error_of_row",
        }
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(match self.cell {
            Cell::Date => DataType::Date32,
            Cell::Text | Cell::Error => DataType::LargeUtf8,
        })
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let columns = ColumnarValue::values_to_arrays(&args.args)?;
        let (ids, days) = (words(&columns[0])?, days(&columns[1])?);
        let texts = columns.get(2).map(words).transpose()?;
        let wrong = self.wrong(&ids, &days, texts.as_ref());
        let found: ArrayRef = match (self.cell, texts) {
            (Cell::Error, _) => Arc::new(LargeStringArray::from(wrong)),
            (_, Some(texts)) if wrong.iter().all(Option::is_none) => Arc::new(texts),
            (_, Some(texts)) => {
                let kept = self.settle(&ids, &wrong)?.into_iter();
                let kept: LargeStringArray = kept
                    .zip(&texts)
                    .map(|(is_kept, text)| text.filter(|_| is_kept))
                    .collect();
                Arc::new(kept)
            }
            (_, None) => {
                self.settle(&ids, &wrong)?;
                let days = days.into_iter().map(|day| from_date(day.ok()??));
                Arc::new(days.collect::<Date32Array>())
            }
        };
        Ok(ColumnarValue::Array(found))
    }
}

impl PartialEq for CellFunction {
    fn eq(&self, other: &Self) -> bool {
        self.cell == other.cell && Arc::ptr_eq(&self.reader, &other.reader)
    }
}

impl Eq for CellFunction {}

impl Hash for CellFunction {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.cell.hash(state);
    }
}
