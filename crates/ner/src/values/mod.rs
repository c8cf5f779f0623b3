//! Dates, times, durations, amounts and numbers, found by a grammar and normalised.

mod amount;
mod begin;
mod calendar;
mod code;
mod date;
mod decimal;
mod entry;
mod feast;
mod found;
mod governed;
mod group;
mod holiday;
mod lexicon;
mod money;
mod month;
mod number;
mod numeric;
mod phrases;
mod pieces;
mod quantity;
mod rate;
mod relative;
mod season;
mod tense;
mod time;
mod week;
mod weekday;
mod year;

use crate::overlap::{beside, join, merge};
use decimal::Decimal;
use found::{Days, Found};
use group::Group;
use lexicon::Lexicon;
use newsgraph_document::{Date, Label, Mention, MentionKind, TokenizedText};
use newsgraph_lexicon::{TableError, Tables};
use number::Number;
use pieces::Pieces;
use std::ops::Range;
use std::sync::Arc;

use code::{is_code, telephone};
use year::is_address;

pub use lexicon::english_tables;

/// Finds dates, times of day, durations, money, percentages, quantities, numbers and ordinals, each
/// with its value in one form:
///
/// | label | example | value |
/// | --- | --- | --- |
/// | Date | March 19, 2017; March 19; last month | `2017-03-19`; `XXXX-03-19`; `2017-02` |
/// | Date | the 1990s; 2012-2020; spring 2016 | `199X`; `2012/2020`; `2016-21` |
/// | Time | 8 p.m.; half past six; 1600 GMT; 8 p.m. on Friday | `T20:00`; `T06:30`; `T16:00Z`; `2017-03-17T20:00` |
/// | Duration | two and a half years; an all-day debate; several weeks | `P2.5Y`; `P1D`; `PXW` |
/// | Money | $1.2 bn; 300 million yuan | `1200000000 USD`; `300000000 CNY` |
/// | Percent | 3.7 percent; 25 basis points | `3.7%`; `0.25%` |
/// | Quantity | 47km; a 20-year-old; four times a year | `47 kilometer`; `20 year`; `4 time per year` |
/// | Number, Ordinal | half a million; 21st | `500000`; `21` |
///
/// Dates are written as in ISO 8601-2 (EDTF): `X` stands for a digit that is not known, 21 to 24 in
/// the place of a month for the seasons, 33 to 36 for the quarters. What depends on a day ("Thursday",
/// "last month") is counted from the document's date and is left open without one. Whether "Thursday" or "in
/// April" lies behind or ahead of it, the verbs around tell: "resigned on Thursday", "due on Thursday".
///
/// The language is English unless [`ValueRecognizer::from_tables`] is given another.
#[derive(Clone, Debug)]
pub struct ValueRecognizer {
    lexicon: Arc<Lexicon>,
}

/// Which of day and month stands first in a date that is written in digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// 3/4/2019 is the third of April.
    DayFirst,
    /// 3/4/2019 is the fourth of March, as Americans write it.
    MonthFirst,
}

impl Default for ValueRecognizer {
    /// For English.
    fn default() -> Self {
        Self {
            lexicon: Lexicon::english(),
        }
    }
}

impl ValueRecognizer {
    /// A recogniser of the values of another language, or of English with tables of one's own: those of
    /// [`english_tables`], which say in comments what their rows are.
    ///
    /// # Errors
    /// [`TableError`] where a table or a row of one is missing or cannot be read.
    pub fn from_tables(tables: &Tables) -> Result<Self, TableError> {
        Ok(Self {
            lexicon: Arc::new(Lexicon::new(tables)?),
        })
    }

    /// The recogniser with another order of days and months in dates such as 3/4/2019, in place of that of its
    /// language. A date that can have no such order is read in the other one.
    #[must_use]
    pub fn with_date_order(mut self, order: DateOrder) -> Self {
        let lexicon = Arc::make_mut(&mut self.lexicon);
        lexicon.is_month_first = order == DateOrder::MonthFirst;
        self
    }

