//! Measured amounts with their unit, and ages.

use super::amount::{Range, percent, range};
use super::found::Found;
use super::group::Group;
use super::number::{Number, number};
use super::pieces::Pieces;
use newsgraph_document::Label;

/// "47km", "50-kilometer", "20 square meters", "2.5 million barrels", "three-judge".
pub(super) fn quantity(pieces: &Pieces<'_>, at: usize, amount: &Range) -> Option<Found> {
    if let Some(age) = age(pieces, at).or_else(|| ages(pieces, amount)) {
        return Some(age);
    }
    let glued_metres = |n: &Number| {
        let metre = pieces.is(n.end, Group::Metre) && !pieces.is_capital(n.end);
        metre && pieces.is_glued(n.end)
    };
    let plain = number(pieces, at)?;
    if glued_metres(&plain) && !plain.scaled {
        let value = plain.value.map(|value| format!("{value} meter"));
        return Some(Found::new(plain.end + 1, Label::QUANTITY, value));
    }
    let next = pieces.past_hyphen(amount.end);
    let (power, unit_at) = match &pieces.entry(next).power {
        Some(power) => (Some(power), pieces.past_hyphen(next + 1)),
        None => (None, next),
    };
    if let Some((name, end)) = unit(pieces, unit_at) {
        let value = amount.value().map(|value| match power {
            Some(power) => format!("{value} {power} {name}"),
            None => format!("{value} {name}"),
        });
        return Some(Found::new(end, Label::QUANTITY, value));
    }
    // "three-judge panel": a number joined to what it counts.
    let glued = next > amount.end && pieces.is_glued(amount.end) && pieces.is_glued(next);
    let counted = pieces.word(next);
    let joined = glued && counted.len() > 2 && counted.bytes().all(|b| b.is_ascii_lowercase());
    let single = !amount.double && !pieces.is(at, Group::Half) && !pieces.is(at, Group::Article);
    let again = pieces.word(next + 1) == "-" && pieces.is_glued(next + 1);
    let ordinal = super::number::ordinal(pieces, at).is_some();
    (joined && single && !again && !ordinal && !pieces.is_capital(next)).then(|| {
        let value = amount.value().map(|value| format!("{value} {counted}"));
        Found::new(next + 1, Label::QUANTITY, value)
    })
}

/// The unit at a piece, and the piece after it. One of a single letter stands right after the digits, with a
/// capital: "30C".
fn unit<'a>(pieces: &Pieces<'a>, at: usize) -> Option<(&'a str, usize)> {
    let (name, end) = pieces.phrase(&pieces.lexicon.units, at)?;
    let letter = pieces.word(at).len() == 1 && end == at + 1;
    let degrees = pieces.is_capital(at) && pieces.is_glued(at);
    (!letter || degrees).then_some((&**name, end))
}

/// "minus 12 degrees", "-40°C", "-2.5%": with the sign of what is below zero.
pub(super) fn below_zero(pieces: &Pieces<'_>, at: usize) -> Option<Found> {
    let sign = pieces.word(at) == "-" && pieces.is_glued(at + 1) && !pieces.is_glued(at);
    // "plus or minus 3 points"
    let minus = pieces.is(at, Group::Minus) && !pieces.is(at.wrapping_sub(1), Group::Or);
    if !(sign || minus) {
        return None;
    }
    let amount = range(pieces, at + 1).filter(|amount| !amount.double)?;
    let measured = || {
        let (name, end) = unit(pieces, pieces.past_hyphen(amount.end))?;
        let value = amount.value().map(|value| format!("{value} {name}"));
        Some(Found::new(end, Label::QUANTITY, value))
    };
    let found = percent(pieces, at + 1, &amount).or_else(measured)?;
    Some(Found {
        value: found.value.map(|value| format!("-{value}")),
        ..found
    })
}

/// "20- to 30-year-olds".
fn ages(pieces: &Pieces<'_>, amount: &Range) -> Option<Found> {
    let unit_at = pieces.past_hyphen(amount.end);
    let old = pieces.past_hyphen(unit_at + 1);
    let length = pieces.length(unit_at)?;
    let unit = length.unit.name().filter(|_| length.times == 1)?;
    let old = Some(old).filter(|&old| amount.double && pieces.is(old, Group::Old))?;
    let value = amount.value().map(|value| format!("{value} {unit}"));
    Some(Found::new(old + 1, Label::QUANTITY, value))
}

/// An age: "Brian Dally, 26, a student", "aged 40", "turned 50", "she is 17 and lives in".
fn age(pieces: &Pieces<'_>, at: usize) -> Option<Found> {
    let years = pieces
        .integer(at, 3)
        .filter(|years| (1..=120).contains(years))?;
    let aged = beside_name(pieces, at) || is_told(pieces, at) || is_said(pieces, at, years);
    aged.then(|| Found::new(at + 1, Label::QUANTITY, Some(format!("{years} year"))))
}

/// "Brian Dally, 26, a student".
fn beside_name(pieces: &Pieces<'_>, at: usize) -> bool {
    pieces.before(at) == ","
        && at > 1
        && pieces.is_capital(at - 2)
        && pieces.entry(at - 2).month.is_none()
        && is_stop(pieces, at + 1)
        && !pieces.is_digits(at + 2)
}

/// "aged 40", "aged 40 to 70", "at the age of 9", "ages 18 and up", "turned 50 last year".
fn is_told(pieces: &Pieces<'_>, at: usize) -> bool {
    let told = |at: usize| {
        let before = at.wrapping_sub(1);
        let of = pieces.is(before, Group::Of) && pieces.is(at.wrapping_sub(2), Group::Age);
        of || pieces.is(before, Group::Aged)
    };
    let counts = pieces.word(at + 1).starts_with(char::is_alphabetic)
        && !pieces.is(at + 1, Group::AfterNoAge);
    let second = at > 1 && pieces.is(at - 1, Group::AgeJoint) && told(at - 2);
    told(at) && !counts || second
}

/// "she is 17 and lives in", "Ann Lee was just 28 when", "he's 67,".
fn is_said(pieces: &Pieces<'_>, at: usize, years: u16) -> bool {
    let Some(mut subject) = at.checked_sub(2) else {
        return false;
    };
    if pieces.is(subject + 1, Group::Just) && subject > 0 {
        subject -= 1;
    }
    let short = pieces.word(subject) == "'" && subject > 0;
    let sound = if short {
        pieces.is(subject + 1, Group::IsShort) && pieces.is(subject - 1, Group::PersonShort)
    } else {
        let name = pieces.is_capital(subject) && years > 14 && !pieces.is(subject, Group::Thing);
        pieces.is(subject + 1, Group::Is) && (name || pieces.is(subject, Group::Person))
    };
    sound && (is_stop(pieces, at + 1) || pieces.is(at + 1, Group::AfterSaidAge))
}

/// Whether a sign at a piece ends what is said of someone.
fn is_stop(pieces: &Pieces<'_>, at: usize) -> bool {
    matches!(pieces.word(at), "," | ")" | "." | ";")
}
