//! Dates that are counted from a day: "last month", "three weeks ago".

use super::calendar::{add_days, add_months, week};
use super::decimal::Decimal;
use super::entry::{LengthForm, Origin, TimeUnit};
use super::found::{Days, Found};
use super::group::Group;
use super::pieces::Pieces;
use super::time::count;
use super::year::year_after;
use newsgraph_document::Date;
use std::fmt::Write as _;

impl Days {
    fn from(self, origin: Origin) -> Option<Date> {
        match origin {
            Origin::Today => self.today,
            Origin::Text => self.last,
        }
    }
}

/// "today", "last month", "this week", "the following day", "the day before yesterday".
pub(super) fn relative(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    if let Some((&count, end)) = pieces.phrase(&pieces.lexicon.days, at) {
        let day = days.today.and_then(|today| add_days(today, count));
        return Some(Found::day(end, day));
    }
    let step = pieces.entry(at).relative?;
    let is_day = pieces.is(at + 1, Group::Day);
    let is_next = pieces.is(at, Group::Next);
    if is_day && step.from == Origin::Today && !is_next {
        return None;
    }
    // "the next day" is counted from the day before it in the text.
    let from = days.from(if is_day { Origin::Text } else { step.from });
    if pieces.is(at + 1, Group::Weekend) {
        return Some(Found::date(at + 2, None));
    }
    if pieces.is(at + 1, Group::Quarter) {
        let year = year_after(pieces, at + 2, Group::Of);
        if let Some((year, end)) = year.filter(|_| pieces.is(at, Group::Last)) {
            return Some(Found::date(end, format!("{year:04}-36")));
        }
        let value = from.and_then(|from| add_months(from, 3 * step.by));
        let value = value.map(|(year, month)| format!("{year:04}-{}", 33 + (month - 1) / 3));
        return Some(Found::date(at + 2, value));
    }
    let length = pieces.length(at + 1)?;
    if length.form == LengthForm::Many || length.unit.is_short() {
        return None;
    }
    let found = moved(at + 2, from, length.unit, length.times as i64 * step.by);
    Some(Found {
        day: found.day.filter(|_| is_next),
        ..found
    })
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
    Some(moved(end, days.from(step.from), length.unit, count))
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
