//! Answers for people.

use crate::paint::Paint;
use newsgraph::document::Status;
use newsgraph_export::visible;
use newsgraph_store::{Fact, RelatedFact, SaidFact, Who};
use std::borrow::Cow;

/// Each fact on a line, with the article that it stands in before it, where that is another one.
pub(super) fn of(facts: &[Fact], paint: Paint) -> String {
    let mut lines = Vec::new();
    let mut last = None;
    for fact in facts {
        let source = fact.source();
        if last != Some(&source.document) {
            if last.is_some() {
                lines.push(String::new());
            }
            last = Some(&source.document);
            let date = source.date.map(|date| format!("{date}  "));
            let head = format!("{}{}", date.unwrap_or_default(), visible(&source.document));
            lines.push(paint.heading(head));
        }
        let line = match fact {
            Fact::Quote(quote) => said(quote, paint),
            Fact::Relation(relation) => related(relation, paint),
        };
        let span = source.spans.first().zip(source.spans.last());
        let span = span.map(|(first, last)| format!("[{}, {})", first.start(), last.end()));
        lines.push(format!(
            "  {line}  {}",
            paint.faint(span.unwrap_or_default())
        ));
    }
    lines
        .iter()
        .map(|line| format!("{line}\n"))
        .collect::<Vec<_>>()
        .concat()
}

/// `Ann Lee to Tom Reyes (told): “We will.”`
fn said(quote: &SaidFact, paint: Paint) -> String {
    let speakers: Vec<String> = quote.speakers.iter().map(|who| name(who, paint)).collect();
    let speakers = if speakers.is_empty() {
        "somebody".to_owned()
    } else {
        speakers.join(", ")
    };
    let to = quote
        .addressee
        .as_ref()
        .map(|who| format!(" to {}", name(who, paint)));
    let cue = quote
        .cue
        .as_deref()
        .map(|cue| format!(" ({})", visible(cue)));
    format!(
        "{speakers}{}{}: {}{}",
        to.unwrap_or_default(),
        cue.unwrap_or_default(),
        paint.quote(visible(&quote.source.words)),
        claimed(quote.claimant.is_some(), quote.claimant.as_ref(), paint),
    )
}

/// `Ann Lee head_of (chair) Ulm Bank: Ann Lee, chair of the Ulm Bank`
fn related(relation: &RelatedFact, paint: Paint) -> String {
    let mut marks: Vec<Cow<'_, str>> = Vec::new();
    marks.extend(relation.role.as_deref().map(visible));
    if relation.status != Status::Now {
        marks.push(relation.status.as_str().into());
    }
    if relation.negated && relation.status != Status::Denied {
        marks.push("negated".into());
    }
    if relation.hedged {
        marks.push("hedged".into());
    }
    let marks = if marks.is_empty() {
        String::new()
    } else {
        format!(" ({})", marks.join(", "))
    };
    format!(
        "{} {}{marks} {}: {}{}",
        name(&relation.subject, paint),
        visible(&relation.label),
        name(&relation.object, paint),
        paint.quote(visible(&relation.source.words)),
        claimed(relation.claimed, relation.claimant.as_ref(), paint),
    )
}

fn claimed(claimed: bool, claimant: Option<&Who>, paint: Paint) -> String {
    match claimant {
        Some(who) => format!(", says {}", name(who, paint)),
        None if claimed => ", says somebody".to_owned(),
        None => String::new(),
    }
}

fn name(who: &Who, paint: Paint) -> String {
    paint.name(visible(&who.name))
}
