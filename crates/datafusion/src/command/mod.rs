//! What programs that ask in SQL share: their options, and what becomes of the rows.

mod args;
mod rows;

pub use args::{Format, Output, Reading};

use datafusion::error::{DataFusionError, Result};
use datafusion::execution::SendableRecordBatchStream;
use futures::StreamExt;
use rows::Rows;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Room for a query of thousands of terms, in bytes; memory is given when it is used.
const STACK: usize = 512 << 20;

/// Runs a program that asks, and writes the rows where they are to go; what fails is told on standard error.
pub fn run<F>(program: &str, output: &Output, ask: impl FnOnce() -> F + Send) -> ExitCode
where
    F: Future<Output = Result<SendableRecordBatchStream>>,
{
    if output.form() == Format::Parquet && output.out.is_none() {
        eprintln!("{program}: --format parquet needs --out with a file");
        return ExitCode::from(2);
    }
    match with_stack(|| write(output, ask)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if is_closed(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{program}: {}", error.strip_backtrace());
            ExitCode::FAILURE
        }
    }
}

/// The words of a query; - stands for those on standard input.
///
/// # Errors
/// Where standard input is no text.
pub fn words(query: &str) -> Result<String> {
    match query {
        "-" => Ok(io::read_to_string(io::stdin())?),
        query => Ok(query.to_owned()),
    }
}

/// Runs on a thread whose stack has room for long queries: the engine goes down an expression term by term.
fn with_stack(run: impl FnOnce() -> Result<()> + Send) -> Result<()> {
    std::thread::scope(|threads| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        let running = thread.spawn_scoped(threads, run)?;
        running.join().unwrap_or_else(|fault| resume_unwind(fault))
    })
}

/// Whether nobody reads standard output any more.
fn is_closed(error: &DataFusionError) -> bool {
    match error.find_root() {
        DataFusionError::IoError(io) => io.kind() == io::ErrorKind::BrokenPipe,
        // The writers of Arrow tell the fault in words.
        other => other.to_string().contains("Broken pipe"),
    }
}

fn write<F>(output: &Output, ask: impl FnOnce() -> F) -> Result<()>
where
    F: Future<Output = Result<SendableRecordBatchStream>>,
{
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime.enable_all().build()?;
    let Some(out) = &output.out else {
        let stdout = BufWriter::new(io::stdout());
        return runtime.block_on(rows(output.form(), ask(), stdout));
    };
    let partial = partial(out);
    let file = BufWriter::new(named(&partial, File::create(&partial))?);
    let asked = runtime.block_on(rows(output.form(), ask(), file));
    if asked.is_err() {
        // What could not be written whole is of no use; where it cannot be removed either, the first fault counts.
        let _ = std::fs::remove_file(&partial);
        return asked;
    }
    named(out, std::fs::rename(&partial, out))
}

/// Where a file is written until it is whole.
fn partial(out: &Path) -> PathBuf {
    let mut name = OsString::from(out);
    name.push(".partial");
    name.into()
}

fn named<T>(path: &Path, result: io::Result<T>) -> Result<T> {
    result.map_err(|error| DataFusionError::from(error).context(path.display().to_string()))
}

/// Writes the rows as they come.
async fn rows(
    form: Format,
    asked: impl Future<Output = Result<SendableRecordBatchStream>>,
    out: impl Write + Send,
) -> Result<()> {
    let mut batches = asked.await?;
    let mut rows = Rows::new(form, &batches.schema(), out)?;
    while let Some(batch) = batches.next().await {
        rows.write(batch?)?;
    }
    rows.finish()
}
