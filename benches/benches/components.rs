//! Words a second of each component alone, given what it reads, and of writing JSON.
//!
//! An iteration reads all articles of the corpus, so that nothing is at hand that would not be in real work.

use criterion::{BatchSize, BenchmarkGroup, Criterion, SamplingMode, Throughput};
use newsgraph::Models;
use newsgraph::document::{Document, Layer, OffsetUnit};
use newsgraph_benches::{ARTICLES, Newsroom};
use newsgraph_export::{Format, Writer};
use std::time::Duration;

type Group<'a> = BenchmarkGroup<'a, criterion::measurement::WallTime>;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("component");
    group
        .sample_size(10)
        .sampling_mode(SamplingMode::Flat)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(8));
    let mut documents: Vec<Document> = Newsroom::default()
        .articles(ARTICLES)
        .into_iter()
        .map(|text| Document::new("bench", text).expect("a short text"))
        .collect();
    let components = Models::embedded().components(&Layer::ALL);
    for component in components.expect("sound models") {
        let before = documents.clone();
        let annotate = |document: &mut Document| {
            let done = component.annotate(document);
            done.expect("no text makes a component fail");
        };
        documents.iter_mut().for_each(annotate);
        group.throughput(Throughput::Elements(words(&documents)));
        bench(&mut group, component.name(), &before, annotate);
    }
    let mut written = Vec::new();
    bench(&mut group, "JSON Lines", &documents, |document| {
        written.clear();
        let mut writer = Writer::new(&mut written, Format::Jsonl, OffsetUnit::Byte);
        writer.write(document).expect("memory takes it");
    });
    group.finish();
    criterion.final_summary();
}

fn words(documents: &[Document]) -> u64 {
    let words = documents.iter().filter_map(|d| d.tokens().ok());
    words.map(|words| words.len() as u64).sum()
}

/// The time of reading all documents; making the copies that are read, and freeing them, is not in it.
fn bench(
    group: &mut Group<'_>,
    name: &str,
    documents: &[Document],
    mut read: impl FnMut(&mut Document),
) {
    group.bench_function(name, |bencher| {
        let pass = |mut documents: Vec<Document>| {
            documents.iter_mut().for_each(&mut read);
            documents
        };
        bencher.iter_batched(|| documents.to_vec(), pass, BatchSize::PerIteration);
    });
}
