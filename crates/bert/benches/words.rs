//! Words a second of the transformer and of the embedded recogniser in one run: one window at a time or
//! sixteen, one thread or two. The transformer is the checkpoint in `../shared/models/minilm-conll2003`,
//! or in the folder that `CHECKPOINT` names.

use criterion::{Criterion, Throughput};
use newsgraph::Models;
use newsgraph_bert::document::TokenizedText;
use newsgraph_bert::{BertEntityRecognizer, BertOptions};
use newsgraph_tokenize::Tokenizer;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::{env, thread};

const ARTICLE: &str = include_str!("../../../examples/data/article.txt");

/// How many copies of the article each measurement reads.
const COPIES: usize = 4;

type Recognizer<'a> = (String, Box<dyn Fn(TokenizedText<'_>) + Sync + 'a>);

fn main() {
    let mut recognizers: Vec<Recognizer<'_>> = Vec::new();
    let embedded = Models::embedded().recognizer().expect("a sound model");
    recognizers.push((
        "embedded".to_owned(),
        Box::new(move |text| {
            black_box(embedded.recognize(text));
        }),
    ));
    let beside =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/models/minilm-conll2003");
    let folder = env::var_os("CHECKPOINT").map_or(beside, PathBuf::from);
    if folder.is_dir() {
        for windows in [1, 16] {
            let mut options = BertOptions::default();
            options.batch_windows = windows;
            options.networks = 2;
            let recognizer = BertEntityRecognizer::load_with(&folder, &options);
            let recognizer = recognizer.expect("a sound checkpoint");
            recognizers.push((
                format!("transformer, batches of {windows}"),
                Box::new(move |text| {
                    black_box(recognizer.recognize(text).expect("libtorch works"));
                }),
            ));
        }
    } else {
        println!("there is no checkpoint in {}", folder.display());
    }

    let found = Tokenizer::default().tokenize(ARTICLE);
    let text = found.view(ARTICLE);
    let mut criterion = Criterion::default().sample_size(10).configure_from_args();
    let mut group = criterion.benchmark_group("words");
    group.throughput(Throughput::Elements((COPIES * found.tokens.len()) as u64));
    for (name, recognize) in &recognizers {
        for threads in [1, 2] {
            group.bench_function(format!("{name}, {threads} threads"), |bencher| {
                bencher.iter(|| {
                    thread::scope(|scope| {
                        for _ in 0..threads {
                            scope.spawn(|| {
                                for _ in 0..COPIES / threads {
                                    recognize(text);
                                }
                            });
                        }
                    });
                });
            });
        }
    }
    group.finish();
    criterion.final_summary();
}
