//! The columns of Parquet files that hold texts.

use super::csv::no_texts;
use super::files::open;
use crate::columns::is_words;
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, SchemaRef};
use datafusion::common::{DataFusionError, Result, plan_err};
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The columns that texts have.
pub(super) struct TextColumns {
    pub(super) id: FieldRef,
    pub(super) text: FieldRef,
    pub(super) date: Option<FieldRef>,
}

/// The columns of the first file, where those of texts are the same in all of them.
pub(super) fn columns(paths: &[PathBuf]) -> Result<(SchemaRef, TextColumns)> {
    let first = &paths[0];
    let schema = schema(first)?;
    let columns = TextColumns::of(first, &schema)?;
    for path in &paths[1..] {
        columns.compare(first, path)?;
    }
    Ok((schema, columns))
}

/// The columns of a Parquet file.
pub(super) fn schema(path: &Path) -> Result<SchemaRef> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(open(path)?);
    let named = |error| DataFusionError::from(error).context(path.display().to_string());
    Ok(Arc::clone(reader.map_err(named)?.schema()))
}

impl TextColumns {
    fn of(path: &Path, schema: &SchemaRef) -> Result<Self> {
        let found = |names: &[&str]| {
            let mut fields = schema.fields().iter();
            fields
                .find(|field| names.contains(&field.name().as_str()))
                .cloned()
        };
        let (Some(id), Some(text)) = (found(&["id", "document"]), found(&["text"])) else {
            let found = schema.fields().iter().map(|field| field.name().as_str());
            return Err(no_texts(path, found));
        };
        let date = found(&["date"]);
        let wrong = |field: &FieldRef, expected: &str| {
            plan_err!(
                "{}: the column {:?} has to be {expected}, found {}; cast it, or name another column in SELECT unnest(quotes(...))",
                path.display(),
                field.name(),
                field.data_type()
            )
        };
        if !is_words(text.data_type()) {
            return wrong(&text, "words");
        }
        if !is_words(id.data_type()) && !id.data_type().is_integer() {
            return wrong(&id, "words or whole numbers");
        }
        match &date {
            Some(date) if !is_words(date.data_type()) && !date.data_type().is_temporal() => {
                wrong(date, "days, times or words")
            }
            _ => Ok(Self { id, text, date }),
        }
    }

    /// Refuses a file whose columns are others than those of the first.
    fn compare(&self, first: &Path, path: &Path) -> Result<()> {
        let schema = schema(path)?;
        let columns = [Some(&self.id), Some(&self.text), self.date.as_ref()];
        for column in columns.into_iter().flatten() {
            let name = column.name();
            let found = schema.field_with_name(name).ok();
            let found = found.map(Field::data_type);
            if !found.is_some_and(|found| alike(found, column.data_type())) {
                let found = found.map_or("no such column".to_owned(), ToString::to_string);
                return plan_err!(
                    "{}: expected {} in the column {name:?}, as in {}, found {found}; call the function for each, and put UNION ALL between",
                    path.display(),
                    column.data_type(),
                    first.display()
                );
            }
        }
        if self.date.is_none() && schema.field_with_name("date").is_ok() {
            return plan_err!(
                "{}: it has a column \"date\", which {} has not; call the function for each, and put UNION ALL between",
                path.display(),
                first.display()
            );
        }
        Ok(())
    }
}

/// Whether a column of the one type is read as one of the other without a change of what it says.
fn alike(a: &DataType, b: &DataType) -> bool {
    a == b || (is_words(a) && is_words(b)) || (a.is_integer() && b.is_integer())
}
