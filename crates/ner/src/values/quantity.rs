//! Measured amounts with their unit, and ages.

use super::Found;
use super::amount::Range;
use super::calendar::month;
use super::number::{Number, number};
use super::pieces::Pieces;
use newsgraph_document::Label;

/// "47km", "50-kilometer", "20 square meters", "2.5 million barrels", "three-judge".
pub(super) fn quantity(pieces: &Pieces<'_>, at: usize, amount: &Range) -> Option<Found> {
    if let Some(age) = age(pieces, at) {
        return Some(age);
    }
    let glued_metres = |n: &Number| pieces.word(n.end) == "m" && pieces.is_glued(n.end);
    let plain = number(pieces, at)?;
    if glued_metres(&plain) && !plain.scaled {
        let value = plain.value.map(|value| format!("{value} meter"));
        return Some(Found::new(plain.end + 1, Label::QUANTITY, value));
    }
    let next = pieces.past_hyphen(amount.end);
    let (power, unit_at) = match pieces.word(next) {
        power @ ("square" | "cubic") => (power, pieces.past_hyphen(next + 1)),
        "sq" | "sq." => ("square", next + 1),
        _ => ("", next),
    };
    if let Some((name, end)) = unit(pieces, unit_at) {
        let space = if power.is_empty() { "" } else { " " };
        let value = amount
            .value()
            .map(|value| format!("{value} {power}{space}{name}"));
        return Some(Found::new(end, Label::QUANTITY, value));
    }
    // "three-judge panel": a number joined to what it counts.
    let glued = next > amount.end && pieces.is_glued(amount.end) && pieces.is_glued(next);
    let counted = pieces.word(next);
    let joined = glued && counted.len() > 2 && counted.bytes().all(|b| b.is_ascii_lowercase());
    let single = !amount.double && !pieces.is(at, &["half", "a", "an"]);
    let again = pieces.word(next + 1) == "-" && pieces.is_glued(next + 1);
    let ordinal = super::number::ordinal(pieces, at).is_some();
    (joined && single && !again && !ordinal && !pieces.is_capital(next)).then(|| {
        let value = amount.value().map(|value| format!("{value} {counted}"));
        Found::new(next + 1, Label::QUANTITY, value)
    })
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
        && month(pieces.word(at - 2)).is_none()
        && pieces.is(at + 1, &[",", ")", ".", ";"])
        && !pieces.is_digits(at + 2)
}

/// "aged 40", "aged 40 to 70", "at the age of 9", "ages 18 and up", "turned 50 last year".
fn is_told(pieces: &Pieces<'_>, at: usize) -> bool {
    let told = |at: usize| {
        let before = pieces.before(at);
        let of = before == "of" && pieces.is(at.wrapping_sub(2), &["age", "ages"]);
        of || matches!(before, "aged" | "age" | "ages" | "turned")
    };
    let counts = pieces.word(at + 1).starts_with(char::is_alphabetic)
        && !pieces.is(
            at + 1,
            &[
                "and", "to", "or", "when", "while", "last", "in", "on", "this",
            ],
        );
    let second = matches!(pieces.before(at), "and" | "to") && at > 1 && told(at - 2);
    told(at) && !counts || second
}

/// "she is 17 and lives in", "Ann Lee was just 28 when", "he's 67,".
fn is_said(pieces: &Pieces<'_>, at: usize, years: u16) -> bool {
    let Some(mut subject) = at.checked_sub(2) else {
        return false;
    };
    if pieces.is(subject + 1, &["just", "only", "now"]) && subject > 0 {
        subject -= 1;
    }
    let short = pieces.word(subject) == "'" && subject > 0;
    let verb = pieces.word(subject + 1);
    let sound = match (short, verb) {
        (true, "s" | "m") => pieces.is(subject - 1, &["he", "she", "who", "i"]),
        (false, "is" | "was") => {
            let name = pieces.is_capital(subject) && years > 14;
            let thing = pieces.is(subject, &["it", "that", "this", "there", "what"]);
            pieces.is(subject, &["he", "she", "who"]) || name && !thing
        }
        _ => false,
    };
    sound && pieces.is(at + 1, &[",", ")", ".", ";", "and", "when", "but"])
}

/// The unit at a piece by its singular name, and the piece after it.
fn unit(pieces: &Pieces<'_>, at: usize) -> Option<(String, usize)> {
    let word = pieces.word(at);
    let slash = |by: &str| pieces.word(at + 1) == "/" && pieces.word(at + 2) == by;
    let name = match word {
        "feet" | "foot" | "ft" => "foot",
        "inches" | "inch" => "inch",
        "km" | "kms" if slash("h") => return Some(("kilometer per hour".to_owned(), at + 3)),
        "km" | "kms" => "kilometer",
        "kmh" | "kph" => "kilometer per hour",
        "mph" => "mile per hour",
        "cm" => "centimeter",
        "mm" => "millimeter",
        "kg" | "kgs" | "kilo" | "kilos" => "kilogram",
        "lb" | "lbs" => "pound",
        "oz" => "ounce",
        "ha" => "hectare",
        "kw" => "kilowatt",
        "mw" => "megawatt",
        "gw" => "gigawatt",
        "kwh" => "kilowatt-hour",
        "mb" => "megabyte",
        "gb" => "gigabyte",
        "tb" => "terabyte",
        "°" => {
            return match pieces.word(at + 1) {
                "c" => Some(("degree Celsius".to_owned(), at + 2)),
                "f" => Some(("degree Fahrenheit".to_owned(), at + 2)),
                _ => Some(("degree".to_owned(), at + 1)),
            };
        }
        "degree" | "degrees" => {
            return match pieces.word(at + 1) {
                "celsius" | "c" => Some(("degree Celsius".to_owned(), at + 2)),
                "fahrenheit" | "f" => Some(("degree Fahrenheit".to_owned(), at + 2)),
                _ => Some(("degree".to_owned(), at + 1)),
            };
        }
        _ => {
            let singular = word.strip_suffix('s').unwrap_or(word);
            let known = [
                "meter",
                "kilometer",
                "centimeter",
                "millimeter",
                "mile",
                "yard",
                "kilogram",
                "gram",
                "milligram",
                "ton",
                "tonne",
                "pound",
                "ounce",
                "stone",
                "acre",
                "hectare",
                "liter",
                "milliliter",
                "gallon",
                "barrel",
                "bushel",
                "knot",
                "watt",
                "kilowatt",
                "megawatt",
                "gigawatt",
                "volt",
                "byte",
                "kilobyte",
                "megabyte",
                "gigabyte",
                "terabyte",
                "calorie",
            ];
            // British spellings have the American name.
            let american = singular
                .strip_suffix("metre")
                .map(|prefix| format!("{prefix}meter"));
            let american = american.or_else(|| {
                singular
                    .strip_suffix("litre")
                    .map(|prefix| format!("{prefix}liter"))
            });
            let name = american.as_deref().unwrap_or(singular);
            return known.contains(&name).then(|| (name.to_owned(), at + 1));
        }
    };
    Some((name.to_owned(), at + 1))
}
