//! Dates: days, months, years, decades, seasons, quarters, days of the week.

use super::calendar::{add_days, add_months, day_name, month, weekday, weekday_until};
use super::holiday::holiday;
use super::number::ordinal;
use super::pieces::Pieces;
use super::relative::{ago, relative};
use super::{Days, Found};
use newsgraph_document::{Date, Label};

/// The longest date at a piece. "mid-" and the like are left out of the value.
pub(super) fn date(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    let hyphen = pieces.word(at + 1) == "-" && pieces.is_glued(at + 1);
    let at = at + 2 * usize::from(hyphen && pieces.is(at, &["mid", "early", "late"]));
    [
        day_of_week(pieces, at, days),
        month_first(pieces, at, days),
        day_first(pieces, at, days),
        in_digits(pieces, at, days),
        year_or_years(pieces, at),
        decade(pieces, at, days),
        season_or_quarter(pieces, at, days),
        century(pieces, at),
        relative(pieces, at, days),
        ago(pieces, at, days),
        holiday(pieces, at, days),
    ]
    .into_iter()
    .flatten()
    .reduce(|a, b| if b.end > a.end { b } else { a })
}

pub(super) fn found(end: usize, value: impl Into<Option<String>>) -> Found {
    Found::new(end, Label::DATE, value.into())
}

pub(super) fn found_day(end: usize, day: Option<Date>) -> Found {
    Found {
        day,
        ..found(end, day.map(|day| day.to_string()))
    }
}

/// A day of a month, or a range of them, whose year may be open.
pub(super) fn in_month(
    year: Option<u16>,
    month: u8,
    (first, last): (u8, u8),
    end: usize,
    days: Days,
) -> Option<Found> {
    let year = year.or_else(|| nearest_year(month, first, days));
    let Some(year) = year else {
        // 2000 was a leap year: what has no day there has none in any year.
        Date::new(2000, month, last)?;
        let open = |day: u8| format!("XXXX-{month:02}-{day:02}");
        let value = if last > first {
            format!("{}/{}", open(first), open(last))
        } else {
            open(first)
        };
        return Some(found(end, value));
    };
    let (from, to) = (
        Date::new(year, month, first)?,
        Date::new(year, month, last)?,
    );
    if last > first {
        return Some(Found {
            day: Some(from),
            ..found(end, format!("{from}/{to}"))
        });
    }
    Some(found_day(end, Some(from)))
}

/// The year in which a day of the calendar lies nearest to the document's date, of two as near the past one.
fn nearest_year(month: u8, day: u8, days: Days) -> Option<u16> {
    let today = days.today?;
    let months = i32::from(month) - i32::from(today.month());
    let later = months + i32::from(day > today.day());
    Some(match (months, later) {
        (_, 6..) => today.year().checked_sub(1)?,
        (..=-7, _) => today.year() + 1,
        _ => today.year(),
    })
}

/// Whether a month's name is meant as one: "may" and "march" are verbs, "jan" and "mar" names.
fn is_month(pieces: &Pieces<'_>, at: usize, by_number: bool) -> Option<u8> {
    let (number, whole) = month(pieces.word(at))?;
    let capital = pieces.is_capital(at);
    let sure = match pieces.word(at) {
        "may" | "march" => {
            // "the March results", but "the March on Washington"
            let next = pieces.word(at + 1);
            let noun = next.len() > 2 && next.starts_with(|c: char| c.is_ascii_lowercase());
            let before_noun = pieces.before(at) == "the" && noun && !pieces.is_capital(at + 1);
            // "March sales rose"
            let plural = pieces.word(at) == "march" && noun && next.ends_with('s');
            let plural = plural && !pieces.is_capital(at + 1);
            capital && (by_number || before_noun || plural || is_after_preposition(pieces, at))
        }
        _ if !whole => capital && (by_number || pieces.word(at).ends_with('.')),
        _ => capital || by_number && pieces.word(at) != "august",
    };
    sure.then_some(number)
}

