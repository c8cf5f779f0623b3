//! Quotes that are looked up in sources.

use crate::{shipped, words};
use newsgraph_verify::{Verdict, VerdictKind, Verifier};
use std::sync::LazyLock;

static VERIFIER: LazyLock<Verifier> = LazyLock::new(|| Verifier::english().expect("the tables"));

/// What is before the first NUL is a source, what follows is the text that quotes it; without a NUL the text is its own source.
pub fn check(data: &[u8]) {
    let mut parts = data.splitn(2, |&byte| byte == 0).map(|part| {
        let text = words::text(part);
        let read = shipped::pipeline(127, false).process(&text);
        read.expect("no text is an error")
    });
    let source = parts.next().expect("one part at least");
    let text = parts.next().unwrap_or_else(|| source.clone());
    let mut verifier = VERIFIER.clone();
    verifier.add_source(&source);
    verifier.add_source(&shipped::READ);
    let verdicts = verifier.verify(&text);
    let quotes = text.quotes().expect("they were read").len();
    assert_eq!(verdicts.len(), quotes, "each quote has its verdict");
    for (at, verdict) in verdicts.iter().enumerate() {
        assert_eq!(verdict.quote.index(), at, "in their order");
        assert_sound(verdict, &verifier, text.text());
    }
    assert!(!newsgraph_verify::to_html(&text, &verdicts).is_empty());
}

fn assert_sound(verdict: &Verdict, verifier: &Verifier, text: &str) {
    assert!((0.0..=1.0).contains(&verdict.score), "{}", verdict.score);
    assert!(verdict.content.iter().all(|span| span.fits(text)));
    let is_found = verdict.kind != VerdictKind::NotFound;
    assert!(
        verdict.source.is_some() || !is_found,
        "what is found has a source"
    );
    for found in verdict.source.iter().chain(&verdict.also) {
        let source = verifier.text(found.source).expect("it was added");
        assert!(found.spans.iter().all(|span| span.fits(source)));
    }
    let source = verdict.source.as_ref();
    let source = source.and_then(|found| verifier.text(found.source));
    for change in &verdict.changes {
        assert!(change.span.is_none_or(|span| span.fits(text)));
        let span = change.source;
        assert!(span.is_none_or(|span| source.is_some_and(|source| span.fits(source))));
    }
}
