use std::error::Error;
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
    /// The file is no UTF-8 text.
    #[error("{path}, line {line}: not UTF-8 text; {advice}")]
    Encoding {
        /// The file.
        path: PathBuf,
        /// The line with the first byte that does not fit, from 1.
        line: usize,
        /// What may help.
        advice: &'static str,
    },
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
    /// The text of a file, without a byte order mark.
    pub(crate) fn read(path: &Path) -> Result<String, Self> {
        let mut bytes = std::fs::read(path).map_err(|source| match source.kind() {
            io::ErrorKind::IsADirectory => Self::Directory { path: path.into() },
            _ => Self::Io {
                path: path.into(),
                source,
            },
        })?;
        if bytes.starts_with("\u{FEFF}".as_bytes()) {
            bytes.drain(..3);
        }
        String::from_utf8(bytes).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            let before = &error.as_bytes()[..valid];
            Self::Encoding {
                path: path.into(),
                line: before.split(|&b| b == b'\n').count(),
                advice: advice(error.as_bytes()),
            }
        })
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

/// What may help with bytes that are no UTF-8 text.
fn advice(bytes: &[u8]) -> &'static str {
    match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => {
            "it has the mark of UTF-16, convert it with `iconv -f UTF-16 -t UTF-8`"
        }
        [0x1F, 0x8B, ..] => "it is compressed, unpack it with `gunzip`",
        _ if bytes.contains(&0) => "it holds zero bytes, as no text does; name another file",
        _ => "convert it first, for example with `iconv -f WINDOWS-1252 -t UTF-8`",
    }
}

/// The lines that are not empty, with their numbers from 1.
pub(crate) fn filled_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_may_help() {
        let cases: [(&[u8], &str); 4] = [
            (b"\xff\xfeA\0", "UTF-16"),
            (b"\x1f\x8b\x08", "gunzip"),
            (b"\x7fELF\0\xff", "zero bytes"),
            (b"caf\xe9", "WINDOWS-1252"),
        ];
        for (bytes, expected) in cases {
            assert!(advice(bytes).contains(expected));
        }
    }
}
