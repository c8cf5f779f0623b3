//! Patterns of relations that a user brings.

use crate::document::assert_sound;
use crate::{shipped, words};
use newsgraph::document::{Annotator, Document};
use newsgraph::relation::StatedRelations;
use std::sync::LazyLock;

static STATED: LazyLock<StatedRelations> =
    LazyLock::new(|| shipped::MODELS.stated_relations().expect("relations"));

/// The lines before the first NUL are patterns, what follows is a text; without a NUL it is one of our own.
pub fn check(data: &[u8]) {
    let mut parts = data.splitn(2, |&byte| byte == 0);
    let lines = String::from_utf8_lossy(parts.next().unwrap_or_default());
    // Tokens and syntax, as the command reads examples.
    let parse = |example: &str| {
        let mut document = Document::new("", example).expect("a short text");
        for component in &shipped::COMPONENTS[..2] {
            component.annotate(&mut document)?;
        }
        Ok(document)
    };
    let Ok(patterns) = STATED.read_patterns(&lines, parse) else {
        return;
    };
    let mut document = match parts.next() {
        None => shipped::READ.clone(),
        Some(text) => shipped::pipeline(127, false)
            .process(&words::text(text))
            .expect("no text is an error"),
    };
    let stated = STATED.clone().with_patterns(patterns);
    stated.annotate(&mut document).expect("no text is an error");
    assert_sound(&document);
}