fn is_after_preposition(pieces: &Pieces<'_>, at: usize) -> bool {
    pieces.is(
        at.wrapping_sub(1),
        &[
            "in",
            "of",
            "since",
            "last",
            "next",
            "this",
            "until",
            "till",
            "by",
            "late",
            "early",
            "mid",
            "-",
            "for",
            "from",
            "to",
            "through",
            "between",
            "before",
            "after",
            "during",
            "and",
            "or",
            "every",
            "each",
            "around",
            "that",
            "(",
            "previous",
            "following",
        ],
    )
}

/// A day of the month: its number and the piece after it.
fn day_number(pieces: &Pieces<'_>, at: usize) -> Option<(u8, usize)> {
    let day = pieces.integer(at, 2).filter(|day| (1..=31).contains(day))? as u8;
    let suffix = pieces.is_glued(at + 1) && pieces.is(at + 1, &["st", "nd", "rd", "th"]);
    Some((day, at + 1 + usize::from(suffix)))
}

/// Whether the number before this piece counts something, so that it is no day and no year.
fn is_counted(pieces: &Pieces<'_>, at: usize) -> bool {
    let glued = pieces.is_glued(at);
    match pieces.word(at) {
        "%" | "percent" | "per" | "million" | "billion" | "trillion" | "thousand" | "bn" | "am"
        | "a.m." | "pm" | "p.m." | "people" | "men" | "women" | "children" | "yuan" | "yen"
        | "won" | "km" => true,
        ":" | "/" => glued,
        "-" => glued && pieces.is_digits(at + 1) && pieces.is_glued(at + 1),
        _ => glued && pieces.word(at).starts_with(char::is_alphabetic),
    }
}

/// The last day of a range "14 to 24", "13-15", "20 and 21".
fn range_end(pieces: &Pieces<'_>, first: u8, at: usize) -> Option<(u8, usize)> {
    if !pieces.is(at, &["-", "to", "through", "and", "/", "&"]) {
        return None;
    }
    let (last, end) = day_number(pieces, at + 1)?;
    (last > first && !is_counted(pieces, end)).then_some((last, end))
}

/// A year after a comma, "of" or nothing, and the piece after it.
pub(super) fn year_after(pieces: &Pieces<'_>, at: usize, joints: &[&str]) -> Option<(u16, usize)> {
    let start = at + usize::from(pieces.is(at, joints));
    let year = four_digits(pieces, start)?;
    ((1000..=2999).contains(&year) && !is_counted(pieces, start + 1)).then_some((year, start + 1))
}

fn four_digits(pieces: &Pieces<'_>, at: usize) -> Option<u16> {
    pieces.integer(at, 4).filter(|_| pieces.word(at).len() == 4)
}

/// "March 19, 2017", "Sept. 11", "July 14 to 24, 2022", "May 2021", "in March".
fn month_first(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    let (_, whole) = month(pieces.word(at))?;
    let next = if whole {
        at + 1
    } else {
        pieces.past_stop(at + 1)
    };
    let with_day = || {
        let (first, end) = day_number(pieces, next)?;
        let month = is_month(pieces, at, true)?;
        let (last, end) = range_end(pieces, first, end).unwrap_or((first, end));
        if is_counted(pieces, end) {
            return None;
        }
        let (year, end) = match year_after(pieces, end, &[","]) {
            Some((year, end)) => (Some(year), end),
            None => (None, end),
        };
        in_month(year, month, (first, last), end, days)
    };
    with_day().or_else(|| {
        if let Some((year, end)) = year_after(pieces, next, &[",", "of"]) {
            let month = is_month(pieces, at, true)?;
            return Some(found(end, format!("{year:04}-{month:02}")));
        }
        let month = is_month(pieces, at, false)?;
        let year = match pieces.before(at) {
            "last" => days
                .today
                .and_then(|today| today.year().checked_sub(u16::from(month >= today.month()))),
            "next" => days
                .today
                .map(|today| today.year() + u16::from(month <= today.month())),
            _ => nearest_year(month, 1, days),
        };
        let year = year.map_or_else(|| "XXXX".to_owned(), |year| format!("{year:04}"));
        Some(found(at + 1, format!("{year}-{month:02}")))
    })
}

