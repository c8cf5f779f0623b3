use crate::columns::{days, is_words};
use datafusion::arrow::array::Date32Array;
use datafusion::arrow::compute::kernels::cast_utils::Parser;
use datafusion::arrow::datatypes::{DataType, Date32Type};
use datafusion::common::{Result, plan_err};
use datafusion::logical_expr::{
    ColumnarValue, Expr, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility, cast,
};
use newsgraph::document::Date;
use std::sync::Arc;

/// A day as Arrow has it: how many days it is from 1970.
pub(crate) fn from_date(date: Date) -> Option<i32> {
    Date32Type::parse(&date.to_string())
}

/// A column of any type as days. What stands as words is read as documents are.
pub(crate) fn day_of(column: Expr, data_type: &DataType) -> Result<Expr> {
    match data_type {
        DataType::Date32 => Ok(column),
        other if is_words(other) => Ok(ScalarUDF::from(Day::default()).call(vec![column])),
        other if other.is_temporal() => Ok(cast(column, DataType::Date32)),
        other => plan_err!("the column \"date\" has to be days, found {other}"),
    }
}

/// The day of words such as `2024-03-04T10:00`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Day {
    signature: Signature,
}

impl Default for Day {
    fn default() -> Self {
        Self {
            signature: Signature::any(1, Volatility::Immutable),
        }
    }
}

impl ScalarUDFImpl for Day {
    fn name(&self) -> &'static str {
        "day"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Date32)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let cells = ColumnarValue::values_to_arrays(&args.args)?;
        let read = days(&cells[0])?.into_iter();
        let column: Date32Array = read.map(|day| day.and_then(from_date)).collect();
        Ok(ColumnarValue::Array(Arc::new(column)))
    }
}
