//! Words and sentences beside the Unicode segmenters of others, over one corpus in one run.

use criterion::{Criterion, Throughput};
use icu_segmenter::options::{SentenceBreakInvariantOptions, WordBreakInvariantOptions};
use icu_segmenter::{SentenceSegmenter, WordSegmenter};
use newsgraph_benches::{ARTICLES, Newsroom};
use newsgraph_tokenize::Tokenizer;
use std::hint::black_box;
use unicode_segmentation::UnicodeSegmentation;

/// Throughput in bytes. Those of others count what they find, which costs them no memory.
fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let articles = Newsroom::default().articles(ARTICLES);
    let tokenizer = Tokenizer::default();
    let icu_words = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
    let icu_sentences = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    let mut group = criterion.benchmark_group("tokenize");
    let bytes: usize = articles.iter().map(String::len).sum();
    group
        .sample_size(20)
        .throughput(Throughput::Bytes(bytes as u64));
    let mut count = |name: &str, pieces: &dyn Fn(&str) -> usize| {
        let all = || {
            articles
                .iter()
                .map(|text| pieces(black_box(text)))
                .sum::<usize>()
        };
        group.bench_function(name, |bencher| bencher.iter(all));
    };
    count("newsgraph: words, sentences, quotation marks", &|text| {
        tokenizer.tokenize(text).tokens.len()
    });
    count("newsgraph: words alone", &|text| {
        tokenizer.words(text).count()
    });
    count("unicode-segmentation: split_word_bound_indices", &|text| {
        text.split_word_bound_indices().count()
    });
    count("unicode-segmentation: unicode_words", &|text| {
        text.unicode_words().count()
    });
    count("unicode-segmentation: unicode_sentences", &|text| {
        text.unicode_sentences().count()
    });
    count("icu_segmenter: words", &|text| {
        icu_words.segment_str(text).count()
    });
    count("icu_segmenter: sentences", &|text| {
        icu_sentences.segment_str(text).count()
    });
    group.finish();
    criterion.final_summary();
}
