//! Times of day and durations.

use super::decimal::Decimal;
use super::entry::{Fixed, Length};
use super::found::Found;
use super::group::Group;
use super::number::{Number, number};
use super::pieces::Pieces;
use newsgraph_document::Label;

/// "8 p.m.", "10:30 a.m. ET", "16:00", "1600 GMT", "7 o'clock", "noon".
pub(super) fn time_of_day(pieces: &Pieces<'_>, at: usize) -> Option<Found> {
    if let Some((time, end)) = pieces.phrase(&pieces.lexicon.clock, at) {
        return Some(Found::new(end, Label::TIME, Some(time.to_string())));
    }
    if !pieces.is_digits(at) {
        return None;
    }
    let Clock {
        mut hour,
        minute,
        mut end,
    } = clock(pieces, at)?;
    let mut sure = end > at + 1;
    if pieces.is(end, Group::Am) && (1..=12).contains(&hour) {
        hour %= 12;
        (end, sure) = (end + 1, true);
    } else if pieces.is(end, Group::Pm) && (1..=12).contains(&hour) {
        hour = hour % 12 + 12;
        (end, sure) = (end + 1, true);
    } else if let Some(past) = pieces.past_fixed(end, Fixed::Clock) {
        (end, sure) = (past, true);
    }
    let mut zone = "";
    if let Some((past, universal)) = time_zone(pieces, end) {
        (end, sure) = (past, true);
        zone = if universal { "Z" } else { "" };
    }
    let sure = sure && hour < 24 && minute < 60;
    sure.then(|| {
        Found::new(
            end,
            Label::TIME,
            Some(format!("T{hour:02}:{minute:02}{zone}")),
        )
    })
}

/// A time that was read, and the piece after it.
struct Clock {
    hour: u16,
    minute: u16,
    end: usize,
}

/// Hour and minute: "10", "10:30", "10.30" before a.m. or p.m., "1600" before GMT.
fn clock(pieces: &Pieces<'_>, at: usize) -> Option<Clock> {
    let word = pieces.word(at);
    if let Some((hour, minute)) = word.split_once('.') {
        let half_day = pieces.is(at + 1, Group::Am) || pieces.is(at + 1, Group::Pm);
        let sound = half_day && minute.len() == 2;
        return sound.then(|| {
            Some(Clock {
                hour: hour.parse().ok()?,
                minute: minute.parse().ok()?,
                end: at + 1,
            })
        })?;
    }
    if word.len() == 4 && time_zone(pieces, at + 1).is_some() {
        let number = pieces.integer(at, 4)?;
        return Some(Clock {
            hour: number / 100,
            minute: number % 100,
            end: at + 1,
        });
    }
    let hour = pieces.integer(at, 2)?;
    let colon = pieces.word(at + 1) == ":" && pieces.is_glued(at + 1);
    let minutes = colon && pieces.word(at + 2).len() == 2;
    Some(Clock {
        hour,
        minute: if minutes {
            pieces.integer(at + 2, 2)?
        } else {
            0
        },
        end: at + if minutes { 3 } else { 1 },
    })
}

/// Past a time zone, and whether it is the universal one.
fn time_zone(pieces: &Pieces<'_>, at: usize) -> Option<(usize, bool)> {
    if !pieces.is_capital(at) {
        let local = pieces.past_fixed(at, Fixed::LocalTime)?;
        return Some((local, false));
    }
    let universal = pieces.is(at, Group::UniversalZone);
    (universal || pieces.is(at, Group::Zone)).then_some((at + 1, universal))
}

/// How many of a unit stand at a piece; `None` inside where the text does not say how many.
pub(super) fn count(pieces: &Pieces<'_>, at: usize) -> Option<(Option<Decimal>, usize)> {
    if pieces.is(at, Group::Half) && pieces.is(at + 1, Group::HalfJoint) {
        return Some((Decimal::fraction(1, 2), at + 2));
    }
    let vague = pieces.phrase(&pieces.lexicon.vague, at);
    if let Some((value, end)) = vague.filter(|&(_, end)| pieces.length(end).is_some()) {
        return Some((value.map(Decimal::whole), end));
    }
    let Number { end, value, .. } = number(pieces, at)?;
    Some((value, pieces.past_hyphen(end)))
}

/// "two years", "30-minute", "2 hours and 13 minutes", "half a century", "several days", and times
/// of a race as "4:07.36".
pub(super) fn duration(pieces: &Pieces<'_>, at: usize) -> Option<Found> {
    if let Some(found) = race_time(pieces, at) {
        return Some(found);
    }
    let (mut days, mut time) = (String::new(), String::new());
    let mut end = at;
    let mut last = usize::MAX;
    loop {
        let start = end + usize::from(end > at && pieces.is(end, Group::DurationJoint));
        let Some((value, unit_at)) = count(pieces, start) else {
            break;
        };
        let Some(Length { unit, times, .. }) = pieces.length_or_night(unit_at) else {
            break;
        };
        // Each unit is smaller than the one before it.
        let size = unit as usize;
        if size >= last {
            break;
        }
        last = size;
        let value = value.and_then(|value| value.times(Decimal::whole(times)));
        let value = value.map_or_else(|| "X".to_owned(), |value| value.to_string());
        let part = if unit.is_short() {
            &mut time
        } else {
            &mut days
        };
        part.push_str(&value);
        part.push(unit.letter());
        end = unit_at + 1;
    }
    if end == at {
        return None;
    }
    // "20-year-old", "50 years old"
    let old = pieces.past_hyphen(end);
    if pieces.is(old, Group::Old) && time.is_empty() {
        let unit = match days.pop() {
            Some('Y') => "year",
            Some('M') => "month",
            Some('W') => "week",
            _ => "day",
        };
        let value = (!days.contains('X')).then(|| format!("{days} {unit}"));
        return Some(Found::new(old + 1, Label::QUANTITY, value));
    }
    let t = if time.is_empty() { "" } else { "T" };
    Some(Found::new(
        end,
        Label::DURATION,
        Some(format!("P{days}{t}{time}")),
    ))
}

/// "4:07.36", "1:02:03.4": minutes and seconds with a fraction.
fn race_time(pieces: &Pieces<'_>, at: usize) -> Option<Found> {
    let first = pieces.integer(at, 2)?;
    let colon = |at: usize| pieces.word(at) == ":" && pieces.is_glued(at);
    let seconds = |at: usize| {
        let word = pieces.word(at);
        let (whole, _) = word.split_once('.')?;
        (whole.len() == 2).then(|| word.trim_start_matches('0').to_owned())
    };
    let fill = |seconds: String| {
        if seconds.starts_with('.') {
            format!("0{seconds}")
        } else {
            seconds
        }
    };
    if !colon(at + 1) {
        return None;
    }
    let (value, end) = if let Some(seconds) = seconds(at + 2) {
        (format!("PT{first}M{}S", fill(seconds)), at + 3)
    } else if colon(at + 3) {
        let minutes = pieces.integer(at + 2, 2)?;
        let seconds = fill(seconds(at + 4)?);
        (format!("PT{first}H{minutes}M{seconds}S"), at + 5)
    } else {
        return None;
    };
    let end = pieces.past(end, Group::RaceUnit);
    Some(Found::new(end, Label::DURATION, Some(value)))
}
