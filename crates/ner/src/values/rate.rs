//! What is counted or measured per time: "450,000 litres of water a day", "four times a year".

use super::amount::Range;
use super::entry::{Fixed, Length, LengthForm};
use super::found::Found;
use super::group::Group;
use super::pieces::Pieces;
use newsgraph_document::Label;

/// The unit of time that something is counted by, and the piece after it: "a day", "per year".
fn per<'a>(pieces: &Pieces<'a>, at: usize) -> Option<(&'a str, usize)> {
    if !pieces.is(at, Group::Per) {
        return None;
    }
    let name = pieces.entry(at + 1).rate.as_deref()?;
    // "two litres a day later", "ten people a year ago", "a day-long match"
    let moved = pieces.is(at + 2, Group::AfterNoRate);
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
    if rate.is_none() && pieces.is(start, Group::Of) {
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
    let times = pieces.is(amount.end, Group::Times);
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
    let hyphen = |at: usize| pieces.word(at) == "-" && pieces.is_glued(at);
    if pieces.is(at, Group::All) && hyphen(at + 1) && pieces.is(at + 2, Group::DayOrNight) {
        return Some(alone(at + 3, pieces.length_or_night(at + 2)?, "1"));
    }
    if let Some(word) = pieces.lexicon.before_long(pieces.word(at)) {
        return Some(alone(at + 1, pieces.lexicon.entry(word).length?, "1"));
    }
    let long = || pieces.lexicon.is_long(pieces.word(at + 2));
    if hyphen(at + 1) && !pieces.is_glued(at) && long() {
        return Some(alone(at + 3, pieces.length_or_night(at)?, "1"));
    }
    if pieces.is(at, Group::Article) {
        let end = pieces.past_fixed(at + 2, Fixed::AndAHalf)?;
        let length = pieces.length(at + 1).filter(|length| length.times == 1)?;
        return Some(alone(end, length, "1.5"));
    }
    let length = pieces.length_or_night(at)?;
    let may_stand = matches!(length.form, LengthForm::One | LengthForm::Night);
    if !may_stand || at < 2 || !pieces.is(at - 1, Group::Article) {
        return None;
    }
    let told = pieces.is(at - 2, Group::BeforeLength);
    let filled = pieces.is(at + 1, Group::Of)
        || pieces.is(at + 1, Group::Or) && pieces.is(at + 2, Group::OrSo);
    let moved = pieces.is(at + 1, Group::AfterNoLength);
    ((told || filled) && !moved && !hyphen(at + 1)).then(|| alone(at + 1, length, "1"))
}

/// A length of time without a number, of so many units where the unit is no several of another.
pub(super) fn alone(end: usize, length: Length, count: &str) -> Found {
    let Length { unit, times, .. } = length;
    let count = if times == 1 {
        count.to_owned()
    } else {
        times.to_string()
    };
    let t = if unit.is_short() { "T" } else { "" };
    let value = format!("P{t}{count}{}", unit.letter());
    Found::new(end, Label::DURATION, Some(value))
}
