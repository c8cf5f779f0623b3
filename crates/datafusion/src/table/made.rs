//! Tables that `annotate` has written.

use super::texts::{listing, open, parquet_schema};
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::ipc::reader::FileReader;
use datafusion::catalog::TableProvider;
use datafusion::common::{DataFusionError, Result, exec_err};
use datafusion::datasource::file_format::FileFormat;
use datafusion::datasource::file_format::arrow::ArrowFormat;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use newsgraph_arrow::{SCHEMA_VERSION, Table};
use std::path::Path;
use std::sync::Arc;

/// A table of a folder, as it is; `None` where the folder has none of that name.
pub(crate) fn made(folder: &Path, table: Table) -> Result<Option<Arc<dyn TableProvider>>> {
    let parquet = folder.join(format!("{table}.parquet"));
    let arrow = folder.join(format!("{table}.arrow"));
    let (path, format, schema): (_, Arc<dyn FileFormat>, _) = if parquet.is_file() {
        let schema = parquet_schema(&parquet)?;
        (parquet, Arc::new(ParquetFormat::default()), schema)
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
    if version != SCHEMA_VERSION.to_string() {
        return exec_err!(
            "{}: its tables have schema {version}, and this version reads {SCHEMA_VERSION}; write them anew with `newsgraph annotate --format parquet`",
            path.display()
        );
    }
    listing(&[path], format, schema).map(Some)
}

/// The columns of an Arrow file.
fn arrow_schema(path: &Path) -> Result<SchemaRef> {
    let reader = FileReader::try_new(open(path)?, None);
    let named = |error| DataFusionError::from(error).context(path.display().to_string());
    Ok(reader.map_err(named)?.schema())
}
