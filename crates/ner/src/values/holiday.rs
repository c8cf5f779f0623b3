//! Holidays.

use super::date::{found, in_month, year_after};
use super::pieces::Pieces;
use super::{Days, Found};

/// Holidays on the same day each year; `'s` is two pieces.
const FIXED: [(&[&str], (u8, u8)); 14] = [
    (&["christmas", "eve"], (12, 24)),
    (&["christmas", "day"], (12, 25)),
    (&["christmas"], (12, 25)),
    (&["new", "year", "'s", "eve"], (12, 31)),
    (&["new", "year", "'s", "day"], (1, 1)),
    (&["valentine", "'s", "day"], (2, 14)),
    (&["halloween"], (10, 31)),
    (&["st.", "patrick", "'s", "day"], (3, 17)),
    (&["boxing", "day"], (12, 26)),
    (&["may", "day"], (5, 1)),
    (&["earth", "day"], (4, 22)),
    (&["bastille", "day"], (7, 14)),
    (&["canada", "day"], (7, 1)),
    (&["australia", "day"], (1, 26)),
];
/// Holidays on another day each year or in each country.
const MOVABLE: [&[&str]; 24] = [
    &["easter", "sunday"],
    &["easter", "monday"],
    &["easter"],
    &["good", "friday"],
    &["thanksgiving", "day"],
    &["thanksgiving"],
    &["ramadan"],
    &["eid", "al", "-", "fitr"],
    &["eid", "al", "-", "adha"],
    &["eid", "al", "adha"],
    &["hanukkah"],
    &["passover"],
    &["yom", "kippur"],
    &["rosh", "hashanah"],
    &["diwali"],
    &["labor", "day"],
    &["memorial", "day"],
    &["independence", "day"],
    &["mother", "'s", "day"],
    &["father", "'s", "day"],
    &["lunar", "new", "year"],
    &["chinese", "new", "year"],
    &["ash", "wednesday"],
    &["palm", "sunday"],
];

/// A holiday, with its day where it is the same each year.
pub(super) fn holiday(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    if !pieces.is_capital(at) {
        return None;
    }
    let stands = |words: &[&str]| {
        let mut next = at;
        for word in words {
            // "Year's" is "year" and "'", "s" in pieces.
            let (first, rest) = if *word == "'s" {
                ("'", Some("s"))
            } else {
                (*word, None)
            };
            for part in std::iter::once(first).chain(rest) {
                if pieces.word(next) != part {
                    return None;
                }
                next += 1;
            }
        }
        Some(next)
    };
    let fixed = FIXED
        .iter()
        .find_map(|(words, day)| Some((stands(words)?, Some(*day))));
    let movable = || {
        MOVABLE
            .iter()
            .find_map(|words| Some((stands(words)?, None)))
    };
    let (end, day) = fixed.or_else(movable)?;
    if let Some((month, day)) = day {
        let (year, end) = match year_after(pieces, end, &[","]) {
            Some((year, end)) => (Some(year), end),
            None => (None, end),
        };
        return in_month(year, month, (day, day), end, days);
    }
    Some(found(end, None))
}
