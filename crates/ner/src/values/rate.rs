//! What is counted or measured per time: "450,000 litres of water a day", "four times a year".

use super::Found;
use super::amount::Range;
use super::pieces::Pieces;
use super::time::unit;
use newsgraph_document::Label;

const NAMES: [&str; 9] = [
    "second", "minute", "hour", "day", "night", "week", "month", "year", "decade",
];

/// The unit of time that something is counted by, and the piece after it: "a day", "per year".
fn per(pieces: &Pieces<'_>, at: usize) -> Option<(&'static str, usize)> {
    if !pieces.is(at, &["a", "an", "per", "each", "every"]) {
        return None;
    }
    let name = match pieces.word(at + 1) {
        "annum" => "year",
        word => NAMES.into_iter().find(|name| *name == word)?,
    };
    // "two litres a day later", "ten people a year ago", "a day-long match"
    let moved = pieces.is(at + 2, &["ago", "earlier", "later", "before", "after"]);
    let joined = pieces.word(at + 2) == "-" && pieces.is_glued(at + 2);
    (!moved && !joined).then_some((name, at + 2))
}

/// A quantity and the time that it is measured by, where one follows, maybe after what is measured.
pub(super) fn measured(pieces: &Pieces<'_>, quantity: Found) -> Found {
    let small = |at: usize| {
        let word = pieces.word(at);
        !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase()) && !pieces.is_capital(at)
    };
    let start = quantity.end;
    let mut rate = per(pieces, start);
    if rate.is_none() && pieces.word(start) == "of" {
        let mut words = (1..=2).take_while(|n| small(start + n));
        rate = words.find_map(|n| per(pieces, start + n + 1));
    }
    let Some((name, end)) = rate else {
        return quantity;
    };
    let value = quantity.value.map(|value| format!("{value} per {name}"));
    Found::new(end, Label::QUANTITY, value)
}

/// "300,000 a month", "four times a year", but not "in 1997 a week of".
pub(super) fn counted(pieces: &Pieces<'_>, at: usize, amount: &Range) -> Option<Found> {
    let times = pieces.is(amount.end, &["times", "time"]);
    let year = pieces.integer(at, 4).is_some_and(|year| year >= 1000);
    if year && !times {
        return None;
    }
    let (name, end) = per(pieces, amount.end + usize::from(times))?;
    let what = if times { " time" } else { "" };
    let value = amount.value();
    let value = value.map(|value| format!("{value}{what} per {name}"));
    Some(Found::new(end, Label::QUANTITY, value))
}

/// A length of time without a number: "all-day", "yearlong", "for a month", "an hour of talk", "an
/// hour and a half". The article of a single unit stands outside, as before "dozen".
pub(super) fn lone_unit(pieces: &Pieces<'_>, at: usize) -> Option<Found> {
    let found = |end: usize, word: &str, count: &str| {
        let (letter, short, times) = unit(word).or((word == "night").then_some(('D', false, 1)))?;
        let count = if times == 1 {
            count.to_owned()
        } else {
            times.to_string()
        };
        let t = if short { "T" } else { "" };
        Some(Found::new(
            end,
            Label::DURATION,
            Some(format!("P{t}{count}{letter}")),
        ))
    };
    let word = pieces.word(at);
    let hyphen = |at: usize| pieces.word(at) == "-" && pieces.is_glued(at);
    if word == "all" && hyphen(at + 1) && pieces.is(at + 2, &["day", "night"]) {
        return found(at + 3, pieces.word(at + 2), "1");
    }
    if let Some(word) = word.strip_suffix("long") {
        return found(at + 1, word, "1");
    }
    if hyphen(at + 1) && pieces.word(at + 2) == "long" && !pieces.is_glued(at) {
        return found(at + 3, word, "1");
    }
    if pieces.is(at, &["a", "an"]) {
        let half = ["and", "a", "half"];
        let halves = (0..)
            .zip(half)
            .all(|(n, part)| pieces.word(at + 2 + n) == part);
        let unit = unit(pieces.word(at + 1)).filter(|unit| unit.2 == 1);
        return (halves && unit.is_some()).then(|| found(at + 5, pieces.word(at + 1), "1.5"))?;
    }
    let whole = !matches!(word, "second" | "sec" | "min" | "hr") && !word.ends_with('s');
    if !whole || !pieces.is(at.wrapping_sub(1), &["a", "an"]) || at < 2 {
        return None;
    }
    let told = pieces.is(
        at - 2,
        &[
            "for", "in", "within", "about", "almost", "nearly", "over", "than", "spent", "spend",
            "took", "takes", "take", "lasted", "lasts", "last",
        ],
    );
    let filled = pieces.is(at + 1, &["of"])
        || pieces.word(at + 1) == "or" && pieces.is(at + 2, &["so", "more", "less"]);
    let moved = pieces.is(
        at + 1,
        &["ago", "earlier", "later", "before", "from", "old"],
    );
    ((told || filled) && !moved && !hyphen(at + 1)).then(|| found(at + 1, word, "1"))?
}
