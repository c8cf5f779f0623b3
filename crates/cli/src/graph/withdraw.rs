//! Articles out of a graph.

use crate::Outcome;
use crate::args::GraphWithdrawArguments;
use crate::messages::{count, say};
use crate::standard;
use anyhow::Result;
use newsgraph_store::{OpenError, Store};

pub(crate) fn run(arguments: &GraphWithdrawArguments) -> Result<Outcome> {
    let db = &arguments.graph.db;
    if !db.exists() {
        return Err(OpenError::Missing(db.clone()).into());
    }
    let mut store = Store::open(db)?;
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
