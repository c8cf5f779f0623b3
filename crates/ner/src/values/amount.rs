//! Ranges of numbers, and percentages.

use super::decimal::Decimal;
use super::entry::LetterForm;
use super::found::Found;
use super::group::Group;
use super::number::{Number, digits, number};
use super::pieces::Pieces;
use newsgraph_document::Label;

/// A number, or a range of two that share the scale of the second: "5-10 million", "5 to 10".
pub(super) struct Range {
    first: Option<Decimal>,
    last: Option<Decimal>,
    /// Whether there is a second number.
    pub(super) double: bool,
    /// The piece after its last.
    pub(super) end: usize,
    scaled: bool,
}

impl Range {
    /// The same where a second amount after a joint tells the scale of both: "between $2 and $3 million".
    pub(super) fn shared(self, pieces: &Pieces<'_>, at: usize, second: usize) -> Self {
        let plain = !self.scaled && !self.double;
        let shared = || {
            let other = range(pieces, second).filter(|other| other.scaled && !other.double)?;
            let by = scale(pieces, second, other.first)?;
            let less = self.first?.is_less(Decimal::parse(pieces.word(second))?);
            let joined = pieces.is(self.end, Group::AmountRange)
                || pieces.is(self.end, Group::Or)
                || pieces.is(self.end, Group::And) && pieces.is(at.wrapping_sub(1), Group::Between);
            Some(self.first?.times(by)).filter(|_| joined && less)
        };
        let first = Some(()).filter(|()| plain).and_then(|()| shared());
        Self {
            first: first.unwrap_or(self.first),
            ..self
        }
    }

    /// Whether so much is said that it is hardly anything but money: "4bn", "5,000".
    pub(super) fn is_great(&self, pieces: &Pieces<'_>, at: usize) -> bool {
        self.scaled || pieces.word(at).contains(',')
    }

    pub(super) fn is_scaled(&self) -> bool {
        self.scaled
    }

    /// Whether it is a number that the text does not tell: "millions".
    pub(super) fn is_vague(&self) -> bool {
        self.first.is_none()
    }

    /// Both ends multiplied; `None` where either is not known.
    pub(super) fn times(&self, by: Decimal) -> Option<String> {
        let first = self.first?.times(by)?;
        if !self.double {
            return Some(first.to_string());
        }
        Some(format!("{first}/{}", self.last?.times(by)?))
    }

    pub(super) fn value(&self) -> Option<String> {
        self.times(Decimal::whole(1))
    }
}

/// The number or range at a piece.
pub(super) fn range(pieces: &Pieces<'_>, at: usize) -> Option<Range> {
    let first = with_letter(pieces, number(pieces, at)?);
    let alone = Range {
        first: first.value,
        last: None,
        double: false,
        end: first.end,
        scaled: first.scaled,
    };
    // "10- to 18-foot"
    let hyphen = pieces.word(first.end) == "-" && pieces.is_glued(first.end);
    let joint = first.end + usize::from(hyphen && pieces.is(first.end + 1, Group::HyphenRange));
    if !pieces.is_digits(at) || !(pieces.is(joint, Group::AmountRange) || joint > first.end) {
        return Some(alone);
    }
    // "18-to-24-year-olds"
    let tight = joint > first.end && pieces.is_glued(joint + 1);
    let last = joint + 1 + usize::from(tight && pieces.word(joint + 1) == "-");
    let Some(second) = digits(pieces, last).map(|n| with_letter(pieces, n)) else {
        return Some(alone);
    };
    // What the second was multiplied by, the first is too: 10 → 10000000.
    let first_value = if second.scaled && !first.scaled {
        let by = scale(pieces, last, second.value)?;
        first.value?.times(by)
    } else {
        first.value
    };
    Some(Range {
        first: first_value,
        last: second.value,
        double: true,
        end: second.end,
        scaled: second.scaled || first.scaled,
    })
}

/// What the digits at a piece were multiplied by to give a value.
fn scale(pieces: &Pieces<'_>, at: usize, value: Option<Decimal>) -> Option<Decimal> {
    let (bare, value) = (Decimal::parse(pieces.word(at))?, value?.to_string());
    let mut powers = (0..=12).map(|power| Decimal::whole(10u128.pow(power)));
    powers.find(|&by| {
        bare.times(by)
            .is_some_and(|times| times.to_string() == value)
    })
}

/// "m", "k", "b" right after the digits, as money is written. In other numbers "m" is metres, which
/// the caller tells by the unit.
fn with_letter(pieces: &Pieces<'_>, number: Number) -> Number {
    let glued = pieces.is_glued(number.end);
    let letter = pieces.entry(number.end).scale_letter;
    let letter = letter.filter(|letter| glued || letter.form == LetterForm::Apart);
    let by = letter.filter(|_| !number.scaled).map(|letter| letter.by);
    by.map_or(number, |by| Number {
        end: number.end + 1,
        value: number.value.and_then(|v| v.times(Decimal::whole(by))),
        scaled: true,
    })
}

/// "3.7 percent", "5-10%", "half a percentage point", "25 basis points", "one-tenth of 1 percent".
pub(super) fn percent(pieces: &Pieces<'_>, at: usize, amount: &Range) -> Option<Found> {
    let part_of = pieces.is(amount.end, Group::Of) && pieces.is(amount.end + 1, Group::WholeOne);
    let next = amount.end + if part_of { 2 } else { 0 };
    let next = next + usize::from(pieces.is(next, Group::A) && pieces.is(at, Group::Half));
    let next = pieces.past_hyphen(next);
    let (sign, end) = pieces.phrase(&pieces.lexicon.percent, next)?;
    if sign.needs_glue && !pieces.is_glued(next) {
        return None;
    }
    let value = amount.times(Decimal::fraction(1, sign.many)?);
    let value = value.map(|value| format!("{value}%"));
    Some(Found::new(end, Label::PERCENT, value))
}
