//! Where the texts of a table function come from.

use super::cells::Cell;
use super::csv;
use super::document_table::DocumentTable;
use super::files::{self, Files, Holds};
use super::parquet;
use crate::reader::Reader;
use datafusion::arrow::datatypes::{DataType, Field, SchemaRef};
use datafusion::catalog::TableProvider;
use datafusion::common::{Column, Result, ScalarValue, exec_datafusion_err};
use datafusion::datasource::file_format::FileFormat;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{
    ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl,
};
use datafusion::datasource::provider_as_source;
use datafusion::logical_expr::{Expr, LogicalPlan, LogicalPlanBuilder, cast, lit};
use std::path::PathBuf;
use std::sync::Arc;
use url::Url;

/// Texts that are not read yet.
pub(super) struct Texts {
    pub(super) plan: LogicalPlan,
    /// The arguments that name them.
    pub(super) paths: Vec<String>,
    /// How large their files are, as they lie there.
    pub(super) bytes: u64,
}

/// The texts of files, folders and patterns, with the columns `document`, `date`, `text` and `error`.
pub(super) fn texts(arguments: &[String], reader: &Arc<Reader>) -> Result<Texts> {
    let Files { holds, paths } = files::find(arguments)?;
    let bytes = paths.iter().filter_map(|path| path.metadata().ok());
    let bytes = bytes.map(|file| file.len()).sum();
    let plan = match holds {
        Holds::Documents => {
            let table = DocumentTable::of_documents("", paths, Arc::clone(reader));
            scan(Arc::new(table))?.build()?
        }
        Holds::Csv => {
            paths.iter().try_for_each(|path| csv::check(path))?;
            let table = DocumentTable::of_csv("", paths, Arc::clone(reader));
            scan(Arc::new(table))?.build()?
        }
        Holds::Parquet => of_parquet(&paths, reader)?,
    };
    let paths = arguments.to_vec();
    Ok(Texts { plan, paths, bytes })
}

fn scan(table: Arc<dyn TableProvider>) -> Result<LogicalPlanBuilder> {
    LogicalPlanBuilder::scan("texts", provider_as_source(table), None)
}

/// The texts of Parquet files.
fn of_parquet(paths: &[PathBuf], reader: &Arc<Reader>) -> Result<LogicalPlan> {
    let (schema, columns) = parquet::columns(paths)?;
    let id = cast(column(&columns.id), DataType::LargeUtf8);
    let text = column(&columns.text);
    let written = columns
        .date
        .as_ref()
        .map(|date| (column(date), date.data_type()));
    let (date, written) = match written {
        // It stays a column, so that the file is asked for it.
        Some((date, DataType::Date32)) => (date.clone(), date),
        Some((date, _)) => (Cell::Date.of(vec![id.clone(), date.clone()], reader), date),
        None => (none(), none()),
    };
    let row = vec![id.clone(), written, text];
    let columns = [
        id.alias("document"),
        date.alias("date"),
        Cell::Text.of(row.clone(), reader).alias("text"),
        Cell::Error.of(row, reader).alias("error"),
    ];
    let table = listing(paths, Arc::new(ParquetFormat::default()), schema)?;
    scan(table)?.project(columns)?.build()
}

/// No day.
fn none() -> Expr {
    lit(ScalarValue::Date32(None))
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
