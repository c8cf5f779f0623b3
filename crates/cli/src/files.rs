//! Which files are meant by the arguments, and where each is opened.

use anyhow::{Error, anyhow};
use glob::{MatchOptions, Pattern};
use newsgraph_input::Kind;
use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// What the arguments name.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The files, in the order of the arguments; those of one folder or pattern in the order of the
    /// bytes of their paths.
    pub(crate) paths: Vec<PathBuf>,
    /// Folders that could not be read, patterns that nothing matches.
    pub(crate) errors: Vec<Error>,
    /// What is to be told.
    pub(crate) notes: Vec<String>,
    /// The paths, by their places, that were found in folders and not named.
    walked: Vec<usize>,
    /// Whether links stand among what was found, so that a file may be there by two names.
    has_links: bool,
}

/// The files of the arguments: `-` or none is standard input, a folder is walked, and a pattern
/// stands for what it matches where no file has its name.
pub(crate) fn find(arguments: &[PathBuf]) -> Found {
    let mut found = Found::default();
    if arguments.is_empty() {
        found.paths.push(PathBuf::from("-"));
    }
    for argument in arguments {
        if argument.is_dir() {
            found.walk(argument);
        } else if let Some(pattern) = pattern(argument) {
            found.expand(pattern);
        } else {
            found.paths.push(argument.clone());
        }
    }
    found.keep_once();
    found
}

/// Opens a file to be read; `-` is standard input.
pub(crate) fn open(path: &Path) -> io::Result<Box<dyn Read + Send>> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(io::stdin()));
    }
    Ok(Box::new(File::open(path)?))
}

/// The argument as a pattern, where it may be one and names no file.
fn pattern(argument: &Path) -> Option<&str> {
    let text = argument.to_str()?;
    let known = argument.symlink_metadata().is_ok();
    (text.contains(['*', '?', '[']) && !known).then_some(text)
}

impl Found {
    /// All files below a folder whose ending is known, without hidden ones.
    fn walk(&mut self, folder: &Path) {
        let (mut known, mut others, mut errors) = (Vec::new(), Vec::new(), Vec::new());
        let entries = links_followed(folder).into_iter();
        for entry in entries.filter_entry(|entry| !is_hidden(entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {
                    self.has_links |= entry.path_is_symlink();
                }
                Ok(entry) => {
                    self.has_links |= entry.path_is_symlink();
                    let readable = entry.file_type().is_file();
                    let path = entry.into_path();
                    if readable && Kind::of_ending(&path).is_some() {
                        known.push(path);
                    } else {
                        others.push(path);
                    }
                }
                Err(error) => errors.extend(told(error)),
            }
        }
        self.add_errors(errors);
        let folder = folder.display();
        if let Some(first) = others.iter().min_by_key(|path| bytes(path)) {
            self.notes.push(format!(
                "newsgraph: {folder}: files with other endings, and what is no plain file, are left out: {}, the first {}; name a file to read it",
                others.len(),
                first.display()
            ));
        }
        if known.is_empty() {
            self.errors
                .push(anyhow!("{folder}: no {} in this folder", endings()));
        }
        self.add(known);
    }

    /// What a pattern matches: plain files, and folders, which are walked.
    fn expand(&mut self, text: &str) {
        let pattern = match Pattern::new(text) {
            Ok(pattern) => pattern,
            Err(error) => {
                self.errors
                    .push(anyhow!("{text}: no such file, and no pattern: {error}"));
                return;
            }
        };
        let options = MatchOptions {
            require_literal_leading_dot: true,
            require_literal_separator: true,
            ..MatchOptions::default()
        };
        let (base, depth) = start(text);
        let (mut files, mut folders, mut errors) = (Vec::new(), Vec::new(), Vec::new());
        let entries = links_followed(base.unwrap_or(Path::new(".")))
            .max_depth(depth)
            .into_iter();
        let shown = |path: &Path| {
            base.map_or_else(|| path.strip_prefix(".").unwrap_or(path), |_| path)
                .to_owned()
        };
        let names_hidden = text.starts_with('.') || text.contains("/.");
        let is_meant = |path: &Path| pattern.matches_with(&path.to_string_lossy(), options);
        for entry in entries.filter_entry(|entry| names_hidden || !is_hidden(entry)) {
            match entry {
                Ok(entry) => {
                    let (kind, path) = (entry.file_type(), shown(entry.path()));
                    self.has_links |= entry.path_is_symlink();
                    if kind.is_file() && is_meant(&path) {
                        files.push(path);
                    } else if kind.is_dir() && depth < usize::MAX && is_meant(&path) {
                        folders.push(path);
                    }
                }
                Err(error) => {
                    let error = told(error);
                    errors.extend(
                        error.filter(|(path, error)| is_meant(&shown(path)) || !is_missing(error)),
                    );
                }
            }
        }
        if files.is_empty() && folders.is_empty() && errors.is_empty() {
            self.errors
                .push(anyhow!("{text}: no file matches this pattern"));
        }
        self.add_errors(errors);
        self.add(files);
        folders.sort_by(|a, b| bytes(a).cmp(bytes(b)));
        for folder in folders {
            self.walk(&folder);
        }
    }

