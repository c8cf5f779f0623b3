//! Which mention stays where two overlap.

use newsgraph_document::{Label, Mention};

/// Of the others what no result of the user's patterns overlaps.
pub(crate) fn beside(own: &[Mention], mut others: Vec<Mention>) -> Vec<Mention> {
    let mut own = own.iter().peekable();
    others.retain(|other| {
        let is_past = |own: &&Mention| own.span.end() <= other.span.start();
        while own.next_if(is_past).is_some() {}
        own.peek().is_none_or(|own| !own.span.overlaps(other.span))
    });
    others
}

/// Both in text order.
pub(crate) fn join(own: Vec<Mention>, mut others: Vec<Mention>) -> Vec<Mention> {
    if !own.is_empty() {
        others.extend(own);
        others.sort_by_key(|mention| mention.span);
    }
    others
}

/// Names and values together: a value gives way to a name that it overlaps, unless it contains the
/// name and is longer ("March 19" and a name "March"), or is a date where the name is of no kind of
/// its own ("Thursday" as Misc).
pub(crate) fn merge(names: Vec<Mention>, values: Vec<Mention>) -> Vec<Mention> {
    let (mut merged, mut values) = (
        Vec::with_capacity(names.len() + values.len()),
        values.into_iter().peekable(),
    );
    for name in names {
        while let Some(value) = values.next_if(|v| v.span.end() <= name.span.start()) {
            merged.push(value);
        }
        match values.peek() {
            Some(value) if value.span.contains(name.span) && value.span.len() > name.span.len() => {
            }
            Some(value)
                if value.span == name.span
                    && value.label == Label::DATE
                    && [Label::MISC, Label::EVENT].contains(&name.label) => {}
            Some(value) if value.span.overlaps(name.span) => {
                while values.next_if(|v| v.span.overlaps(name.span)).is_some() {}
                merged.push(name);
            }
            _ => merged.push(name),
        }
    }
    merged.extend(values);
    merged.dedup_by(|b, a| a.span.overlaps(b.span));
    merged
}
