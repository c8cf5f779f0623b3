//! Weeks that a day names, and days that a month names: "the week of March 23", "the 2nd of this month".

use super::calendar::{add_months, week};
use super::entry::{LengthForm, Origin, TimeUnit};
use super::found::{Days, Found};
use super::group::Group;
use super::month::{day_first, month_first};
use super::number::ordinal;
use super::numeric::in_digits;
use super::pieces::Pieces;
use newsgraph_document::Date;

/// "week of March 23", "week ending March 6".
pub(super) fn week_of(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    if !pieces.is(at, Group::Week) || !pieces.is(at + 1, Group::WeekOf) {
        return None;
    }
    let start = pieces.past(pieces.past(at + 2, Group::In), Group::The);
    let dated = month_first(pieces, start, days).filter(|_| pieces.is_digits(start + 1));
    let found = dated
        .or_else(|| day_first(pieces, start, days))
        .or_else(|| in_digits(pieces, start, days))?;
    Some(Found::date(found.end, found.day.and_then(week)))
}

/// "2nd of this month", "23rd of last month", "fifth of next month".
pub(super) fn day_of_month(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    let (day, end) = ordinal(pieces, at)?;
    let step = pieces.entry(pieces.past(end, Group::Of)).relative?;
    let unit = pieces.length(end + 2)?;
    let month = unit.unit == TimeUnit::Month && unit.form == LengthForm::One;
    let day = u8::try_from(day)
        .ok()
        .filter(|day| (1..=31).contains(day))?;
    if !pieces.is(end, Group::Of) || !month {
        return None;
    }
    let from = match step.from {
        Origin::Today => days.today,
        Origin::Text => days.named(TimeUnit::Month),
    };
    let named = from.and_then(|from| add_months(from, step.by));
    let named = named.and_then(|(year, month)| Date::new(year, month, day));
    Some(Found::day(end + 3, named))
}
