//! Dates that are counted from a day: "last month", "three weeks ago".

use super::calendar::{add_days, add_months, week, weekday, weekday_in_week};
use super::decimal::Decimal;
use super::entry::{LengthForm, Origin, Step, TimeUnit};
use super::found::{Days, Found};
use super::group::Group;
use super::pieces::Pieces;
use super::rate::alone;
use super::tense::{Tense, tense};
use super::time::count;
use super::year::year_after;
use newsgraph_document::Date;
use std::fmt::Write as _;

/// The sixth day of the week.
const SATURDAY: u8 = 6;

/// "today", "last month", "this week", "the following day", "the day before yesterday".
pub(super) fn relative(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    if let Some((&count, end)) = pieces.phrase(&pieces.lexicon.days, at) {
        // "told USA Today"
        let named = pieces.is_title_case(at) && at > 0 && pieces.is_capital(at - 1);
        let day = days.today.and_then(|today| add_days(today, count));
        return (!named).then(|| Found::day(end, day));
    }
    let step = pieces.entry(at).relative?;
    if pieces.is(at + 1, Group::Weekend) {
        return Some(weekend(pieces, at, step, days));
    }
    if pieces.is(at + 1, Group::Quarter) {
        return Some(quarter(pieces, at, step, days));
    }
    unit(pieces, at, step, days)
}

/// "last month", "the next year"; "in the past week", "over the next year" tell how long.
fn unit(pieces: &Pieces<'_>, at: usize, step: Step, days: Days) -> Option<Found> {
    let length = pieces.length(at + 1)?;
    if length.form == LengthForm::Many || length.unit.is_short() {
        return None;
    }
    let before = at.wrapping_sub(1);
    let definite = pieces.is(before, Group::The);
    let lasts = definite && pieces.is(before.wrapping_sub(1), Group::Within);
    let past = pieces.is(at, Group::Past) && !pieces.is(before, Group::This);
    if past || lasts && step.from == Origin::Today {
        return Some(alone(at + 2, length, "1"));
    }
    let is_day = pieces.is(at + 1, Group::Day);
    let is_next = pieces.is(at, Group::Next);
    // "the last week of March"
    let final_one = definite && pieces.is(at, Group::Last) && pieces.is(at + 2, Group::Of);
    if final_one || is_day && step.from == Origin::Today && !is_next {
        return None;
    }
    // "the next day", "the next year" are counted from those before them in the text.
    let from = match step.from {
        Origin::Today if !(is_next && (definite || is_day)) => days.today,
        _ => days.named(length.unit),
    };
    let found = moved(at + 2, from, length.unit, length.times as i64 * step.by);
    Some(Found {
        day: found.day.filter(|_| is_next),
        ..found
    })
}

/// "last quarter", "the last quarter of 2016".
fn quarter(pieces: &Pieces<'_>, at: usize, step: Step, days: Days) -> Found {
    let year = year_after(pieces, at + 2, Group::Of);
    if let Some((year, end)) = year.filter(|_| pieces.is(at, Group::Last)) {
        return Found::date(end, format!("{year:04}-36"));
    }
    let from = match step.from {
        Origin::Today => days.today,
        Origin::Text => days.named(TimeUnit::Month),
    };
    let value = from.and_then(|from| add_months(from, 3 * step.by));
    let value = value.map(|(year, month)| format!("{year:04}-{}", 33 + (month - 1) / 3));
    Found::date(at + 2, value)
}

/// "last weekend", "this weekend", which before its Saturday may be the last one.
fn weekend(pieces: &Pieces<'_>, at: usize, step: Step, days: Days) -> Found {
    let end = at + 2;
    let from = match step.from {
        Origin::Today => days.today,
        Origin::Text => days.last,
    };
    let of_clause = step.by == 0 && matches!(tense(pieces, at, end), Tense::Behind | Tense::Told);
    let weeks = match from {
        Some(from) if of_clause && weekday(from) < SATURDAY => -1,
        _ => step.by,
    };
    Found::date(end, from.and_then(|from| weekend_of(from, weeks)))
}

