//! Columns of texts and days, of whatever type they come.

use datafusion::arrow::array::{Array, ArrayRef, AsArray, LargeStringArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::compute::kernels::cast_utils::Parser;
use datafusion::arrow::datatypes::{DataType, Date32Type};
use datafusion::common::{Result, plan_err};
use newsgraph::document::Date;

/// The length of a day as YYYY-MM-DD.
const DAY: usize = 10;

/// Whether cells of a type are words.
pub(crate) fn is_words(data_type: &DataType) -> bool {
    match data_type {
        DataType::Dictionary(_, values) => is_words(values),
        other => other.is_string() || other.is_null(),
    }
}

/// Refuses what is no column of texts, or none of days.
pub(crate) fn check(function: &str, types: &[DataType]) -> Result<()> {
    match types {
        [text] | [text, _] if !is_words(text) => {
            plan_err!("{function}: the text has to be words, found {text}")
        }
        [_, date] if !is_words(date) && !date.is_temporal() => {
            plan_err!("{function}: the date has to be a day, found {date}")
        }
        [_] | [_, _] => Ok(()),
        _ => plan_err!(
            "{function}: expected a text, and a date where there is one, found {} arguments",
            types.len()
        ),
    }
}

/// The words of a column.
pub(crate) fn words(array: &ArrayRef) -> Result<LargeStringArray> {
    Ok(cast(array, &DataType::LargeUtf8)?.as_string().clone())
}

/// A day; where a cell is none, what is wrong with it.
pub(crate) type Day = std::result::Result<Option<Date>, String>;

/// The days of a column: of dates, times, or words that begin with YYYY-MM-DD. An empty cell is no day.
pub(crate) fn days(array: &ArrayRef) -> Result<Vec<Day>> {
    if is_words(array.data_type()) {
        let cells = words(array)?;
        return Ok(cells.iter().map(|cell| parse(cell.unwrap_or(""))).collect());
    }
    let cells = cast(array, &DataType::Date32)?;
    let cells = cells.as_primitive::<Date32Type>();
    let day = |at| {
        let day = cells.value_as_date(at).map(|day| day.to_string());
        let day = day.and_then(|day| day.parse().ok());
        let number = cells.value(at);
        day.ok_or_else(|| {
            format!("the date, {number} days from 1970, is beyond the years 0 to 9999")
        })
    };
    let rows = 0..cells.len();
    let cell = |at| cells.is_valid(at).then(|| day(at)).transpose();
    Ok(rows.map(cell).collect())
}

/// A day, or the day of a day and a time; nothing is none.
pub(crate) fn parse(cell: &str) -> Day {
    let cell = cell.trim_ascii();
    if cell.is_empty() {
        return Ok(None);
    }
    let timed = cell.split_at_checked(DAY);
    let timed = timed.filter(|(_, rest)| rest.starts_with(['T', 't', ' ', 'Z', 'z', '+']));
    let day = timed.map_or(cell, |(day, _)| day);
    day.parse().map(Some).map_err(|_| {
        format!(
            "the date is {cell:?}; expected a day of the calendar as YYYY-MM-DD, nothing or null"
        )
    })
}

/// A day as Arrow has it: how many days it is from 1970.
pub(crate) fn from_date(date: Date) -> Option<i32> {
    Date32Type::parse(&date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use datafusion::arrow::array::{Date32Array, StringViewArray, TimestampSecondArray};
    use std::sync::Arc;

    #[test]
    fn days_of_any_type() -> Result<()> {
        let columns: [ArrayRef; 3] = [
            Arc::new(StringViewArray::from(vec![
                Some("2024-03-04"),
                Some(" 2024-03-04T10:00:00Z"),
                Some(""),
                None,
            ])),
            Arc::new(Date32Array::from(vec![
                Some(19786),
                Some(19786),
                None,
                None,
            ])),
            Arc::new(TimestampSecondArray::from(vec![
                Some(1_709_510_400),
                Some(1_709_596_799),
                None,
                None,
            ])),
        ];
        let day = "2024-03-04".parse().ok();
        for column in columns {
            assert_eq!(
                days(&column)?,
                [Ok(day), Ok(day), Ok(None), Ok(None)],
                "{}",
                column.data_type()
            );
        }
        Ok(())
    }

    #[test]
    fn what_is_no_day_is_named() -> Result<()> {
        let words: ArrayRef = Arc::new(StringViewArray::from(vec!["2024-03-04", "2024-02-30"]));
        let [first, second] = &days(&words)?[..] else {
            panic!("two cells");
        };
        assert!(first.is_ok());
        let error = second.as_ref().unwrap_err();
        assert!(error.contains("\"2024-02-30\""), "{error}");
        let far: ArrayRef = Arc::new(Date32Array::from(vec![i32::MAX]));
        assert!(days(&far)?[0].is_err());
        Ok(())
    }
}
