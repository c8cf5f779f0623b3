//! Seasons and quarters.

use super::entry::SeasonForm;
use super::found::{Days, Found};
use super::group::Group;
use super::month::year_of_month;
use super::number::ordinal;
use super::pieces::Pieces;
use super::tense::{Tense, tense};
use super::year::{year_named, year_or_years};
use newsgraph_document::Date;
use std::ops::Range;

/// "spring 2016", "the summer of 1994", "the third quarter", "Q1 2016", "the September quarter".
pub(super) fn season_or_quarter(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    let name = pieces.entry(at).season;
    let by_name = name.map(|season| (season.number, at + 1));
    let (number, end) = by_name.or_else(|| quarter(pieces, at))?;
    if let Some((year, past)) = year_named(pieces, end, Group::YearAfterSeason, days) {
        return Some(Found::date(past, format!("{year:04}-{number}")));
    }
    if let Some(fiscal) = year_or_years(pieces, pieces.past(end, Group::Of)) {
        let is_fiscal = pieces.is(pieces.past(end, Group::Of), Group::Fiscal);
        let year = fiscal.value.filter(|year| is_fiscal && year.len() == 4);
        if let Some(year) = year {
            return Some(Found::date(fiscal.end, format!("{year}-{number}")));
        }
    }
    if name.is_some_and(|name| !is_season(pieces, at, name.form)) {
        return None;
    }
    let before = at.wrapping_sub(1);
    let today = days.today;
    // The months in which a season or quarter begins.
    let begins = if number < 30 {
        3 * (number - 20)
    } else {
        3 * (number - 32) - 2
    };
    let year = if pieces.is(before, Group::Last) {
        today.and_then(|t| t.year().checked_sub(u16::from(begins + 2 >= t.month())))
    } else if pieces.is(before, Group::Next) {
        today.map(|t| t.year() + u16::from(begins <= t.month()))
    } else if pieces.is(before, Group::This) {
        today.map(Date::year)
    } else if name.is_none() {
        today.and_then(|today| year_of_quarter(pieces, &(at..end), begins, today))
    } else {
        year_of_month(pieces, &(at..end), begins, days)
    };
    let year = year.map_or_else(|| "XXXX".to_owned(), |year| format!("{year:04}"));
    Some(Found::date(end, format!("{year}-{number}")))
}

/// The year of a quarter that the text gives none: of those that have begun the last one, unless the verbs around
/// tell of one to come.
fn year_of_quarter(
    pieces: &Pieces<'_>,
    place: &Range<usize>,
    begins: u8,
    today: Date,
) -> Option<u16> {
    let over = begins + 2 < today.month();
    match tense(pieces, place.start, place.end) {
        // Results that will be told are of a quarter that is over.
        Tense::Ahead if begins >= today.month() || over && begins + 6 <= today.month() => {
            Some(today.year() + u16::from(over))
        }
        _ => today.year().checked_sub(u16::from(begins > today.month())),
    }
}

/// The quarter that stands at a piece, as the number of its part of a year, and the piece after it:
/// "third quarter", "third-quarter", "Q1", "September quarter".
fn quarter(pieces: &Pieces<'_>, at: usize) -> Option<(u8, usize)> {
    let named = |end: usize| {
        let end = pieces.past_hyphen(end);
        pieces.is(end, Group::Quarter).then_some(end + 1)
    };
    if let Some(month) = pieces.entry(at).month.filter(|_| pieces.is_capital(at)) {
        return Some((33 + (month.number - 1) / 3, named(at + 1)?));
    }
    let quarter = |number: &u128| (1..=4).contains(number);
    if pieces.is(at, Group::QuarterLetter) && pieces.is_capital(at) && pieces.is_glued(at + 1) {
        let number = pieces.integer(at + 1, 1).map(u128::from).filter(quarter)?;
        return Some((32 + number as u8, at + 2));
    }
    let (number, end) = ordinal(pieces, at).filter(|(number, _)| quarter(number))?;
    Some((32 + number as u8, named(end)?))
}

/// Whether the name of a season is meant as one: "in the fall", "this spring", "the summer", but not "to fall",
/// "the fall of the wall", "a nuclear winter".
fn is_season(pieces: &Pieces<'_>, at: usize, form: SeasonForm) -> bool {
    let before = at.wrapping_sub(1);
    let part = pieces.is(at + 1, Group::Of);
    let sure = form == SeasonForm::Sure;
    if pieces.is(before, Group::The) {
        let told = pieces.is(before.wrapping_sub(1), Group::BeforeSeason);
        return sure || told && !part;
    }
    pieces.is(before, Group::BeforeSeason) && (sure || !part)
}
