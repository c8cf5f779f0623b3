//! Days and months: "March 19, 2017", "in March".

use super::calendar::days_between;
use super::entry::{Month, MonthForm};
use super::found::{Days, Found};
use super::group::Group;
use super::pieces::Pieces;
use super::tense::{Tense, is_limit, is_of_clause, tense};
use super::year::{is_counted, year_named};
use newsgraph_document::Date;
use std::ops::Range;

/// Days within which a date may well be one to come that was told before: "announced a vote in May".
const SOON: i64 = 60;

/// One day of a month, or the first and the last of several.
#[derive(Clone, Copy, Debug)]
pub(super) struct MonthDays {
    pub(super) month: u8,
    pub(super) first: u8,
    pub(super) last: u8,
}

/// A day of a month, or a range of them, whose year may be open.
pub(super) fn in_month(
    year: Option<u16>,
    MonthDays { month, first, last }: MonthDays,
    end: usize,
    days: Days,
) -> Option<Found> {
    let year = year.or_else(|| nearest_year(month, first, days));
    let Some(year) = year else {
        // 2000 was a leap year: what has no day there has none in any year.
        Date::new(2000, month, last)?;
        let open = |day: u8| format!("XXXX-{month:02}-{day:02}");
        let value = if last > first {
            format!("{}/{}", open(first), open(last))
        } else {
            open(first)
        };
        return Some(Found::date(end, value));
    };
    let (from, to) = (
        Date::new(year, month, first)?,
        Date::new(year, month, last)?,
    );
    if last > first {
        return Some(Found {
            day: Some(from),
            ..Found::date(end, format!("{from}/{to}"))
        });
    }
    Some(Found::day(end, Some(from)))
}

/// The year in which a day of the calendar lies nearest to the document's date, of two as near the past one.
pub(super) fn nearest_year(month: u8, day: u8, days: Days) -> Option<u16> {
    let today = days.today?;
    let months = i32::from(month) - i32::from(today.month());
    let later = months + i32::from(day > today.day());
    Some(match (months, later) {
        (_, 6..) => today.year().checked_sub(1)?,
        (..=-7, _) => today.year() + 1,
        _ => today.year(),
    })
}

/// The year of a day of the calendar that the text gives none: the nearest, unless the verbs around it
/// tell of another.
fn year_of_day(
    pieces: &Pieces<'_>,
    place: &Range<usize>,
    day: (u8, u8),
    days: Days,
) -> Option<u16> {
    let year = nearest_year(day.0, day.1, days)?;
    let today = days.today?;
    let ahead = days_between(today, Date::new(year, day.0, day.1)?);
    let limit = is_limit(pieces, place.start);
    if ahead == 0 || !is_of_clause(pieces, place.start) {
        return Some(year);
    }
    match tense(pieces, place.start, place.end) {
        Tense::Behind if ahead > 0 && !limit => {
            // Of a day in this year the year is left out, of one in the last year it is told.
            let sure = ahead > SOON || year > today.year();
            year.checked_sub(u16::from(sure))
        }
        Tense::Told if ahead > SOON && !limit => year.checked_sub(1),
        Tense::Ahead if ahead < -SOON => Some(year + 1),
        _ => Some(year),
    }
}

/// The year of a month that the text gives none, told as that of a day.
pub(super) fn year_of_month(
    pieces: &Pieces<'_>,
    place: &Range<usize>,
    month: u8,
    days: Days,
) -> Option<u16> {
    let year = nearest_year(month, 1, days)?;
    let today = days.today?;
    let months = |date: (u16, u8)| i64::from(date.0) * 12 + i64::from(date.1);
    let ahead = months((year, month)) - months((today.year(), today.month()));
    if ahead == 0 || !is_of_clause(pieces, place.start) {
        return Some(year);
    }
    match tense(pieces, place.start, place.end) {
        Tense::Behind if ahead > 0 && !is_limit(pieces, place.start) => year.checked_sub(1),
        Tense::Told if ahead * 30 > SOON && !is_limit(pieces, place.start) => year.checked_sub(1),
        Tense::Ahead if ahead < 0 => Some(year + 1),
        _ => Some(year),
    }
}

/// Whether a month's name at a piece is a person's: "April Dunstan", "Valerie June", "Mrs May".
fn is_name(pieces: &Pieces<'_>, at: usize, by_number: bool) -> bool {
    let before = at.wrapping_sub(1);
    if pieces.is(before, Group::Title) && pieces.is_capital(before) {
        return true;
    }
    if by_number || pieces.is(before, Group::SureMonth) || !pieces.is_title_case(at) {
        return false;
    }
    let named = |at: usize| {
        let entry = pieces.entry(at);
        pieces.is_title_case(at) && entry.month.is_none() && entry.weekday.is_none()
    };
    let given = named(at + 1) && !pieces.is(before, Group::The);
    let small = pieces.is(before, Group::The) || is_after_preposition(pieces, at);
    given || at > 1 && named(before) && !small
}

