//! Numbers in digits and words, ordinals, fractions.

use super::decimal::Decimal;
use super::pieces::Pieces;

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
        let Some(scale) = scale(pieces.word(next)) else {
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

/// What a scale multiplies by. "m" is left to money, since it is metres elsewhere.
fn scale(word: &str) -> Option<u128> {
    Some(match word {
        "hundred" => 100,
        "thousand" => 1_000,
        "lakh" => 100_000,
        "million" | "mln" | "mn" => 1_000_000,
        "crore" => 10_000_000,
        "billion" | "bn" | "bln" => 1_000_000_000,
        "trillion" | "tn" | "trn" => 1_000_000_000_000,
        "dozen" => 12,
        _ => return None,
    })
}

/// A number in words that stands for itself.
fn unit(word: &str) -> Option<u128> {
    const WORDS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    (0..)
        .zip(WORDS)
        .find(|&(_, name)| name == word)
        .map(|(value, _)| value)
}

fn ten(word: &str) -> Option<u128> {
    const WORDS: [&str; 8] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    (2..)
        .zip(WORDS)
        .find(|&(_, name)| name == word)
        .map(|(value, _)| 10 * value)
}

/// A number below a hundred in words: "seven", "twenty", "twenty-five".
fn below_hundred(pieces: &Pieces<'_>, at: usize) -> Option<(u128, usize)> {
    if let Some(ten) = ten(pieces.word(at)) {
        let next = pieces.past_hyphen(at + 1);
        return Some(match unit(pieces.word(next)) {
            Some(unit @ 1..=9) => (ten + unit, next + 1),
            _ => (ten, at + 1),
        });
    }
    unit(pieces.word(at)).map(|unit| (unit, at + 1))
}

/// A number in words.
fn words(pieces: &Pieces<'_>, at: usize) -> Option<Number> {
    let article =
        pieces.is(at, &["a", "an"]) && scale(pieces.word(at + 1)).is_some_and(|scale| scale != 12);
    let (mut group, mut end) = if article {
        (1, at + 1)
    } else {
        below_hundred(pieces, at)?
    };
    if let Some(number) = fraction(pieces, at, group, end) {
        return Some(number);
    }
    let (mut total, mut least, mut has_scale) = (0u128, u128::MAX, false);
    loop {
        let next = pieces.past_hyphen(end);
        match scale(pieces.word(next)) {
            Some(100) if group > 0 && group < 100 => group *= 100,
            Some(12) if group > 0 && total == 0 => group *= 12,
            Some(scale) if scale > 100 && group > 0 && scale < least => {
                total = total.checked_add(group.checked_mul(scale)?)?;
                (group, least) = (0, scale);
            }
            Some(_) => break,
            None => {
                // "a hundred and five", "two thousand ten"
                let past_and = end + usize::from(has_scale && pieces.word(end) == "and");
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
    let and = pieces.past_hyphen(end);
    let a = pieces.past_hyphen(and + 1);
    let half = pieces.past_hyphen(a + 1);
    let (value, end) =
        if pieces.word(and) == "and" && pieces.is(a, &["a"]) && pieces.word(half) == "half" {
            (value.plus(Decimal::fraction(1, 2)?), half + 1)
        } else {
            (Some(value), end)
        };
    let more = scaled(pieces, end, value);
    Some(Number {
        scaled: more.scaled || has_scale,
        ..more
    })
}

/// "two-thirds", "one tenth", "three quarters".
fn fraction(pieces: &Pieces<'_>, at: usize, part: u128, end: usize) -> Option<Number> {
    if end != at + 1 || !(1..=20).contains(&part) {
        return None;
    }
    let next = pieces.past_hyphen(end);
    let word = pieces.word(next);
    let name = if part == 1 {
        word
    } else {
        word.strip_suffix('s')?
    };
    let of = match name {
        "half" | "halve" => 2,
        "third" => 3,
        "quarter" | "fourth" => 4,
        _ => ordinal_word(name).filter(|of| (5..=100).contains(of))?,
    };
    // "one third party" and "one quarter" of a year are none; "one third of" is.
    let sure = part > 1 || next > end || pieces.word(next + 1) == "of";
    sure.then(|| Number {
        end: next + 1,
        value: Decimal::fraction(part, of),
        scaled: false,
    })
}

/// "half", "half a million", "half million".
fn half(pieces: &Pieces<'_>, at: usize) -> Option<Number> {
    if pieces.word(at) != "half" {
        return None;
    }
    let next = pieces.past_hyphen(at + 1);
    let next = next + usize::from(pieces.is(next, &["a"]));
    let half = Decimal::fraction(1, 2);
    if scale(pieces.word(next)).is_some() {
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
    let many = |at: usize| {
        pieces.is(
            at,
            &[
                "tens",
                "dozens",
                "scores",
                "hundreds",
                "thousands",
                "lakhs",
                "crores",
                "millions",
                "billions",
                "trillions",
            ],
        )
    };
    let few = match pieces.word(at) {
        "several" | "few" | "many" => at + 1,
        _ => at,
    };
    let end = if many(few) {
        let mut end = few + 1;
        while pieces.word(end) == "of" && (many(end + 1) || scale(pieces.word(end + 1)).is_some()) {
            end += 2;
        }
        end
    } else if few > at && scale(pieces.word(few)).is_some() {
        scaled(pieces, few, None).end
    } else if pieces.word(at) == "dozen" {
        at + 1
    } else {
        return None;
    };
    Some(Number {
        end,
        value: (pieces.word(at) == "dozen").then(|| Decimal::whole(12)),
        scaled: true,
    })
}

fn ordinal_word(word: &str) -> Option<u128> {
    Some(match word {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fifth" => 5,
        "eighth" => 8,
        "ninth" => 9,
        "twelfth" => 12,
        "twentieth" => 20,
        "thirtieth" => 30,
        "fortieth" => 40,
        "fiftieth" => 50,
        "sixtieth" => 60,
        "seventieth" => 70,
        "eightieth" => 80,
        "ninetieth" => 90,
        "hundredth" => 100,
        "thousandth" => 1000,
        "millionth" => 1_000_000,
        _ => unit(word.strip_suffix("th")?).filter(|&n| n > 3)?,
    })
}

/// The ordinal at a piece and the piece after it: "10th", "first", "twenty-first".
pub(super) fn ordinal(pieces: &Pieces<'_>, at: usize) -> Option<(u128, usize)> {
    if pieces.is_digits(at) {
        let suffix = pieces.is_glued(at + 1) && pieces.is(at + 1, &["st", "nd", "rd", "th"]);
        let number: u128 = pieces.word(at).replace(',', "").parse().ok()?;
        return suffix.then_some((number, at + 2));
    }
    if let Some(ten) = ten(pieces.word(at)) {
        let next = pieces.past_hyphen(at + 1);
        let unit = ordinal_word(pieces.word(next)).filter(|unit| (1..=9).contains(unit))?;
        return Some((ten + unit, next + 1));
    }
    ordinal_word(pieces.word(at)).map(|number| (number, at + 1))
}
