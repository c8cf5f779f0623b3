//! One table in one file.

use super::FileFormat;
use crate::{Table, TableOptions, schema};
use arrow_array::RecordBatch;
use std::fs::File;
use std::path::Path;

#[cfg(feature = "ipc")]
use arrow_ipc::writer::FileWriter;
#[cfg(feature = "parquet")]
use parquet::{
    arrow::ArrowWriter,
    basic::Compression,
    file::{metadata::KeyValue, properties::WriterProperties},
};
#[cfg(feature = "ipc")]
use std::io::{BufWriter, IntoInnerError};

/// The most rows of a row group.
#[cfg(feature = "parquet")]
const GROUP_ROWS: usize = 1 << 17;

/// About how many bytes of a row group are held, as they are written, before it ends.
#[cfg(feature = "parquet")]
const GROUP_BYTES: usize = 1 << 24;

type Written<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// A file under way.
pub(super) enum TableFile {
    #[cfg(feature = "parquet")]
    Parquet(Box<ArrowWriter<File>>),
    #[cfg(feature = "ipc")]
    Ipc(Box<FileWriter<BufWriter<File>>>),
}

impl TableFile {
    /// A file that is not there yet.
    pub(super) fn create(
        path: &Path,
        format: FileFormat,
        table: Table,
        options: &TableOptions,
    ) -> Written<Self> {
        let file = File::create_new(path)?;
        let schema = schema(table, options);
        match format {
            #[cfg(feature = "parquet")]
            FileFormat::Parquet => {
                let metadata = schema.metadata().iter();
                let mut metadata: Vec<_> = metadata
                    .map(|(key, value)| KeyValue::new(key.clone(), value.clone()))
                    .collect();
                metadata.sort_unstable_by(|a, b| a.key.cmp(&b.key));
                let properties = WriterProperties::builder()
                    .set_compression(Compression::SNAPPY)
                    .set_max_row_group_row_count(Some(GROUP_ROWS))
                    .set_max_row_group_bytes(Some(GROUP_BYTES))
                    .set_key_value_metadata(Some(metadata))
                    .build();
                let writer = ArrowWriter::try_new(file, schema, Some(properties))?;
                Ok(Self::Parquet(Box::new(writer)))
            }
            #[cfg(feature = "ipc")]
            FileFormat::Ipc => {
                let writer = FileWriter::try_new(BufWriter::new(file), &schema)?;
                Ok(Self::Ipc(Box::new(writer)))
            }
        }
    }

    pub(super) fn write(&mut self, batch: &RecordBatch) -> Written<()> {
        match self {
            #[cfg(feature = "parquet")]
            Self::Parquet(writer) => writer.write(batch)?,
            #[cfg(feature = "ipc")]
            Self::Ipc(writer) => writer.write(batch)?,
        }
        Ok(())
    }

    /// Ends the file, with what else its metadata tell, and waits until it is on the disk.
    pub(super) fn finish(self, key: &str, value: &str) -> Written<()> {
        let file = match self {
            #[cfg(feature = "parquet")]
            Self::Parquet(mut writer) => {
                writer.append_key_value_metadata(KeyValue::new(key.to_owned(), value.to_owned()));
                writer.into_inner()?
            }
            #[cfg(feature = "ipc")]
            Self::Ipc(mut writer) => {
                writer.write_metadata(key, value);
                writer.finish()?;
                let buffered = writer.into_inner()?;
                buffered.into_inner().map_err(IntoInnerError::into_error)?
            }
        };
        Ok(file.sync_all()?)
    }
}
