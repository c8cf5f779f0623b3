//! Every component alone, given what it reads; the whole pipeline; the loading of the models.

use criterion::{BatchSize, Criterion, Throughput};
use newsgraph::document::{Document, Layer};
use newsgraph::{Models, english};
use newsgraph_benches::news;
use std::hint::black_box;

/// Bytes of the document that components read.
const BYTES: usize = 64 * 1024;

/// Throughput in words for each component, in bytes for the tokenizer, which has no words yet.
fn components(criterion: &mut Criterion) {
    let mut document = Document::new("bench", news(BYTES)).expect("a short text");
    let components = Models::embedded().components(&Layer::ALL);
    for component in components.expect("sound models") {
        let throughput = match document.tokens() {
            Ok(words) => Throughput::Elements(words.len() as u64),
            Err(_) => Throughput::Bytes(document.text().len() as u64),
        };
        let run = |mut document: Document| {
            component
                .annotate(&mut document)
                .expect("no text makes a component fail");
            document
        };
        let mut group = criterion.benchmark_group("component");
        group.throughput(throughput);
        group.bench_function(component.name(), |bencher| {
            bencher.iter_batched(|| document.clone(), run, BatchSize::LargeInput);
        });
        group.finish();
        document = run(document);
    }
}

fn pipeline(criterion: &mut Criterion) {
    let pipeline = english().expect("sound models");
    let article = news(1);
    let words = pipeline
        .process(&article)
        .expect("no text makes it fail")
        .tokens()
        .map_or(0, <[_]>::len);
    let mut group = criterion.benchmark_group("pipeline");
    group.throughput(Throughput::Elements(words as u64));
    group.bench_function("article", |bencher| {
        bencher.iter(|| pipeline.process(black_box(&article)));
    });
    group.throughput(Throughput::Elements(16 * words as u64));
    group.bench_function("sixteen articles, all cores", |bencher| {
        let one = Document::new("bench", article.as_str()).expect("a short text");
        let batch = || vec![one.clone(); 16];
        bencher.iter_batched_ref(
            batch,
            |documents| pipeline.annotate_all(documents),
            BatchSize::LargeInput,
        );
    });
    group.finish();
    criterion.bench_function("load every English model", |bencher| bencher.iter(english));
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    components(&mut criterion);
    pipeline(&mut criterion);
    criterion.final_summary();
}
