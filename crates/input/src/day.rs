//! A day as rows and pages write it.

use newsgraph_document::{Date, DateError};

/// The length of a day as YYYY-MM-DD.
const DAY: usize = 10;

/// A day, or the day of a day and a time.
pub(crate) fn parse(text: &str) -> Result<Date, DateError> {
    let text = text.trim_ascii();
    let parts = text.split_at_checked(DAY);
    let day = parts.filter(|(_, rest)| is_time(rest));
    day.map_or(text, |(day, _)| day).parse()
}

/// Whether this is a time as it stands behind a day, or the zone of the day.
fn is_time(rest: &str) -> bool {
    let time = rest
        .strip_prefix(['T', 't', ' '])
        .map(str::trim_ascii_start);
    time.is_some_and(|time| time.starts_with(|c: char| c.is_ascii_digit()))
        || rest.starts_with(['Z', 'z', '+'])
}
