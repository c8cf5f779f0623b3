//! The days that holidays are on.

use super::calendar::{add_days, weekday_from, weekday_until};
use newsgraph_document::Date;

/// On which day a holiday is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holiday {
    /// On the same one each year: "12-24".
    Fixed { month: u8, day: u8 },
    /// So many days after such a day of the week of a month, the last one for 0: "11 4 4 +1".
    Counted {
        month: u8,
        weekday: u8,
        number: u8,
        later: i64,
    },
    /// So many days after Easter: "easter -2".
    Easter { later: i64 },
    /// On another one in each country, or by another calendar: "movable".
    Movable,
}

impl Holiday {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut fields = text.split_whitespace();
        let first = fields.next()?;
        if text == "movable" {
            return Some(Self::Movable);
        }
        if first == "easter" {
            let later = fields.next().map_or(Some(0), |later| later.parse().ok())?;
            return Some(Self::Easter { later });
        }
        let month = |text: &str| text.parse().ok().filter(|month| (1..=12).contains(month));
        if let Some((first, day)) = first.split_once('-') {
            return Some(Self::Fixed {
                month: month(first)?,
                day: day.parse().ok().filter(|day| (1..=31).contains(day))?,
            });
        }
        let weekday = fields.next()?.parse().ok();
        let number = fields.next()?.parse().ok();
        Some(Self::Counted {
            month: month(first)?,
            weekday: weekday.filter(|day| (1..=7).contains(day))?,
            number: number.filter(|number| *number <= 4)?,
            later: fields.next().map_or(Some(0), |later| later.parse().ok())?,
        })
    }

    /// The day that it is on in a year.
    pub(super) fn day(self, year: u16) -> Option<Date> {
        match self {
            Self::Fixed { month, day } => Date::new(year, month, day),
            Self::Counted {
                month,
                weekday,
                number: 0,
                later,
            } => {
                let next = if month == 12 {
                    Date::new(year + 1, 1, 1)
                } else {
                    Date::new(year, month + 1, 1)
                }?;
                add_days(weekday_until(add_days(next, -1)?, weekday)?, later)
            }
            Self::Counted {
                month,
                weekday,
                number,
                later,
            } => {
                let first = weekday_from(Date::new(year, month, 1)?, weekday)?;
                add_days(first, 7 * (i64::from(number) - 1) + later)
            }
            Self::Easter { later } => add_days(easter(year)?, later),
            Self::Movable => None,
        }
    }
}

/// Easter Sunday of the western churches: the algorithm of Meeus, Jones and Butcher.
fn easter(year: u16) -> Option<Date> {
    let year_of = i64::from(year);
    let (golden, century, rest) = (year_of % 19, year_of / 100, year_of % 100);
    let shift = (8 * century + 13) / 25;
    let epact = (19 * golden + century - century / 4 - shift + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * sunday) / 451;
    let day = epact + sunday - 7 * late + 114;
    Date::new(
        year,
        (day / 31).try_into().ok()?,
        (day % 31 + 1).try_into().ok()?,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_holidays_are_counted() {
        let day = |text: &str, year| Holiday::parse(text).unwrap().day(year).unwrap().to_string();
        assert_eq!(day("easter", 2019), "2019-04-21");
        assert_eq!(day("easter", 2024), "2024-03-31");
        assert_eq!(day("easter -2", 2025), "2025-04-18");
        assert_eq!(day("11 4 4", 2019), "2019-11-28");
        assert_eq!(day("11 4 4 +1", 2019), "2019-11-29");
        assert_eq!(day("5 1 0", 2019), "2019-05-27");
        assert_eq!(day("12-25", 2019), "2019-12-25");
        assert!(Holiday::parse("13 1 1").is_none() && Holiday::parse("easter x").is_none());
    }
}