/// The month that a name means: "may" and "march" are verbs, "jan" and "mar" names.
fn is_month(pieces: &Pieces<'_>, at: usize, by_number: bool) -> Option<u8> {
    let Month { number, form } = pieces.entry(at).month?;
    let capital = pieces.is_capital(at);
    let verb = matches!(form, MonthForm::Verb | MonthForm::Noun);
    if form == MonthForm::Name && is_name(pieces, at, by_number)
        || verb && is_name(pieces, at, true)
    {
        return None;
    }
    let sure = match form {
        MonthForm::Verb | MonthForm::Noun => {
            // "the March results", but "the March on Washington"
            let next = pieces.word(at + 1);
            let noun = next.len() > 2 && next.starts_with(|c: char| c.is_ascii_lowercase());
            let noun = noun && !pieces.is_capital(at + 1);
            let before_noun = noun && at > 0 && pieces.is(at - 1, Group::The);
            // "March sales rose"
            let plural = form == MonthForm::Noun && noun && pieces.lexicon.ends_as_plural(next);
            capital && (by_number || before_noun || plural || is_after_preposition(pieces, at))
        }
        MonthForm::Short => capital && (by_number || pieces.word(at).ends_with('.')),
        MonthForm::Whole | MonthForm::Name => capital || by_number,
        MonthForm::Capital => capital,
    };
    sure.then_some(number)
}

/// Whether a word before a piece speaks for a time there.
pub(super) fn is_after_preposition(pieces: &Pieces<'_>, at: usize) -> bool {
    pieces.is(at.wrapping_sub(1), Group::BeforeMonth)
}

/// A day of the month: its number and the piece after it.
fn day_number(pieces: &Pieces<'_>, at: usize) -> Option<(u8, usize)> {
    let day = pieces.integer(at, 2).filter(|day| (1..=31).contains(day))? as u8;
    let suffix = pieces.is_glued(at + 1) && pieces.is(at + 1, Group::OrdinalEnding);
    Some((day, at + 1 + usize::from(suffix)))
}

/// The last day of a range "14 to 24", "13-15", "20 and 21".
fn range_end(pieces: &Pieces<'_>, first: u8, at: usize) -> Option<(u8, usize)> {
    if !pieces.is(at, Group::DayRange) {
        return None;
    }
    let (last, end) = day_number(pieces, at + 1)?;
    (last > first && !is_counted(pieces, end)).then_some((last, end))
}

/// "March 19, 2017", "Sept. 11", "July 14 to 24, 2022", "May 2021", "in March".
pub(super) fn month_first(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    let next = match pieces.entry(at).month?.form {
        MonthForm::Short => pieces.past_stop(at + 1),
        _ => at + 1,
    };
    let with_day = || {
        let (first, end) = day_number(pieces, next)?;
        let month = is_month(pieces, at, true)?;
        let (last, end) = range_end(pieces, first, end).unwrap_or((first, end));
        if is_counted(pieces, end) {
            return None;
        }
        let (year, end) = match year_named(pieces, end, Group::YearAfterDay, days) {
            Some((year, end)) => (Some(year), end),
            None => (year_of_day(pieces, &(at..end), (month, first), days), end),
        };
        let range = MonthDays { month, first, last };
        in_month(year, range, end, days)
    };
    with_day().or_else(|| {
        if let Some((year, end)) = year_named(pieces, next, Group::YearAfterMonth, days) {
            let month = is_month(pieces, at, true)?;
            return Some(Found::date(end, format!("{year:04}-{month:02}")));
        }
        let month = is_month(pieces, at, false)?;
        let year = if pieces.is(at.wrapping_sub(1), Group::Last) {
            days.today
                .and_then(|today| today.year().checked_sub(u16::from(month >= today.month())))
        } else if pieces.is(at.wrapping_sub(1), Group::Next) {
            days.today
                .map(|today| today.year() + u16::from(month <= today.month()))
        } else {
            year_of_month(pieces, &(at..at + 1), month, days)
        };
        let year = year.map_or_else(|| "XXXX".to_owned(), |year| format!("{year:04}"));
        Some(Found::date(at + 1, format!("{year}-{month:02}")))
    })
}

/// "19 March 2017", "24th day of November, 1954", "14 to 24 July".
pub(super) fn day_first(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    let (first, end) = day_number(pieces, at)?;
    let (last, end) = range_end(pieces, first, end).unwrap_or((first, end));
    let day = pieces.is(end, Group::Day) && pieces.is(end + 1, Group::Of);
    let end = pieces.past(end + usize::from(day), Group::Of);
    let month = is_month(pieces, end, true)?;
    let named = year_named(pieces, end + 1, Group::YearAfterDay, days);
    let open = || year_of_day(pieces, &(at..end + 1), (month, first), days);
    let (year, end) = match named {
        Some((year, end)) => (Some(year), end),
        None => (open(), end + 1),
    };
    let range = MonthDays { month, first, last };
    in_month(year, range, end, days)
}
