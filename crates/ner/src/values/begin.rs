//! What a value may begin with: most words are told by it to begin none.

use super::entry::Entry;
use super::group::Group;
use super::pieces::Pieces;

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

/// Whether a value can begin here at all: only with what the grammars know, never inside a token, nor at the number of
/// "COVID-19".
pub(super) fn may_begin(pieces: &Pieces<'_>, at: usize) -> bool {
    let Some(piece) = pieces.get(at).filter(|piece| piece.begins) else {
        return false;
    };
    let word = pieces.word(at);
    let is_told = piece.entry.begins_value
        || pieces.is_digits(at)
        || matches!(word, "'" | "-")
        || pieces.lexicon.before_long(word).is_some();
    if !is_told {
        return false;
    }
    let hyphen = piece.glued && pieces.before(at) == "-" && at > 1 && pieces.is_glued(at - 1);
    !(hyphen && pieces.word(at - 2).starts_with(char::is_alphabetic) && pieces.is_digits(at))
}
