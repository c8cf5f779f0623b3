use crate::codec::{LogicalCodec, PhysicalCodec};
use crate::functions::Functions;
use crate::signals::asked_to_end;
use ballista_core::config::TaskSchedulingPolicy;
use ballista_core::error::Result;
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::{SchedulerConfig, TaskDistributionPolicy};
use ballista_scheduler::scheduler_process::{create_scheduler, start_grpc_service_with_listener};
use datafusion_proto::protobuf::{LogicalPlanNode, PhysicalPlanNode};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

/// How a scheduler runs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SchedulerOptions {
    /// Where it listens; port 0 is a free one.
    pub bind: SocketAddr,
    /// After how long without a word an executor is taken for lost, and its tasks are given to others. Executors say something
    /// every five seconds at least.
    pub lost_after: Duration,
}

impl Default for SchedulerOptions {
    /// On port 50050 of this machine alone; an executor is lost after half a minute.
    fn default() -> Self {
        Self {
            bind: SocketAddr::from(([127, 0, 0, 1], 50050)),
            lost_after: Duration::from_secs(30),
        }
    }
}

/// Runs a scheduler until the process is asked to end. It calls `listening` with its address once it can be reached.
///
/// Clients get results through it, so that no client has to reach an executor.
///
/// # Errors
/// Where it cannot listen.
pub async fn run_scheduler(
    functions: &Arc<Functions>,
    options: &SchedulerOptions,
    listening: impl FnOnce(SocketAddr) + Send,
) -> Result<()> {
    let listener = TcpListener::bind(options.bind).await?;
    let address = listener.local_addr()?;
    let config = config(functions, options, address);
    let cluster = BallistaCluster::new_from_config(&config).await?;
    let scheduler =
        create_scheduler::<LogicalPlanNode, PhysicalPlanNode>(cluster, Arc::new(config)).await?;
    listening(address);
    tokio::select! {
        served = start_grpc_service_with_listener(listener, scheduler) => served,
        asked = asked_to_end() => Ok(asked?),
    }
}

fn config(
    functions: &Arc<Functions>,
    options: &SchedulerOptions,
    address: SocketAddr,
) -> SchedulerConfig {
    let lost_after = options.lost_after.as_secs().max(1);
    SchedulerConfig {
        bind_host: address.ip().to_string(),
        bind_port: address.port(),
        // Executors ask for tasks: none has to be reached by the scheduler, and what they cannot read they tell.
        scheduling_policy: TaskSchedulingPolicy::PullStaged,
        task_distribution: TaskDistributionPolicy::RoundRobin,
        enable_embedded_flight_proxy: true,
        executor_timeout_seconds: lost_after,
        no_executors_grace_period_seconds: lost_after,
        expire_dead_executor_interval_seconds: (lost_after / 4).max(1),
        override_logical_codec: Some(Arc::new(LogicalCodec::new(Arc::clone(functions)))),
        override_physical_codec: Some(Arc::new(PhysicalCodec::new(Arc::clone(functions)))),
        ..SchedulerConfig::default()
    }
}
