//! Names as they are shown and as they are looked up.

use newsgraph_identity::name_forms;

/// A name in lower case, with single spaces.
pub(crate) fn folded(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

/// What a name of a text is looked up by: its words alone, or the name where it has none.
pub(crate) fn looked_up(name: &str) -> String {
    let words = newsgraph_identity::folded(name);
    if words.is_empty() {
        folded(name)
    } else {
        words
    }
}

/// What the names of texts are compared with where a person asks for this one, the nearest first.
pub(crate) fn forms(name: &str) -> Vec<String> {
    let forms = name_forms(name);
    let written = folded(name);
    if forms.is_empty() && !written.is_empty() {
        return vec![written];
    }
    forms
}
