//! The `newsgraph-sql` command.

mod args;
mod rows;

use args::{Arguments, Format};
use clap::Parser;
use datafusion::error::{DataFusionError, Result};
use futures::StreamExt;
use newsgraph_datafusion::{Reader, ReaderOptions, datafusion, register_tables, session};
use rows::Rows;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Room for a query of thousands of terms, in bytes; memory is given when it is used.
const STACK: usize = 512 << 20;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let is_parquet = arguments.form() == Format::Parquet;
    if is_parquet && arguments.out.is_none() {
        eprintln!("newsgraph-sql: --format parquet needs --out with a file");
        return ExitCode::from(2);
    }
    match with_stack(|| run(&arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if is_closed(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("newsgraph-sql: {}", error.strip_backtrace());
            ExitCode::FAILURE
        }
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

fn run(arguments: &Arguments) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().build()?;
    let Some(out) = &arguments.out else {
        return runtime.block_on(ask(arguments, BufWriter::new(io::stdout())));
    };
    let partial = partial(out);
    let file = named(&partial, File::create(&partial))?;
    let asked = runtime.block_on(ask(arguments, BufWriter::new(file)));
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

/// Runs the query and writes its rows.
async fn ask(arguments: &Arguments, out: impl Write + Send) -> Result<()> {
    let options = ReaderOptions::default()
        .with_offsets(arguments.offsets.into())
        .with_on_error(arguments.errors.into())
        .with_max_document(arguments.max_document)
        .with_threads(arguments.threads.map_or(0, std::num::NonZeroUsize::get));
    let reader =
        Reader::english(options).map_err(|error| DataFusionError::External(error.into()))?;
    let reader = Arc::new(reader);
    let context = session(&reader);
    if let Some(folder) = &arguments.tables {
        register_tables(&context, &reader, folder)?;
    }
    let query = match arguments.query.as_str() {
        "-" => io::read_to_string(io::stdin())?,
        query => query.to_owned(),
    };
    let frame = context.sql(&query).await?;
    let mut batches = frame.execute_stream().await?;
    let mut rows = Rows::new(arguments.form(), &batches.schema(), out)?;
    while let Some(batch) = batches.next().await {
        rows.write(batch?)?;
    }
    rows.finish()?;
    if reader.has_unread() {
        eprintln!(
            "newsgraph-sql: some texts could not be read, and have null or no rows; \
             SELECT document, coalesce(error, error_of(text, date)) FROM texts(...) tells which, and why"
        );
    }
    Ok(())
}
