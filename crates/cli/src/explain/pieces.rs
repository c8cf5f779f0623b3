//! Pieces of an explanation, on one line each.

use super::chain::{Joined, Weighed};
use super::place::Place;
use super::quote::Who;
use super::words;
use crate::messages::one_line;
use newsgraph_export::visible;
use std::fmt::Write;

/// The most bytes of a text that are shown at once.
pub(super) const SHOWN: usize = 600;

/// How a mention was placed, behind it.
pub(super) fn joined(joined: &Joined) -> String {
    let mut out = format!(": {}", words::joined(joined.by));
    if let Some(to) = &joined.to {
        let _ = write!(out, ", \"{}\"", shown(&to.text, SHOWN));
    }
    match joined.margin {
        Some(margin) if margin > 0.0 => {
            let _ = write!(out, " (by {margin} more than nothing, at least)");
        }
        _ => {}
    }
    out
}

/// A candidate with its score.
pub(super) fn weighed(candidate: &Weighed) -> String {
    let chosen = if candidate.chosen { "  <- chosen" } else { "" };
    let words = match (&candidate.place, &candidate.name) {
        (None, _) => "none".to_owned(),
        (Some(place), Some(name)) if *name != place.text => {
            format!("{} ({})", shown(&place.text, SHOWN), shown(name, SHOWN))
        }
        (Some(place), _) => shown(&place.text, SHOWN),
    };
    format!("{:7.2}  {words}{chosen}", candidate.score)
}

pub(super) fn who(who: &Who) -> String {
    let words = shown(&who.place.text, SHOWN);
    match &who.name {
        Some(name) if *name != who.place.text => {
            format!("\"{words}\" ({}), {}", who.how, shown(name, SHOWN))
        }
        _ => format!("\"{words}\" ({})", who.how),
    }
}

pub(super) fn named(place: Option<&Place>) -> String {
    place.map_or_else(
        || "none".to_owned(),
        |place| format!("\"{}\"", shown(&place.text, SHOWN)),
    )
}

pub(super) fn with(words: &str, by: Option<&str>) -> String {
    match by {
        Some(by) => format!("{words}: {by}"),
        None => words.to_owned(),
    }
}

/// Words on one line in which every character can be seen, cut where they are many.
pub(super) fn shown(text: &str, most: usize) -> String {
    let end = (0..=most.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at));
    let cut = &text[..end.unwrap_or(0)];
    let line = one_line(cut);
    let mut line = visible(&line).into_owned();
    if cut.len() < text.len() {
        line += " […]";
    }
    line
}

/// The words between two marked ones, with the space on both sides, the middle left out where it is long.
pub(super) fn between(text: &str) -> String {
    let space = |is: bool| if is { " " } else { "" };
    let starts = space(text.starts_with(char::is_whitespace));
    let ends = space(text.ends_with(char::is_whitespace));
    if text.trim().is_empty() {
        return starts.to_owned();
    }
    let half = SHOWN / 2;
    if text.len() <= SHOWN {
        return format!("{starts}{}{ends}", shown(text, SHOWN));
    }
    let from = (text.len() - half..text.len()).find(|&at| text.is_char_boundary(at));
    let tail = shown(&text[from.unwrap_or(text.len())..], SHOWN);
    format!("{starts}{} {tail}{ends}", shown(text, half))
}
