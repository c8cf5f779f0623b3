//! Tables that `annotate` has written.

use super::asked::without_metadata;
use super::files::open;
use super::parquet;
use super::texts::listing;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::ipc::reader::FileReader;
use datafusion::catalog::TableProvider;
use datafusion::common::{DataFusionError, Result, exec_err};
use datafusion::datasource::file_format::FileFormat;
use datafusion::datasource::file_format::arrow::ArrowFormat;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use newsgraph::document::OffsetUnit;
use newsgraph_arrow::{SCHEMA_VERSION, Table, check_schema};
use std::path::Path;
use std::sync::Arc;

/// A table of a folder, as it is, whose positions have to count what those of the query do; `None` where the folder has
/// none of that name.
pub(crate) fn made(
    folder: &Path,
    table: Table,
    unit: OffsetUnit,
) -> Result<Option<Arc<dyn TableProvider>>> {
    let file = folder.join(format!("{table}.parquet"));
    let arrow = folder.join(format!("{table}.arrow"));
    let (path, format, schema): (_, Arc<dyn FileFormat>, _) = if file.is_file() {
        let schema = parquet::schema(&file)?;
        (file, Arc::new(ParquetFormat::default()), schema)
    } else if arrow.is_file() {
        let schema = arrow_schema(&arrow)?;
        (arrow, Arc::new(ArrowFormat), schema)
    } else {
        return Ok(None);
    };
    let said = |key: &str| schema.metadata().get(key).map(String::as_str);
    // A table of the same name that is none of ours holds texts, perhaps.
    let Some(version) =
        said("newsgraph.schema").filter(|_| said("newsgraph.table") == Some(table.as_str()))
    else {
        return Ok(None);
    };
    let found = check_schema(table, &schema).or_else(|error| {
        exec_err!(
            "{}: its schema is {version}, and this version of newsgraph reads {SCHEMA_VERSION}: {error}; \
             write the tables anew with `newsgraph annotate --format parquet`",
            path.display()
        )
    })?;
    if found != unit {
        let (path, found, unit) = (path.display(), found.as_str(), unit.as_str());
        return exec_err!(
            "{path}: its positions count {found}, and those of this query {unit}; ask with --offsets {found} \
             (ReaderOptions::with_offsets), or write the tables anew with `newsgraph annotate --format parquet --offsets {unit}`"
        );
    }
    listing(&[path], format, without_metadata(&schema)).map(Some)
}

/// The columns of an Arrow file.
fn arrow_schema(path: &Path) -> Result<SchemaRef> {
    let reader = FileReader::try_new(open(path)?, None);
    let named = |error| DataFusionError::from(error).context(path.display().to_string());
    Ok(reader.map_err(named)?.schema())
}