    /// The values of a text in text order; no two overlap, none crosses a sentence's end, each
    /// begins and ends with a token. `date` is the day the text was written, where that is known.
    pub fn recognize(&self, text: TokenizedText<'_>, date: Option<Date>) -> Vec<Mention> {
        let mut days = Days::new(date);
        let mut mentions = Vec::new();
        let mut pieces = Pieces::new(&self.lexicon);
        for sentence in text.sentences {
            pieces.read(text, sentence.tokens.clone());
            let mut values: Vec<(usize, Found)> = Vec::new();
            let mut at = 0;
            while at < pieces.len() {
                if let Some(end) = unnamed(&pieces, at).or_else(|| telephone(&pieces, at)) {
                    at = end;
                    continue;
                }
                let Some(found) = longest(&pieces, at, days) else {
                    at += 1;
                    continue;
                };
                days = days.after(&found);
                let end = found.end;
                values.push((at, found));
                at = end;
            }
            governed::give_days(&pieces, &mut values);
            mentions.extend(values.into_iter().map(|(at, found)| Mention {
                span: pieces.span(&(at..found.end)),
                label: found.label,
                kind: MentionKind::Value,
                value: found.value,
                score: None,
            }));
        }
        mentions
    }

    /// As [`Self::recognize`], together with the names that another recogniser found, in text order, as
    /// `EntityRecognizer` gives both: a value gives way to a name that it overlaps, unless it contains the
    /// name and is longer. Values among what was found stand where no value of ours does.
    pub fn recognize_beside(
        &self,
        found: Vec<Mention>,
        text: TokenizedText<'_>,
        date: Option<Date>,
    ) -> Vec<Mention> {
        let is_name = |mention: &Mention| mention.kind != MentionKind::Value;
        let (names, theirs): (Vec<_>, Vec<_>) = found.into_iter().partition(is_name);
        let ours = self.recognize(text, date);
        let theirs = beside(&ours, theirs);
        merge(names, join(theirs, ours))
    }
}

/// The piece after a name at a piece that looks like a value: "the Mail on Sunday", but not "in Scotland on
/// Sunday".
fn unnamed(pieces: &Pieces<'_>, at: usize) -> Option<usize> {
    let ((), end) = pieces.phrase(&pieces.lexicon.unnamed, at)?;
    let capital = pieces.is_capital(at) && pieces.is_capital(end - 1);
    let place = pieces.is(at.wrapping_sub(1), Group::BeforePlace);
    let names = !(at + 1..end - 1).all(|at| pieces.is_capital(at)) && place;
    (capital && !names).then_some(end)
}

/// The longest value at a piece that may begin one.
fn longest(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    if pieces.may_begin(at) {
        by_grammars(pieces, at, days)
    } else {
        None
    }
}

/// The longest value at a piece that tokens begin and end with; of two as long the first of the
/// grammars.
fn by_grammars(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    let amount = amount::range(pieces, at);
    let amount = amount.as_ref();
    let found = [
        date::date(pieces, at, days),
        time::time_of_day(pieces, at),
        time::duration(pieces, at),
        rate::lone_unit(pieces, at),
        quantity::below_zero(pieces, at),
        money::money(pieces, at, amount),
        amount.and_then(|amount| amount::percent(pieces, at, amount)),
        amount
            .and_then(|amount| quantity::quantity(pieces, at, amount))
            .map(|quantity| rate::measured(pieces, quantity)),
        amount.and_then(|amount| rate::counted(pieces, at, amount)),
        bare_number(pieces, at),
    ];
    let whole = |range: &Range<usize>| pieces.are_tokens(range);
    found
        .into_iter()
        .flatten()
        .filter(|found| whole(&(at..found.end)))
        .reduce(|a, b| if b.end > a.end { b } else { a })
}

