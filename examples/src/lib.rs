//! What the examples share: the text that they read.

use std::path::PathBuf;
use std::{env, fs, io};

/// The text of the file named by the first argument, or of the article beside this crate.
///
/// # Errors
/// Where the file cannot be read or is not UTF-8.
pub fn read_text() -> io::Result<String> {
    let own = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/article.txt");
    let path = env::args_os().nth(1).map_or_else(own, PathBuf::from);
    fs::read_to_string(&path)
        .map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", path.display())))
}