/// "19 March 2017", "24th day of November, 1954", "14 to 24 July".
fn day_first(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    let (first, end) = day_number(pieces, at)?;
    let (last, end) = range_end(pieces, first, end).unwrap_or((first, end));
    let end = end + usize::from(pieces.word(end) == "day" && pieces.word(end + 1) == "of");
    let end = end + usize::from(pieces.word(end) == "of");
    let month = is_month(pieces, end, true)?;
    let (year, end) = match year_after(pieces, end + 1, &[","]) {
        Some((year, end)) => (Some(year), end),
        None => (None, end + 1),
    };
    in_month(year, month, (first, last), end, days)
}

/// "2017-03-19", "3/19/2017", "19/3/17", "20170319".
fn in_digits(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    let joint = pieces.word(at + 1);
    let joined = pieces.is_glued(at + 1) && pieces.is_glued(at + 2) && pieces.word(at + 3) == joint;
    if joint == "-" && joined {
        let (year, month, day) = (
            four_digits(pieces, at)?,
            pieces.integer(at + 2, 2)?,
            pieces.integer(at + 4, 2)?,
        );
        return Some(found_day(
            at + 5,
            Some(Date::new(year, month as u8, day as u8)?),
        ));
    }
    if joint == "/" && joined {
        let (a, b) = (
            pieces.integer(at, 2)? as u8,
            pieces.integer(at + 2, 2)? as u8,
        );
        let year = four_digits(pieces, at + 4).or_else(|| {
            full_year(
                pieces
                    .integer(at + 4, 2)
                    .filter(|_| pieces.word(at + 4).len() == 2)?,
                days,
            )
        })?;
        // Month first, as American papers write, unless it can be none.
        let day = Date::new(year, a, b).or_else(|| Date::new(year, b, a))?;
        return Some(found_day(at + 5, Some(day)));
    }
    let word = pieces.word(at);
    if word.len() == 8
        && word.bytes().all(|b| b.is_ascii_digit())
        && matches!(&word[..2], "19" | "20")
    {
        let part = |range: std::ops::Range<usize>| word[range].parse::<u16>().ok();
        let day = Date::new(part(0..4)?, part(4..6)? as u8, part(6..8)? as u8)?;
        return Some(found_day(at + 1, Some(day)));
    }
    None
}

/// The year that two digits stand for: the last one not long after the document's date.
fn full_year(short: u16, days: Days) -> Option<u16> {
    let now = days.today.map_or(2030, |today| today.year() + 10);
    let year = now / 100 * 100 + short;
    (short < 100).then(|| {
        if year > now {
            year.checked_sub(100)
        } else {
            Some(year)
        }
    })?
}

/// "1998", "2012-2020", "1976-83", "1936 to 1972", "fiscal 2016".
fn year_or_years(pieces: &Pieces<'_>, at: usize) -> Option<Found> {
    if pieces.is(at, &["fiscal", "fy"]) {
        let year_at = at + 1 + usize::from(pieces.word(at + 1) == "year");
        let year = four_digits(pieces, year_at)?;
        return Some(found(year_at + 1, format!("{year:04}")));
    }
    // "'98"
    if pieces.word(at) == "'" && pieces.is_glued(at + 1) && pieces.word(at + 1).len() == 2 {
        let year = full_year(pieces.integer(at + 1, 2)?, Days::default())?;
        return (!is_counted(pieces, at + 2)).then(|| found(at + 2, format!("{year:04}")));
    }
    if let Some(found) = year_of_era(pieces, at) {
        return Some(found);
    }
    let year = four_digits(pieces, at)?;
    let likely = match year {
        1800..=2100 => true,
        1000..=1799 => pieces.is(
            at.wrapping_sub(1),
            &[
                "in", "since", "until", "by", "from", "of", "to", "and", "circa", "(",
            ],
        ),
        _ => false,
    };
    if !likely {
        return None;
    }
    let joint = pieces.word(at + 1);
    let tight = matches!(joint, "-" | "/") && pieces.is_glued(at + 2) == pieces.is_glued(at + 1);
    let until = if tight || joint == "to" && pieces.before(at) != "of" {
        let digits = pieces.word(at + 2).len();
        let last = pieces
            .integer(at + 2, 4)
            .filter(|_| digits == 4 || digits == 2 && tight);
        let last = last.map(|last| {
            if digits == 2 {
                year / 100 * 100 + last
            } else {
                last
            }
        });
        last.filter(|&last| last > year && last <= 2100 && last - year < 500)
    } else {
        None
    };
    if let Some(last) = until.filter(|_| !is_counted(pieces, at + 3)) {
        return Some(found(at + 3, format!("{year:04}/{last:04}")));
    }
    if pieces.word(at + 1) == "fiscal" && pieces.word(at + 2) == "year" {
        return Some(found(at + 3, format!("{year:04}")));
    }
    // "2000 soldiers": a plural may be counted where the year is round.
    let next = pieces.word(at + 1);
    let dated = pieces.is(
        at.wrapping_sub(1),
        &["in", "since", "of", "by", "until", "from", "the"],
    );
    let plural = year % 100 == 0 && next.len() > 3 && next.ends_with('s') && !next.ends_with("ss");
    let counted = plural && !pieces.is_capital(at + 1) || is_counted(pieces, at + 1);
    (!counted || dated && pieces.is(at + 1, &["men", "women", "people"]))
        .then(|| found(at + 1, format!("{year:04}")))
}

