//! Companies that are called as people are.

use super::spelling::Spelling;
use std::collections::HashSet;

/// The last words of people's names of several words.
pub(super) fn surnames(spellings: &[Spelling]) -> HashSet<String> {
    let people = spellings
        .iter()
        .filter(|name| name.is_person() && name.words.len() > 1);
    people
        .filter_map(|name| name.words.last().cloned())
        .collect()
}

/// Whether the name that a company has without its ending is the company: not where it is a person's full name, or the
/// surname of somebody, or stands behind a title.
pub(super) fn is_bare_of(name: &Spelling, surnames: &HashSet<String>) -> bool {
    let single = name.words.len() == 1;
    !name.is_person() || single && !name.titled && !surnames.contains(&name.words[0])
}
