use newsgraph_input::{InputError, read_text};
use std::error::Error;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// Chars of a line in a message.
const SHOWN: usize = 60;

/// A corpus file cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CorpusError {
    /// The file cannot be read.
    #[error("could not read {path}")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is a directory.
    #[error("{path} is a directory; name a file in it")]
    Directory {
        /// The directory.
        path: PathBuf,
    },
    /// The file is no text, or not to be unpacked.
    #[error(transparent)]
    NoText(InputError),
    /// A line is not what its format asks for.
    #[error("{path}, line {line}: expected {expected}, found {found:?}")]
    Format {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What should stand there.
        expected: &'static str,
        /// What does, cut where it is long.
        found: String,
    },
    /// A row is no such JSON.
    #[error("{path}, line {line}: expected {expected}, found {found:?}")]
    Row {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What should stand there.
        expected: &'static str,
        /// What does, cut where it is long.
        found: String,
        /// What is wrong with it.
        source: Box<dyn Error + Send + Sync>,
    },
    /// Nothing of what is read is in the file.
    #[error("{path}: expected {expected}, found none")]
    Empty {
        /// The file.
        path: PathBuf,
        /// What should be there.
        expected: &'static str,
    },
}

impl CorpusError {
    /// The text of a file, compressed or not, in UTF-8 or marked UTF-16.
    pub(crate) fn read(path: &Path) -> Result<String, Self> {
        let could_not = |source: io::Error| Self::Io {
            path: path.into(),
            source,
        };
        if path.is_dir() {
            return Err(Self::Directory { path: path.into() });
        }
        let file = File::open(path).map_err(could_not)?;
        read_text(path.display().to_string(), file, usize::MAX).map_err(Self::NoText)
    }

    /// A line that is something else.
    pub(crate) fn line(path: &Path, line: usize, expected: &'static str, found: &str) -> Self {
        Self::Format {
            path: path.into(),
            line,
            expected,
            found: found.chars().take(SHOWN).collect(),
        }
    }

    /// A row of JSON that is something else.
    pub(crate) fn row(
        path: &Path,
        line: usize,
        expected: &'static str,
        found: &str,
        source: serde_json::Error,
    ) -> Self {
        Self::Row {
            path: path.into(),
            line,
            expected,
            found: found.chars().take(SHOWN).collect(),
            source: source.into(),
        }
    }

    /// A file of JSON that is something else, with the line where that shows.
    pub(crate) fn json(
        path: &Path,
        expected: &'static str,
        text: &str,
        source: serde_json::Error,
    ) -> Self {
        let line = source.line().max(1);
        let found = text.lines().nth(line - 1).unwrap_or_default();
        Self::row(path, line, expected, found, source)
    }

    /// What was read, where it is something.
    pub(crate) fn filled<T>(
        path: &Path,
        items: Vec<T>,
        expected: &'static str,
    ) -> Result<Vec<T>, Self> {
        if items.is_empty() {
            let path = path.into();
            return Err(Self::Empty { path, expected });
        }
        Ok(items)
    }
}

/// The lines that are not empty, with their numbers from 1.
pub(crate) fn filled_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty())
}
