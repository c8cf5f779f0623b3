//! The words of the tables that a value may begin with.

use super::entry::Entry;
use super::group::Group;

/// The groups of words with which a value may begin.
const FIRST: [Group; 13] = [
    Group::A,
    Group::All,
    Group::Article,
    Group::Few,
    Group::Fiscal,
    Group::Half,
    Group::Many,
    Group::Minus,
    Group::Part,
    Group::Quarter,
    Group::QuarterLetter,
    Group::Week,
    Group::Weekend,
];

/// Whether a value may begin with a word of the tables.
pub(super) fn begins_value(entry: &Entry) -> bool {
    let day = entry.month.is_some() || entry.weekday.is_some() || entry.season.is_some();
    let number = entry.number.is_some() || entry.scale.is_some() || entry.ordinal.is_some();
    let time = entry.length.is_some() || entry.relative.is_some();
    let first = FIRST.iter().any(|&group| entry.is(group));
    day || number || time || first || entry.begins_phrase
}
