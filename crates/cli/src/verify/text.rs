//! Verdicts for a person to read on a terminal.

use crate::messages::{count, one_line};
use crate::paint::Paint;
use newsgraph::Document;
use newsgraph_export::visible;
use newsgraph_verify::{Change, Verdict, VerdictKind};

/// The most characters of words that are shown.
const SHOWN: usize = 400;

/// The verdicts of a document, a block for each quote, and how many are harmful.
pub(super) fn written(document: &Document, verdicts: &[Verdict], paint: Paint) -> String {
    let mut out = paint.heading(visible(document.id())) + "\n\n";
    for verdict in verdicts {
        out += &block(document, verdict, paint);
        out += "\n";
    }
    out + &summary(verdicts) + "\n"
}

/// How many quotes say what the sources say.
fn summary(verdicts: &[Verdict]) -> String {
    let harmful = verdicts.iter().filter(|verdict| verdict.harmful).count();
    match (verdicts.len(), harmful) {
        (0, _) => "No quote was found in this text.".to_owned(),
        (all, 0) => format!("{}: nothing harmful.", count(all, "quote")),
        (all, harmful) => {
            let verb = if harmful == 1 { "does" } else { "do" };
            format!(
                "{}: {harmful} {verb} not say what the sources say.",
                count(all, "quote")
            )
        }
    }
}

fn block(document: &Document, verdict: &Verdict, paint: Paint) -> String {
    let name = verdict.kind.as_str().replace('_', " ");
    let name = match verdict.kind {
        _ if verdict.harmful => paint.lost(name.to_uppercase()),
        VerdictKind::Verbatim => paint.gained(name),
        _ => paint.changed(name),
    };
    let words = verdict.content.iter().map(|&span| &document.text()[span]);
    let words = words.collect::<Vec<_>>().join(" ... ");
    let speaker = speaker(verdict.speaker.as_deref());
    let mut out = format!(
        "{name}  {}: {}\n",
        paint.name(speaker),
        paint.quote(shown(&words))
    );
    out.extend(["    ", &visible(&verdict.reason), "\n"]);
    for found in verdict.source.iter().chain(&verdict.also) {
        let who = self::speaker(found.speaker.as_deref());
        let place = format!("{} {}", visible(&found.id), place(found));
        let place = paint.faint(place);
        out.extend(["    ", &place, "  ", &who, ": ", &shown(&found.text), "\n"]);
    }
    for change in &verdict.changes {
        out += &changed(change, paint);
    }
    out
}

fn place(found: &newsgraph_verify::Found) -> String {
    let spans = found
        .spans
        .iter()
        .map(|span| format!("{}-{}", span.start(), span.end()));
    spans.collect::<Vec<_>>().join(" ")
}

fn speaker(name: Option<&str>) -> String {
    name.map_or_else(
        || "(nobody is named)".to_owned(),
        |name| visible(name).into_owned(),
    )
}

fn changed(change: &Change, paint: Paint) -> String {
    if change.text.is_empty() && change.source_text.is_empty() {
        return String::new();
    }
    let mut parts = Vec::new();
    if !change.source_text.is_empty() {
        parts.push(paint.lost(format!("- {}", shown(&change.source_text))));
    }
    if !change.text.is_empty() {
        parts.push(paint.gained(format!("+ {}", shown(&change.text))));
    }
    let harm = if change.harmful { "" } else { ", harmless" };
    format!(
        "      {}  ({}{harm})\n",
        parts.join("  "),
        change.what.as_str()
    )
}

/// Words on one line in which every character is seen, cut where they are many.
fn shown(text: &str) -> String {
    let line = one_line(text);
    let cut = line.char_indices().nth(SHOWN).map(|(at, _)| at);
    let rest = if cut.is_some() { " [...]" } else { "" };
    visible(&line[..cut.unwrap_or(line.len())]).into_owned() + rest
}
