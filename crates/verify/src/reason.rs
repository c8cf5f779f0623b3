//! Why a verdict is what it is, in a sentence.

use crate::judge::Cut;
use crate::verdict::{Change, Difference};

/// What a change is, for a reader.
pub(crate) fn of_change(change: &Change) -> String {
    let (own, other) = (shown(&change.text), shown(&change.source_text));
    match (change.text.is_empty(), change.source_text.is_empty()) {
        (false, false) => format!("says \"{own}\" where the source says \"{other}\""),
        (false, true) => format!("has \"{own}\", which the source has not"),
        _ => format!("leaves out \"{other}\", which the source has"),
    }
}

/// Why words that are found are harmful: the first change that is, by what weighs most.
pub(crate) fn worst(changes: &[Change]) -> Option<&Change> {
    let harmful = changes.iter().filter(|change| change.harmful);
    harmful.min_by_key(|change| change.what)
}

/// Harmless changes as a list.
pub(crate) fn harmless(changes: &[Change]) -> String {
    let name = |what: Difference| match what {
        Difference::Form => "forms of words",
        Difference::Bracketed => "brackets",
        Difference::Ellipsis => "an ellipsis",
        Difference::Word | Difference::Name => "single words",
        _ => "small words",
    };
    let mut names: Vec<&str> = Vec::new();
    for change in changes {
        if !names.contains(&name(change.what)) {
            names.push(name(change.what));
        }
    }
    names.join(", ")
}

/// What was cut off.
pub(crate) fn of_cut(cut: &Cut) -> String {
    let words = shown(&cut.text);
    format!("the source says this with \"{words}\", which turns its sense")
}

/// Words that are no longer than a line.
pub(crate) fn shown(text: &str) -> String {
    let mut chars = text.char_indices().skip(MOST);
    match chars.next() {
        Some((at, _)) => format!("{}...", &text[..at]),
        None => text.to_owned(),
    }
}

const MOST: usize = 120;
