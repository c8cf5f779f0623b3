//! Where the texts of a table function come from.

use super::document_table::DocumentTable;
use super::files::{self, Holds};
use crate::day::day_of;
use datafusion::arrow::csv::reader::Format;
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::catalog::TableProvider;
use datafusion::common::{
    Column, DataFusionError, Result, ScalarValue, exec_datafusion_err, plan_err,
};
use datafusion::datasource::file_format::FileFormat;
use datafusion::datasource::file_format::csv::CsvFormat;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{
    ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl,
};
use datafusion::datasource::provider_as_source;
use datafusion::logical_expr::{Expr, LogicalPlan, LogicalPlanBuilder, cast, lit};
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use url::Url;

/// The texts of files, folders and patterns, with the columns `document`, `date` and `text`.
pub(super) fn texts(arguments: &[String]) -> Result<LogicalPlan> {
    let files = files::find(arguments)?;
    let first = &files.paths[0];
    match files.holds {
        Holds::Documents => {
            let table = DocumentTable::new("", files.paths);
            scan(Arc::new(table))?.build()
        }
        Holds::Parquet => {
            let schema = parquet_schema(first)?;
            table(
                first,
                &files.paths,
                Arc::new(ParquetFormat::default()),
                schema,
            )
        }
        Holds::Csv => {
            let format = CsvFormat::default()
                .with_has_header(true)
                .with_newlines_in_values(true);
            table(first, &files.paths, Arc::new(format), csv_schema(first)?)
        }
    }
}

fn scan(table: Arc<dyn TableProvider>) -> Result<LogicalPlanBuilder> {
    LogicalPlanBuilder::scan("texts", provider_as_source(table), None)
}

/// The texts of files with columns.
fn table(
    first: &Path,
    paths: &[PathBuf],
    format: Arc<dyn FileFormat>,
    schema: SchemaRef,
) -> Result<LogicalPlan> {
    let found = |names: &[&str]| {
        let mut fields = schema.fields().iter();
        fields
            .find(|field| names.contains(&field.name().as_str()))
            .cloned()
    };
    let (Some(id), Some(text)) = (found(&["id", "document"]), found(&["text"])) else {
        let columns: Vec<_> = schema
            .fields()
            .iter()
            .map(|field| field.name().as_str())
            .collect();
        return plan_err!(
            "{}: expected the columns \"id\" or \"document\", \"text\", and \"date\" where there is one, found {columns:?}; \
             the functions of a column, as in SELECT unnest(quotes(body)) FROM '{}', take any",
            first.display(),
            first.display()
        );
    };
    let date = match found(&["date"]) {
        Some(date) => day_of(column(&date), date.data_type())?,
        None => lit(ScalarValue::Date32(None)),
    };
    let columns = [
        cast(column(&id), DataType::LargeUtf8).alias("document"),
        date.alias("date"),
        cast(column(&text), DataType::LargeUtf8).alias("text"),
    ];
    scan(listing(paths, format, schema)?)?
        .project(columns)?
        .build()
}

fn column(field: &Field) -> Expr {
    Expr::Column(Column::from_name(field.name()))
}

/// A table of files.
pub(super) fn listing(
    paths: &[PathBuf],
    format: Arc<dyn FileFormat>,
    schema: SchemaRef,
) -> Result<Arc<dyn TableProvider>> {
    let urls = paths.iter().map(|path| {
        let path = std::path::absolute(path)?;
        let url = Url::from_file_path(&path)
            .map_err(|()| exec_datafusion_err!("{}: no path of a file", path.display()))?;
        ListingTableUrl::try_new(url, None)
    });
    // The files are named, so that any ending will do.
    let options = ListingOptions::new(format).with_file_extension("");
    let config = ListingTableConfig::new_with_multi_paths(urls.collect::<Result<_>>()?)
        .with_listing_options(options)
        .with_schema(schema);
    Ok(Arc::new(ListingTable::try_new(config)?))
}

/// The columns of a Parquet file.
pub(super) fn parquet_schema(path: &Path) -> Result<SchemaRef> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(open(path)?);
    let named = |error| DataFusionError::from(error).context(path.display().to_string());
    Ok(Arc::clone(reader.map_err(named)?.schema()))
}

/// The columns of a CSV file, each as words: an id keeps its zeros.
fn csv_schema(path: &Path) -> Result<SchemaRef> {
    let head = Format::default()
        .with_header(true)
        .infer_schema(open(path)?, Some(0));
    let named = |error| DataFusionError::from(error).context(path.display().to_string());
    let (head, _) = head.map_err(named)?;
    let words = |field: &Arc<Field>| Field::new(field.name(), DataType::Utf8, true);
    let fields: Vec<Field> = head.fields().iter().map(words).collect();
    Ok(Arc::new(Schema::new(fields)))
}

pub(super) fn open(path: &Path) -> Result<File> {
    File::open(path)
        .map_err(|error| DataFusionError::from(error).context(path.display().to_string()))
}
