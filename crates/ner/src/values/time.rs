//! Times of day and durations.

use super::Found;
use super::decimal::Decimal;
use super::number::{Number, number};
use super::pieces::Pieces;
use newsgraph_document::Label;

/// "8 p.m.", "10:30 a.m. ET", "16:00", "1600 GMT", "7 o'clock", "noon".
pub(super) fn time_of_day(pieces: &Pieces<'_>, at: usize) -> Option<Found> {
    let found = |end, value: String| Some(Found::new(end, Label::TIME, Some(value)));
    match pieces.word(at) {
        "noon" => return found(at + 1, "T12:00".to_owned()),
        "midnight" => return found(at + 1, "T00:00".to_owned()),
        _ if !pieces.is_digits(at) => return None,
        _ => {}
    }
    let (hour, minute, mut end) = clock(pieces, at)?;
    let mut hour = hour;
    let mut sure = end > at + 1;
    match pieces.word(end) {
        "am" | "a.m." | "a.m" if (1..=12).contains(&hour) => {
            hour %= 12;
            (end, sure) = (end + 1, true);
        }
        "pm" | "p.m." | "p.m" if (1..=12).contains(&hour) => {
            hour = hour % 12 + 12;
            (end, sure) = (end + 1, true);
        }
        "o" if pieces.is(end + 1, &["'"]) && pieces.word(end + 2) == "clock" => {
            (end, sure) = (end + 3, true);
        }
        _ => {}
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

/// Hour and minute: "10", "10:30", "10.30" before a.m. or p.m., "1600" before GMT.
fn clock(pieces: &Pieces<'_>, at: usize) -> Option<(u16, u16, usize)> {
    let word = pieces.word(at);
    if let Some((hour, minute)) = word.split_once('.') {
        let half_day = pieces.is(at + 1, &["am", "a.m.", "a.m", "pm", "p.m.", "p.m"]);
        let sound = half_day && minute.len() == 2;
        return sound.then(|| Some((hour.parse().ok()?, minute.parse().ok()?, at + 1)))?;
    }
    if word.len() == 4 && time_zone(pieces, at + 1).is_some() {
        let number = pieces.integer(at, 4)?;
        return Some((number / 100, number % 100, at + 1));
    }
    let hour = pieces.integer(at, 2)?;
    let colon = pieces.word(at + 1) == ":" && pieces.is_glued(at + 1);
    if colon && pieces.word(at + 2).len() == 2 {
        let minute = pieces.integer(at + 2, 2)?;
        return Some((hour, minute, at + 3));
    }
    Some((hour, 0, at + 1))
}

/// Past a time zone, and whether it is the universal one.
fn time_zone(pieces: &Pieces<'_>, at: usize) -> Option<(usize, bool)> {
    if !pieces.is_capital(at) {
        let local = pieces.word(at) == "local" && pieces.word(at + 1) == "time";
        return local.then_some((at + 2, false));
    }
    match pieces.word(at) {
        "gmt" | "utc" => Some((at + 1, true)),
        "et" | "est" | "edt" | "ct" | "cst" | "cdt" | "mt" | "mst" | "mdt" | "pt" | "pst"
        | "pdt" | "cet" | "cest" | "eet" | "bst" | "ist" | "jst" | "kst" | "msk" | "aest"
        | "aedt" => Some((at + 1, false)),
        _ => None,
    }
}

/// A unit of time: its ISO letter, whether it is shorter than a day, and how many of the letter.
pub(super) fn unit(word: &str) -> Option<(char, bool, u128)> {
    Some(match word.strip_suffix('s').unwrap_or(word) {
        "second" | "sec" => ('S', true, 1),
        "minute" | "min" => ('M', true, 1),
        "hour" | "hr" => ('H', true, 1),
        "day" => ('D', false, 1),
        "week" => ('W', false, 1),
        "fortnight" => ('W', false, 2),
        "month" => ('M', false, 1),
        "year" => ('Y', false, 1),
        "decade" => ('Y', false, 10),
        "century" | "centurie" => ('Y', false, 100),
        _ => return None,
    })
}

/// How many of a unit stand at a piece; `None` inside where the text does not say how many.
pub(super) fn count(pieces: &Pieces<'_>, at: usize) -> Option<(Option<Decimal>, usize)> {
    let word = pieces.word(at);
    let vague = match word {
        "several" | "few" | "many" | "some" => at + 1,
        "a" if pieces.word(at + 1) == "few" => at + 2,
        "a" if pieces.word(at + 1) == "couple" => at + 2 + usize::from(pieces.word(at + 2) == "of"),
        "half" if pieces.is(at + 1, &["a", "an", "-"]) => {
            return Some((Decimal::fraction(1, 2), at + 2));
        }
        _ => at,
    };
    if vague > at && unit(pieces.word(vague)).is_some() {
        let couple = (pieces.word(at + 1) == "couple").then(|| Decimal::whole(2));
        return Some((couple, vague));
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
        let start = end + usize::from(end > at && pieces.is(end, &["and", ","]));
        let Some((value, unit_at)) = count(pieces, start) else {
            break;
        };
        let word = pieces.word(unit_at);
        let nights = matches!(word, "night" | "nights").then_some(('D', false, 1));
        let Some((letter, short, times)) = unit(word).or(nights) else {
            break;
        };
        // Each unit is smaller than the one before it.
        let size = "SMHDWMY"
            .rfind(letter)
            .map_or(0, |at| if short && letter == 'M' { 1 } else { at });
        if size >= last {
            break;
        }
        last = size;
        let value = value.and_then(|value| value.times(Decimal::whole(times)));
        let value = value.map_or_else(|| "X".to_owned(), |value| value.to_string());
        let part = if short { &mut time } else { &mut days };
        part.push_str(&value);
        part.push(letter);
        end = unit_at + 1;
    }
    if end == at {
        return None;
    }
    // "20-year-old", "50 years old"
    let old = pieces.past_hyphen(end);
    if pieces.word(old) == "old" && time.is_empty() {
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
    let end = end + usize::from(pieces.is(end, &["seconds", "minutes", "hours"]));
    Some(Found::new(end, Label::DURATION, Some(value)))
}
