use std::error::Error;
use std::io;
use std::path::PathBuf;

/// A folder of tables could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FolderError {
    /// Something that is no folder has its name.
    #[error("{} is a file; the tables are a folder of files, so name another place", .0.display())]
    File(PathBuf),
    /// The folder has files.
    #[error("the folder {} is not empty; name another one, or empty it", .0.display())]
    NotEmpty(PathBuf),
    /// The folder around it is not there.
    #[error("there is no folder {}; make it first", .0.display())]
    NoParent(PathBuf),
    /// A run before has left its partial folder.
    #[error("{} is there from a run that did not end, or that goes on; remove it, or name another folder", .0.display())]
    Left(PathBuf),
    /// The system refuses something.
    #[error("{} could not be written", path.display())]
    Io {
        /// What it is about.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A table could not be written.
    #[error("{} could not be written", path.display())]
    Table {
        /// Its file.
        path: PathBuf,
        /// Why.
        source: Box<dyn Error + Send + Sync>,
    },
}
