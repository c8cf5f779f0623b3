//! A graph of many articles.

mod add;
mod articles;
mod ask;
mod contradictions;
mod decide;
mod export;
mod find;
mod gazetteer;
mod info;
mod recipe;
mod sql;
mod withdraw;

use crate::Outcome;
use crate::args::{GraphArguments, GraphCommand, GraphFile};
use anyhow::Result;
use newsgraph_store::{OpenError, Store};

pub(crate) fn run(arguments: &GraphArguments) -> Result<Outcome> {
    match &arguments.command {
        GraphCommand::Add(arguments) => add::run(arguments, add::Which::All),
        GraphCommand::Replace(arguments) => add::run(arguments, add::Which::Known),
        GraphCommand::Withdraw(arguments) => withdraw::run(arguments),
        GraphCommand::Info(arguments) => info::run(arguments),
        GraphCommand::Export(arguments) => export::run(arguments),
        GraphCommand::Contradictions(arguments) => contradictions::run(arguments),
        GraphCommand::Ask(arguments) => ask::run(arguments),
        GraphCommand::Sql(arguments) => sql::run(arguments),
        GraphCommand::Merge(arguments) => decide::merge(arguments),
        GraphCommand::Split(arguments) => decide::split(arguments),
        GraphCommand::Decisions(arguments) => decide::decisions(arguments),
        GraphCommand::Undo(arguments) => decide::undo(arguments),
    }
}

/// The graph to change, which must be there.
pub(crate) fn to_change(file: &GraphFile) -> Result<Store> {
    if !file.db.exists() {
        return Err(OpenError::Missing(file.db.clone()).into());
    }
    Ok(Store::open(&file.db)?)
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
