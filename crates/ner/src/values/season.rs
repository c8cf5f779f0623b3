//! Seasons and quarters.

use super::entry::SeasonForm;
use super::found::{Days, Found};
use super::group::Group;
use super::month::{is_after_preposition, nearest_year};
use super::number::ordinal;
use super::pieces::Pieces;
use super::year::year_after;

/// "spring 2016", "the summer of 1994", "the third quarter", "Q1 2016".
pub(super) fn season_or_quarter(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    let quarter = || {
        let (number, end) = ordinal(pieces, at)?;
        let quarter = (1..=4).contains(&number) && pieces.is(end, Group::Quarter);
        quarter.then(|| (32 + number as u8, end + 1))
    };
    let short_quarter = || {
        let number = pieces
            .integer(at + 1, 1)
            .filter(|q| (1..=4).contains(q) && pieces.is_capital(at))?;
        (pieces.is(at, Group::QuarterLetter) && pieces.is_glued(at + 1))
            .then(|| (32 + number as u8, at + 2))
    };
    let name = pieces.entry(at).season;
    let by_name = name.map(|season| (season.number, at + 1));
    let (number, end) = by_name.or_else(quarter).or_else(short_quarter)?;
    if let Some((year, past)) = year_after(pieces, end, Group::YearAfterSeason) {
        return Some(Found::date(past, format!("{year:04}-{number}")));
    }
    let before = at.wrapping_sub(1);
    let sure = name.is_none_or(|name| name.form == SeasonForm::Sure)
        || is_after_preposition(pieces, at)
        || pieces.is(before, Group::The) && !pieces.is(end, Group::Of);
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
    } else {
        today.and_then(|_| nearest_year(begins, 1, days))
    };
    let year = year.map_or_else(|| "XXXX".to_owned(), |year| format!("{year:04}"));
    sure.then(|| Found::date(end, format!("{year}-{number}")))
}
