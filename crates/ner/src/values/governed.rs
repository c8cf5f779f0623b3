//! Times of day that take the day that stands beside them: "6:38 p.m. on Saturday", "Monday at 9 a.m.".

use super::found::Found;
use super::group::{Cue, Group};
use super::pieces::Pieces;
use newsgraph_document::{Date, Label};
use std::ops::Range;

/// Pieces that may stand between a time and its day: ", on the".
const GAP: usize = 3;

/// Gives the times among the values of a sentence the day that stands beside each, first the one after it. A time
/// of universal time stays alone: its day may be another one there.
pub(super) fn give_days(pieces: &Pieces<'_>, values: &mut [(usize, Found)]) {
    for at in 0..values.len() {
        let governed = governed(pieces, values, at);
        if let (Some(value), Some((_, time))) = (governed, values.get_mut(at)) {
            time.value = Some(value);
        }
    }
}

/// The time at a position among the values with the day that stands beside it.
fn governed(pieces: &Pieces<'_>, values: &[(usize, Found)], at: usize) -> Option<String> {
    let (start, time) = values.get(at).filter(|(_, found)| is_plain_time(found))?;
    let after = values
        .get(at + 1)
        .filter(|(day, _)| is_joined(pieces, time.end, *day));
    let before = at.checked_sub(1).and_then(|before| values.get(before));
    let before = before.filter(|(_, day)| is_joined(pieces, day.end, *start));
    let mut days = [after, before].into_iter().flatten();
    let (day, place, found) = days.find_map(|(at, found)| Some((named_day(found)?, *at, found)))?;
    let late = is_late(pieces, place..found.end + 1)
        && !(*start..time.end).any(|at| pieces.is(at, Group::Am));
    let time = in_half_day(time.value.clone()?, late);
    Some(format!("{day}{time}"))
}

/// Whether a day, or the word after it, is of its second half: "this afternoon", "Friday evening".
fn is_late(pieces: &Pieces<'_>, mut day: Range<usize>) -> bool {
    day.any(|at| pieces.is(at, Group::Evening) || pieces.is(at, Group::Night))
}

/// A time as `T06:30`, in the second half of the day as `T18:30`; small hours stay.
fn in_half_day(time: String, late: bool) -> String {
    let hour = time.get(1..3).and_then(|hour| hour.parse::<u8>().ok());
    match hour.filter(|hour| late && (4..12).contains(hour)) {
        Some(hour) => format!("T{}{}", hour + 12, &time[3..]),
        None => time,
    }
}

/// The day that a date names, if it is one.
fn named_day(found: &Found) -> Option<Date> {
    let whole = found.value.as_ref().is_some_and(|value| value.len() == 10);
    found.day.filter(|_| found.label == Label::DATE && whole)
}

fn is_plain_time(found: &Found) -> bool {
    let plain = found
        .value
        .as_ref()
        .is_some_and(|value| value.len() == "T06:38".len());
    found.label == Label::TIME && plain
}

/// Whether only small words stand between two values.
fn is_joined(pieces: &Pieces<'_>, from: usize, to: usize) -> bool {
    let small = |at: usize| {
        let entry = pieces.entry(at);
        let joint = entry.is(Group::The) || entry.is(Group::At) || entry.is(Group::In);
        joint || entry.tells(Cue::Loose) || entry.tells(Cue::DayPart) || pieces.word(at) == ","
    };
    to - from <= GAP && (from..to).all(small)
}
