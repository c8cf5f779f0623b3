//! Dates of every kind.

use super::feast::holiday;
use super::found::{Days, Found};
use super::group::Group;
use super::month::{day_first, month_first};
use super::numeric::in_digits;
use super::pieces::Pieces;
use super::relative::{ago, relative, this_one};
use super::season::season_or_quarter;
use super::week::{day_of_month, week_of};
use super::weekday::day_of_week;
use super::year::{century, decade, year_or_years};

/// The longest date at a piece. "mid-" and the like are left out of the value.
pub(super) fn date(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    let hyphen = pieces.word(at + 1) == "-" && pieces.is_glued(at + 1);
    let at = at + 2 * usize::from(hyphen && pieces.is(at, Group::Part));
    [
        day_of_week(pieces, at, days),
        month_first(pieces, at, days),
        day_first(pieces, at, days),
        in_digits(pieces, at, days),
        year_or_years(pieces, at),
        decade(pieces, at, days),
        season_or_quarter(pieces, at, days),
        century(pieces, at),
        relative(pieces, at, days),
        this_one(pieces, at, days),
        week_of(pieces, at, days),
        day_of_month(pieces, at, days),
        ago(pieces, at, days),
        holiday(pieces, at, days),
    ]
    .into_iter()
    .flatten()
    .reduce(|a, b| if b.end > a.end { b } else { a })
}
