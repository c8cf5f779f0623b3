//! Standard output, of which a failure is never passed over.

use anyhow::{Context, Result, bail};
use std::io::{self, Write};

/// Standard output as it is. Rust's own takes a descriptor that cannot be written to for one that takes everything.
#[cfg(unix)]
pub(crate) fn open() -> io::Result<Box<dyn Write + Send>> {
    use std::fs::File;
    use std::os::fd::AsFd;
    let stdout = io::stdout().as_fd().try_clone_to_owned()?;
    Ok(Box::new(File::from(stdout)))
}

#[cfg(not(unix))]
pub(crate) fn open() -> io::Result<Box<dyn Write + Send>> {
    Ok(Box::new(io::stdout()))
}

/// Prints a result that is whole.
pub(crate) fn print(text: &str) -> Result<()> {
    let written = open().and_then(|mut stdout| {
        stdout.write_all(text.as_bytes())?;
        stdout.flush()
    });
    if written
        .as_ref()
        .is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    {
        bail!("standard output was closed before all was written");
    }
    written.context("standard output: could not be written")
}
