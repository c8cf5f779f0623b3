//! Articles into a graph: read, annotated and added at the same time, in their order.

use super::articles::Articles;
use super::recipe::recipe;
use super::{gazetteer, to_change};
use crate::args::GraphAddArguments;
use crate::in_order::in_groups;
use crate::input::Documents;
use crate::messages::{clear_bar, count, report, say, set_bar};
use crate::run::{find, progress, room, room_of, tell, threads};
use crate::{Outcome, components, fail, standard, stop};
use anyhow::{Context, Result, anyhow};
use newsgraph::document::Layer;
use newsgraph::{Component, Document, Pipeline};
use newsgraph_store::{Added, Store};
use std::path::Path;

/// Which articles are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    All,
    /// Those whose ids are there.
    Known,
}

pub(crate) fn run(arguments: &GraphAddArguments, which: Which) -> Result<Outcome> {
    let db = &arguments.graph.db;
    let (files, found) = find(&arguments.files);
    let threads = threads(arguments.threads)?;
    let pipeline = components::of(Component::ALL, &arguments.how)?;
    let recipe = recipe(&arguments.how, &pipeline)?;
    let gazetteer = gazetteer::read(arguments)?;
    let there = match which {
        Which::All if !db.exists() => None,
        Which::All => Some(Store::open(db)?),
        Which::Known => Some(to_change(&arguments.graph)?),
    };
    end_on_signals(db)?;
    set_bar(&progress(&files));
    let mut documents = Documents::maybe_annotated(&files, arguments.input.options());
    let (first, read) = first(&mut documents);
    let found = found.and(read);
    let mut done = Done::default();
    let mut store = match there {
        Some(store) => store,
        None if first.is_some() => Store::open(db)?,
        // A graph without articles is not made.
        None => {
            clear_bar();
            standard::print(&format!("{}\n", done.sentence()))?;
            return Ok(found);
        }
    };
    let mut run = Run {
        articles: Articles::new(documents, first, Store::open_read_only(db)?),
        recipe,
        which,
    };
    let outcome = run.all(&pipeline, &threads, &mut store, &mut done);
    clear_bar();
    done.same += run.articles.passed;
    let outcome = found.and(outcome?);
    store.settle()?;
    if let Some(gazetteer) = gazetteer {
        gazetteer::link(&mut store, &gazetteer)?;
    }
    if let Some(note) = run.articles.repeated_ids() {
        say(&format!("{note}; the last one of each id is in the graph"));
    }
    standard::print(&format!("{}\n", done.sentence()))?;
    Ok(outcome)
}

/// The first article that can be read; those before it that cannot are told.
fn first(documents: &mut Documents<'_>) -> (Option<Document>, Outcome) {
    let mut outcome = Outcome::Done;
    while let Some(document) = documents.next() {
        match document {
            Ok(document) => return (Some(document), outcome),
            Err(error) => {
                tell(&documents.take_notes());
                report(&error);
                outcome = Outcome::SomeFailed;
            }
        }
    }
    tell(&documents.take_notes());
    (None, outcome)
}

/// What was done with the articles.
#[derive(Default)]
struct Done {
    new: usize,
    replaced: usize,
    same: usize,
}

impl Done {
    fn count(&mut self, added: Added) {
        match added {
            Added::New => self.new += 1,
            Added::Replaced => self.replaced += 1,
            Added::Same => self.same += 1,
        }
    }

    fn sentence(&self) -> String {
        let all = count(self.new + self.replaced + self.same, "article");
        let Self {
            new,
            replaced,
            same,
        } = self;
        format!("{all}: {new} added, {replaced} replaced, {same} there already")
    }
}

/// What reading gives for an article, with what is to be told before it.
struct Read {
    notes: Vec<String>,
    document: Result<Document>,
}

/// An article with how it was annotated.
struct Annotated<'a> {
    document: Document,
    recipe: &'a str,
}

struct Run<'a> {
    articles: Articles<'a>,
    recipe: String,
    which: Which,
}

impl Run<'_> {
    /// Adds all articles.
    fn all(
        &mut self,
        pipeline: &Pipeline,
        threads: &rayon::ThreadPool,
        store: &mut Store,
        done: &mut Done,
    ) -> Result<Outcome> {
        let mut outcome = Outcome::Done;
        let mut broken = None;
        let recipe = self.recipe.clone();
        let items = std::iter::from_fn(|| match self.next() {
            Ok(read) => read.map(|read| (room_of(read.document.as_ref().ok()), read)),
            Err(error) => {
                broken = Some(error);
                None
            }
        });
        let work = |Read { notes, document }| {
            let annotated = document.and_then(|document| annotated(pipeline, document, &recipe));
            (notes, annotated)
        };
        // Groups have half of it, and the threads go on with the other half.
        let room = 2 * room(threads);
        in_groups(threads, room, items, work, |group| {
            let mut articles = Vec::with_capacity(group.len());
            for (notes, article) in group {
                tell(&notes);
                match article {
                    Ok(article) => articles.push(article),
                    Err(error) => {
                        report(&error);
                        outcome = Outcome::SomeFailed;
                    }
                }
            }
            // The others may wait for input that never comes.
            if let Err(error) = add(store, &articles, done) {
                std::process::exit(fail(&error).into());
            }
        })?;
        tell(&self.articles.take_notes());
        match broken {
            Some(error) => Err(error),
            None => Ok(outcome),
        }
    }

    /// The next article that does not stand already as it would be added.
    fn next(&mut self) -> Result<Option<Read>> {
        let Some(document) = self.articles.next(&self.recipe)? else {
            return Ok(None);
        };
        let notes = self.articles.take_notes();
        let document = document.and_then(|document| self.known(document));
        Ok(Some(Read { notes, document }))
    }

    /// Refuses an article that is not there, where only those are meant that are.
    fn known(&self, document: Document) -> Result<Document> {
        if self.which == Which::Known && !self.articles.is_there(document.id())? {
            let id = document.id();
            return Err(anyhow!(
                "{id}: the graph has no article of this id; newsgraph graph add adds it"
            ));
        }
        Ok(document)
    }
}

/// Adds articles, all of them or none.
fn add(store: &mut Store, articles: &[Annotated<'_>], done: &mut Done) -> Result<()> {
    let batch = store.batch()?;
    for Annotated { document, recipe } in articles {
        let added = batch.add(document, recipe);
        done.count(added.with_context(|| document.id().to_owned())?);
    }
    Ok(batch.commit()?)
}

/// The article, annotated where it is a text.
fn annotated<'a>(
    pipeline: &Pipeline,
    mut document: Document,
    recipe: &'a str,
) -> Result<Annotated<'a>> {
    if Layer::ALL.into_iter().any(|layer| document.has(layer)) {
        return Ok(Annotated {
            document,
            recipe: "",
        });
    }
    let annotated = pipeline.annotate(&mut document);
    annotated.with_context(|| document.id().to_owned())?;
    Ok(Annotated { document, recipe })
}

/// Says what stands where a signal ends the run. Articles are whole or not there, so that nothing is to be done.
fn end_on_signals(db: &Path) -> Result<()> {
    let name = db.display().to_string();
    stop::on_signal(move |signal| {
        clear_bar();
        say(&format!(
            "newsgraph: stopped by {}; {name} holds the articles before; the same command goes on after them",
            signal.name()
        ));
        std::process::exit(signal.code());
    })
    .context("signals could not be asked for")
}
