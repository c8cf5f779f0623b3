//! Which files are meant by the arguments, and where each is opened.

use anyhow::{Error, anyhow};
use newsgraph_input::Kind;
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
    /// All files below a folder whose ending is known, without hidden ones. Links are followed, but
    /// not back to a folder that they stand in.
    fn walk(&mut self, folder: &Path) {
        let (mut known, mut others, mut errors) = (Vec::new(), Vec::new(), Vec::new());
        let entries = WalkDir::new(folder).follow_links(true).into_iter();
        for entry in entries.filter_entry(|entry| !is_hidden(entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => {
                    let readable = entry.file_type().is_file();
                    let path = entry.into_path();
                    if readable && Kind::of_ending(&path).is_some() {
                        known.push(path);
                    } else {
                        others.push(path);
                    }
                }
                Err(error) if error.loop_ancestor().is_some() => {}
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    let error = error
                        .into_io_error()
                        .map_or_else(|| anyhow!("no file"), Error::new);
                    errors.push((path, error));
                }
            }
        }
        self.add_errors(errors);
        let folder = folder.display();
        if let Some(first) = others
            .iter()
            .min_by_key(|path| path.as_os_str().as_encoded_bytes())
        {
            self.notes.push(format!(
                "newsgraph: {folder}: files with other endings are left out: {}, the first {}; name a file to read it",
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

    /// What a pattern matches.
    fn expand(&mut self, pattern: &str) {
        let options = glob::MatchOptions {
            require_literal_leading_dot: true,
            require_literal_separator: true,
            ..glob::MatchOptions::default()
        };
        let (mut paths, mut errors) = (Vec::new(), Vec::new());
        match glob::glob_with(pattern, options) {
            Ok(matches) => {
                for path in matches {
                    match path {
                        Ok(path) => paths.push(path),
                        Err(error) => {
                            let path = error.path().to_owned();
                            errors.push((path, Error::new(io::Error::from(error))));
                        }
                    }
                }
            }
            // A wrong pattern is a name of which there is no file.
            Err(_) => return self.paths.push(PathBuf::from(pattern)),
        }
        self.add_errors(errors);
        if paths.is_empty() {
            let message = format!("{pattern}: no file matches this pattern");
            self.errors.push(anyhow!(message));
        }
        paths.sort_by(|a, b| bytes(a).cmp(bytes(b)));
        for path in paths {
            if path.is_dir() {
                self.walk(&path);
            } else {
                self.paths.push(path);
            }
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
        self.paths.append(&mut paths);
    }
}

/// The endings of files that are read, as a list for people.
fn endings() -> String {
    let mut endings: Vec<String> = Kind::endings().map(|e| format!(".{e}")).collect();
    let last = endings.pop().unwrap_or_default();
    format!("{} or {last}", endings.join(", "))
}

fn bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

/// Whether the name begins with a dot; the folder that was named is never hidden.
fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".")
}