/// Whether "one" at a piece takes up a noun: "a bitter one", "this small one".
fn stands_for_a_noun(pieces: &Pieces<'_>, at: usize) -> bool {
    // "a bitter one but", while "a good one million" and "a poor one man band" count.
    let before = pieces.before(at);
    let adjective = at > 1 && before.len() > 2 && !pieces.is_capital(at - 1);
    let closed = !pieces.word(at + 1).starts_with(char::is_alphabetic)
        || pieces.is(at + 1, Group::ClauseAfterOne);
    adjective
        && closed
        && pieces.is(at - 2, Group::ArticleBeforeOne)
        && before.bytes().all(|b| b.is_ascii_lowercase())
}

/// Whether the word for one or a half at a piece, with what follows up to `end`, is no number.
fn is_no_number(pieces: &Pieces<'_>, at: usize, end: usize) -> bool {
    if pieces.is(at, Group::One) {
        return pieces.is(at.wrapping_sub(1), Group::BeforeOne)
            || pieces.is(at + 1, Group::AfterOne)
            || end == at + 1 && stands_for_a_noun(pieces, at);
    }
    pieces.is(at, Group::Half) && pieces.word(end) == "-" && pieces.is_glued(end)
}

/// A number with the letter of its scale where what it counts follows: "3M copies".
fn millions(pieces: &Pieces<'_>, number: Number) -> Number {
    let letter = pieces.entry(number.end).scale_letter;
    let next = pieces.word(number.end + 1);
    let counted = pieces.is(number.end + 1, Group::Counted)
        || next.len() > 3 && pieces.lexicon.is_plural(next) && !pieces.is_capital(number.end + 1);
    let told = pieces.is_glued(number.end) && pieces.is_capital(number.end) && counted;
    match letter.filter(|_| told && !number.scaled) {
        Some(letter) => Number {
            end: number.end + 1,
            value: number
                .value
                .and_then(|v| v.times(Decimal::whole(letter.by))),
            scaled: true,
        },
        None => number,
    }
}

fn bare_number(pieces: &Pieces<'_>, at: usize) -> Option<Found> {
    if let Some((number, end)) = number::ordinal(pieces, at) {
        return Some(Found::new(end, Label::ORDINAL, Some(number.to_string())));
    }
    let number = number::number(pieces, at)?;
    // "Formula One", "Local 802", "No. 1", "resolution 425": the number is a name.
    let digits = pieces.is_digits(at);
    let short = pieces.is_capital(at) || digits && pieces.word(at).len() <= 4;
    let named = at > 1 && pieces.is_capital(at - 1) && short
        || digits && pieces.is(at.wrapping_sub(1), Group::Numbered)
        || digits && (is_address(pieces, at) || is_code(pieces, at));
    let number = millions(pieces, number);
    (!named && !is_no_number(pieces, at, number.end)).then(|| {
        let value = number.value.map(|value| value.to_string());
        Found::new(number.end, Label::NUMBER, value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsgraph_tokenize::Tokenizer;

    /// What [`Pieces::begins_value`] lets no grammar see, no grammar would take.
    #[test]
    fn grammars_begin_as_is_told_beforehand() {
        let marked = include_str!("../../tests/values.txt");
        let mut found = 0;
        for line in marked.lines().filter(|line| !line.starts_with('#')) {
            let parts = line.split(['[', ']']);
            let text: String = parts.filter_map(|part| part.split('|').next()).collect();
            let tokenized = Tokenizer::default().tokenize(&text);
            let view = TokenizedText {
                text: &text,
                tokens: &tokenized.tokens,
                sentences: &tokenized.sentences,
            };
            let recognizer = ValueRecognizer::default();
            let mut pieces = Pieces::new(&recognizer.lexicon);
            for sentence in view.sentences {
                pieces.read(view, sentence.tokens.clone());
                for at in 0..pieces.len() {
                    let is_value = by_grammars(&pieces, at, Days::new(None)).is_some();
                    assert!(!is_value || pieces.begins_value(at), "{text}, piece {at}");
                    found += usize::from(is_value);
                }
            }
        }
        assert!(found > 500, "{found}");
    }
}
