//! Years, decades, centuries.

use super::entry::Origin;
use super::found::{Days, Found};
use super::group::Group;
use super::number::ordinal;
use super::pieces::Pieces;
use newsgraph_document::Label;

/// Whether the number before this piece counts something, so that it is no day and no year.
pub(super) fn is_counted(pieces: &Pieces<'_>, at: usize) -> bool {
    let glued = pieces.is_glued(at);
    let word = pieces.word(at);
    pieces.is(at, Group::Counted)
        || glued
            && match word {
                ":" | "/" => true,
                "-" => pieces.is_digits(at + 1) && pieces.is_glued(at + 1),
                _ => word.starts_with(char::is_alphabetic),
            }
}

/// A year, maybe after one of the joints, and the piece after it.
pub(super) fn year_after(pieces: &Pieces<'_>, at: usize, joint: Group) -> Option<(u16, usize)> {
    let start = pieces.past(at, joint);
    let year = four_digits(pieces, start)?;
    ((1000..=2999).contains(&year) && !is_counted(pieces, start + 1)).then_some((year, start + 1))
}

/// A year as [`year_after`] reads it, or one that is counted from today: "last year", "of this year".
pub(super) fn year_named(
    pieces: &Pieces<'_>,
    at: usize,
    joint: Group,
    days: Days,
) -> Option<(u16, usize)> {
    year_after(pieces, at, joint).or_else(|| {
        let start = pieces.past(at, Group::Of);
        let step = pieces.entry(start).relative?;
        let step = Some(step).filter(|step| step.from == Origin::Today)?;
        let year = i64::from(days.today?.year()).checked_add(step.by)?;
        let sound = pieces.is(start + 1, Group::Year) && !pieces.is(start, Group::Past);
        let year = u16::try_from(year).ok().filter(|_| sound)?;
        Some((year, start + 2))
    })
}

/// Whether the number at a piece is that of a house: "42 Harbour Street", "1600 Old Mill Road".
pub(super) fn is_address(pieces: &Pieces<'_>, at: usize) -> bool {
    let mut names = (at + 1..at + 4).take_while(|&at| pieces.is_capital(at));
    names.any(|name| name > at + 1 && pieces.is(name, Group::Street))
}

pub(super) fn four_digits(pieces: &Pieces<'_>, at: usize) -> Option<u16> {
    pieces.integer(at, 4).filter(|_| pieces.word(at).len() == 4)
}

/// The year that two digits stand for: the last one not long after the document's date.
pub(super) fn full_year(short: u16, days: Days) -> Option<u16> {
    let now = days.today.map_or(2030, |today| today.year() + 10);
    let year = now / 100 * 100 + short;
    (short < 100).then(|| {
        if year > now {
            year.checked_sub(100)
        } else {
            Some(year)
        }
    })?
}

/// "1998", "2012-2020", "1976-83", "1936 to 1972", "fiscal 2016".
pub(super) fn year_or_years(pieces: &Pieces<'_>, at: usize) -> Option<Found> {
    if pieces.is(at, Group::Fiscal) {
        return fiscal_year(pieces, at);
    }
    // "'98"
    if pieces.word(at) == "'" && pieces.is_glued(at + 1) && pieces.word(at + 1).len() == 2 {
        let year = full_year(pieces.integer(at + 1, 2)?, Days::default())?;
        return (!is_counted(pieces, at + 2)).then(|| Found::date(at + 2, format!("{year:04}")));
    }
    if let Some(found) = year_of_era(pieces, at) {
        return Some(found);
    }
    let year = four_digits(pieces, at)?;
    let likely = match year {
        1800..=2100 => true,
        1000..=1799 => pieces.is(at.wrapping_sub(1), Group::BeforeOldYear),
        _ => false,
    };
    if !likely || is_address(pieces, at) {
        return None;
    }
    let joint = pieces.word(at + 1);
    let tight = matches!(joint, "-" | "/") && pieces.is_glued(at + 2) == pieces.is_glued(at + 1);
    let until =
        if tight || pieces.is(at + 1, Group::To) && !pieces.is(at.wrapping_sub(1), Group::Of) {
            let digits = pieces.word(at + 2).len();
            let last = pieces
                .integer(at + 2, 4)
                .filter(|_| digits == 4 || digits == 2 && tight);
            let last = last.map(|last| {
                if digits == 2 {
                    year / 100 * 100 + last
                } else {
                    last
                }
            });
            last.filter(|&last| last > year && last <= 2100 && last - year < 500)
        } else {
            None
        };
    if let Some(last) = until.filter(|_| !is_counted(pieces, at + 3)) {
        return Some(Found::date(at + 3, format!("{year:04}/{last:04}")));
    }
    if pieces.is(at + 1, Group::Fiscal) && pieces.is(at + 2, Group::Year) {
        return Some(Found::date(at + 3, format!("{year:04}")));
    }
    // "2000 soldiers": a plural may be counted where the year is round.
    let next = pieces.word(at + 1);
    let dated = pieces.is(at.wrapping_sub(1), Group::BeforeYear);
    let plural = year % 100 == 0 && next.len() > 3 && pieces.lexicon.is_plural(next);
    let counted = plural && !pieces.is_capital(at + 1) || is_counted(pieces, at + 1);
    (!counted || dated && pieces.is(at + 1, Group::Persons))
        .then(|| Found::date(at + 1, format!("{year:04}")))
}

