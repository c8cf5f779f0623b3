//! Dates of ISO 8601-2 as a reader writes them, and their order.

use newsgraph_document::Date;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What stands in the place of a month: seasons from 21, quarters from 33.
const PARTS: [(u8, &str, u8); 8] = [
    (21, "spring", 3),
    (22, "summer", 6),
    (23, "autumn", 9),
    (24, "winter", 12),
    (33, "first quarter of", 1),
    (34, "second quarter of", 4),
    (35, "third quarter of", 7),
    (36, "fourth quarter of", 10),
];

/// Year, month, day and how much more than a day it is, to sort by.
pub(crate) type Order = (u16, u8, u8, u8);

/// The place of what cannot be told.
pub(crate) const OPEN: Order = (u16::MAX, 0, 0, 0);

/// The place of a date of which the year is not known: after all others, by month and day.
pub(crate) fn open(value: &str) -> Order {
    let place = || {
        let (month, day) = value.strip_prefix("XXXX-")?.split_once('-')?;
        let number = |text| digits(text).and_then(|n| u8::try_from(n).ok());
        Some((u16::MAX - 1, number(month)?, number(day)?, 0))
    };
    place().unwrap_or(OPEN)
}

/// A date in words, with its place among others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) order: Order,
    pub(crate) words: String,
}

/// A day in words.
pub(crate) fn day(date: Date) -> String {
    let month = MONTHS[usize::from(date.month()) - 1];
    format!("{} {month} {}", date.day(), date.year())
}

/// A date in words; `None` where its year is not known or its form is another.
pub(crate) fn read(value: &str) -> Option<Moment> {
    if let Some((from, to)) = value.split_once('/') {
        let (from, to) = (read(from)?, read(to)?);
        let words = match from.words.split_once(' ') {
            Some((day, rest)) if to.words.ends_with(&format!(" {rest}")) => {
                format!("{day} to {}", to.words)
            }
            _ => format!("{} to {}", from.words, to.words),
        };
        return Some(Moment {
            order: from.order,
            words,
        });
    }
    let (date, time) = match value.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (value, None),
    };
    let mut moment = date_words(date)?;
    if let Some(time) = time {
        moment.words = format!("{}, {}", moment.words, time.trim_end_matches('Z'));
    }
    Some(moment)
}

fn date_words(date: &str) -> Option<Moment> {
    if let Ok(date) = date.parse::<Date>() {
        return Some(Moment {
            order: (date.year(), date.month(), date.day(), 0),
            words: day(date),
        });
    }
    let (year, rest) = match date.split_once('-') {
        Some((year, rest)) => (year, Some(rest)),
        None => (date, None),
    };
    if year.len() != 4 || !year.is_ascii() {
        return None;
    }
    let Some(rest) = rest else {
        return year_words(year);
    };
    let number = digits(year)?;
    if let Some(week) = rest.strip_prefix('W') {
        let monday = monday(number, digits(week)?)?;
        return Some(Moment {
            order: (monday.year(), monday.month(), monday.day(), 1),
            words: format!("week of {}", day(monday)),
        });
    }
    let part = u8::try_from(digits(rest)?).ok()?;
    let (month, words) = if (1..=12).contains(&part) {
        (part, MONTHS[usize::from(part) - 1])
    } else {
        let found = PARTS.iter().find(|(code, ..)| *code == part)?;
        (found.2, found.1)
    };
    Some(Moment {
        order: (number, month, 0, 2),
        words: format!("{words} {number}"),
    })
}

/// A year, a decade (`199X`) or a century (`19XX`).
fn year_words(year: &str) -> Option<Moment> {
    let known = year.trim_end_matches('X');
    let (factor, tail) = match year.len() - known.len() {
        0 => (1, ""),
        1 => (10, "s"),
        2 => (100, "s"),
        _ => return None,
    };
    let first = digits(known)?.checked_mul(factor)?;
    Some(Moment {
        order: (first, 0, 0, 3),
        words: format!("{first}{tail}"),
    })
}

fn digits(text: &str) -> Option<u16> {
    let all = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    all.then(|| text.parse().ok())?
}

/// The first day of a week of ISO 8601: of the week with 4 January, or so many weeks later.
fn monday(year: u16, week: u16) -> Option<Date> {
    if !(1..=53).contains(&week) {
        return None;
    }
    let before = i32::from(year) - 1;
    let leaps = before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400);
    // 1 January of the year 1 was a Monday; weekdays from 0 for it.
    let new_year = (before * 365 + leaps).rem_euclid(7);
    let first = if new_year <= 3 {
        -new_year
    } else {
        7 - new_year
    };
    let mut day = first + 7 * (i32::from(week) - 1);
    if day < 0 {
        let year = year.checked_sub(1)?;
        return Date::new(year, 12, u8::try_from(32 + day).ok()?);
    }
    for month in 1..=12 {
        let length = i32::from((28..=31).rfind(|&d| Date::new(year, month, d).is_some())?);
        if day < length {
            return Date::new(year, month, u8::try_from(day + 1).ok()?);
        }
        day -= length;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_a_reader_does() {
        let cases = [
            ("2019-11-18", "18 November 2019"),
            ("2019-11", "November 2019"),
            ("2019", "2019"),
            ("199X", "1990s"),
            ("19XX", "1900s"),
            ("2016-21", "spring 2016"),
            ("2016-34", "second quarter of 2016"),
            ("2019-W47", "week of 18 November 2019"),
            ("2017-W01", "week of 2 January 2017"),
            ("2020-W01", "week of 30 December 2019"),
            ("2020-W53", "week of 28 December 2020"),
            ("2019-11-16/2019-11-17", "16 to 17 November 2019"),
            ("2012/2020", "2012 to 2020"),
            ("2019-03/2019-06", "March to June 2019"),
            ("2017-03-17T20:00", "17 March 2017, 20:00"),
        ];
        for (value, words) in cases {
            assert_eq!(
                read(value).map(|m| m.words).as_deref(),
                Some(words),
                "{value}"
            );
        }
    }

    #[test]
    fn what_is_open_or_no_date_is_left_alone() {
        let odd = [
            "",
            "X",
            "XXXX-03-19",
            "XXXX-WXX-4",
            "XXXX",
            "T20:00",
            "2019-13",
            "2019-W54",
            "2019-W00",
            "été!",
            "éé",
            "/",
            "2019/",
            "2019-",
            "2016-W53",
            "99999",
            "2019-02-30",
            "9999-W53",
            "+1",
            "20é9-01",
        ];
        for value in odd {
            if let Some(moment) = read(value) {
                panic!("{value}: {moment:?}");
            }
        }
    }

    #[test]
    fn a_wider_date_comes_where_it_begins() {
        let mut values = ["2020", "2019-11-18", "2019", "2019-W47", "2019-11", "198X"];
        values.sort_by_key(|value| read(value).map(|m| m.order));
        let expected = ["198X", "2019", "2019-11", "2019-11-18", "2019-W47", "2020"];
        assert_eq!(values, expected);
        let mut open = ["XXXX-XX-02", "XXXX-03-19", "XXXX-03-02", "é"];
        open.sort_by_key(|value| super::open(value));
        assert_eq!(open, ["XXXX-03-02", "XXXX-03-19", "XXXX-XX-02", "é"]);
    }
}
