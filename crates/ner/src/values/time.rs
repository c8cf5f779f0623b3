//! Times of day and durations.

use super::decimal::Decimal;
use super::entry::{Fixed, Length, TimeUnit};
use super::found::Found;
use super::group::Group;
use super::number::{Number, number};
use super::pieces::Pieces;
use newsgraph_document::Label;

/// Minutes of half an hour.
const HALF_HOUR: u16 = 30;

/// "8 p.m.", "10:30 a.m. ET", "16:00", "1600 GMT", "7 o'clock", "noon".
pub(super) fn time_of_day(pieces: &Pieces<'_>, at: usize) -> Option<Found> {
    if let Some((time, end)) = pieces.phrase(&pieces.lexicon.clock, at) {
        return Some(Found::new(end, Label::TIME, Some(time.to_string())));
    }
    if let Some(found) = in_words(pieces, at) {
        return Some(found);
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
    if let Some((hours, past)) = half_day(pieces, hour, end) {
        (hour, end, sure) = (hours, past, true);
    } else if let Some(past) = pieces.past_fixed(end, Fixed::Clock) {
        (end, sure) = (past, true);
    }
    if let Some((hours, past)) = day_part(pieces, end, hour) {
        (hour, end, sure) = (hours, past, true);
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

/// The hour in a part of the day, and the piece after it: "in the morning", "at night".
fn day_part(pieces: &Pieces<'_>, at: usize, hour: u16) -> Option<(u16, usize)> {
    let the = pieces.is(at, Group::In) && pieces.is(at + 1, Group::The);
    let part = at + if the { 2 } else { 1 };
    let sound = the || pieces.is(at, Group::At) && pieces.is(part, Group::Night);
    if !sound || hour > 12 {
        return None;
    }
    if pieces.is(part, Group::Morning) {
        return Some((hour % 12, part + 1));
    }
    let late = pieces.is(part, Group::Evening) || pieces.is(part, Group::Night);
    late.then_some((
        if hour == 12 && !the {
            0
        } else {
            hour % 12 + 12
        },
        part + 1,
    ))
}

/// "half past six", "a quarter to nine", "at ten past three", "at twenty to five in the afternoon".
fn in_words(pieces: &Pieces<'_>, at: usize) -> Option<Found> {
    let (minutes, joint) = minutes(pieces, at)?;
    let past = pieces.is(joint, Group::HourPast);
    let to = pieces.is(joint, Group::HourTo) && minutes < HALF_HOUR;
    let (hour, end) = whole(pieces, joint + 1).filter(|(hour, _)| (1..=12).contains(hour))?;
    if !(past || to) || pieces.length(end).is_some() {
        return None;
    }
    let (hour, end) = half_day(pieces, hour, end)
        .or_else(|| day_part(pieces, end, hour))
        .unwrap_or((hour, end));
    let minute = if past {
        hour * 60 + minutes
    } else {
        hour * 60 - minutes
    };
    let value = format!("T{:02}:{:02}", minute / 60 % 24, minute % 60);
    Some(Found::new(end, Label::TIME, Some(value)))
}

/// The minutes of "half past", "a quarter to", "ten past", and the piece after them.
fn minutes(pieces: &Pieces<'_>, at: usize) -> Option<(u16, usize)> {
    let start = pieces.past(at, Group::A);
    if pieces.is(start, Group::Quarter) {
        return Some((HALF_HOUR / 2, start + 1));
    }
    if pieces.is(at, Group::Half) {
        return Some((HALF_HOUR, at + 1));
    }
    let (number, end) = whole(pieces, at).filter(|(number, _)| (1..60).contains(number))?;
    let unit = pieces.length(end).map(|length| length.unit);
    if unit == Some(TimeUnit::Minute) {
        return Some((number, end + 1));
    }
    // "ten to six" may be an amount of something.
    let exact = number % 5 == 0 && pieces.is(at.wrapping_sub(1), Group::At);
    exact.then_some((number, end))
}

/// A whole number below a hundred in digits or words, and the piece after it.
fn whole(pieces: &Pieces<'_>, at: usize) -> Option<(u16, usize)> {
    let Number { end, value, scaled } = number(pieces, at)?;
    let value = value.and_then(Decimal::integer).filter(|_| !scaled)?;
    let value = u16::try_from(value).ok().filter(|&value| value < 100)?;
    Some((value, end))
}

/// The hour of the whole day and the piece after "a.m." or "p.m.".
fn half_day(pieces: &Pieces<'_>, hour: u16, at: usize) -> Option<(u16, usize)> {
    let half = (1..=12).contains(&hour);
    if half && pieces.is(at, Group::Am) {
        return Some((hour % 12, at + 1));
    }
    (half && pieces.is(at, Group::Pm)).then_some((hour % 12 + 12, at + 1))
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
