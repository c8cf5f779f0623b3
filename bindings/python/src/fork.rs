//! A process forks while no thread works, so that a child finds no lock that a thread held which it does not have.

use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::Duration;

/// How long is waited before one looks again.
const PAUSE: Duration = Duration::from_millis(1);

static WORKING: AtomicUsize = AtomicUsize::new(0);
/// How many threads are about to fork.
static FORKING: AtomicUsize = AtomicUsize::new(0);

/// Somebody works; no fork begins before this is dropped.
pub(crate) struct Working(());

impl Working {
    /// Begins to work, after a fork that has begun.
    pub(crate) fn begin() -> Self {
        loop {
            WORKING.fetch_add(1, Ordering::SeqCst);
            if FORKING.load(Ordering::SeqCst) == 0 {
                return Self(());
            }
            WORKING.fetch_sub(1, Ordering::SeqCst);
            sleep(PAUSE);
        }
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        WORKING.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Works without the interpreter's lock, so that other threads of Python run.
pub(crate) fn detached<T: Send>(py: Python<'_>, work: impl FnOnce() -> T + Send) -> T {
    py.detach(|| {
        let _working = Working::begin();
        work()
    })
}

#[pyfunction]
fn before_fork(py: Python<'_>) {
    FORKING.fetch_add(1, Ordering::SeqCst);
    // Who works may wait for the interpreter's lock before it is done.
    py.detach(|| {
        while WORKING.load(Ordering::SeqCst) > 0 {
            sleep(PAUSE);
        }
    });
}

#[pyfunction]
fn after_fork() {
    FORKING.fetch_sub(1, Ordering::SeqCst);
}

/// A thread may have been about to look whether a fork has begun; the child does not have it.
#[pyfunction]
fn after_fork_in_child() {
    WORKING.store(0, Ordering::SeqCst);
    FORKING.store(0, Ordering::SeqCst);
}

/// Asks Python to tell of forks, where there are any.
pub(crate) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    let Some(register) = py.import("os")?.getattr_opt("register_at_fork")? else {
        return Ok(());
    };
    let calls = PyDict::new(py);
    calls.set_item("before", wrap_pyfunction!(before_fork, module)?)?;
    calls.set_item("after_in_parent", wrap_pyfunction!(after_fork, module)?)?;
    calls.set_item(
        "after_in_child",
        wrap_pyfunction!(after_fork_in_child, module)?,
    )?;
    register.call((), Some(&calls))?;
    Ok(())
}
