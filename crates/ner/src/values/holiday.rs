//! Holidays.

use super::found::{Days, Found};
use super::group::Group;
use super::lexicon::Holiday;
use super::month::{MonthDays, in_month};
use super::pieces::Pieces;
use super::year::year_after;

/// A holiday, with its day where it is the same each year.
pub(super) fn holiday(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    if !pieces.is_capital(at) {
        return None;
    }
    let (&holiday, end) = pieces.phrase(&pieces.lexicon.holidays, at)?;
    let Holiday::Fixed { month, day } = holiday else {
        return Some(Found::date(end, None));
    };
    let (year, end) = match year_after(pieces, end, Group::YearAfterDay) {
        Some((year, end)) => (Some(year), end),
        None => (None, end),
    };
    let (first, last) = (day, day);
    in_month(year, MonthDays { month, first, last }, end, days)
}
