//! Signals that ask a run to end.

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

/// How often it is looked whether a signal has come: a handler may set a flag, and little else.
pub(crate) const PAUSE: Duration = Duration::from_millis(20);

/// A signal that asks to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Signal(i32);

impl Signal {
    /// The exit code that tells the signal.
    pub(crate) fn code(self) -> i32 {
        128 + self.0
    }

    /// What the signal is called.
    pub(crate) fn name(self) -> &'static str {
        match self.0 {
            SIGINT => "SIGINT (Ctrl-C)",
            SIGTERM => "SIGTERM",
            _ => "SIGHUP",
        }
    }
}

/// Calls the function on the first signal that asks to end, in a thread of its own, since the others may wait for a
/// pipe. A second signal ends the process at once. Signals that are ignored from outside, as `nohup` does, stay so.
pub(crate) fn on_signal(end: impl FnOnce(Signal) + Send + 'static) -> io::Result<()> {
    let (number, again) = (
        Arc::new(AtomicUsize::new(0)),
        Arc::new(AtomicBool::new(false)),
    );
    for signal in signals() {
        flag::register_conditional_shutdown(signal, Signal(signal).code(), again.clone())?;
        flag::register_usize(signal, number.clone(), signal.unsigned_abs() as usize)?;
        flag::register(signal, again.clone())?;
    }
    std::thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            let signal = loop {
                match number.load(Ordering::SeqCst) {
                    0 => std::thread::sleep(PAUSE),
                    number => break Signal(i32::try_from(number).unwrap_or(SIGTERM)),
                }
            };
            end(signal);
        })?;
    Ok(())
}

/// Makes a file that grows over the limit of the process an error of writing, not the end of the process.
pub(crate) fn survive_file_limit() {
    // Where that fails, such a file ends the process, as it does others.
    #[cfg(unix)]
    let _ = flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
}

#[cfg(not(unix))]
fn signals() -> impl Iterator<Item = i32> {
    [SIGINT, SIGTERM].into_iter()
}

/// The hang-up of a terminal is only asked for where it is known that nobody wants it ignored.
#[cfg(unix)]
fn signals() -> impl Iterator<Item = i32> {
    use signal_hook::consts::SIGHUP;
    let ignored = std::fs::read_to_string("/proc/self/status")
        .ok()
        .and_then(|status| ignored(&status));
    let wanted = move |signal: &i32| match ignored {
        Some(ignored) => ignored >> (signal - 1) & 1 == 0,
        None => *signal != SIGHUP,
    };
    [SIGINT, SIGTERM, SIGHUP].into_iter().filter(wanted)
}

/// The signals that a process ignores, a bit for each, from what Linux tells of it.
#[cfg(unix)]
fn ignored(status: &str) -> Option<u64> {
    let mask = status
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"))?;
    u64::from_str_radix(mask.trim(), 16).ok()
}

#[cfg(all(test, unix))]
mod tests {
    #[test]
    fn the_mask_of_ignored_signals_is_read() {
        let status = "Name:\tx\nSigBlk:\t0000000000000000\nSigIgn:\t0000000000001001\n";
        assert_eq!(super::ignored(status), Some(0x1001));
        assert_eq!(super::ignored("Name:\tx\n"), None);
    }
}
