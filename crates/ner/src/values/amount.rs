//! Money, percentages, and the ranges of numbers in them.

use super::decimal::Decimal;
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
    /// Both ends multiplied; `None` where either is not known.
    fn times(&self, by: Decimal) -> Option<String> {
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
    let Some(second) = digits(pieces, joint + 1).map(|n| with_letter(pieces, n)) else {
        return Some(alone);
    };
    let bare = Decimal::parse(pieces.word(joint + 1));
    let scale = second
        .value
        .zip(bare)
        .filter(|_| second.scaled && !first.scaled);
    // What the second was multiplied by, the first is too: 10 → 10000000.
    let first_value = match scale {
        Some((scaled, bare)) => (0..=12)
            .map(|power| Decimal::whole(10u128.pow(power)))
            .find_map(|by| {
                let same = bare.times(by)?.to_string() == scaled.to_string();
                same.then(|| first.value?.times(by))
            })?,
        None => first.value,
    };
    Some(Range {
        first: first_value,
        last: second.value,
        double: true,
        end: second.end,
        scaled: second.scaled || first.scaled,
    })
}

/// "m", "k", "b" right after the digits, as money is written. In other numbers "m" is metres, which
/// the caller tells by the unit.
fn with_letter(pieces: &Pieces<'_>, number: Number) -> Number {
    let by = pieces.entry(number.end).scale_letter;
    let by = by.filter(|_| !number.scaled && pieces.is_glued(number.end));
    by.map_or(number, |by| Number {
        end: number.end + 1,
        value: number.value.and_then(|v| v.times(Decimal::whole(by))),
        scaled: true,
    })
}

/// The currency whose sign stands at a piece, and the piece after the sign.
fn sign<'a>(pieces: &Pieces<'a>, at: usize) -> Option<(Option<&'a str>, usize)> {
    let (sign, end) = pieces.phrase(&pieces.lexicon.signs, at)?;
    if sign.needs_capital && !pieces.is_capital(at) || sign.needs_glue && !pieces.is_glued(at + 1) {
        return None;
    }
    let end = if sign.may_stop {
        pieces.past_stop(end)
    } else {
        end
    };
    Some((sign.code.as_deref(), end))
}

/// What a currency's name in a text means.
struct Named<'a> {
    /// ISO 4217, where the name tells it.
    code: Option<&'a str>,
    /// Whether the name is another word too, so that only a great amount tells that it is money.
    doubtful: bool,
    /// A hundredth of the unit.
    hundredth: bool,
    end: usize,
}

/// The name of a currency at a piece, with an adjective before it: "yuan", "Hong Kong dollars".
fn currency<'a>(pieces: &Pieces<'a>, at: usize) -> Option<Named<'a>> {
    let (country, start) = match pieces.phrase(&pieces.lexicon.countries, at) {
        Some((country, end)) => (Some(&**country), end),
        None => (None, at),
    };
    let name = pieces.entry(start);
    let currency = name.currencies.iter().find(|c| c.fits(country))?;
    Some(Named {
        code: currency.code.as_deref(),
        doubtful: country.is_none() && name.is(Group::DoubtfulCurrency),
        hundredth: name.is(Group::Hundredth),
        end: start + 1,
    })
}

/// "$1.2 bn", "RM50,000", "300 million yuan", "8 cents", "millions of ringgit".
pub(super) fn money(pieces: &Pieces<'_>, at: usize, amount: Option<&Range>) -> Option<Found> {
    if let Some((code, past)) = sign(pieces, at) {
        let amount = range(pieces, pieces.past_hyphen(past)).filter(|_| pieces.is_digits(past))?;
        let value = amount
            .value()
            .zip(code)
            .map(|(amount, code)| format!("{amount} {code}"));
        return Some(Found::new(amount.end, Label::MONEY, value));
    }
    let amount = amount?;
    let mut next = pieces.past_hyphen(amount.end);
    next += usize::from(pieces.is(next, Group::Of) && amount.first.is_none());
    let currency = currency(pieces, next)?;
    let great = amount.scaled || pieces.word(at).contains(',') || pieces.word(at).len() >= 4;
    if currency.doubtful && !(great && pieces.is_digits(at) || amount.scaled) {
        return None;
    }
    let unit = if currency.hundredth {
        Decimal::fraction(1, 100)?
    } else {
        Decimal::whole(1)
    };
    let value = amount
        .times(unit)
        .zip(currency.code)
        .map(|(amount, code)| format!("{amount} {code}"));
    Some(Found::new(currency.end, Label::MONEY, value))
}

/// "3.7 percent", "5-10%", "half a percentage point", "25 basis points", "one-tenth of 1 percent".
pub(super) fn percent(pieces: &Pieces<'_>, at: usize, amount: &Range) -> Option<Found> {
    let part_of = pieces.is(amount.end, Group::Of) && pieces.is(amount.end + 1, Group::WholeOne);
    let next = amount.end + if part_of { 2 } else { 0 };
    let next = next + usize::from(pieces.is(next, Group::A) && pieces.is(at, Group::Half));
    let next = pieces.past_hyphen(next);
    let (&per_hundred, end) = pieces.phrase(&pieces.lexicon.percent, next)?;
    let value = amount.times(Decimal::fraction(1, per_hundred)?);
    let value = value.map(|value| format!("{value}%"));
    Some(Found::new(end, Label::PERCENT, value))
}
