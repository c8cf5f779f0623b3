//! What runs over many documents have in common: their files, their threads, how far they are.

use crate::messages::{count, report, say};
use crate::{Outcome, files};
use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressStyle};
use newsgraph::Document;
use rayon::ThreadPool;
use std::fs;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread::available_parallelism;

/// Bytes of texts, and most documents, that are read and not yet written, for each thread.
const BYTES: usize = 1 << 20;
const DOCUMENTS: usize = 16;

/// More threads than that for each that can work at once only wait for one another.
const THREADS: usize = 4;

/// The files that are meant, with what is to be told of them.
pub(crate) fn find(arguments: &[PathBuf]) -> (Vec<PathBuf>, Outcome) {
    let found = files::find(arguments);
    found.notes.iter().for_each(|note| say(note));
    found.errors.iter().for_each(report);
    let outcome = if found.errors.is_empty() {
        Outcome::Done
    } else {
        Outcome::SomeFailed
    };
    (found.paths, outcome)
}

/// Tells what was noted while reading.
pub(crate) fn tell(notes: &[String]) {
    for note in notes {
        say(note);
    }
}

/// The bytes of texts that are read and not yet written.
pub(crate) fn room(threads: &ThreadPool) -> usize {
    BYTES * threads.current_num_threads()
}

/// What a document takes of the room; so does one that could not be read.
pub(crate) fn room_of(document: Option<&Document>) -> usize {
    let size = document.map_or(0, |document| document.text().len());
    size.max(BYTES / DOCUMENTS)
}

/// Threads to work on: as many as are asked for, but not many more than can work at once.
pub(crate) fn threads(asked: Option<NonZeroUsize>) -> Result<ThreadPool> {
    let asked = asked.map_or(0, usize::from);
    let there = available_parallelism().map_or(1, usize::from);
    let most = there * THREADS;
    if asked > most {
        let cores = count(there, "thread");
        say(&format!(
            "newsgraph: --threads {asked}: {cores} can work at once here; taking {most}"
        ));
    }
    rayon::ThreadPoolBuilder::new()
        .num_threads(asked.min(most))
        .build()
        .context("could not start the threads")
}

/// A bar on standard error where that is a terminal; how much there is to do is known of files alone.
pub(crate) fn progress(files: &[PathBuf]) -> ProgressBar {
    let size = |file: &PathBuf| fs::metadata(file).ok().filter(fs::Metadata::is_file);
    let sizes: Option<Vec<u64>> = files.iter().map(|f| Some(size(f)?.len())).collect();
    let (bar, template) = match sizes {
        Some(sizes) => (
            ProgressBar::new(sizes.iter().sum()),
            "{bar:40} {bytes}/{total_bytes} {bytes_per_sec} {eta} left",
        ),
        None => (
            ProgressBar::no_length(),
            "{spinner} {bytes} {bytes_per_sec}",
        ),
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
