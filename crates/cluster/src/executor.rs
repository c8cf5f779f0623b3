use crate::codec::{LogicalCodec, PhysicalCodec};
use crate::functions::Functions;
use crate::ready::wait_for_scheduler;
use ballista_core::config::TaskSchedulingPolicy;
use ballista_core::error::{BallistaError, Result};
use ballista_core::registry::BallistaFunctionRegistry;
use ballista_core::utils::{default_config_producer, default_session_builder};
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// How long results and shuffled rows are kept at most, and how often it is looked.
const KEPT: Duration = Duration::from_hours(24);
const LOOKED: Duration = Duration::from_mins(15);

/// How an executor runs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExecutorOptions {
    /// The host of the scheduler.
    pub scheduler_host: String,
    /// Its port.
    pub scheduler_port: u16,
    /// Where other executors and the scheduler get rows from it; port 0 is a free one.
    pub bind: SocketAddr,
    /// By which name they reach it; without one, by the address from which it calls the scheduler.
    pub host: Option<String>,
    /// How many tasks run at once.
    pub slots: NonZeroUsize,
    /// Where rows between two stages lie; without one, in a folder for temporary files.
    pub work: Option<PathBuf>,
    /// How long it tries to reach the scheduler.
    pub connect_for: Duration,
}

impl ExecutorOptions {
    /// An executor of a scheduler, on a free port of this machine alone, which runs a task for each processor.
    pub fn new(scheduler_host: impl Into<String>, scheduler_port: u16) -> Self {
        Self {
            scheduler_host: scheduler_host.into(),
            scheduler_port,
            bind: SocketAddr::from((IpAddr::V4(Ipv4Addr::LOCALHOST), 0)),
            host: None,
            slots: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            work: None,
            connect_for: Duration::from_secs(30),
        }
    }
}

/// Runs an executor until the process is asked to end: it takes no more tasks then, and ends those that it has.
///
/// # Errors
/// Where the scheduler cannot be reached, or the executor cannot listen.
pub async fn run_executor(functions: &Arc<Functions>, options: &ExecutorOptions) -> Result<()> {
    let temporary;
    let work = if let Some(work) = &options.work {
        work.as_path()
    } else {
        let mut named = tempfile::Builder::new();
        temporary = named.prefix("newsgraph-cluster-").tempdir()?;
        temporary.path()
    };
    std::fs::create_dir_all(work)?;
    let Some(work) = work.to_str().map(str::to_owned) else {
        let fault = format!("{}: expected a path in UTF-8", work.display());
        return Err(BallistaError::Configuration(fault));
    };
    let scheduler = format!("{}:{}", options.scheduler_host, options.scheduler_port);
    wait_for_scheduler(&scheduler, options.connect_for).await?;
    let config = ExecutorProcessConfig {
        bind_host: host(options.bind.ip()),
        port: port(options.bind)?,
        external_host: options.host.clone(),
        scheduler_host: options.scheduler_host.clone(),
        scheduler_port: options.scheduler_port,
        vcores: options.slots.get(),
        task_scheduling_policy: TaskSchedulingPolicy::PullStaged,
        work_dir: Some(work),
        job_data_ttl_seconds: KEPT.as_secs(),
        job_data_clean_up_interval_seconds: LOOKED.as_secs(),
        // Without it the executor would miss the functions of lists.
        override_function_registry: Some(Arc::new(engine_functions()?)),
        override_logical_codec: Some(Arc::new(LogicalCodec::new(Arc::clone(functions)))),
        override_physical_codec: Some(Arc::new(PhysicalCodec::new(Arc::clone(functions)))),
        ..ExecutorProcessConfig::default()
    };
    start_executor_process(Arc::new(config)).await
}

/// The functions of the engine, as the scheduler has them.
fn engine_functions() -> Result<BallistaFunctionRegistry> {
    let state = default_session_builder(default_config_producer())?;
    Ok(BallistaFunctionRegistry::from(&state))
}

/// The address as it stands before a port.
fn host(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("[{address}]"),
    }
}

/// The port, or one that is free now.
fn port(bind: SocketAddr) -> Result<u16> {
    match bind.port() {
        0 => Ok(TcpListener::bind(bind)?.local_addr()?.port()),
        port => Ok(port),
    }
}
