//! What is taken for said: files, and the articles of a graph.

use super::annotated;
use crate::Outcome;
use crate::args::VerifyArguments;
use crate::in_order::in_order;
use crate::input::Documents;
use crate::messages::{report, set_bar, set_position};
use crate::run::{find, progress, room, room_of, tell};
use anyhow::{Context, Result};
use newsgraph::{Document, Pipeline};
use newsgraph_store::Store;
use newsgraph_verify::Verifier;
use rayon::ThreadPool;
use std::path::Path;

/// Adds all sources, in the order of the arguments, those of the graph last.
pub(super) fn read(
    arguments: &VerifyArguments,
    pipeline: &Pipeline,
    threads: &ThreadPool,
    verifier: &mut Verifier,
) -> Result<Outcome> {
    let mut outcome = Outcome::Done;
    if !arguments.sources.source.is_empty() {
        let (files, found) = find(&arguments.sources.source);
        set_bar(&progress(&files));
        let documents = Documents::maybe_annotated(&files, arguments.input.options());
        outcome = found.and(of_files(documents, pipeline, threads, verifier)?);
    }
    if let Some(db) = &arguments.sources.db {
        of_graph(db, verifier)?;
    }
    Ok(outcome)
}

fn of_files(
    mut documents: Documents<'_>,
    pipeline: &Pipeline,
    threads: &ThreadPool,
    verifier: &mut Verifier,
) -> Result<Outcome> {
    let mut outcome = Outcome::Done;
    let read = std::iter::from_fn(|| {
        let document = documents.next()?;
        set_position(documents.bytes());
        let notes = documents.take_notes();
        Some((room_of(document.as_ref().ok()), (notes, document)))
    });
    let work = |(notes, document): (Vec<String>, Result<Document>)| {
        (
            notes,
            document.and_then(|document| annotated(document, pipeline)),
        )
    };
    in_order(threads, room(threads), read, work, |(notes, document)| {
        tell(&notes);
        match document {
            Ok(document) => verifier.add_source(&document),
            Err(error) => {
                report(&error);
                outcome = Outcome::SomeFailed;
            }
        }
    })?;
    tell(&documents.take_notes());
    Ok(outcome)
}

/// The articles of a graph, one at a time.
fn of_graph(db: &Path, verifier: &mut Verifier) -> Result<()> {
    let store = Store::open_read_only(db)?;
    for (id, _) in store.documents()? {
        let document = store.document(&id).with_context(|| id.clone())?;
        if let Some(document) = document {
            verifier.add_source(&document);
        }
    }
    Ok(())
}
