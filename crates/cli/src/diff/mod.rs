//! The facts that two versions of documents do not share.

mod compare;
mod facts;
mod text;

use crate::args::{DiffArguments, FactsName, ReportName};
use crate::input::Documents;
use crate::messages::{count, report, say};
use crate::paint::Paint;
use crate::{Outcome, Usage, components, standard};
use anyhow::{Context, Result};
use compare::{Differences, compare};
use facts::{Fact, Facts};
use newsgraph::document::Layer;
use newsgraph::{Component, Document, Pipeline};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, VecDeque};

pub(crate) fn run(arguments: &DiffArguments) -> Result<Outcome> {
    let mut kinds = arguments.layers.clone();
    kinds.sort_unstable();
    kinds.dedup();
    let standard = [&arguments.old, &arguments.new];
    if standard.iter().all(|file| file.as_os_str() == "-") {
        let message = "OLD and NEW are both standard input; name a file for one of them";
        return Err(Usage(message.to_owned()).into());
    }
    let mut run = Run {
        arguments,
        kinds,
        pipeline: None,
        paint: Paint::of_stdout(),
        totals: Totals::default(),
        outcome: Outcome::Done,
    };
    let mut sides = [&arguments.old, &arguments.new].map(|file| Side {
        documents: Documents::maybe_annotated(
            std::slice::from_ref(file),
            arguments.input.options(),
        ),
        waiting: Waiting::default(),
    });
    run.pair(&mut sides)?;
    run.end(sides)
}

/// The documents of a version.
struct Side<'a> {
    documents: Documents<'a>,
    waiting: Waiting,
}

/// Documents whose other version has not come yet, by their ids. Those of the same id wait in their order.
#[derive(Default)]
struct Waiting {
    by_id: HashMap<String, VecDeque<(usize, Facts)>>,
    read: usize,
}

impl Waiting {
    fn add(&mut self, facts: Facts) {
        let list = self.by_id.entry(facts.id.clone()).or_default();
        list.push_back((self.read, facts));
        self.read += 1;
    }

    fn take(&mut self, id: &str) -> Option<Facts> {
        let list = self.by_id.get_mut(id)?;
        let (_, facts) = list.pop_front()?;
        if list.is_empty() {
            self.by_id.remove(id);
        }
        Some(facts)
    }

    /// Those that are left, in the order in which they were read.
    fn rest(self) -> Vec<Facts> {
        let mut rest: Vec<_> = self.by_id.into_values().flatten().collect();
        rest.sort_by_key(|(at, _)| *at);
        rest.into_iter().map(|(_, facts)| facts).collect()
    }
}

/// How much differs.
#[derive(Default)]
struct Totals {
    documents: usize,
    differ: usize,
    alone: usize,
    lost: usize,
    gained: usize,
    changed: usize,
}

struct Run<'a> {
    arguments: &'a DiffArguments,
    kinds: Vec<FactsName>,
    /// What annotates texts, where there are some.
    pipeline: Option<Pipeline>,
    paint: Paint,
    totals: Totals,
    outcome: Outcome,
}

