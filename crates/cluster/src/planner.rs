use async_trait::async_trait;
use ballista_core::config::BallistaConfig;
use ballista_core::planner::BallistaQueryPlanner;
use datafusion_proto::logical_plan::LogicalExtensionCodec;
use datafusion_proto::protobuf::LogicalPlanNode;
use newsgraph_datafusion::datafusion::catalog::Session;
use newsgraph_datafusion::datafusion::common::Result;
use newsgraph_datafusion::datafusion::execution::context::QueryPlanner;
use newsgraph_datafusion::datafusion::logical_expr::LogicalPlan;
use newsgraph_datafusion::datafusion::physical_plan::ExecutionPlan;
use newsgraph_datafusion::datafusion::physical_planner::{DefaultPhysicalPlanner, PhysicalPlanner};
use std::fmt;
use std::sync::Arc;

/// Sends queries to a scheduler, but for those that are known to have no row: they keep their columns here.
pub(crate) struct Planner {
    scheduler: BallistaQueryPlanner<LogicalPlanNode>,
    here: DefaultPhysicalPlanner,
}

impl Planner {
    pub(crate) fn new(
        url: String,
        config: BallistaConfig,
        codec: Arc<dyn LogicalExtensionCodec>,
    ) -> Self {
        Self {
            scheduler: BallistaQueryPlanner::with_extension(url, config, codec),
            here: DefaultPhysicalPlanner::default(),
        }
    }
}

impl fmt::Debug for Planner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Planner")
            .field("scheduler", &self.scheduler)
            .finish_non_exhaustive()
    }
}

#[async_trait]
impl QueryPlanner for Planner {
    async fn create_physical_plan(
        &self,
        plan: &LogicalPlan,
        session: &dyn Session,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        match plan {
            LogicalPlan::EmptyRelation(_) => self.here.create_physical_plan(plan, session).await,
            plan => self.scheduler.create_physical_plan(plan, session).await,
        }
    }
}
