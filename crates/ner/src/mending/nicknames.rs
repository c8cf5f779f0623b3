//! Names with a nickname in marks: Teresa “Tess” Vandermolen.

use super::group::Group;
use super::{Scene, is_capital, name_at};
use newsgraph_document::{Label, Mention};
use std::ops::Range;

/// How many words a nickname may have, and how many of a family name are added.
const NICKNAME: usize = 3;
const FAMILY: usize = 2;

/// The names of people with a nickname in marks between given and family name.
pub(super) fn find(scene: &Scene<'_>, names: &[Mention]) -> Vec<Mention> {
    let mut people: Vec<Mention> = Vec::new();
    for sentence in scene.text.sentences {
        for open in sentence.tokens.clone() {
            if !scene.has(Group::Open, open) {
                continue;
            }
            let Some(tokens) = around(scene, names, open, &sentence.tokens) else {
                continue;
            };
            let person = scene.name(tokens, Label::PERSON);
            if people
                .last()
                .is_none_or(|last| !last.span.overlaps(person.span))
            {
                people.push(person);
            }
        }
    }
    people
}

/// The tokens of the name around a nickname whose mark is opened here.
fn around(
    scene: &Scene<'_>,
    names: &[Mention],
    open: usize,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let given = open
        .checked_sub(1)
        .filter(|token| sentence.contains(token))?;
    let mut inside = open + 1..sentence.end.min(open + 2 + NICKNAME);
    let close = inside.find(|&token| scene.has(Group::Close, token))?;
    let is_nickname = close > open + 1 && (open + 1..close).all(|token| is_word(scene, token));
    let family = close + 1;
    if !is_nickname || !sentence.contains(&family) {
        return None;
    }
    let before = name_at(scene, names, given);
    let after = name_at(scene, names, family);
    let person = |name: Option<&Mention>| name.is_none_or(|name| name.label == Label::PERSON);
    // A place is what the model takes unknown family names for.
    let fits = person(before)
        && (person(after)
            || after.is_some_and(|name| name.label == Label::LOCATION && before.is_some()));
    if !fits || !opens(scene, given) || !is_word(scene, family) {
        return None;
    }
    let start = before.map_or(given, |name| scene.tokens(name).start);
    let end = match after {
        Some(name) => scene.tokens(name).end,
        None => {
            (family..sentence.end.min(family + FAMILY))
                .take_while(|&token| {
                    is_word(scene, token) && name_at(scene, names, token).is_none()
                })
                .last()?
                + 1
        }
    };
    Some(start..end)
}

/// Whether a token is a word with a capital and small letters.
fn is_word(scene: &Scene<'_>, token: usize) -> bool {
    let word = scene.word(token);
    is_capital(word) && word.chars().any(char::is_lowercase)
}

/// Whether a word may be a given name.
fn opens(scene: &Scene<'_>, token: usize) -> bool {
    is_word(scene, token) && !scene.words.has_any_case(Group::Opener, scene.word(token))
}