    /// What could not be read, in the order of the paths.
    fn add_errors(&mut self, mut errors: Vec<(PathBuf, Error)>) {
        errors.sort_by(|(a, _), (b, _)| bytes(a).cmp(bytes(b)));
        let told = |(path, error): (PathBuf, Error)| {
            error.context(format!("{}: could not be read", path.display()))
        };
        self.errors.extend(errors.into_iter().map(told));
    }

    fn add(&mut self, mut paths: Vec<PathBuf>) {
        paths.sort_by(|a, b| bytes(a).cmp(bytes(b)));
        let start = self.paths.len();
        self.walked.extend(start..start + paths.len());
        self.paths.append(&mut paths);
    }

    /// Leaves out files of folders that links give again: the name without a link stays, else the first.
    fn keep_once(&mut self) {
        if !self.has_links {
            return;
        }
        let mut first: HashMap<PathBuf, usize> = HashMap::new();
        let mut again: BTreeSet<usize> = BTreeSet::new();
        for &at in &self.walked {
            let path = &self.paths[at];
            let Ok(real) = path.canonicalize() else {
                continue;
            };
            let is_real = std::path::absolute(path).is_ok_and(|path| path == real);
            match first.get(&real) {
                None => {
                    first.insert(real, at);
                }
                Some(&before) if is_real => {
                    again.insert(before);
                    first.insert(real, at);
                }
                Some(_) => {
                    again.insert(at);
                }
            }
        }
        if let Some(&at) = again.first() {
            self.notes.push(format!(
                "newsgraph: files that links give again are read once; left out: {}, the first {}",
                again.len(),
                self.paths[at].display()
            ));
        }
        let mut at = 0;
        self.paths.retain(|_| {
            at += 1;
            !again.contains(&(at - 1))
        });
    }
}

/// The endings of files that are read, as a list for people.
fn endings() -> String {
    let mut endings: Vec<String> = Kind::endings().map(|e| format!(".{e}")).collect();
    let last = endings.pop().unwrap_or_default();
    format!("{} or {last}", endings.join(", "))
}

/// What lies below a folder. Links are followed, but not back to a folder that they stand in.
fn links_followed(folder: &Path) -> WalkDir {
    WalkDir::new(folder).follow_links(true)
}

/// What could not be read, but for links that lead back.
fn told(error: walkdir::Error) -> Option<(PathBuf, Error)> {
    if error.loop_ancestor().is_some() {
        return None;
    }
    let path = error.path().unwrap_or(Path::new("")).to_owned();
    let error = error.into_io_error();
    Some((path, error.map_or_else(|| anyhow!("no file"), Error::new)))
}

/// Whether there is nothing of the name, as behind a link that leads nowhere.
fn is_missing(error: &Error) -> bool {
    error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::NotFound)
}

/// The folder that all that a pattern matches lies in, none for the one where the run is, and how deep it may lie there.
fn start(pattern: &str) -> (Option<&Path>, usize) {
    let special = pattern.find(['*', '?', '[']).unwrap_or(pattern.len());
    let first = pattern[..special].rfind(std::path::is_separator);
    let (base, rest) = match first {
        Some(0) => (Some("/"), &pattern[1..]),
        Some(at) => (Some(&pattern[..at]), &pattern[at + 1..]),
        None => (None, pattern),
    };
    let depth = if rest.contains("**") {
        usize::MAX
    } else {
        rest.split(std::path::is_separator).count()
    };
    (base.map(Path::new), depth)
}

fn bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

/// Whether the name begins with a dot; the folder that was named is never hidden.
fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".")
}
