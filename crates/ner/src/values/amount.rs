//! Money, percentages, and the ranges of numbers in them.

use super::Found;
use super::decimal::Decimal;
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
    let joint = first.end + usize::from(hyphen && pieces.is(first.end + 1, &["to", "or"]));
    if !pieces.is_digits(at) || !(pieces.is(joint, &["-", "to"]) || joint > first.end) {
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
    let by = match pieces.word(number.end) {
        "m" => 1_000_000,
        "k" => 1_000,
        "b" => 1_000_000_000,
        "t" => 1_000_000_000_000,
        _ => return number,
    };
    if number.scaled || !pieces.is_glued(number.end) {
        return number;
    }
    Number {
        end: number.end + 1,
        value: number.value.and_then(|v| v.times(Decimal::whole(by))),
        scaled: true,
    }
}

/// The currency whose sign stands at a piece, and the piece after the sign.
fn sign(pieces: &Pieces<'_>, at: usize) -> Option<(Option<&'static str>, usize)> {
    let code = match pieces.word(at) {
        "$" => "USD",
        "£" => "GBP",
        "€" => "EUR",
        "¥" => "JPY",
        "₹" => "INR",
        "₩" => "KRW",
        "₽" => "RUB",
        "₺" => "TRY",
        "₪" => "ILS",
        "₦" => "NGN",
        "₱" => "PHP",
        "฿" => "THB",
        "₫" => "VND",
        "₴" => "UAH",
        prefix if pieces.is_capital(at) && pieces.word(at + 1) == "$" => {
            let code = match prefix {
                "us" | "u.s." => "USD",
                "hk" => "HKD",
                "nz" => "NZD",
                "nt" => "TWD",
                "a" | "au" if pieces.is_glued(at + 1) => "AUD",
                "c" | "ca" if pieces.is_glued(at + 1) => "CAD",
                "s" if pieces.is_glued(at + 1) => "SGD",
                "r" if pieces.is_glued(at + 1) => "BRL",
                _ => return None,
            };
            return Some((Some(code), at + 2));
        }
        word => {
            let code = match word {
                "dlrs" | "usd" => "USD",
                "rm" if pieces.is_capital(at) => "MYR",
                "rs" | "rs." if pieces.is_capital(at) => "INR",
                "tk" | "tk." if pieces.is_capital(at) => "BDT",
                "dm" if pieces.is_capital(at) => "DEM",
                "eur" => "EUR",
                "gbp" => "GBP",
                "jpy" => "JPY",
                "cny" | "rmb" => "CNY",
                "chf" => "CHF",
                "kr" => return Some((None, at + 1)),
                _ => return None,
            };
            return Some((Some(code), pieces.past_stop(at + 1)));
        }
    };
    Some((Some(code), at + 1))
}

/// What a currency's name in a text means.
struct Currency {
    /// ISO 4217, where the name alone tells it.
    code: Option<&'static str>,
    /// Whether the name is another word too, so that only a great amount tells that it is money.
    doubtful: bool,
    /// A hundredth of the unit.
    hundredth: bool,
    end: usize,
}

