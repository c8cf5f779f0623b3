//! Money.

use super::amount::{Range, range};
use super::decimal::Decimal;
use super::entry::SignForm;
use super::found::Found;
use super::group::Group;
use super::lexicon::Sign;
use super::pieces::Pieces;
use newsgraph_document::Label;

/// The currency's sign at a piece, and the piece after the sign.
fn sign<'a>(pieces: &Pieces<'a>, at: usize) -> Option<(&'a Sign, usize)> {
    let (sign, end) = pieces.phrase(&pieces.lexicon.signs, at)?;
    let capital = !sign.is(SignForm::Capital) || pieces.is_capital(at);
    let capitals = !sign.is(SignForm::Capitals) || pieces.is_capital_text(at);
    if !capital || !capitals || sign.is(SignForm::Glued) && !pieces.is_glued(at + 1) {
        return None;
    }
    let end = if sign.is(SignForm::Stop) {
        pieces.past_stop(end)
    } else {
        end
    };
    Some((sign, end))
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

/// "$1.2 bn", "RM50,000", "R4bn", "300 million yuan", "200€", "99p", "8 cents", "millions of ringgit".
pub(super) fn money(pieces: &Pieces<'_>, at: usize, amount: Option<&Range>) -> Option<Found> {
    if let Some(found) = signed(pieces, at) {
        return Some(found);
    }
    let amount = amount?;
    if let Some(found) = sign_after(pieces, at, amount) {
        return Some(found);
    }
    let mut next = pieces.past_hyphen(amount.end);
    next += usize::from(pieces.is(next, Group::Of) && amount.is_vague());
    let currency = currency(pieces, next)?;
    let great = amount.is_great(pieces, at) || pieces.word(at).len() >= 4;
    if currency.doubtful && !(great && pieces.is_digits(at) || amount.is_scaled()) {
        return None;
    }
    money_of(amount, currency.code, currency.hundredth, currency.end)
}

/// An amount as money that ends at a piece.
fn money_of(amount: &Range, code: Option<&str>, hundredth: bool, end: usize) -> Option<Found> {
    let unit = if hundredth {
        Decimal::fraction(1, 100)?
    } else {
        Decimal::whole(1)
    };
    let value = amount
        .times(unit)
        .zip(code)
        .map(|(amount, code)| format!("{amount} {code}"));
    Some(Found::new(end, Label::MONEY, value))
}

/// "$1.2 bn", "RM50,000", "R4bn", the first of "between $2 and $3 million".
fn signed(pieces: &Pieces<'_>, at: usize) -> Option<Found> {
    let (sign, past) = sign(pieces, at)?;
    let start = pieces.past_hyphen(past);
    let amount = range(pieces, start).filter(|_| pieces.is_digits(past))?;
    let great = amount.is_great(pieces, start);
    let hundreds = great || pieces.word(start).len() >= 3 && !pieces.word(start).contains('.');
    if sign.is(SignForm::Great) && !great || sign.is(SignForm::Hundreds) && !hundreds {
        return None;
    }
    let second = self::sign(pieces, amount.end + 1).filter(|(other, _)| other.code == sign.code);
    let second = second.map_or(amount.end + 1, |(_, past)| past);
    let amount = amount.shared(pieces, at, second);
    money_of(&amount, sign.code.as_deref(), false, amount.end)
}

/// "200€", "4$", "99p": a sign after the digits.
fn sign_after(pieces: &Pieces<'_>, at: usize, amount: &Range) -> Option<Found> {
    let glued = pieces.is_glued(amount.end);
    if !pieces.is_digits(at) {
        return None;
    }
    let (sign, end) = pieces.phrase(&pieces.lexicon.signs_after, amount.end)?;
    let next = pieces.is_digits(end) && pieces.is_glued(end);
    let sound = glued || !sign.is(SignForm::Glued) && !pieces.is_digits(end);
    // "1080p" are the lines of a picture.
    let small = !pieces.is_capital(amount.end) && !pieces.is(at, Group::PictureLines);
    let sound = sound && (small || !sign.is(SignForm::Small));
    let found = || {
        money_of(
            amount,
            sign.code.as_deref(),
            sign.is(SignForm::Hundredth),
            end,
        )
    };
    (sound && !next).then(found)?
}
