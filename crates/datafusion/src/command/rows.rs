//! Rows in the form that is asked for.

use super::args::Format;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::arrow::{csv, json};
use datafusion::error::{DataFusionError, Result};
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::file::properties::WriterProperties;
use std::io::Write;

/// About the bytes of a row group: a part that is read by itself, so that a file of some hundred texts is work for several.
const ROW_GROUP: usize = 1 << 20;

/// Writes rows as they come.
pub(super) enum Rows<W: Write + Send> {
    Table(W, Vec<RecordBatch>),
    Csv(csv::Writer<W>),
    Json(json::ArrayWriter<W>),
    Jsonl(json::LineDelimitedWriter<W>),
    Parquet(ArrowWriter<W>),
}

impl<W: Write + Send> Rows<W> {
    /// Begins with the names of the columns, where the form has them for no row as well.
    pub(super) fn new(format: Format, schema: &SchemaRef, out: W) -> Result<Self> {
        Ok(match format {
            Format::Table => Self::Table(out, vec![RecordBatch::new_empty(schema.clone())]),
            Format::Csv => {
                if let Some(nested) = schema
                    .fields()
                    .iter()
                    .find(|field| field.data_type().is_nested())
                {
                    return Err(DataFusionError::Execution(format!(
                        "the column {:?} has lists or structures, which CSV cannot hold: unnest it, or choose --format jsonl or parquet",
                        nested.name()
                    )));
                }
                let mut writer = csv::Writer::new(out);
                writer.write(&RecordBatch::new_empty(schema.clone()))?;
                Self::Csv(writer)
            }
            Format::Json => Self::Json(json::ArrayWriter::new(out)),
            Format::Jsonl => Self::Jsonl(json::LineDelimitedWriter::new(out)),
            Format::Parquet => {
                let properties = WriterProperties::builder()
                    .set_max_row_group_bytes(Some(ROW_GROUP))
                    .build();
                let writer = ArrowWriter::try_new(out, schema.clone(), Some(properties))?;
                Self::Parquet(writer)
            }
        })
    }

    pub(super) fn write(&mut self, batch: RecordBatch) -> Result<()> {
        match self {
            Self::Table(_, batches) => batches.push(batch),
            Self::Csv(writer) => writer.write(&batch)?,
            Self::Json(writer) => writer.write(&batch)?,
            Self::Jsonl(writer) => writer.write(&batch)?,
            Self::Parquet(writer) => writer.write(&batch)?,
        }
        Ok(())
    }

    /// Writes what is left.
    pub(super) fn finish(self) -> Result<()> {
        match self {
            Self::Table(mut out, batches) => {
                let table = pretty_format_batches(&batches)?.to_string();
                writeln!(out, "{}", visible(&table))?;
                out.flush()?;
            }
            Self::Csv(writer) => writer.into_inner().flush()?,
            Self::Json(mut writer) => {
                writer.finish()?;
                let mut out = writer.into_inner();
                writeln!(out)?;
                out.flush()?;
            }
            Self::Jsonl(mut writer) => {
                writer.finish()?;
                writer.into_inner().flush()?;
            }
            Self::Parquet(writer) => writer.into_inner()?.flush()?,
        }
        Ok(())
    }
}

/// The table without what would steer a terminal.
fn visible(table: &str) -> String {
    let shown = |c: char| {
        if c.is_control() && c != '\n' {
            '\u{FFFD}'
        } else {
            c
        }
    };
    table.chars().map(shown).collect()
}
