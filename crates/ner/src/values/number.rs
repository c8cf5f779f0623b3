//! Numbers in digits and words, ordinals, fractions.

use super::decimal::Decimal;
use super::entry::{Fixed, PartForm};
use super::group::Group;
use super::pieces::Pieces;

/// The scale that is a number by itself, and that no article counts.
const DOZEN: u128 = 12;

/// The number of a score.
const SCORE: u128 = 20;

/// A number that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// The piece after its last.
    pub(super) end: usize,
    /// `None` for a vague one ("dozens"), one third, or one too long to hold.
    pub(super) value: Option<Decimal>,
    /// Whether a scale such as "million" is part of it.
    pub(super) scaled: bool,
}

/// The number at a piece: "1,234.5", "2.5 million", "twenty-five", "a hundred and five",
/// "1 1/2", "two-thirds", "half a million", "dozens", "tens of thousands".
pub(super) fn number(pieces: &Pieces<'_>, at: usize) -> Option<Number> {
    digits(pieces, at)
        .or_else(|| vague(pieces, at))
        .or_else(|| half(pieces, at))
        .or_else(|| words(pieces, at))
}

/// A number in digits, with its scale.
pub(super) fn digits(pieces: &Pieces<'_>, at: usize) -> Option<Number> {
    if !pieces.is_digits(at) {
        return None;
    }
    let word = pieces.word(at);
    // Commas stand before three digits, or two in Indian numbers; points once.
    let groups = word
        .split('.')
        .next()
        .unwrap_or_default()
        .split(',')
        .skip(1);
    let sound = groups.clone().all(|g| matches!(g.len(), 2 | 3))
        && groups.last().is_none_or(|g| g.len() == 3)
        && word.bytes().filter(|&b| b == b'.').count() <= 1;
    if !sound {
        return None;
    }
    let mut value = Decimal::parse(word);
    let mut end = at + 1;
    // "1 1/2" and "1/2".
    let slashed = |at: usize| {
        let part = pieces.integer(at, 2)?;
        let of = pieces.integer(at + 2, 2)?;
        let sound =
            pieces.word(at + 1) == "/" && part < of && matches!(of, 2..=5 | 8 | 10 | 16 | 32 | 64);
        let sound = sound && pieces.word(at + 3) != "/";
        sound.then(|| (Decimal::fraction(part.into(), of.into()), at + 3))
    };
    if let Some((fraction, past)) = slashed(at) {
        (value, end) = (fraction, past);
    } else if let Some((fraction, past)) = slashed(end).filter(|_| !pieces.is_glued(end)) {
        (value, end) = (value.zip(fraction).and_then(|(a, b)| a.plus(b)), past);
    }
    Some(scaled(pieces, end, value))
}

/// Adds the scales after a number: "million", "-million", "bn".
fn scaled(pieces: &Pieces<'_>, mut end: usize, mut value: Option<Decimal>) -> Number {
    let start = end;
    loop {
        let next = pieces.past_hyphen(end);
        let Some(scale) = pieces.entry(next).scale else {
            break;
        };
        value = value.and_then(|v| v.times(Decimal::whole(scale)));
        end = next + 1;
    }
    Number {
        end,
        value,
        scaled: end > start,
    }
}

/// A number below a hundred in words: "seven", "twenty", "twenty-five".
fn below_hundred(pieces: &Pieces<'_>, at: usize) -> Option<(u128, usize)> {
    let number = pieces.entry(at).number?;
    let next = pieces.past_hyphen(at + 1);
    Some(match pieces.entry(next).number {
        Some(unit @ 1..=9) if number >= 20 => (number + unit, next + 1),
        _ => (number, at + 1),
    })
}

/// A number in words.
fn words(pieces: &Pieces<'_>, at: usize) -> Option<Number> {
    let article =
        pieces.is(at, Group::Article) && pieces.entry(at + 1).scale.is_some_and(|by| by != DOZEN);
    let (mut group, mut end) = if article {
        (1, at + 1)
    } else {
        below_hundred(pieces, at)?
    };
    if let Some(number) = fraction(pieces, at, group, end) {
        return Some(number);
    }
    if let Some(number) = scores(pieces, group, end) {
        return Some(number);
    }
    let (mut total, mut least, mut has_scale) = (0u128, u128::MAX, false);
    loop {
        let next = pieces.past_hyphen(end);
        match pieces.entry(next).scale {
            Some(100) if group > 0 && group < 100 => group *= 100,
            Some(DOZEN) if group > 0 && total == 0 => group *= DOZEN,
            Some(scale) if scale > 100 && group > 0 && scale < least => {
                total = total.checked_add(group.checked_mul(scale)?)?;
                (group, least) = (0, scale);
            }
            Some(_) => break,
            None => {
                // "a hundred and five", "two thousand ten", "one million, two hundred thousand"
                let comma = has_scale && group == 0 && pieces.word(end) == ",";
                let and = has_scale && pieces.is(end, Group::And);
                let past_and = end + usize::from(and || comma && has_less(pieces, end + 1, least));
                let Some((more, past)) = below_hundred(pieces, past_and) else {
                    break;
                };
                let room = if group == 0 { least } else { 100 };
                if !has_scale || group % 100 != 0 || more >= room {
                    break;
                }
                // "two hundred and one thousand" is one number, "a million and one man" as well.
                group += more;
                end = past;
                continue;
            }
        }
        has_scale = true;
        end = next + 1;
    }
    // "two and a half", "six-and-a-half-year"
    let value = Decimal::whole(total.checked_add(group)?);
    let half = pieces.past_fixed_with_hyphens(end, Fixed::AndAHalf);
    let (value, end) = match half {
        Some(past) => (value.plus(Decimal::fraction(1, 2)?), past),
        None => (Some(value), end),
    };
    let more = scaled(pieces, end, value);
    Some(Number {
        scaled: more.scaled || has_scale,
        ..more
    })
}

