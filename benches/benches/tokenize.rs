//! Words and sentences beside the Unicode segmenters of others, over one text in one run.

use criterion::{Criterion, Throughput};
use icu_segmenter::options::{SentenceBreakInvariantOptions, WordBreakInvariantOptions};
use icu_segmenter::{SentenceSegmenter, WordSegmenter};
use newsgraph_benches::news;
use newsgraph_tokenize::Tokenizer;
use std::hint::black_box;
use unicode_segmentation::UnicodeSegmentation;

/// Bytes of the text.
const BYTES: usize = 1024 * 1024;

/// Throughput in bytes. Those of others count what they find, which costs them no memory.
fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let text = news(BYTES);
    let text = text.as_str();
    let tokenizer = Tokenizer::default();
    let icu_words = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
    let icu_sentences = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    let mut group = criterion.benchmark_group("tokenize");
    group.throughput(Throughput::Bytes(text.len() as u64));
    let mut count = |name: &str, pieces: &dyn Fn(&str) -> usize| {
        group.bench_function(name, |bencher| bencher.iter(|| pieces(black_box(text))));
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