/// "44 B.C.".
fn year_of_era(pieces: &Pieces<'_>, at: usize) -> Option<Found> {
    let year = pieces.integer(at, 4).filter(|&year| year > 0)?;
    let before = pieces.is(at + 1, &["bc", "b.c.", "bce", "b.c.e."]) && pieces.is_capital(at + 1);
    // The year before 1 is 0.
    let sign = if year == 1 { "" } else { "-" };
    before.then(|| found(at + 2, format!("{sign}{:04}", year - 1)))
}

/// "the 1990s", "mid-1990s", "'80s", "the 60s".
fn decade(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    let start = at + usize::from(pieces.word(at) == "'");
    let tight = |at: usize| pieces.word(at) == "s" && pieces.is_glued(at);
    let past = if tight(start + 1) {
        start + 2
    } else if pieces.word(start + 1) == "'" && tight(start + 2) {
        start + 3
    } else {
        return None;
    };
    let number = pieces.integer(start, 4).filter(|number| number % 10 == 0)?;
    // "in her early 50s"
    let is_age = pieces.word(start).len() == 2
        && (at.saturating_sub(2)..at)
            .any(|before| pieces.is(before, &["his", "her", "their", "my", "your", "our"]));
    if is_age {
        let value = format!("{number}/{} year", number + 9);
        return Some(Found::new(past, Label::QUANTITY, Some(value)));
    }
    let year = match pieces.word(start).len() {
        4 => number,
        2 if start > at || pieces.is(at.wrapping_sub(1), &["the", "early", "late"]) => {
            full_year(number, days)?
        }
        _ => return None,
    };
    Some(found(past, format!("{:03}X", year / 10)))
}

/// The number that EDTF gives a season or quarter.
fn season(word: &str) -> Option<u8> {
    Some(match word {
        "spring" => 21,
        "summer" => 22,
        "autumn" | "fall" => 23,
        "winter" => 24,
        _ => return None,
    })
}

/// "spring 2016", "the summer of 1994", "the third quarter", "Q1 2016".
fn season_or_quarter(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    let quarter = || {
        let (number, end) = ordinal(pieces, at)?;
        let quarter = (1..=4).contains(&number) && pieces.word(end) == "quarter";
        quarter.then(|| (32 + number as u8, end + 1))
    };
    let short_quarter = || {
        let number = pieces
            .integer(at + 1, 1)
            .filter(|q| (1..=4).contains(q) && pieces.is_capital(at))?;
        (pieces.word(at) == "q" && pieces.is_glued(at + 1)).then(|| (32 + number as u8, at + 2))
    };
    let by_name = season(pieces.word(at)).map(|season| (season, at + 1));
    let (number, end) = by_name.or_else(quarter).or_else(short_quarter)?;
    if let Some((year, past)) = year_after(pieces, end, &["of", ",", "in"]) {
        return Some(found(past, format!("{year:04}-{number}")));
    }
    let sure = match pieces.word(at) {
        "spring" | "fall" => {
            is_after_preposition(pieces, at)
                || pieces.before(at) == "the" && pieces.word(end) != "of"
        }
        _ => true,
    };
    let today = days.today;
    // The months in which a season or quarter begins.
    let begins = if number < 30 {
        3 * (number - 20)
    } else {
        3 * (number - 32) - 2
    };
    let year = match pieces.before(at) {
        "last" => today.and_then(|t| t.year().checked_sub(u16::from(begins + 2 >= t.month()))),
        "next" => today.map(|t| t.year() + u16::from(begins <= t.month())),
        _ => today.and_then(|_| nearest_year(begins, 1, days)),
    };
    let year = year.map_or_else(|| "XXXX".to_owned(), |year| format!("{year:04}"));
    sure.then(|| found(end, format!("{year}-{number}")))
}

