//! What is told on standard error, beside a bar that may stand there.

use indicatif::ProgressBar;
use newsgraph_export::visible;
use std::io::Write;
use std::sync::{Mutex, PoisonError};

/// The bar that stands on standard error, where there is one.
static BAR: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// Writes an error with its causes on one line.
pub(crate) fn report(error: &anyhow::Error) {
    say(&format!("newsgraph: {error:#}"));
}

/// Writes a line; a bar that stands there makes room for it. Names of files and words of texts cannot change what
/// a terminal shows.
pub(crate) fn say(line: &str) {
    let line = visible(line);
    // Where standard error is closed there is nobody to tell.
    let write = || drop(writeln!(std::io::stderr(), "{line}"));
    match &*BAR.lock().unwrap_or_else(PoisonError::into_inner) {
        Some(bar) => bar.suspend(write),
        None => write(),
    }
}

/// Words of a text on one line, a space between them.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lets the lines that follow make the bar move out of their way.
pub(crate) fn set_bar(bar: &ProgressBar) {
    *BAR.lock().unwrap_or_else(PoisonError::into_inner) = Some(bar.clone());
}

/// Moves the bar on to where the work is; work that was longer than foreseen makes it longer.
pub(crate) fn set_position(position: u64) {
    if let Some(bar) = &*BAR.lock().unwrap_or_else(PoisonError::into_inner) {
        if bar.length().is_some_and(|length| length < position) {
            bar.set_length(position);
        }
        bar.set_position(position);
    }
}

/// Takes the bar away, so that what comes last stands alone.
pub(crate) fn clear_bar() {
    if let Some(bar) = BAR.lock().unwrap_or_else(PoisonError::into_inner).take() {
        bar.finish_and_clear();
    }
}

/// `1 document`, `2 documents`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}
