use super::exec::FactsExec;
use super::pass::Pass;
use datafusion::common::Result;
use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::{Transformed, TransformedResult, TreeNode, TreeNodeRecursion};
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_plan::ExecutionPlan;
use std::sync::Arc;

/// Lets the scans of a query that read the same texts read them once.
#[derive(Debug)]
pub(crate) struct ReadTogether;

impl PhysicalOptimizerRule for ReadTogether {
    fn name(&self) -> &'static str {
        "read_together"
    }

    fn schema_check(&self) -> bool {
        true
    }

    fn optimize(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        _: &ConfigOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let mut scans: Vec<FactsExec> = Vec::new();
        plan.apply(|node| {
            scans.extend(node.downcast_ref::<FactsExec>().cloned());
            Ok(TreeNodeRecursion::Continue)
        })?;
        let mut together = together(&scans).into_iter();
        // They come in the same order again.
        let replaced = plan.transform_down(|node| {
            if !node.is::<FactsExec>() {
                return Ok(Transformed::no(node));
            }
            Ok(match together.next().flatten() {
                Some(scan) => Transformed::yes(Arc::new(scan) as Arc<dyn ExecutionPlan>),
                None => Transformed::no(node),
            })
        });
        replaced.data()
    }
}

/// Each scan as one of a pass, where another reads the same texts.
fn together(scans: &[FactsExec]) -> Vec<Option<FactsExec>> {
    let mut found = vec![None; scans.len()];
    for first in 0..scans.len() {
        if found[first].is_some() {
            continue;
        }
        let same = |&other: &usize| scans[first].reads_what(&scans[other]);
        let same: Vec<usize> = (first..scans.len()).filter(same).collect();
        if same.len() < 2 {
            continue;
        }
        let asked = same.iter().map(|&scan| scans[scan].asked().clone());
        let pass = Pass::new(Arc::clone(scans[first].reader()), asked.collect());
        let pass = Arc::new(pass);
        for (at, &scan) in same.iter().enumerate() {
            found[scan] = Some(scans[scan].with_pass(&pass, at));
        }
    }
    found
}