/// Whether a number below a scale stands at a piece, with a scale of its own: "two hundred thousand".
fn has_less(pieces: &Pieces<'_>, at: usize, least: u128) -> bool {
    let Some((_, end)) = below_hundred(pieces, at) else {
        return false;
    };
    let scale = pieces.entry(pieces.past_hyphen(end)).scale;
    scale.is_some_and(|scale| scale < least)
}

/// "four score and seven".
fn scores(pieces: &Pieces<'_>, many: u128, end: usize) -> Option<Number> {
    let and = pieces.is(end, Group::Score) && pieces.is(end + 1, Group::And);
    let (more, past) = below_hundred(pieces, end + 2).filter(|(more, _)| and && *more < SCORE)?;
    Some(Number {
        end: past,
        value: Some(Decimal::whole(many * SCORE + more)),
        scaled: true,
    })
}

/// "two-thirds", "one tenth", "three quarters".
fn fraction(pieces: &Pieces<'_>, at: usize, part: u128, end: usize) -> Option<Number> {
    if end != at + 1 || !(1..=20).contains(&part) {
        return None;
    }
    let next = pieces.past_hyphen(end);
    let fraction = pieces.entry(next).fraction?;
    if (part == 1) != (fraction.form == PartForm::One) {
        return None;
    }
    // "one third party" and "one quarter" of a year are none; "one third of" is.
    let sure = part > 1 || next > end || pieces.is(next + 1, Group::Of);
    sure.then(|| Number {
        end: next + 1,
        value: Decimal::fraction(part, fraction.of),
        scaled: false,
    })
}

/// "half", "half a million", "half million".
fn half(pieces: &Pieces<'_>, at: usize) -> Option<Number> {
    if !pieces.is(at, Group::Half) {
        return None;
    }
    let next = pieces.past_hyphen(at + 1);
    let next = pieces.past(next, Group::A);
    let half = Decimal::fraction(1, 2);
    if pieces.entry(next).scale.is_some() {
        return Some(scaled(pieces, next, half));
    }
    Some(Number {
        end: at + 1,
        value: half,
        scaled: false,
    })
}

/// "dozens", "tens of thousands", "several hundred", "few thousand": amounts without a figure.
fn vague(pieces: &Pieces<'_>, at: usize) -> Option<Number> {
    let many = |at: usize| pieces.is(at, Group::Many);
    let scale = |at: usize| pieces.entry(at).scale;
    let few = pieces.past(at, Group::Few);
    let dozen = scale(at) == Some(DOZEN);
    let end = if many(few) {
        let mut end = few + 1;
        while pieces.is(end, Group::Of) && (many(end + 1) || scale(end + 1).is_some()) {
            end += 2;
        }
        end
    } else if few > at && scale(few).is_some() {
        scaled(pieces, few, None).end
    } else if dozen {
        at + 1
    } else {
        return None;
    };
    Some(Number {
        end,
        value: dozen.then(|| Decimal::whole(DOZEN)),
        scaled: true,
    })
}

/// The ordinal at a piece and the piece after it: "10th", "first", "twenty-first".
pub(super) fn ordinal(pieces: &Pieces<'_>, at: usize) -> Option<(u128, usize)> {
    if pieces.is_digits(at) {
        let suffix = pieces.is_glued(at + 1) && pieces.is(at + 1, Group::OrdinalEnding);
        let number: u128 = pieces.word(at).replace(',', "").parse().ok()?;
        return suffix.then_some((number, at + 2));
    }
    if let Some(ten) = pieces.entry(at).number.filter(|&number| number >= 20) {
        let next = pieces.past_hyphen(at + 1);
        let unit = pieces
            .entry(next)
            .ordinal
            .filter(|unit| (1..=9).contains(unit))?;
        return Some((ten + unit, next + 1));
    }
    pieces.entry(at).ordinal.map(|number| (number, at + 1))
}
