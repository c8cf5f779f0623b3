//! Times of day that take the day that stands beside them: "6:38 p.m. on Saturday", "Monday at 9 a.m.".

use super::found::Found;
use super::group::{Cue, Group};
use super::pieces::Pieces;
use newsgraph_document::{Date, Label};

/// Pieces that may stand between a time and its day: ", on the".
const GAP: usize = 3;

/// Gives the times among the values of a sentence the day that stands beside each, first the one after it. A time
/// with a zone stays alone: its day may be another one there.
pub(super) fn give_days(pieces: &Pieces<'_>, values: &mut [(usize, Found)]) {
    for at in 0..values.len() {
        let Some(time) = values.get(at).filter(|(_, found)| is_plain_time(found)) else {
            continue;
        };
        let after = values
            .get(at + 1)
            .filter(|(start, _)| is_joined(pieces, time.1.end, *start));
        let before = at
            .checked_sub(1)
            .and_then(|before| values.get(before))
            .filter(|(_, day)| is_joined(pieces, day.end, time.0));
        let day = [after, before].into_iter().flatten().find_map(named_day);
        if let (Some(day), Some((_, time))) = (day, values.get_mut(at)) {
            time.value = time.value.take().map(|value| format!("{day}{value}"));
        }
    }
}

/// The day that a date names, if it is one.
fn named_day((_, found): &(usize, Found)) -> Option<Date> {
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
