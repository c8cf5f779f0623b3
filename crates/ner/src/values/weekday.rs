//! Days of the week.

use super::calendar::{add_days, add_months, weekday, weekday_until};
use super::entry::{Origin, Weekday, WeekdayForm};
use super::found::{Days, Found};
use super::group::Group;
use super::month::{day_first, month_first};
use super::number::ordinal;
use super::pieces::Pieces;
use super::year::{four_digits, is_counted};
use newsgraph_document::Date;

/// "Thursday", "Wednesday, July 27", "next Monday"; alone it is the last one, or the next one after
/// "will" and "next".
pub(super) fn day_of_week(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    let Weekday { number: day, form } = pieces.entry(at).weekday?;
    if form == WeekdayForm::Short && !pieces.is_capital(at) {
        return None;
    }
    let next = at + 1 + usize::from(pieces.word(at + 1) == ",");
    let dated = month_first(pieces, next, days)
        .filter(|_| pieces.is_digits(next + 1) && pieces.word(next + 1).len() <= 2)
        .or_else(|| day_first(pieces, next, days));
    if let Some(dated) = dated {
        // Without a year the day of the week tells which one is meant.
        let open = four_digits(pieces, dated.end - 1).is_none();
        let other = dated.day.filter(|date| open && weekday(*date) != day);
        let other = other.and_then(|date| {
            let years = [date.year().checked_sub(1)?, date.year() + 1];
            let mut near = years
                .into_iter()
                .filter_map(|y| Date::new(y, date.month(), date.day()));
            near.find(|date| weekday(*date) == day)
        });
        return Some(other.map_or_else(|| dated.clone(), |date| Found::day(dated.end, Some(date))));
    }
    if let Some(found) = weekday_and_day(pieces, at, day, days) {
        return Some(found);
    }
    let Some(today) = days.today.filter(|_| form != WeekdayForm::Many) else {
        return Some(Found::date(at + 1, format!("XXXX-WXX-{day}")));
    };
    let future = (at.saturating_sub(12)..at).any(|before| pieces.is(before, Group::Future));
    let step = pieces.entry(at.wrapping_sub(1)).relative;
    let step = step.filter(|step| step.from == Origin::Today);
    let named = match step.map(|step| step.by.signum()) {
        Some(1) => weekday_until(today, day).and_then(|d| add_days(d, 7)),
        Some(-1) => add_days(today, -1).and_then(|yesterday| weekday_until(yesterday, day)),
        Some(_) => add_days(today, i64::from(day) - i64::from(weekday(today))),
        _ if future => add_days(today, 6).and_then(|d| weekday_until(d, day)),
        _ => weekday_until(today, day),
    };
    Some(Found::day(at + 1, named))
}

/// "Friday the 13th": the nearest such day.
fn weekday_and_day(pieces: &Pieces<'_>, at: usize, weekday_is: u8, days: Days) -> Option<Found> {
    let the = at + 1 + usize::from(pieces.word(at + 1) == ",");
    let (number, end) = ordinal(pieces, the + 1).filter(|_| pieces.is(the, Group::The))?;
    let number = u8::try_from(number).ok().filter(|n| (1..=31).contains(n))?;
    if !pieces.is_digits(the + 1) || is_counted(pieces, end) {
        return None;
    }
    let near = days.today.and_then(|today| {
        (0..=14).flat_map(|n| [-n, n]).find_map(|months| {
            let (year, month) = add_months(today, months)?;
            Date::new(year, month, number).filter(|date| weekday(*date) == weekday_is)
        })
    });
    let open = || Some(format!("XXXX-XX-{number:02}"));
    Some(Found {
        value: near.map(|day| day.to_string()).or_else(open),
        ..Found::day(end, near)
    })
}
