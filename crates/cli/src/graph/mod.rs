//! A graph of many articles.

mod add;
mod contradictions;
mod export;
mod info;
mod recipe;
mod withdraw;

use crate::Outcome;
use crate::args::{GraphArguments, GraphCommand, GraphFile};
use anyhow::Result;
use newsgraph_store::Store;

pub(crate) fn run(arguments: &GraphArguments) -> Result<Outcome> {
    match &arguments.command {
        GraphCommand::Add(arguments) => add::run(arguments, add::Which::All),
        GraphCommand::Replace(arguments) => add::run(arguments, add::Which::Known),
        GraphCommand::Withdraw(arguments) => withdraw::run(arguments),
        GraphCommand::Info(arguments) => info::run(arguments),
        GraphCommand::Export(arguments) => export::run(arguments),
        GraphCommand::Contradictions(arguments) => contradictions::run(arguments),
    }
}

/// The graph to ask, with all that was added in its place. Where another program writes, or nothing may be written, what
/// is not yet in its place is left so.
pub(crate) fn to_ask(file: &GraphFile) -> Result<Store> {
    let store = Store::open_read_only(&file.db)?;
    if store.is_settled()? {
        return Ok(store);
    }
    if let Ok(mut settling) = Store::open(&file.db) {
        settling.settle()?;
    }
    Ok(store)
}
