//! Days, weeks, months: what dates are counted in.

use newsgraph_document::Date;

/// Days since 1970-01-01, and back: Howard Hinnant's `days_from_civil`.
fn days(date: Date) -> i64 {
    let (month, day) = (i64::from(date.month()), i64::from(date.day()));
    let year = i64::from(date.year()) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

fn date(days: i64) -> Option<Date> {
    let days = days.checked_add(719_468)?;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Date::new(
        year.try_into().ok()?,
        month.try_into().ok()?,
        day.try_into().ok()?,
    )
}

/// The day so many days later, or before where the number is negative.
pub(super) fn add_days(from: Date, count: i64) -> Option<Date> {
    date(days(from).checked_add(count)?)
}

/// The month so many months later, as its year and number.
pub(super) fn add_months(from: Date, count: i64) -> Option<(u16, u8)> {
    let months = i64::from(from.year()) * 12 + i64::from(from.month()) - 1;
    let months = months.checked_add(count)?;
    let year = u16::try_from(months.div_euclid(12))
        .ok()
        .filter(|&y| y <= 9999)?;
    Some((year, (months.rem_euclid(12) + 1) as u8))
}

/// How many days the second lies after the first; negative where it lies before.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    days(to) - days(from)
}

/// Day of the week, Monday as 1 to Sunday as 7.
pub(super) fn weekday(date: Date) -> u8 {
    ((days(date) + 3).rem_euclid(7) + 1) as u8
}

/// The week of ISO 8601 as `2017-W11`.
pub(super) fn week(date: Date) -> Option<String> {
    let thursday = add_days(date, 4 - i64::from(weekday(date)))?;
    let first = Date::new(thursday.year(), 1, 1)?;
    let week = (days(thursday) - days(first)) / 7 + 1;
    Some(format!("{:04}-W{week:02}", thursday.year()))
}

/// The last such day of the week on or before a date.
pub(super) fn weekday_until(date: Date, day: u8) -> Option<Date> {
    let back = (i64::from(weekday(date)) - i64::from(day)).rem_euclid(7);
    add_days(date, -back)
}

/// The first such day of the week on or after a date.
pub(super) fn weekday_from(date: Date, day: u8) -> Option<Date> {
    let ahead = (i64::from(day) - i64::from(weekday(date))).rem_euclid(7);
    add_days(date, ahead)
}

/// That day of the week in the week of a date, or so many weeks later.
pub(super) fn weekday_in_week(date: Date, day: u8, weeks: i64) -> Option<Date> {
    let monday = add_days(date, 1 - i64::from(weekday(date)))?;
    add_days(monday, i64::from(day) - 1 + weeks.checked_mul(7)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn counts_days_and_weeks() {
        assert_eq!(weekday(day("2017-03-19")), 7);
        assert_eq!(weekday(day("1970-01-01")), 4);
        assert_eq!(add_days(day("2016-02-28"), 2), Some(day("2016-03-01")));
        assert_eq!(add_days(day("1900-03-01"), -1), Some(day("1900-02-28")));
        assert_eq!(add_days(day("0000-01-01"), -1), None);
        assert_eq!(add_days(day("1970-01-01"), i64::MAX), None);
        assert_eq!(week(day("2017-01-01")).as_deref(), Some("2016-W52"));
        assert_eq!(add_months(day("2017-01-31"), -1), Some((2016, 12)));
        assert_eq!(weekday_until(day("2017-03-19"), 4), Some(day("2017-03-16")));
        for offset in -800_000..800_000 {
            if let Some(date) = date(offset * 3) {
                assert_eq!(days(date), offset * 3);
            }
        }
    }
}
