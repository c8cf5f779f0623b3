//! What differs, for a person to read.

use super::compare::{Changed, Differences};
use super::facts::{Fact, Facts};
use crate::args::FactsName;
use crate::paint::Paint;
use newsgraph_export::visible;
use std::collections::BTreeMap;

/// The most bytes of a fact's words that are shown.
const SHOWN: usize = 300;

/// What differs of two versions of a document.
pub(super) fn written(
    old: &Facts,
    new: &Facts,
    differences: &BTreeMap<FactsName, Differences>,
    paint: Paint,
) -> String {
    let title = if old.id == new.id {
        visible(&new.id).into_owned()
    } else {
        format!("{} -> {}", visible(&old.id), visible(&new.id))
    };
    let mut out = paint.heading(title) + "\n";
    for (kind, differs) in differences {
        out.extend(["  ", kind.as_str(), "\n"]);
        for changed in &differs.changed {
            out += &self::changed(*kind, &new.kinds[kind][changed.new], changed, paint);
        }
        for &at in &differs.lost {
            out += &paint.lost(format!("    - {}", told(*kind, &old.kinds[kind][at])));
            out += "\n";
        }
        for &at in &differs.gained {
            out += &paint.gained(format!("    + {}", told(*kind, &new.kinds[kind][at])));
            out += "\n";
        }
    }
    out + "\n"
}

/// That one version alone has a document.
pub(super) fn alone(facts: &Facts, which: &str, paint: Paint) -> String {
    let title = paint.heading(visible(&facts.id));
    format!("{title}\n  only in the {which} version\n\n")
}

fn changed(kind: FactsName, new: &Fact, changed: &Changed, paint: Paint) -> String {
    let mut out = paint.changed(format!("    ~ {}", words(kind, new)));
    out += "\n";
    for change in &changed.changes {
        let [old, new] = [&change.old, &change.new].map(|side| match &side[..] {
            "" => "none".to_owned(),
            side => shown(side),
        });
        out.extend(["        ", change.what, ": ", &old, " -> ", &new, "\n"]);
    }
    out
}

/// A fact with what is told of it.
fn told(kind: FactsName, fact: &Fact) -> String {
    let attribute = |name: &str| {
        let mut all = fact.attributes.iter();
        let found = all.find(|(what, _)| *what == name);
        found.map_or("", |(_, piece)| &piece.text)
    };
    let words = words(kind, fact);
    let notes: Vec<String> = match kind {
        FactsName::Entities => {
            let also = Some(attribute("also")).filter(|also| !also.is_empty());
            let also = also.map(|also| format!("also {also}"));
            [Some(attribute("label").to_owned()), also]
                .into_iter()
                .flatten()
                .collect()
        }
        FactsName::Quotes => {
            let speaker = match attribute("speaker") {
                "" => "(unknown)",
                speaker => speaker,
            };
            return format!("{}: {words}", shown(speaker));
        }
        FactsName::Values => vec![attribute("value").to_owned()],
        FactsName::Relations | FactsName::Triples => {
            let status = Some(attribute("status")).filter(|s| !matches!(*s, "" | "now"));
            let says = Some(attribute("says")).filter(|says| *says != "the writer");
            let says = says.map(|says| format!("says {says}"));
            let flags = ["negated", "hedged"].into_iter();
            let flags = flags
                .filter(|flag| attribute(flag) == "yes")
                .map(str::to_owned);
            let status = status.map(str::to_owned);
            status.into_iter().chain(flags).chain(says).collect()
        }
    };
    let notes: Vec<String> = notes
        .iter()
        .filter(|n| !n.is_empty())
        .map(|n| shown(n))
        .collect();
    if notes.is_empty() {
        words
    } else {
        format!("{words} ({})", notes.join("; "))
    }
}

fn words(kind: FactsName, fact: &Fact) -> String {
    let pieces = fact.title.iter().map(|piece| shown(&piece.text));
    match kind {
        FactsName::Entities => pieces.collect(),
        FactsName::Quotes => format!("\"{}\"", pieces.collect::<String>()),
        FactsName::Relations | FactsName::Triples => pieces.collect::<Vec<_>>().join(" - "),
        FactsName::Values => pieces.collect::<Vec<_>>().join(", "),
    }
}

/// Words in which every character can be seen, cut where they are many.
fn shown(text: &str) -> String {
    let end = (0..=SHOWN.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at));
    let cut = &text[..end.unwrap_or(0)];
    let mut line = visible(cut).into_owned();
    if cut.len() < text.len() {
        line += " […]";
    }
    line
}
