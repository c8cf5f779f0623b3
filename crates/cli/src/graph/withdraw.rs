//! Articles out of a graph.

use super::to_change;
use crate::Outcome;
use crate::args::GraphWithdrawArguments;
use crate::messages::{count, say};
use crate::standard;
use anyhow::Result;

pub(crate) fn run(arguments: &GraphWithdrawArguments) -> Result<Outcome> {
    let mut store = to_change(&arguments.graph)?;
    let (mut withdrawn, mut outcome) = (0, Outcome::Done);
    for id in &arguments.ids {
        if store.withdraw(id)? {
            withdrawn += 1;
        } else {
            say(&format!(
                "newsgraph: {id}: the graph has no article of this id"
            ));
            outcome = Outcome::SomeFailed;
        }
    }
    store.settle()?;
    standard::print(&format!("{} withdrawn\n", count(withdrawn, "article")))?;
    Ok(outcome)
}