/// The name of a currency at a piece, with an adjective before it: "yuan", "Hong Kong dollars".
fn currency(pieces: &Pieces<'_>, at: usize) -> Option<Currency> {
    let (country, start) = match (pieces.word(at), pieces.word(at + 1)) {
        ("hong", "kong") | ("new", "zealand") | ("south", "korean" | "african") | ("saudi", _) => {
            (pieces.word(at + 1), at + 2)
        }
        (
            "us" | "u.s." | "american" | "canadian" | "australian" | "singapore" | "taiwan"
            | "british" | "sterling" | "swiss" | "french" | "belgian" | "german" | "deutsche"
            | "japanese" | "chinese" | "indian" | "pakistani" | "mexican" | "philippine"
            | "argentine" | "russian" | "turkish" | "italian" | "kenyan" | "swedish" | "norwegian"
            | "danish" | "zimbabwean" | "egyptian" | "syrian" | "lebanese" | "iraqi" | "jordanian"
            | "kuwaiti" | "emirati",
            _,
        ) => (pieces.word(at), at + 1),
        _ => ("", at),
    };
    let word = pieces.word(start);
    let code = match (word.strip_suffix('s').unwrap_or(word), country) {
        ("dollar" | "dlr", "") | ("dollar" | "dlr" | "cent", "us" | "u.s." | "american") => {
            Some("USD")
        }
        ("dollar" | "cent", "canadian") => Some("CAD"),
        ("dollar" | "cent", "australian") => Some("AUD"),
        ("dollar", "kong") => Some("HKD"),
        ("dollar", "zealand") => Some("NZD"),
        ("dollar", "singapore") => Some("SGD"),
        ("dollar", "taiwan") => Some("TWD"),
        ("dollar", "zimbabwean") => Some("ZWL"),
        ("cent" | "usd", "") => Some("USD"),
        ("pound" | "penny" | "pence", "" | "british" | "sterling") => Some("GBP"),
        ("pound", "egyptian") => Some("EGP"),
        ("euro" | "eur", _) => Some("EUR"),
        ("yen", _) => Some("JPY"),
        ("yuan" | "renminbi", _) => Some("CNY"),
        ("won", _) => Some("KRW"),
        ("rupee", "" | "indian") => Some("INR"),
        ("rupee", "pakistani") => Some("PKR"),
        ("ruble" | "rouble", _) => Some("RUB"),
        ("peso", "mexican") => Some("MXN"),
        ("peso", "philippine") => Some("PHP"),
        ("peso", "argentine") => Some("ARS"),
        ("franc", "swiss") => Some("CHF"),
        ("franc", "french") => Some("FRF"),
        ("mark", "" | "german" | "deutsche") => Some("DEM"),
        ("krona" | "kronor", _) => Some("SEK"),
        ("krone" | "kroner", "norwegian") => Some("NOK"),
        ("krone" | "kroner", "danish") => Some("DKK"),
        ("ringgit", _) => Some("MYR"),
        ("shekel", _) => Some("ILS"),
        ("lira", "turkish") => Some("TRY"),
        ("baht", _) => Some("THB"),
        ("dirham", "" | "emirati") => Some("AED"),
        ("riyal", _) if !country.is_empty() => Some("SAR"),
        ("dong", _) => Some("VND"),
        ("rupiah", _) => Some("IDR"),
        ("rand", _) => Some("ZAR"),
        ("naira", _) => Some("NGN"),
        ("taka", _) => Some("BDT"),
        ("reai", _) => Some("BRL"),
        ("zloty" | "zlotie", _) => Some("PLN"),
        ("forint", _) => Some("HUF"),
        ("hryvnia" | "hryvnya", _) => Some("UAH"),
        ("shilling", "kenyan") => Some("KES"),
        (
            "dollar" | "pound" | "rupee" | "peso" | "franc" | "krone" | "kroner" | "lira" | "lire"
            | "dirham" | "riyal" | "rial" | "shilling" | "dinar",
            _,
        ) => None,
        _ => return None,
    };
    Some(Currency {
        code,
        doubtful: country.is_empty()
            && matches!(word, "pound" | "pounds" | "won" | "mark" | "marks" | "rand"),
        hundredth: matches!(word, "cent" | "cents" | "pence" | "penny"),
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
    next += usize::from(pieces.word(next) == "of" && amount.first.is_none());
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
    let part_of = pieces.word(amount.end) == "of" && pieces.is(amount.end + 1, &["1", "one", "a"]);
    let next = amount.end + if part_of { 2 } else { 0 };
    let next = next + usize::from(pieces.word(next) == "a" && pieces.word(at) == "half");
    let next = pieces.past_hyphen(next);
    let points = pieces.is(next + 1, &["point", "points"]);
    let (end, per_hundred) = match pieces.word(next) {
        "%" | "percent" | "pct" | "pct." => (next + 1, 1),
        "per" if pieces.word(next + 1) == "cent" => (next + 2, 1),
        "percentage" if points => (next + 2, 1),
        "basis" if points => (next + 2, 100),
        _ => return None,
    };
    let value = amount.times(Decimal::fraction(1, per_hundred)?);
    let value = value.map(|value| format!("{value}%"));
    Some(Found::new(end, Label::PERCENT, value))
}
