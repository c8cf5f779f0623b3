//! Ids of lists for the entities of a graph.

use crate::args::GraphAddArguments;
use crate::messages::{count, say};
use anyhow::{Context, Result};
use newsgraph_export::visible;
use newsgraph_store::Store;
use newsgraph_store::identity::Gazetteer;
use std::fs::File;

/// Doubts that are told one by one.
const TOLD: usize = 10;

/// What entities are to be looked up in, with what is doubtful in it told.
pub(super) fn read(arguments: &GraphAddArguments) -> Result<Option<Gazetteer>> {
    let own = match &arguments.gazetteer {
        Some(path) => {
            let option = || format!("--gazetteer {}", path.display());
            let file = File::open(path).with_context(option)?;
            let gazetteer = Gazetteer::read(file).with_context(option)?;
            let doubts = gazetteer.doubts();
            for doubt in doubts.iter().take(TOLD) {
                let doubt = doubt.to_string();
                say(&format!("newsgraph: {}: {}", option(), visible(&doubt)));
            }
            if doubts.len() > TOLD {
                let more = count(doubts.len() - TOLD, "more doubt");
                say(&format!("newsgraph: {}: {more} of this kind", option()));
            }
            Some(gazetteer)
        }
        None => None,
    };
    let countries = arguments.countries.then(Gazetteer::countries);
    Ok(match (own, countries) {
        (Some(own), Some(countries)) => Some(own.and(countries)),
        (own, countries) => own.or(countries),
    })
}

/// Gives entities their ids, and tells how many have one.
pub(super) fn link(store: &mut Store, gazetteer: &Gazetteer) -> Result<()> {
    let linked = store.link(gazetteer)?;
    say(&format!(
        "newsgraph: entities that have an id of the gazetteer: {linked}; its rows: {}",
        gazetteer.len()
    ));
    Ok(())
}
