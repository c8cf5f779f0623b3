//! Patterns of names that a user brings.

use crate::document::assert_sound;
use crate::{choices, shipped, words};
use newsgraph::document::{Annotator, Document};
use newsgraph::ner::{EntityPatterns, EntityRecognizer};
use std::sync::LazyLock;

static RECOGNIZER: LazyLock<EntityRecognizer> =
    LazyLock::new(|| shipped::MODELS.recognizer().expect("names"));

/// The lines before the first NUL are patterns, what follows is a text; without a NUL it is one of our own.
pub fn check(data: &[u8]) {
    let mut parts = data.splitn(2, |&byte| byte == 0);
    let lines = String::from_utf8_lossy(parts.next().unwrap_or_default());
    let Ok(patterns) = lines.parse::<EntityPatterns>() else {
        return;
    };
    let document = match parts.next() {
        None => shipped::READ.clone(),
        Some(text) => shipped::pipeline(3, false)
            .process(&words::text(text))
            .expect("no text is an error"),
    };
    let text = document.tokenized().expect("tokens");
    let found = patterns.recognize(text, document.syntax().ok());
    for pair in found.windows(2) {
        assert!(
            pair[0].span.end() <= pair[1].span.start(),
            "results are apart"
        );
    }
    for mention in &found {
        let tokens = text.tokens_in(mention.span);
        assert_eq!(text.span_of(tokens), mention.span, "no token is split");
    }
    let ([way], _) = choices(data);
    if way % 8 == 0 {
        with_names(patterns, document);
    }
}

/// Patterns beside the names of the model.
fn with_names(patterns: EntityPatterns, mut document: Document) {
    let recognizer = RECOGNIZER.clone().with_patterns(patterns);
    recognizer
        .annotate(&mut document)
        .expect("no text is an error");
    assert_sound(&document);
}
