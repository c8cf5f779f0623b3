//! The whole pipeline: a corpus with and without JSON, on one thread and two, its start, texts of growing length and
//! hostile ones.

#[path = "../../work/src/families.rs"]
mod families;

use criterion::{BatchSize, Criterion, SamplingMode, Throughput};
use newsgraph::document::{Document, OffsetUnit};
use newsgraph::{Pipeline, english};
use newsgraph_benches::{ARTICLES, Newsroom};
use newsgraph_export::{Format, Writer};
use std::hint::black_box;
use std::time::Duration;

/// Lengths in bytes. Longer ones are read once, by the bench `fresh`.
const LENGTHS: [(&str, usize); 4] = [
    ("1 KB", 1_000),
    ("10 KB", 10_000),
    ("100 KB", 100_000),
    ("1 MB", 1_000_000),
];

/// Families of hostile texts of the crate `work`: marks, words, names, quotes, values and letters at their worst.
const HOSTILE: [&str; 10] = [
    "double opening, words",
    "single opening, words",
    "said in marks",
    "one sentence",
    "one name, said",
    "he said that",
    "heads",
    "number words, hundreds",
    "hyphen chain",
    "combining marks",
];

/// Bytes of a hostile text.
const HOSTILE_BYTES: usize = 20_000;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let pipeline = english().expect("sound models");
    corpus(&mut criterion, &pipeline);
    start(&mut criterion);
    lengths(&mut criterion, &pipeline);
    hostile(&mut criterion, &pipeline);
    criterion.final_summary();
}

fn document(text: String) -> Document {
    Document::new("bench", text).expect("a text below 4 GiB")
}

fn annotate(pipeline: &Pipeline, document: &mut Document) {
    let done = pipeline.annotate(document);
    done.expect("no text makes a component fail");
}

/// All articles in an iteration.
fn corpus(criterion: &mut Criterion, pipeline: &Pipeline) {
    let articles = Newsroom::default().articles(ARTICLES);
    let documents: Vec<Document> = articles.into_iter().map(document).collect();
    let mut words = 0;
    for document in &documents {
        let mut document = document.clone();
        annotate(pipeline, &mut document);
        words += document.tokens().map_or(0, <[_]>::len) as u64;
    }
    let mut group = criterion.benchmark_group("pipeline");
    group
        .sample_size(10)
        .sampling_mode(SamplingMode::Flat)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(30))
        .throughput(Throughput::Elements(words));
    group.bench_function("corpus", |bencher| {
        let pass = |mut documents: Vec<Document>| {
            for document in &mut documents {
                annotate(pipeline, document);
            }
            documents
        };
        bencher.iter_batched(|| documents.clone(), pass, BatchSize::PerIteration);
    });
    group.bench_function("corpus, JSON Lines written", |bencher| {
        let pass = |mut documents: Vec<Document>| {
            let mut writer = Writer::new(Vec::new(), Format::Jsonl, OffsetUnit::Byte);
            for document in &mut documents {
                annotate(pipeline, document);
                writer.write(document).expect("memory takes it");
            }
            (documents, writer.finish())
        };
        bencher.iter_batched(|| documents.clone(), pass, BatchSize::PerIteration);
    });
    for threads in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.expect("threads can be started");
        group.bench_function(format!("corpus, {threads} of rayon's threads"), |bencher| {
            let pass = |mut documents: Vec<Document>| {
                pool.install(|| pipeline.annotate_all(&mut documents));
                documents
            };
            bencher.iter_batched(|| documents.clone(), pass, BatchSize::PerIteration);
        });
    }
    group.finish();
}

/// Loading in a process that has loaded before; the bench `fresh` tells it of new processes.
fn start(criterion: &mut Criterion) {
    let mut articles = Newsroom::default().articles(ARTICLES).into_iter().cycle();
    let mut group = criterion.benchmark_group("start");
    group.sample_size(20);
    group.bench_function("load every English model", |bencher| bencher.iter(english));
    group.bench_function("load, and read one article", |bencher| {
        let first = |article: String| english().map(|pipeline| pipeline.process(&article));
        bencher.iter_batched(
            || articles.next().unwrap_or_default(),
            first,
            BatchSize::PerIteration,
        );
    });
    group.bench_function("first article after loading", |bencher| {
        let fresh = || {
            (
                english().expect("sound models"),
                articles.next().unwrap_or_default(),
            )
        };
        let first = |(pipeline, article): (Pipeline, String)| {
            let read = pipeline.process(&article);
            (pipeline, read)
        };
        bencher.iter_batched(fresh, first, BatchSize::PerIteration);
    });
    group.finish();
}

/// One document of a length; different texts in turn where they are short.
fn lengths(criterion: &mut Criterion, pipeline: &Pipeline) {
    let mut group = criterion.benchmark_group("length");
    group
        .sample_size(10)
        .sampling_mode(SamplingMode::Flat)
        .warm_up_time(Duration::from_secs(1));
    for (name, bytes) in LENGTHS {
        let count = (LENGTHS[2].1 / bytes).clamp(1, 100) as u64;
        let texts = (1..=count).map(|seed| Newsroom::new(seed).text(bytes));
        let mut texts = texts.collect::<Vec<_>>().into_iter().cycle();
        group.throughput(Throughput::Bytes(bytes as u64));
        group.bench_function(name, |bencher| {
            let next = || document(texts.next().unwrap_or_default());
            let read = |mut document| {
                annotate(pipeline, &mut document);
                document
            };
            bencher.iter_batched(next, read, BatchSize::PerIteration);
        });
    }
    group.finish();
}

/// Hostile texts beside news of the same length.
fn hostile(criterion: &mut Criterion, pipeline: &Pipeline) {
    let mut group = criterion.benchmark_group("hostile");
    group
        .sample_size(10)
        .sampling_mode(SamplingMode::Flat)
        .warm_up_time(Duration::from_secs(1));
    let news = ("news", Newsroom::default().text(HOSTILE_BYTES));
    let families = families::all().filter(|(name, _)| HOSTILE.contains(name));
    let texts = families.map(|(name, make)| (name, make(HOSTILE_BYTES)));
    for (name, text) in std::iter::once(news).chain(texts) {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| pipeline.process(black_box(&text)));
        });
    }
    group.finish();
}