impl Run<'_> {
    /// Reads both versions in turn, and compares those of one id as soon as both are there, so that few are held where the
    /// order is about the same. Where each version is a single document, their ids need not be the same.
    fn pair(&mut self, sides: &mut [Side<'_>; 2]) -> Result<()> {
        let mut are_open = [true; 2];
        while are_open != [false; 2] {
            for at in 0..2 {
                if !are_open[at] {
                    continue;
                }
                let Some(facts) = self.next(&mut sides[at])? else {
                    are_open[at] = false;
                    continue;
                };
                match sides[1 - at].waiting.take(&facts.id) {
                    Some(other) if at == 1 => self.tell(&other, &facts)?,
                    Some(other) => self.tell(&facts, &other)?,
                    None => sides[at].waiting.add(facts),
                }
            }
        }
        if self.totals.documents == 0 && sides.iter().all(|side| side.waiting.read == 1) {
            let mut ones = sides
                .iter_mut()
                .map(|side| std::mem::take(&mut side.waiting));
            let ones = [ones.next(), ones.next()].map(|one| one.map(Waiting::rest));
            if let [Some(old), Some(new)] = ones
                && let (Some(old), Some(new)) = (old.first(), new.first())
            {
                self.tell(old, new)?;
            }
        }
        Ok(())
    }

    /// The facts of the next document; one that cannot be read is told.
    fn next(&mut self, side: &mut Side<'_>) -> Result<Option<Facts>> {
        while let Some(document) = side.documents.next() {
            side.documents
                .take_notes()
                .iter()
                .for_each(|note| say(note));
            match document {
                Ok(document) => return Ok(Some(self.facts(document)?)),
                Err(error) => {
                    report(&error);
                    self.outcome = Outcome::SomeFailed;
                }
            }
        }
        Ok(None)
    }

    /// The facts of a document, which is annotated where it is a text.
    fn facts(&mut self, mut document: Document) -> Result<Facts> {
        let is_text = Layer::ALL.into_iter().all(|layer| !document.has(layer));
        if is_text {
            self.pipeline()?
                .annotate(&mut document)
                .with_context(|| document.id().to_owned())?;
        }
        let needed = self.kinds.iter().flat_map(|kind| kind.layers());
        if let Some(missing) = needed.into_iter().find(|layer| !document.has(*layer)) {
            anyhow::bail!(
                "{}: it has no {missing} layer; annotate it without --components, or leave it out of --layers",
                document.id()
            );
        }
        Ok(Facts::of(&document, &self.kinds))
    }

    fn pipeline(&mut self) -> Result<&Pipeline> {
        if self.pipeline.is_none() {
            let layers: Vec<Layer> = self.kinds.iter().flat_map(|kind| kind.layers()).collect();
            let chosen = Component::for_layers(&layers);
            self.pipeline = Some(components::of(chosen, &self.arguments.how)?);
        }
        self.pipeline.as_ref().context("no pipeline")
    }

    /// Tells what differs of two versions of a document.
    fn tell(&mut self, old: &Facts, new: &Facts) -> Result<()> {
        self.totals.documents += 1;
        let differences = compare(old, new);
        if differences.is_empty() {
            return Ok(());
        }
        self.totals.differ += 1;
        for differs in differences.values() {
            self.totals.lost += differs.lost.len();
            self.totals.gained += differs.gained.len();
            self.totals.changed += differs.changed.len();
        }
        standard::print(&match self.arguments.format {
            ReportName::Text => text::written(old, new, &differences, self.paint),
            ReportName::Json => json(old, new, &differences)?,
        })
    }

    /// Tells the documents that one version alone has, and how much differs.
    fn end(mut self, sides: [Side<'_>; 2]) -> Result<Outcome> {
        for (side, which) in sides.into_iter().zip(["old", "new"]) {
            for facts in side.waiting.rest() {
                self.totals.alone += 1;
                standard::print(&match self.arguments.format {
                    ReportName::Text => text::alone(&facts, which, self.paint),
                    ReportName::Json => {
                        let alone = Alone {
                            schema: SCHEMA,
                            id: &facts.id,
                            only: which,
                        };
                        serde_json::to_string(&alone)? + "\n"
                    }
                })?;
            }
        }
        let differs = self.totals.differ + self.totals.alone > 0;
        if self.arguments.format == ReportName::Text {
            standard::print(&summary(&self.totals))?;
        }
        if self.totals.documents + self.totals.alone == 0 && self.outcome == Outcome::SomeFailed {
            say("newsgraph: nothing could be compared (see above)");
        }
        let asked = self.arguments.exit_code && differs;
        Ok(match self.outcome {
            Outcome::Done if asked => Outcome::Differs,
            outcome => outcome,
        })
    }
}

/// How much differs, as a sentence.
fn summary(totals: &Totals) -> String {
    let documents = count(totals.documents, "document");
    let alone = match totals.alone {
        0 => String::new(),
        alone => format!("; {} in one version alone", count(alone, "document")),
    };
    if totals.differ == 0 {
        return format!("No fact differs in {documents}{alone}.\n");
    }
    let (lost, gained) = (totals.lost, totals.gained);
    let verb = if totals.differ == 1 {
        "differs"
    } else {
        "differ"
    };
    format!(
        "{} of {documents} {verb}: {} lost, {gained} gained, {} changed{alone}.\n",
        totals.differ,
        count(lost, "fact"),
        totals.changed
    )
}

/// The version of the form of what is told as JSON.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Alone<'a> {
    schema: u32,
    id: &'a str,
    only: &'static str,
}

#[derive(Serialize)]
struct Told<'a> {
    schema: u32,
    id: &'a str,
    /// Where it has another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    old_id: Option<&'a str>,
    #[serde(flatten)]
    kinds: BTreeMap<&'static str, ToldKind>,
}

#[derive(Serialize)]
struct ToldKind {
    lost: Vec<ToldFact>,
    gained: Vec<ToldFact>,
    changed: Vec<ToldChange>,
}

#[derive(Serialize)]
struct ToldFact {
    fact: Vec<String>,
    #[serde(flatten)]
    attributes: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
struct ToldChange {
    fact: Vec<String>,
    changes: BTreeMap<&'static str, [String; 2]>,
}

/// A line of JSON with what differs of a document.
fn json(
    old: &Facts,
    new: &Facts,
    differences: &BTreeMap<FactsName, Differences>,
) -> Result<String> {
    let words = |fact: &Fact| fact.title.iter().map(|piece| piece.text.clone()).collect();
    let fact = |fact: &Fact| {
        let attributes = fact
            .attributes
            .iter()
            .filter(|(_, piece)| !piece.text.is_empty());
        ToldFact {
            fact: words(fact),
            attributes: attributes
                .map(|(what, piece)| (*what, piece.text.clone()))
                .collect(),
        }
    };
    let kinds = differences.iter().map(|(kind, differs)| {
        let (old, new) = (&old.kinds[kind], &new.kinds[kind]);
        let changed = differs.changed.iter().map(|changed| ToldChange {
            fact: words(&new[changed.new]),
            changes: changed
                .changes
                .iter()
                .map(|change| (change.what, [change.old.clone(), change.new.clone()]))
                .collect(),
        });
        let told = ToldKind {
            lost: differs.lost.iter().map(|&at| fact(&old[at])).collect(),
            gained: differs.gained.iter().map(|&at| fact(&new[at])).collect(),
            changed: changed.collect(),
        };
        (kind.as_str(), told)
    });
    let told = Told {
        schema: SCHEMA,
        id: &new.id,
        old_id: (old.id != new.id).then_some(&old.id),
        kinds: kinds.collect(),
    };
    Ok(serde_json::to_string(&told)? + "\n")
}