/// "the 20th century".
fn century(pieces: &Pieces<'_>, at: usize) -> Option<Found> {
    let (number, end) = ordinal(pieces, at)?;
    let end = pieces.past_hyphen(end);
    let century = pieces.is(end, &["century", "centuries"]) && (1..=99).contains(&number);
    century.then(|| found(end + 1, format!("{:02}XX", number - 1)))
}

/// "Thursday", "Wednesday, July 27", "next Monday"; alone it is the last one, or the next one after
/// "will" and "next".
fn day_of_week(pieces: &Pieces<'_>, at: usize, days: Days) -> Option<Found> {
    let (day, whole) = day_name(pieces.word(at))?;
    if !whole && !pieces.is_capital(at) {
        return None;
    }
    let next = at + 1 + usize::from(pieces.word(at + 1) == ",");
    let dated = month_first(pieces, next, days)
        .filter(|_| pieces.is_digits(next + 1) && pieces.word(next + 1).len() <= 2)
        .or_else(|| day_first(pieces, next, days));
    if let Some(dated) = dated {
        // Without a year the day of the week tells which one is meant.
        let open = four_digits(pieces, dated.end - 1).is_none();
        let other = dated.day.filter(|date| open && weekday(*date) != day);
        let other = other.and_then(|date| {
            let years = [date.year().checked_sub(1)?, date.year() + 1];
            let mut near = years
                .into_iter()
                .filter_map(|y| Date::new(y, date.month(), date.day()));
            near.find(|date| weekday(*date) == day)
        });
        return Some(other.map_or_else(|| dated.clone(), |date| found_day(dated.end, Some(date))));
    }
    if let Some(found) = weekday_and_day(pieces, at, day, days) {
        return Some(found);
    }
    let plural = pieces.word(at).ends_with('s');
    let Some(today) = days.today.filter(|_| !plural) else {
        return Some(found(at + 1, format!("XXXX-WXX-{day}")));
    };
    let future = (at.saturating_sub(12)..at)
        .any(|before| pieces.is(before, &["will", "ll", "won", "upcoming"]));
    let named = match pieces.before(at) {
        "next" | "coming" => weekday_until(today, day).and_then(|d| add_days(d, 7)),
        "last" | "past" => add_days(today, -1).and_then(|yesterday| weekday_until(yesterday, day)),
        "this" => add_days(today, i64::from(day) - i64::from(weekday(today))),
        _ if future => add_days(today, 6).and_then(|d| weekday_until(d, day)),
        _ => weekday_until(today, day),
    };
    Some(found_day(at + 1, named))
}

/// "Friday the 13th": the nearest such day.
fn weekday_and_day(pieces: &Pieces<'_>, at: usize, weekday_is: u8, days: Days) -> Option<Found> {
    let the = at + 1 + usize::from(pieces.word(at + 1) == ",");
    let (number, end) = ordinal(pieces, the + 1).filter(|_| pieces.word(the) == "the")?;
    let number = u8::try_from(number).ok().filter(|n| (1..=31).contains(n))?;
    if !pieces.is_digits(the + 1) || is_counted(pieces, end) {
        return None;
    }
    let near = days.today.and_then(|today| {
        (0..=14).flat_map(|n| [-n, n]).find_map(|months| {
            let (year, month) = add_months(today, months)?;
            Date::new(year, month, number).filter(|date| weekday(*date) == weekday_is)
        })
    });
    let open = || Some(format!("XXXX-XX-{number:02}"));
    Some(Found {
        value: near.map(|day| day.to_string()).or_else(open),
        ..found_day(end, near)
    })
}