/// Saturday and Sunday of the week of a day, or so many weeks later.
fn weekend_of(day: Date, weeks: i64) -> Option<String> {
    let saturday = weekday_in_week(day, SATURDAY, weeks)?;
    let sunday = add_days(saturday, 1)?;
    Some(format!("{saturday}/{sunday}"))
}

/// "by the end of the year", "later in the week", "over the weekend": the one of today.
pub(super) fn this_one(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    let the = at.checked_sub(2)?;
    if !pieces.is(the + 1, Group::The) {
        return None;
    }
    if pieces.is(at, Group::Weekend) && pieces.is(the, Group::BeforeWeekend) {
        let weeks = days.today.map(|today| {
            let behind = !tense(pieces, at, at + 1).is_ahead();
            -i64::from(behind && weekday(today) < SATURDAY)
        });
        let value = days.today.zip(weeks);
        let value = value.and_then(|(today, weeks)| weekend_of(today, weeks));
        return Some(Found::date(at + 1, value));
    }
    let length = pieces.length(at).filter(|length| {
        let long = matches!(
            length.unit,
            TimeUnit::Week | TimeUnit::Month | TimeUnit::Year
        );
        long && length.form == LengthForm::One && length.times == 1
    })?;
    let part = the.checked_sub(1).is_some_and(|part| {
        pieces.is(the, Group::Of) && pieces.is(part, Group::PeriodPart)
            || pieces.is(the, Group::In) && pieces.is(part, Group::PeriodSide)
    });
    let whole = part || pieces.is(the, Group::BeforePeriod);
    let more = pieces.is(at + 1, Group::Of) || pieces.word(at + 1) == "-";
    (whole && !more).then(|| moved(at + 1, days.today, length.unit, 0))
}

/// "three weeks ago", "a day earlier", "two years later", "10 days from now".
pub(super) fn ago(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    let (count, unit_at) = if pieces.is(at, Group::Article) && pieces.length(at + 1).is_some() {
        (Some(1), at + 1)
    } else {
        let (count, unit_at) = count(pieces, at)?;
        (count.and_then(Decimal::integer), unit_at)
    };
    // Hours lie within a day.
    let length = pieces
        .length(unit_at)
        .filter(|length| !length.unit.is_short())?;
    let (step, end) = pieces.phrase(&pieces.lexicon.moves, unit_at + 1)?;
    let count = count.and_then(|count| count.checked_mul(length.times as i64));
    let count = count.and_then(|count| count.checked_mul(step.by));
    let Some(count) = count else {
        return Some(Found::date(end, None));
    };
    let from = match step.from {
        Origin::Today => days.today,
        Origin::Text => days.named(length.unit),
    };
    Some(moved(end, from, length.unit, count))
}

/// A day moved by some units, told as exactly as the unit is.
fn moved(end: usize, from: Option<Date>, unit: TimeUnit, count: i64) -> Found {
    let Some(from) = from else {
        return Found::date(end, None);
    };
    let mut value = String::new();
    match unit {
        TimeUnit::Day => return Found::day(end, add_days(from, count)),
        TimeUnit::Week => {
            let moved = count.checked_mul(7).and_then(|days| add_days(from, days));
            value.push_str(&moved.and_then(week).unwrap_or_default());
        }
        TimeUnit::Month => {
            if let Some((year, month)) = add_months(from, count) {
                let _ = write!(value, "{year:04}-{month:02}");
            }
        }
        _ => {
            let year = i64::from(from.year()).checked_add(count);
            if let Some(year) = year.filter(|year| (0..=9999).contains(year)) {
                let _ = write!(value, "{year:04}");
            }
        }
    }
    Found::date(end, (!value.is_empty()).then_some(value))
}
