//! Dates that are counted from a day: "last month", "three weeks ago".

use super::calendar::{add_days, add_months, week};
use super::date::{found, found_day, year_after};
use super::pieces::Pieces;
use super::time::{count, unit};
use super::{Days, Found};
use newsgraph_document::Date;
use std::fmt::Write as _;

/// "today", "last month", "this week", "the following day", "the day before yesterday".
pub(super) fn relative(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    let from_today = |end: usize, count: i64| {
        let day = days.today.and_then(|today| add_days(today, count));
        Some(found_day(end, day))
    };
    match pieces.word(at) {
        "today" | "tonight" => return from_today(at + 1, 0),
        "yesterday" => return from_today(at + 1, -1),
        "tomorrow" => return from_today(at + 1, 1),
        "day" if pieces.is(at + 1, &["before"]) && pieces.is(at + 2, &["yesterday"]) => {
            return from_today(at + 3, -2);
        }
        "day" if pieces.is(at + 1, &["after"]) && pieces.is(at + 2, &["tomorrow"]) => {
            return from_today(at + 3, 2);
        }
        _ => {}
    }
    let (step, from) = match pieces.word(at) {
        "last" | "past" => (-1, days.today),
        "this" => (0, days.today),
        "next" | "coming" => (1, days.today),
        "previous" | "preceding" => (-1, days.last),
        "following" => (1, days.last),
        "same" => (0, days.last),
        _ => return None,
    };
    let name = pieces.word(at + 1);
    // "the next day" is counted from the day before it in the text.
    let from = if name == "day" { days.last } else { from };
    if name == "day" && matches!(pieces.word(at), "this" | "last" | "past" | "coming") {
        return None;
    }
    if name == "weekend" {
        return Some(found(at + 2, None));
    }
    let quarter = name == "quarter";
    if quarter {
        let year = year_after(pieces, at + 2, &["of"]).filter(|_| pieces.word(at) == "last");
        if let Some((year, end)) = year {
            return Some(found(end, format!("{year:04}-36")));
        }
        let value = from.and_then(|from| add_months(from, 3 * step));
        let value = value.map(|(year, month)| format!("{year:04}-{}", 33 + (month - 1) / 3));
        return Some(found(at + 2, value));
    }
    if name.ends_with('s') {
        return None;
    }
    let (letter, short, times) = unit(name)?;
    (!short).then(|| {
        moved(
            at + 2,
            from,
            (letter, times as i64 * step),
            pieces.word(at) == "next" && letter == 'D',
        )
    })
}

/// "three weeks ago", "a day earlier", "two years later", "10 days from now".
pub(super) fn ago(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    let (count, unit_at) = if pieces.is(at, &["a", "an"]) && unit(pieces.word(at + 1)).is_some() {
        (Some(1), at + 1)
    } else {
        let (count, unit_at) = count(pieces, at)?;
        (count.and_then(super::decimal::Decimal::integer), unit_at)
    };
    let (letter, short, times) = unit(pieces.word(unit_at)).filter(|unit| !unit.1)?;
    debug_assert!(!short, "hours lie within a day");
    let end = unit_at + 1;
    let (sign, from, end) = match pieces.word(end) {
        "ago" => (-1, days.today, end + 1),
        "earlier" => (-1, days.last, end + 1),
        "later" => (1, days.last, end + 1),
        "from" if pieces.is(end + 1, &["now", "today"]) => (1, days.today, end + 2),
        _ => return None,
    };
    let Some(count) = count.and_then(|count| count.checked_mul(times as i64)) else {
        return Some(found(end, None));
    };
    Some(moved(end, from, (letter, sign * count), true))
}

/// A day moved by some units, told as exactly as the unit is.
fn moved(end: usize, from: Option<Date>, (letter, count): (char, i64), names_day: bool) -> Found {
    let Some(from) = from else {
        return found(end, None);
    };
    let mut value = String::new();
    match letter {
        'D' => {
            let day = add_days(from, count);
            return if names_day {
                found_day(end, day)
            } else {
                found(end, day.map(|d| d.to_string()))
            };
        }
        'W' => {
            let moved = count.checked_mul(7).and_then(|days| add_days(from, days));
            value.push_str(&moved.and_then(week).unwrap_or_default());
        }
        'M' => {
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
    found(end, (!value.is_empty()).then_some(value))
}
