//! Holidays, as a text names them.

use super::calendar::days_between;
use super::found::{Days, Found};
use super::group::Group;
use super::holiday::Holiday;
use super::pieces::Pieces;
use super::tense::{Tense, is_of_clause, tense};
use super::year::year_named;
use newsgraph_document::Date;

/// A holiday, with its day where that can be told.
pub(super) fn holiday(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    if !pieces.is_capital(at) {
        return None;
    }
    let (&holiday, end) = pieces.phrase(&pieces.lexicon.holidays, at)?;
    if holiday == Holiday::Movable {
        return Some(Found::date(end, None));
    }
    if let Some((year, end)) = year_named(pieces, end, Group::YearAfterDay, days) {
        return Some(Found::day(end, holiday.day(year)));
    }
    let Some(today) = days.today else {
        return Some(match holiday {
            Holiday::Fixed { month, day } => Found::date(end, format!("XXXX-{month:02}-{day:02}")),
            _ => Found::date(end, None),
        });
    };
    Some(Found::day(end, near(pieces, at, end, holiday, today)))
}

/// The day of the holiday that is meant: the nearest one, unless the words around tell of another.
fn near(pieces: &Pieces<'_>, at: usize, end: usize, holiday: Holiday, today: Date) -> Option<Date> {
    let years = [
        today.year().checked_sub(1),
        Some(today.year()),
        Some(today.year() + 1),
    ];
    let all = years
        .into_iter()
        .flatten()
        .filter_map(|year| holiday.day(year));
    let ahead = |day: &Date| days_between(today, *day);
    let before = at.wrapping_sub(1);
    let last = pieces.is(before, Group::Last) || pieces.is(before, Group::Past);
    let tense = match tense(pieces, at, end) {
        _ if last => Tense::Behind,
        _ if pieces.is(before, Group::Next) => Tense::Ahead,
        _ if !is_of_clause(pieces, at) => Tense::Open,
        tense => tense,
    };
    match tense {
        Tense::Behind | Tense::Told => all.filter(|day| ahead(day) <= 0).max(),
        Tense::Ahead => all.filter(|day| ahead(day) >= 0).min(),
        _ => all.min_by_key(|day| ahead(day).abs()),
    }
}
