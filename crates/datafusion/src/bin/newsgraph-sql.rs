//! The `newsgraph-sql` command.

use clap::Parser;
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::SendableRecordBatchStream;
use newsgraph_datafusion::command::{self, Output, Reading};
use newsgraph_datafusion::{Reader, datafusion, register_tables, session};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Asks news texts in SQL: who said what to whom, and how they relate.
///
/// Behind FROM, quotes('articles/') and its like read files, folders and patterns; behind SELECT, unnest(quotes(text)) reads
/// a column of any table. The path of a Parquet, CSV or JSON Lines file in single quotes is a table.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// The query; - reads it from standard input.
    query: String,
    /// A folder that `newsgraph annotate --format parquet` has written, whose tables get their names: quotes, entities, ...
    #[arg(long, value_name = "DIR")]
    tables: Option<PathBuf>,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    reading: Reading,
    /// Threads that read texts [default: one for each core].
    #[arg(long)]
    threads: Option<NonZeroUsize>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut asked = None;
    let code = command::run("newsgraph-sql", &arguments.output, || {
        ask(&arguments, &mut asked)
    });
    if asked.is_some_and(|reader| reader.has_unread()) && code == ExitCode::SUCCESS {
        eprintln!(
            "newsgraph-sql: some texts could not be read, and have null or no rows; \
             SELECT document, coalesce(error, error_of(text, date)) FROM texts(...) tells which, and why"
        );
    }
    code
}

/// Begins the query, and shows what reads its texts.
async fn ask(
    arguments: &Arguments,
    asked: &mut Option<Arc<Reader>>,
) -> Result<SendableRecordBatchStream> {
    let options = arguments.reading.options();
    let options = options.with_threads(arguments.threads.map_or(0, NonZeroUsize::get));
    let reader =
        Reader::english(options).map_err(|error| DataFusionError::External(error.into()))?;
    let reader = asked.insert(Arc::new(reader));
    let context = session(reader);
    if let Some(folder) = &arguments.tables {
        register_tables(&context, reader, folder)?;
    }
    let query = command::words(&arguments.query)?;
    context.sql(&query).await?.execute_stream().await
}