/// "fiscal 2016", "FY2020-22", "FY20", "FY 2019/20".
fn fiscal_year(pieces: &Pieces<'_>, at: usize) -> Option<Found> {
    let year_at = pieces.past(at + 1, Group::Year);
    let year = |at: usize| match pieces.word(at).len() {
        4 => four_digits(pieces, at),
        2 => full_year(pieces.integer(at, 2)?, Days::default()),
        _ => None,
    };
    let short = pieces.word(year_at).len() == 2;
    let first = year(year_at).filter(|_| !short || pieces.is_glued(year_at))?;
    let joined = matches!(pieces.word(year_at + 1), "-" | "/") && pieces.is_glued(year_at + 2);
    let last = year(year_at + 2).filter(|&last| joined && last > first);
    Some(match last {
        Some(last) => Found::date(year_at + 3, format!("{first:04}/{last:04}")),
        None => Found::date(year_at + 1, format!("{first:04}")),
    })
}

/// "44 B.C.".
fn year_of_era(pieces: &Pieces<'_>, at: usize) -> Option<Found> {
    let year = pieces.integer(at, 4).filter(|&year| year > 0)?;
    let before = pieces.is(at + 1, Group::Era) && pieces.is_capital(at + 1);
    // The year before 1 is 0.
    let sign = if year == 1 { "" } else { "-" };
    before.then(|| Found::date(at + 2, format!("{sign}{:04}", year - 1)))
}

/// "the 1990s", "mid-1990s", "'80s", "the 60s".
pub(super) fn decade(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    let start = at + usize::from(pieces.word(at) == "'");
    let tight = |at: usize| pieces.is(at, Group::DecadeEnding) && pieces.is_glued(at);
    let past = if tight(start + 1) {
        start + 2
    } else if pieces.word(start + 1) == "'" && tight(start + 2) {
        start + 3
    } else {
        return None;
    };
    let number = pieces.integer(start, 4).filter(|number| number % 10 == 0)?;
    // "in her early 50s"
    let is_age = pieces.word(start).len() == 2
        && (at.saturating_sub(2)..at).any(|before| pieces.is(before, Group::Possessive));
    if is_age {
        let value = format!("{number}/{} year", number + 9);
        return Some(Found::new(past, Label::QUANTITY, Some(value)));
    }
    let year = match pieces.word(start).len() {
        4 => number,
        2 if start > at || pieces.is(at.wrapping_sub(1), Group::BeforeDecade) => {
            full_year(number, days)?
        }
        _ => return None,
    };
    Some(Found::date(past, format!("{:03}X", year / 10)))
}

/// "the 20th century".
pub(super) fn century(pieces: &Pieces<'_>, at: usize) -> Option<Found> {
    let (number, end) = ordinal(pieces, at)?;
    let end = pieces.past_hyphen(end);
    let century = pieces.is(end, Group::Century) && (1..=99).contains(&number);
    century.then(|| Found::date(end + 1, format!("{:02}XX", number - 1)))
}
