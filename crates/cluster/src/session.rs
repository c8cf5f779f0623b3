use crate::codec::LogicalCodec;
use crate::functions::Functions;
use crate::planner::Planner;
use ballista_core::config::BALLISTA_SCHEDULER_MAX_PARTITIONS_PER_TASK;
use ballista_core::extension::{SessionConfigExt, SessionStateExt};
use newsgraph_datafusion::datafusion::common::Result;
use newsgraph_datafusion::datafusion::execution::SessionStateBuilder;
use newsgraph_datafusion::datafusion::prelude::{SessionConfig, SessionContext};
use newsgraph_datafusion::{ReaderOptions, register_views, with_paths};
use std::num::NonZeroUsize;
use std::sync::Arc;

/// The most rows of a batch. Each may be a text, with all that is found in it.
const ROWS: usize = 256;
/// From how many bytes on a file of rows is divided.
const DIVIDED: usize = 64 << 10;

/// How a session asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SessionOptions {
    /// How texts are read; threads and what is kept are those of the executors.
    pub reading: ReaderOptions,
    /// In how many parts texts are read, rows are grouped and joined; each is a task.
    pub partitions: NonZeroUsize,
}

impl Default for SessionOptions {
    /// Texts as one machine reads them, in 16 parts.
    fn default() -> Self {
        Self {
            reading: ReaderOptions::default(),
            partitions: NonZeroUsize::MIN.saturating_add(15),
        }
    }
}

/// A session whose queries run on the executors of a scheduler, given as HOST:PORT, with the functions of
/// [`newsgraph_datafusion::session`]. The path of a file in single quotes is a table.
///
/// Queries are planned here: paths are looked up on this machine, and every executor has to find the same files there.
///
/// # Errors
/// Where the models cannot be loaded. The scheduler is called when a query is run.
pub fn session(
    scheduler: &str,
    functions: &Arc<Functions>,
    options: SessionOptions,
) -> Result<SessionContext> {
    let url = format!("http://{scheduler}");
    let codec = Arc::new(LogicalCodec::new(Arc::clone(functions)));
    let config = SessionConfig::new_with_ballista()
        .with_target_partitions(options.partitions.get())
        .with_batch_size(ROWS)
        .with_information_schema(true)
        .with_repartition_file_min_size(DIVIDED)
        // Texts have more than one line: a CSV file that is divided at some end of a line is not understood.
        .set_bool("datafusion.catalog.newlines_in_values", true)
        .set_usize(BALLISTA_SCHEDULER_MAX_PARTITIONS_PER_TASK, 1)
        .with_ballista_logical_extension_codec(Arc::clone(&codec) as _);
    let planner = Planner::new(url.clone(), config.ballista_config(), codec);
    let config = config.with_ballista_query_planner(Arc::new(planner));
    let state = SessionStateBuilder::new()
        .with_config(config)
        .with_default_features()
        .build()
        .upgrade_for_ballista(url)?;
    let context = with_paths(state);
    // The state that was made has the functions of the engine and no others, so ours come last.
    register_views(&context, &functions.reader(options.reading)?);
    Ok(context)
}
