//! Allocations and allocated bytes an article of each component: of the first article, and on average after it. And the
//! most bytes that are held at once, over a corpus and for long documents.
//!
//! The counting allocator counts what grows as another allocation, and has no clock: the same rows on each run.

use allocation_counter::{AllocationInfo, measure};
use newsgraph::document::{Document, Layer, OffsetUnit};
use newsgraph::{Annotator, Models, Pipeline, english};
use newsgraph_benches::{ARTICLES, Newsroom, Rows};
use newsgraph_export::{Format, Writer};
use std::io::sink;
use std::sync::Arc;

/// Bytes of the long documents.
const LONG: [(&str, usize); 2] = [("1 MB", 1_000_000), ("10 MB", 10_000_000)];

/// What one component took, article by article.
struct Taken {
    name: String,
    articles: Vec<AllocationInfo>,
}

fn main() {
    let rows = Rows::from_command_line();
    load(&rows);
    let components = Models::embedded().components(&Layer::ALL);
    let components = components.expect("sound models");
    for taken in take(&components) {
        print(&rows, &taken);
    }
    let pipeline = english().expect("sound models");
    let corpus = || Newsroom::default().articles(ARTICLES);
    peak(&rows, "corpus", corpus, &pipeline);
    for (name, bytes) in LONG {
        let text = || vec![Newsroom::default().text(bytes)];
        peak(&rows, name, text, &pipeline);
    }
}

fn load(rows: &Rows) {
    let mut pipeline = None;
    let loading = measure(|| pipeline = english().ok());
    let held = loading.bytes_current;
    rows.print("allocations", "load", loading.count_total, "allocations");
    rows.print("allocated", "load", loading.bytes_total, "bytes");
    rows.print("held", "loaded models", held, "bytes");
}

fn take(components: &[Arc<dyn Annotator>]) -> Vec<Taken> {
    let names = components.iter().map(|component| component.as_ref().name());
    let mut taken: Vec<Taken> = names
        .chain(["JSON Lines", "pipeline"])
        .map(|name| Taken {
            name: name.to_owned(),
            articles: Vec::new(),
        })
        .collect();
    for article in Newsroom::default().articles(ARTICLES) {
        let mut document = Document::new("bench", article).expect("a short text");
        let mut all = AllocationInfo::default();
        for (component, taken) in components.iter().zip(&mut taken) {
            let info = measure(|| {
                let done = component.annotate(&mut document);
                done.expect("no text makes a component fail");
            });
            all += info;
            taken.articles.push(info);
        }
        let json = measure(|| write(&document));
        all += json;
        let end = components.len();
        taken[end].articles.push(json);
        taken[end + 1].articles.push(all);
    }
    taken
}

fn write(document: &Document) {
    let mut writer = Writer::new(sink(), Format::Jsonl, OffsetUnit::Byte);
    writer.write(document).expect("a sink takes anything");
}

fn print(rows: &Rows, taken: &Taken) {
    let Some((first, others)) = taken.articles.split_first() else {
        return;
    };
    let mean = |of: fn(&AllocationInfo) -> u64| {
        others.iter().map(of).sum::<u64>() / others.len().max(1) as u64
    };
    let [count, bytes]: [fn(&AllocationInfo) -> u64; 2] =
        [|info| info.count_total, |info| info.bytes_total];
    let name = &taken.name;
    for (group, of, unit) in [
        ("allocations", count, "allocations"),
        ("allocated", bytes, "bytes"),
    ] {
        rows.print(&format!("{group}, first article"), name, of(first), unit);
        rows.print(group, name, mean(of), &format!("{unit} an article"));
    }
}

/// The most bytes held at once beside the models, each article freed when its JSON is written.
fn peak(rows: &Rows, name: &str, texts: impl Fn() -> Vec<String>, pipeline: &Pipeline) {
    const GROUP: &str = "peak of the heap";
    if !rows.wants(GROUP, name) {
        return;
    }
    let texts = texts();
    let info = measure(|| {
        for text in texts {
            let mut document = Document::new("bench", text).expect("a text below 4 GiB");
            let done = pipeline.annotate(&mut document);
            done.expect("no text makes a component fail");
            write(&document);
        }
    });
    rows.print(GROUP, name, info.bytes_max, "bytes");
}
