//! Money, percentages, quantities with a unit.

use super::Found;
use super::calendar::month;
use super::decimal::Decimal;
use super::number::{Number, digits, number};
use super::pieces::Pieces;
use newsgraph_document::Label;

/// A number, or a range of two that share the scale of the second: "5-10 million", "5 to 10".
pub(super) struct Range {
    first: Option<Decimal>,
    last: Option<Decimal>,
    /// Whether there is a second number.
    double: bool,
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
        ("cent", "") => Some("USD"),
        ("pound" | "penny" | "pence", "" | "british" | "sterling") => Some("GBP"),
        ("pound", "egyptian") => Some("EGP"),
        ("euro", _) => Some("EUR"),
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

/// "47km", "50-kilometer", "20 square meters", "2.5 million barrels", "three-judge".
pub(super) fn quantity(pieces: &Pieces<'_>, at: usize, amount: &Range) -> Option<Found> {
    if let Some(age) = age(pieces, at) {
        return Some(age);
    }
    let glued_metres = |n: &Number| pieces.word(n.end) == "m" && pieces.is_glued(n.end);
    let plain = number(pieces, at)?;
    if glued_metres(&plain) && !plain.scaled {
        let value = plain.value.map(|value| format!("{value} meter"));
        return Some(Found::new(plain.end + 1, Label::QUANTITY, value));
    }
    let next = pieces.past_hyphen(amount.end);
    let (power, unit_at) = match pieces.word(next) {
        power @ ("square" | "cubic") => (power, pieces.past_hyphen(next + 1)),
        "sq" | "sq." => ("square", next + 1),
        _ => ("", next),
    };
    if let Some((name, end)) = unit(pieces, unit_at) {
        let space = if power.is_empty() { "" } else { " " };
        let value = amount
            .value()
            .map(|value| format!("{value} {power}{space}{name}"));
        return Some(Found::new(end, Label::QUANTITY, value));
    }
    // "three-judge panel": a number joined to what it counts.
    let glued = next > amount.end && pieces.is_glued(amount.end) && pieces.is_glued(next);
    let counted = pieces.word(next);
    let joined = glued && counted.len() > 2 && counted.bytes().all(|b| b.is_ascii_lowercase());
    let single = !amount.double && !pieces.is(at, &["half", "a", "an"]);
    let again = pieces.word(next + 1) == "-" && pieces.is_glued(next + 1);
    let ordinal = super::number::ordinal(pieces, at).is_some();
    (joined && single && !again && !ordinal && !pieces.is_capital(next)).then(|| {
        let value = amount.value().map(|value| format!("{value} {counted}"));
        Found::new(next + 1, Label::QUANTITY, value)
    })
}

/// An age: "Brian Dally, 26, a student", "aged 40", "turned 50", "she is 17 and lives in".
fn age(pieces: &Pieces<'_>, at: usize) -> Option<Found> {
    let years = pieces
        .integer(at, 3)
        .filter(|years| (1..=120).contains(years))?;
    let (one, two, three) = (at.checked_sub(1)?, at.checked_sub(2), at.checked_sub(3));
    let joined = pieces.word(at + 1).starts_with(char::is_alphabetic);
    let after = |words: &[&str]| pieces.is(at + 1, words);
    let ends = after(&[",", ")", ".", ";"]);
    let beside_name = pieces.word(one) == ","
        && two.is_some_and(|two| pieces.is_capital(two) && month(pieces.word(two)).is_none())
        && ends
        && !pieces.is_digits(at + 2);
    let of = pieces.word(one) == "of" && two.is_some_and(|two| pieces.is(two, &["age", "ages"]));
    let told = pieces.is(one, &["aged", "age", "ages", "turned"]) || of;
    let told = told
        && (!joined
            || after(&[
                "and", "to", "or", "when", "while", "last", "in", "on", "this",
            ]));
    let second = pieces.is(one, &["and", "to"])
        && three.is_some_and(|three| {
            pieces.is(three, &["aged", "ages"])
                || pieces.word(three) == "of" && pieces.before(three) == "ages"
        });
    // "she is 17", "who was just 28"
    let verb = one - usize::from(pieces.is(one, &["just", "only", "now"]) && one > 0);
    let person = verb.checked_sub(1);
    let is = pieces.is(verb, &["is", "was", "m"])
        || pieces.word(verb) == "s" && person.is_some_and(|p| pieces.word(p) == "'");
    let subject = person.map(|p| p - usize::from(pieces.word(p) == "'" && p > 0));
    let described =
        is && subject.is_some_and(|s| {
            pieces.is(s, &["he", "she", "who", "i"])
                || pieces.is_capital(s) && years > 14 && pieces.word(verb) != "s"
        }) && (ends || after(&["and", "when", "but"]));
    (beside_name || told || second || described)
        .then(|| Found::new(at + 1, Label::QUANTITY, Some(format!("{years} year"))))
}

/// The unit at a piece by its singular name, and the piece after it.
fn unit(pieces: &Pieces<'_>, at: usize) -> Option<(String, usize)> {
    let word = pieces.word(at);
    let slash = |by: &str| pieces.word(at + 1) == "/" && pieces.word(at + 2) == by;
    let name = match word {
        "feet" | "foot" | "ft" => "foot",
        "inches" | "inch" => "inch",
        "km" | "kms" if slash("h") => return Some(("kilometer per hour".to_owned(), at + 3)),
        "km" | "kms" => "kilometer",
        "kmh" | "kph" => "kilometer per hour",
        "mph" => "mile per hour",
        "cm" => "centimeter",
        "mm" => "millimeter",
        "kg" | "kgs" | "kilo" | "kilos" => "kilogram",
        "lb" | "lbs" => "pound",
        "oz" => "ounce",
        "ha" => "hectare",
        "kw" => "kilowatt",
        "mw" => "megawatt",
        "gw" => "gigawatt",
        "kwh" => "kilowatt-hour",
        "mb" => "megabyte",
        "gb" => "gigabyte",
        "tb" => "terabyte",
        "°" => {
            return match pieces.word(at + 1) {
                "c" => Some(("degree Celsius".to_owned(), at + 2)),
                "f" => Some(("degree Fahrenheit".to_owned(), at + 2)),
                _ => Some(("degree".to_owned(), at + 1)),
            };
        }
        "degree" | "degrees" => {
            return match pieces.word(at + 1) {
                "celsius" | "c" => Some(("degree Celsius".to_owned(), at + 2)),
                "fahrenheit" | "f" => Some(("degree Fahrenheit".to_owned(), at + 2)),
                _ => Some(("degree".to_owned(), at + 1)),
            };
        }
        _ => {
            let singular = word.strip_suffix('s').unwrap_or(word);
            let known = [
                "meter",
                "kilometer",
                "centimeter",
                "millimeter",
                "mile",
                "yard",
                "kilogram",
                "gram",
                "milligram",
                "ton",
                "tonne",
                "pound",
                "ounce",
                "stone",
                "acre",
                "hectare",
                "liter",
                "milliliter",
                "gallon",
                "barrel",
                "bushel",
                "knot",
                "watt",
                "kilowatt",
                "megawatt",
                "gigawatt",
                "volt",
                "byte",
                "kilobyte",
                "megabyte",
                "gigabyte",
                "terabyte",
                "calorie",
            ];
            // British spellings have the American name.
            let american = singular
                .strip_suffix("metre")
                .map(|prefix| format!("{prefix}meter"));
            let american = american.or_else(|| {
                singular
                    .strip_suffix("litre")
                    .map(|prefix| format!("{prefix}liter"))
            });
            let name = american.as_deref().unwrap_or(singular);
            return known.contains(&name).then(|| (name.to_owned(), at + 1));
        }
    };
    Some((name.to_owned(), at + 1))
}
