//! Any text through the pipeline and every exporter.

use crate::document::{assert_exports, assert_sound};
use crate::{choices, shipped, words};
use newsgraph::document::{Date, Document};

/// The first byte chooses components, the second what they keep and the date; the rest is the text.
pub fn check(data: &[u8]) {
    let ([subset, how], rest) = choices(data);
    let subset = if subset < 128 { 127 } else { subset };
    let pipeline = shipped::pipeline(subset, how & 1 == 1);
    let day = (how & 2 == 2).then(|| Date::new(2024, 2, 29)).flatten();
    let new = || Document::new("a/1", words::text(rest)).map(|document| document.with_date(day));
    let mut first = new().expect("a short text");
    pipeline.annotate(&mut first).expect("no text is an error");
    assert_sound(&first);
    assert_exports(&first);
    if how & 0b1100 == 0 {
        let mut again = new().expect("a short text");
        pipeline.annotate(&mut again).expect("no text is an error");
        assert!(first == again, "the same text gives the same document");
    }
}
