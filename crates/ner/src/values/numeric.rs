//! Days that are written in digits alone.

use super::found::{Days, Found};
use super::pieces::Pieces;
use super::year::{four_digits, full_year};
use newsgraph_document::Date;

/// "2017-03-19", "3/19/2017", "19/3/17", "19.3.2017", "20170319".
pub(super) fn in_digits(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    let joint = pieces.word(at + 1);
    let joined = pieces.is_glued(at + 1) && pieces.is_glued(at + 2) && pieces.word(at + 3) == joint;
    match joint {
        "-" if joined => Some(Found::day(at + 5, Some(with_hyphens(pieces, at)?))),
        "/" if joined => Some(Found::day(at + 5, Some(with_slashes(pieces, at, days)?))),
        _ => {
            let word = pieces.word(at);
            let day = with_points(word).or_else(|| in_one(word))?;
            Some(Found::day(at + 1, Some(day)))
        }
    }
}

/// "2017-03-19".
fn with_hyphens(pieces: &Pieces<'_>, at: usize) -> Option<Date> {
    let month = pieces.integer(at + 2, 2)?;
    let day = pieces.integer(at + 4, 2)?;
    Date::new(four_digits(pieces, at)?, month as u8, day as u8)
}

/// "3/19/2017", "19/3/17": in the order of the language, unless the date can have none then.
fn with_slashes(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Date> {
    let first = pieces.integer(at, 2)? as u8;
    let second = pieces.integer(at + 2, 2)? as u8;
    let short = || {
        let year = pieces.integer(at + 4, 2)?;
        full_year(year, days).filter(|_| pieces.word(at + 4).len() == 2)
    };
    let year = four_digits(pieces, at + 4).or_else(short)?;
    let month_first = Date::new(year, first, second);
    let day_first = Date::new(year, second, first);
    if pieces.lexicon.is_month_first {
        month_first.or(day_first)
    } else {
        day_first.or(month_first)
    }
}

/// "19.3.2017".
fn with_points(word: &str) -> Option<Date> {
    let mut parts = word.split('.');
    let [day, month, year] = [parts.next()?, parts.next()?, parts.next()?];
    let short = |part: &str| (1..=2).contains(&part.len());
    let sound = parts.next().is_none() && short(day) && short(month) && year.len() == 4;
    let year = year.parse().ok().filter(|_| sound)?;
    let likely = (1000..=2999).contains(&year);
    Date::new(year, month.parse().ok()?, day.parse().ok()?).filter(|_| likely)
}

/// "20170319".
fn in_one(word: &str) -> Option<Date> {
    let digits = word.len() == 8 && word.bytes().all(|b| b.is_ascii_digit());
    let likely = word.starts_with("19") || word.starts_with("20");
    let word = Some(word).filter(|_| digits && likely)?;
    let month = word.get(4..6)?.parse().ok()?;
    let day = word.get(6..8)?.parse().ok()?;
    Date::new(word.get(0..4)?.parse().ok()?, month, day)
}
