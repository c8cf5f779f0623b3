use datafusion::common::{DataFusionError, Result, exec_datafusion_err, exec_err};
use glob::MatchOptions;
use newsgraph_input::Kind;
use std::fs::File;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// What files hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Parquet,
    Csv,
    /// Texts, pages, JSON Lines and JSON, which `annotate` reads.
    Documents,
}

impl Holds {
    /// What a file holds, by its ending.
    fn of(path: &Path) -> Option<Self> {
        let ending = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
        match ending.as_ref().and_then(|ending| ending.to_str()) {
            Some("parquet") => Some(Self::Parquet),
            Some("csv") => Some(Self::Csv),
            Some("gz") if Self::of(&path.with_extension("")) == Some(Self::Csv) => Some(Self::Csv),
            _ => Kind::of_ending(path).map(|_| Self::Documents),
        }
    }
}

/// Files that hold the same.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Files {
    pub(super) holds: Holds,
    /// In the order of the arguments; those of a folder or a pattern in the order of the bytes of their paths.
    pub(super) paths: Vec<PathBuf>,
}

/// The files of the arguments: each a file, a folder, which is walked, or a pattern.
pub(super) fn find(arguments: &[String]) -> Result<Files> {
    let mut paths = Vec::new();
    for argument in arguments {
        let path = Path::new(argument);
        if path.is_dir() {
            paths.append(&mut walk(path)?);
        } else if path.symlink_metadata().is_err() && argument.contains(['*', '?', '[']) {
            paths.append(&mut matching(argument)?);
        } else if path.is_file() {
            paths.push(path.to_owned());
        } else {
            return exec_err!("{argument}: no such file or folder");
        }
    }
    let holds = |path: &PathBuf| Holds::of(path).unwrap_or(Holds::Documents);
    let Some(first) = paths.first() else {
        return exec_err!("expected the path of a file, a folder or a pattern");
    };
    let kind = holds(first);
    if let Some(other) = paths.iter().find(|path| holds(path) != kind) {
        return exec_err!(
            "{} and {} hold texts in different ways: call the function for each, and put UNION ALL between",
            first.display(),
            other.display()
        );
    }
    Ok(Files { holds: kind, paths })
}

/// A file, for reading.
pub(super) fn open(path: &Path) -> Result<File> {
    File::open(path)
        .map_err(|error| DataFusionError::from(error).context(path.display().to_string()))
}

/// All files below a folder whose ending is known, without hidden ones. Links are followed, but not back to a folder that
/// they stand in.
fn walk(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries = WalkDir::new(folder).follow_links(true).into_iter();
    for entry in entries.filter_entry(|entry| !is_hidden(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_file() && Holds::of(entry.path()).is_some() => {
                found.push(entry.into_path());
            }
            Err(error) if error.loop_ancestor().is_none() => {
                return exec_err!("{}: {error}", folder.display());
            }
            _ => {}
        }
    }
    if found.is_empty() {
        let endings: Vec<String> = Kind::endings().map(|ending| format!(".{ending}")).collect();
        return exec_err!(
            "{}: no .parquet, .csv, .csv.gz, {} in this folder",
            folder.display(),
            endings.join(", ")
        );
    }
    sort(&mut found);
    Ok(found)
}

/// The plain files that a pattern matches.
fn matching(pattern: &str) -> Result<Vec<PathBuf>> {
    let options = MatchOptions {
        require_literal_leading_dot: true,
        require_literal_separator: true,
        ..MatchOptions::default()
    };
    let fault = |why: String| exec_datafusion_err!("{pattern}: {why}");
    let matches = glob::glob_with(pattern, options).map_err(|error| fault(error.to_string()))?;
    let mut found = matches
        .collect::<std::result::Result<Vec<PathBuf>, _>>()
        .map_err(|error| fault(error.to_string()))?;
    found.retain(|path| path.is_file());
    if found.is_empty() {
        return Err(fault("no file matches this pattern".to_owned()));
    }
    sort(&mut found);
    Ok(found)
}

fn sort(paths: &mut [PathBuf]) {
    paths.sort_by(|a, b| bytes(a).cmp(bytes(b)));
}

fn bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

/// Whether the name begins with a dot; the folder that was named is never hidden.
fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".")
}
