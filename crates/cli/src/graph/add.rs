//! Articles into a graph: read, annotated and added at the same time, in their order.

use super::recipe::recipe;
use crate::args::GraphAddArguments;
use crate::in_order::in_order;
use crate::input::Documents;
use crate::messages::{clear_bar, count, report, say, set_bar, set_position};
use crate::run::{find, progress, room, room_of, tell, threads};
use crate::{Outcome, components, fail, standard, stop};
use anyhow::{Context, Error, Result, anyhow};
use newsgraph::document::Layer;
use newsgraph::{Component, Document, Pipeline};
use newsgraph_store::{Added, OpenError, Store};
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
    if which == Which::Known && !db.exists() {
        return Err(OpenError::Missing(db.clone()).into());
    }
    let (files, found) = find(&arguments.files);
    let threads = threads(arguments.threads)?;
    let pipeline = components::of(Component::ALL, &arguments.how)?;
    let recipe = recipe(&arguments.how, &pipeline)?;
    let mut store = Store::open(db)?;
    let standing = Store::open_read_only(db)?;
    end_on_signals(db)?;
    set_bar(&progress(&files));
    let mut run = Run {
        documents: Documents::maybe_annotated(&files, arguments.input.options()),
        standing,
        recipe,
        which,
        passed: 0,
    };
    let mut done = Done::default();
    let outcome = run.all(&pipeline, &threads, &mut store, &mut done);
    clear_bar();
    done.same += run.passed;
    let outcome = found.and(outcome?);
    store.settle()?;
    if let Some(note) = run.documents.repeated_ids() {
        say(&format!("{note}; the last one of each id is in the graph"));
    }
    standard::print(&format!("{}\n", done.sentence()))?;
    Ok(outcome)
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
    documents: Documents<'a>,
    /// The graph as others see it, while this run writes to it.
    standing: Store,
    recipe: String,
    which: Which,
    /// Articles that need not be annotated.
    passed: usize,
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
        in_order(threads, room(threads), items, work, |(notes, article)| {
            tell(&notes);
            match article {
                Ok(Annotated { document, recipe }) => match store.add_made_by(&document, recipe) {
                    Ok(added) => done.count(added),
                    // The others may wait for input that never comes.
                    Err(error) => {
                        let error = Error::new(error).context(document.id().to_owned());
                        std::process::exit(fail(&error).into());
                    }
                },
                Err(error) => {
                    report(&error);
                    outcome = Outcome::SomeFailed;
                }
            }
        })?;
        tell(&self.documents.take_notes());
        match broken {
            Some(error) => Err(error),
            None => Ok(outcome),
        }
    }

    /// The next article that does not stand already as it would be added.
    fn next(&mut self) -> Result<Option<Read>> {
        while let Some(document) = self.documents.next() {
            set_position(self.documents.bytes());
            if let Ok(document) = &document
                && self.standing.holds(document, &self.recipe)?
            {
                self.passed += 1;
                continue;
            }
            let notes = self.documents.take_notes();
            let document = document.and_then(|document| self.known(document));
            return Ok(Some(Read { notes, document }));
        }
        Ok(None)
    }

    /// Refuses an article that is not there, where only those are meant that are.
    fn known(&self, document: Document) -> Result<Document> {
        if self.which == Which::Known && !self.standing.has(document.id())? {
            let id = document.id();
            return Err(anyhow!(
                "{id}: the graph has no article of this id; newsgraph graph add adds it"
            ));
        }
        Ok(document)
    }
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
