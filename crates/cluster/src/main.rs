//! The `newsgraph-cluster` command.

mod arguments;

use arguments::{Arguments, Command, Executor, Scheduler, Sql};
use clap::Parser;
use futures::TryStreamExt;
use newsgraph_cluster::sql::command;
use newsgraph_cluster::sql::datafusion::error::Result;
use newsgraph_cluster::sql::datafusion::execution::SendableRecordBatchStream;
use newsgraph_cluster::sql::datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use newsgraph_cluster::sql::register_tables;
use newsgraph_cluster::{
    Functions, explained, run_executor, run_scheduler, session, wait_for_executor,
};
use std::error::Error;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

const PROGRAM: &str = "newsgraph-cluster";

fn main() -> ExitCode {
    let command = Arguments::parse().command;
    // What fails in a query is told once, as its error.
    let level = match command {
        Command::Sql(_) => "off",
        _ => "warn",
    };
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or(level)).init();
    let served = match command {
        Command::Scheduler(arguments) => serve(schedule(arguments)),
        Command::Executor(arguments) => serve(execute(arguments)),
        Command::Sql(arguments) => {
            return command::run(PROGRAM, &arguments.output, || ask(&arguments));
        }
    };
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{PROGRAM}: {error}");
            ExitCode::FAILURE
        }
    }
}

type Served = std::result::Result<(), Box<dyn Error>>;

fn serve(service: impl Future<Output = Served>) -> Served {
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    runtime.enable_all().build()?.block_on(service)
}

async fn schedule(arguments: Scheduler) -> Served {
    let functions = Arc::new(Functions::english(1)?);
    let listening = |address| println!("scheduler at {address}");
    Ok(run_scheduler(&functions, &arguments.options(), listening).await?)
}

async fn execute(arguments: Executor) -> Served {
    let options = arguments.options();
    // The threads that read are those of all slots together: a task alone has all of them, and no more run than there are slots.
    let functions = Arc::new(Functions::english(options.slots.get())?);
    Ok(run_executor(&functions, &options).await?)
}

/// Begins a query, when there is an executor.
async fn ask(arguments: &Sql) -> Result<SendableRecordBatchStream> {
    let functions = Arc::new(Functions::english(1)?);
    let scheduler = arguments.scheduler.to_string();
    let options = arguments.options();
    let context = session(&scheduler, &functions, options)?;
    if let Some(folder) = &arguments.tables {
        register_tables(&context, &*functions.reader(options.reading)?, folder)?;
    }
    for table in &arguments.table {
        let rows = context.table(table.path.as_str()).await?;
        context.register_table(table.name.as_str(), rows.into_view())?;
    }
    let query = command::words(&arguments.query)?;
    let frame = context.sql(&query).await?;
    wait_for_executor(&scheduler, Duration::from_secs(arguments.timeout)).await?;
    let rows = frame.execute_stream().await.map_err(explained)?;
    let schema = rows.schema();
    let rows = rows.map_err(explained);
    Ok(Box::pin(RecordBatchStreamAdapter::new(schema, rows)))
}
