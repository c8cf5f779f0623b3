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

/// An error where what is printed would go nowhere; asked before the work.
pub(crate) fn check() -> Result<()> {
    if is_closed() {
        bail!(
            "standard output is closed, and what is found would be lost; send it to a file or to another command"
        );
    }
    Ok(())
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

/// Whether standard output was closed from the start. Rust puts `/dev/null` there, open for reading as well, which
/// redirections of a shell are not.
fn is_closed() -> bool {
    let is_null = std::fs::read_link("/proc/self/fd/1").is_ok_and(|file| file == *"/dev/null");
    is_null
        && std::fs::read_to_string("/proc/self/fdinfo/1").is_ok_and(|info| reads_and_writes(&info))
}

/// Whether a descriptor is open for both, from what Linux tells of it.
fn reads_and_writes(info: &str) -> bool {
    let flags = info.lines().find_map(|line| line.strip_prefix("flags:"));
    let flags = flags.and_then(|flags| u64::from_str_radix(flags.trim(), 8).ok());
    flags.is_some_and(|flags| flags & 3 == 2)
}

#[cfg(test)]
mod tests {
    use super::reads_and_writes;

    #[test]
    fn the_flags_of_a_descriptor_are_read() {
        let info = |flags: &str| format!("pos:\t0\nflags:\t{flags}\nmnt_id:\t25\n");
        assert!(reads_and_writes(&info("0100002")));
        assert!(!reads_and_writes(&info("0100001")));
        assert!(!reads_and_writes(""));
    }
}
