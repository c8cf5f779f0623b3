//! Days as Arrow counts them, from 1970-01-01.

use newsgraph_document::Date;

/// Years are taken to begin with March, so that the day of a leap year is the last one; 400 of them have this many days.
const CYCLE: i32 = 146_097;

/// The days from 0000-03-01 to 1970-01-01.
const EPOCH: i32 = 719_468;

pub(crate) fn from_date(date: Date) -> i32 {
    let (month, day) = (i32::from(date.month()), i32::from(date.day()));
    let year = i32::from(date.year()) - i32::from(month <= 2);
    let months = (month + 9) % 12;
    let of_year = (153 * months + 2) / 5 + day - 1;
    let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leaps + of_year - EPOCH
}

/// The date; `None` before the year 0 and after 9999.
pub(crate) fn to_date(days: i32) -> Option<Date> {
    let days = days.checked_add(EPOCH)?;
    let (cycle, day) = (days.div_euclid(CYCLE), days.rem_euclid(CYCLE));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let months = (5 * of_year + 2) / 153;
    let day = of_year - (153 * months + 2) / 5 + 1;
    let month = (months + 2) % 12 + 1;
    let year = cycle * 400 + year + i32::from(month <= 2);
    Date::new(
        year.try_into().ok()?,
        month.try_into().ok()?,
        day.try_into().ok()?,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_are_known() {
        for (date, days) in [
            ((1970, 1, 1), 0),
            ((1969, 12, 31), -1),
            ((2000, 2, 29), 11_016),
            ((2026, 11, 29), 20_786),
            ((9999, 12, 31), 2_932_896),
            ((0, 1, 1), -719_528),
        ] {
            let date = Date::new(date.0, date.1, date.2);
            assert_eq!(date.map(from_date), Some(days));
            assert_eq!(to_date(days), date);
        }
        assert_eq!([to_date(-719_529), to_date(2_932_897)], [None, None]);
        assert_eq!([to_date(i32::MAX), to_date(i32::MIN)], [None, None]);
    }

    #[test]
    fn each_day_follows_the_one_before() {
        let mut next = -719_528;
        for year in 0..=9999 {
            for (month, day) in (1..=12).flat_map(|month| (1..=31).map(move |day| (month, day))) {
                if let Some(date) = Date::new(year, month, day) {
                    assert_eq!((from_date(date), to_date(next)), (next, Some(date)));
                    next += 1;
                }
            }
        }
    }
}
