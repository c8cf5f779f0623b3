//! Why a verdict is what it is, in a sentence.

use crate::speaker::{Likeness, Voice};
use crate::stance::Stance;
use crate::verdict::{Change, Difference, Found};

/// What a change is, for a reader.
pub(crate) fn of_change(change: &Change) -> String {
    let (own, other) = (shown(&change.text), shown(&change.source_text));
    match (change.text.is_empty(), change.source_text.is_empty()) {
        (false, false) => format!("says \"{own}\" where the source says \"{other}\""),
        (false, true) => format!("has \"{own}\", which the source has not"),
        _ => format!("leaves out \"{other}\", which the source has"),
    }
}

/// What a change of what is told does, for a reader.
pub(crate) fn of_told(change: &Change) -> String {
    match (change.what, change.text.is_empty()) {
        (Difference::Denial, false) => {
            let own = shown(&change.text);
            format!("denies what the source says: it has \"{own}\", which the source has not")
        }
        (Difference::Denial, true) => {
            let other = shown(&change.source_text);
            format!("says what the source denies: the source has \"{other}\"")
        }
        _ => of_change(change),
    }
}

/// Which quotes were put together.
pub(crate) fn of_parts(parts: &[Found]) -> String {
    let part = |part: &Found| {
        let words = shown(&part.text);
        let speaker = part.speaker.as_deref().map(|name| format!("{name}, "));
        format!("\"{words}\" ({}{})", speaker.unwrap_or_default(), part.id)
    };
    let parts: Vec<String> = parts.iter().map(part).collect();
    format!(
        "joins words of {} quotes: {}",
        parts.len(),
        parts.join(" and ")
    )
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

/// What the source tells of whether it was said.
pub(crate) fn of_stance(stance: Stance, speaker: Option<&str>) -> String {
    let who = speaker.unwrap_or("its speaker");
    let told = match stance {
        Stance::Said => "said this",
        Stance::Denied => "denied this",
        Stance::Unsaid => "did not say this",
    };
    format!("the source says that {who} {told}")
}

/// What was cut off.
pub(crate) fn of_cut(words: &str) -> String {
    let words = shown(words);
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

/// What is to be told of who says it; empty where the two agree.
pub(crate) fn by(
    voice: Option<&Voice>,
    speaker: Option<&Voice>,
    likeness: Option<Likeness>,
) -> String {
    match (likeness, voice, speaker) {
        (Some(Likeness::Other), Some(voice), Some(speaker)) => {
            format!("; said by {}, not by {}", speaker.shown, voice.shown)
        }
        (Some(Likeness::Unknown), _, Some(speaker)) if !speaker.is_named() => {
            format!("; the source calls its speaker only \"{}\"", speaker.shown)
        }
        (None, Some(_), None) => "; the source names nobody as its speaker".to_owned(),
        _ => String::new(),
    }
}
