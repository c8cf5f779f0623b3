//! Days of the week.

use super::calendar::{
    add_days, add_months, weekday, weekday_from, weekday_in_week, weekday_until,
};
use super::entry::{Origin, Weekday, WeekdayForm};
use super::found::{Days, Found};
use super::group::{Cue, Group};
use super::month::{day_first, month_first};
use super::number::ordinal;
use super::pieces::Pieces;
use super::tense::tense;
use super::year::{four_digits, is_counted};
use newsgraph_document::Date;

/// "Thursday", "Wednesday, July 27", "next Monday", "Friday last week"; alone it is the last one, or the next
/// one where the verbs around it tell of what is to come.
pub(super) fn day_of_week(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    let Weekday { number: day, form } = pieces.entry(at).weekday?;
    let before = at.wrapping_sub(1);
    let titled = pieces.is(before, Group::Title) && pieces.is_capital(before);
    // "Sunday Morning Futures"
    let part = pieces.entry(at + 1).tells(Cue::DayPart);
    let named = part && pieces.is_title_case(at + 1) && pieces.is_title_case(at + 2);
    if titled || named || form == WeekdayForm::Short && !pieces.is_capital(at) {
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
    if let Some(found) = in_a_week(pieces, at, day, today) {
        return Some(found);
    }
    // "the following Monday", but "following Monday's vote"
    let definite = pieces.is(at.wrapping_sub(2), Group::The);
    let step = pieces.entry(at.wrapping_sub(1)).relative;
    let step = step.filter(|step| definite || step.from == Origin::Today);
    let named = match step {
        Some(step) if step.from == Origin::Text => days.last.and_then(|last| match step.by {
            1 => add_days(last, 1).and_then(|next| weekday_from(next, day)),
            -1 => add_days(last, -1).and_then(|last| weekday_until(last, day)),
            _ => weekday_until(last, day),
        }),
        Some(step) => match step.by.signum() {
            1 => weekday_until(today, day).and_then(|d| add_days(d, 7)),
            -1 => add_days(today, -1).and_then(|yesterday| weekday_until(yesterday, day)),
            _ => weekday_in_week(today, day, 0),
        },
        // "from Monday to Wednesday"
        None if is_range(pieces, at) => days.last.and_then(|first| weekday_from(first, day)),
        None if tense(pieces, at, at + 1).is_ahead() => weekday_from(today, day),
        None => weekday_until(today, day),
    };
    Some(Found::day(at + 1, named))
}

/// Whether a day of the week ends a range that begins with another.
fn is_range(pieces: &Pieces<'_>, at: usize) -> bool {
    at > 1 && pieces.is(at - 1, Group::DayRange) && pieces.entry(at - 2).weekday.is_some()
}

/// "Friday last week", "Monday of next week".
fn in_a_week(pieces: &Pieces<'_>, at: usize, day: u8, today: Date) -> Option<Found> {
    let start = pieces.past(at + 1, Group::Of);
    let step = pieces.entry(start).relative?;
    let week = step.from == Origin::Today && pieces.is(start + 1, Group::Week);
    let named = weekday_in_week(today, day, step.by);
    week.then(|| Found::day(start + 2, named))
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
