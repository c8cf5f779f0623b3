//! Tables in a folder, a file each.

mod error;
mod file;
mod made;

pub use error::FolderError;

use crate::batches::parts;
use crate::{Table, TableOptions, Tables};
use file::TableFile;
use made::{MADE, Made};
use newsgraph_document::Document;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The form of a table's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FileFormat {
    /// Parquet, with Snappy. It is small, and most programs for data read it.
    #[cfg(feature = "parquet")]
    Parquet,
    /// Arrow's own form (IPC files), as it lies in memory: to be mapped, and read without decoding.
    #[cfg(feature = "ipc")]
    Ipc,
}

impl FileFormat {
    /// The ending of its files: `parquet`, `arrow`.
    pub const fn ending(self) -> &'static str {
        match self {
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
            #[cfg(feature = "ipc")]
            Self::Ipc => "arrow",
        }
    }
}

/// Writes the tables of documents into a folder, a file for each table, as `quotes.parquet`. All that are asked for are
/// there, those without rows too.
///
/// They are written into the folder with `.partial` behind its name, which gets the name when all is whole: whoever sees
/// the folder sees all of it. One that is dropped before leaves nothing. It holds a batch of each table and, of Parquet,
/// a row group.
///
/// Metadata of each file tell the schema's version, the table, the unit of positions, and under `newsgraph.made` who made
/// the layers of the documents: a line for each, with the layer, the component and the model, between tabs.
pub struct FolderWriter {
    target: PathBuf,
    partial: PathBuf,
    options: TableOptions,
    tables: Tables,
    made: Made,
    /// In the order of [`Table::ALL`]; empty once they are ended.
    files: Vec<(Table, PathBuf, TableFile)>,
}

impl std::fmt::Debug for FolderWriter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FolderWriter")
            .field("target", &self.target)
            .finish_non_exhaustive()
    }
}

impl FolderWriter {
    /// Begins a folder, which must not be there yet, or be empty.
    ///
    /// # Errors
    /// [`FolderError`] where something else has its place, or nothing may be written there.
    pub fn create(
        folder: &Path,
        format: FileFormat,
        options: TableOptions,
    ) -> Result<Self, FolderError> {
        free(folder)?;
        let partial = partial(folder);
        let made = fs::create_dir(&partial);
        made.map_err(|source| match source.kind() {
            io::ErrorKind::AlreadyExists => FolderError::Left(partial.clone()),
            _ => FolderError::Io {
                path: partial.clone(),
                source,
            },
        })?;
        let mut writer = Self {
            target: folder.to_owned(),
            partial,
            options,
            tables: Tables::new(options),
            made: Made::default(),
            files: Vec::new(),
        };
        for table in options.tables.iter() {
            let path = writer.partial.join(format!("{table}.{}", format.ending()));
            let file = TableFile::create(&path, format, table, &options);
            let file = file.map_err(|source| failed(&path, source))?;
            writer.files.push((table, path, file));
        }
        Ok(writer)
    }

    /// The folder that is written to until all is whole.
    pub fn partial(&self) -> &Path {
        &self.partial
    }

    /// Adds the rows of a document.
    ///
    /// # Errors
    /// [`FolderError`] where a file cannot be written; the folder is of no use then.
    pub fn write(&mut self, document: &Document) -> Result<(), FolderError> {
        self.made.add(document);
        self.tables.push(document);
        let TableOptions { rows, bytes, .. } = self.options;
        self.write_rows(rows, bytes)
    }

    /// Ends the files and gives the folder its name.
    ///
    /// # Errors
    /// [`FolderError`] where a file cannot be written, or something else has the folder's place by now.
    pub fn finish(mut self) -> Result<(), FolderError> {
        self.end()?;
        free(&self.target)?;
        // One that is empty makes place; where none is there, there is nothing to remove.
        let _ = fs::remove_dir(&self.target);
        let moved = fs::rename(&self.partial, &self.target);
        moved.map_err(|source| FolderError::Io {
            path: self.target.clone(),
            source,
        })?;
        self.partial = PathBuf::new();
        Ok(())
    }

    /// Ends the files with the documents so far and leaves them where they are, in the partial folder that it gives.
    ///
    /// # Errors
    /// [`FolderError`] where a file cannot be written.
    pub fn stop(mut self) -> Result<PathBuf, FolderError> {
        self.end()?;
        Ok(std::mem::take(&mut self.partial))
    }

    fn end(&mut self) -> Result<(), FolderError> {
        self.write_rows(0, 0)?;
        let made = self.made.lines();
        for (_, path, file) in self.files.drain(..) {
            file.finish(MADE, &made)
                .map_err(|source| failed(&path, source))?;
        }
        Ok(())
    }

    /// Writes the tables that have so many rows or bytes.
    fn write_rows(&mut self, rows: usize, bytes: usize) -> Result<(), FolderError> {
        for (table, path, file) in &mut self.files {
            let found = self.tables.rows(*table);
            if found == 0 || (found < rows && self.tables.bytes(*table) < bytes) {
                continue;
            }
            for part in parts(self.tables.take(*table), self.options.rows) {
                file.write(&part).map_err(|source| failed(path, source))?;
            }
        }
        Ok(())
    }
}

impl Drop for FolderWriter {
    fn drop(&mut self) {
        if self.partial.as_os_str().is_empty() {
            return;
        }
        self.files.clear();
        // What stays is told of by the next run.
        let _ = fs::remove_dir_all(&self.partial);
    }
}

fn failed(path: &Path, source: Box<dyn std::error::Error + Send + Sync>) -> FolderError {
    FolderError::Table {
        path: path.to_owned(),
        source,
    }
}

/// Whether a folder may have this place.
fn free(folder: &Path) -> Result<(), FolderError> {
    let name = || folder.to_owned();
    let above = folder.parent().filter(|path| !path.as_os_str().is_empty());
    if let Some(above) = above.filter(|above| !above.is_dir()) {
        return Err(FolderError::NoParent(above.to_owned()));
    }
    let Ok(there) = fs::metadata(folder) else {
        return Ok(());
    };
    if !there.is_dir() {
        return Err(FolderError::File(name()));
    }
    let mut entries = fs::read_dir(folder).map_err(|source| FolderError::Io {
        path: name(),
        source,
    })?;
    match entries.next() {
        Some(_) => Err(FolderError::NotEmpty(name())),
        None => Ok(()),
    }
}

/// The folder with `.partial` behind its name.
fn partial(folder: &Path) -> PathBuf {
    // Without a separator at its end.
    let folder: PathBuf = folder.components().collect();
    let mut partial = OsString::from(folder);
    partial.push(".partial");
    partial.into()
}
