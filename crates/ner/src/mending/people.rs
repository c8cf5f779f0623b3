//! What stands around a person's name and is no part of it.

use super::group::Group;
use super::{Scene, is_capital};
use newsgraph_document::{Label, Mention};
use std::ops::Range;

/// The most words of a title.
const TITLE: usize = 3;

/// Leaves out degrees behind a person's name, "M.S., R.D.", and the letters of parties in brackets.
pub(super) fn drop_additions(scene: &Scene<'_>, names: &mut Vec<Mention>) {
    // Where the last person's name ended, with the degrees behind it.
    let mut end = None;
    names.retain(|name| {
        let tokens = scene.tokens(name);
        let is_between = |token| {
            let word = scene.word(token);
            scene.words.has(Group::Comma, word) || is_degree(scene, word)
        };
        let follows = end.is_some_and(|end| (end..tokens.start).all(is_between));
        let is_addition = follows && tokens.clone().all(is_between);
        if is_addition || name.label == Label::PERSON {
            end = Some(tokens.end);
        }
        let is_party = tokens.len() == 1
            && scene.has(Group::Party, tokens.start)
            && scene
                .words
                .has(Group::BracketOpen, scene.before(tokens.start));
        !is_addition && !is_party
    });
}

fn is_degree(scene: &Scene<'_>, word: &str) -> bool {
    is_capital(word)
        && scene
            .words
            .degrees
            .contains_any_case(&word.replace('.', ""))
}

/// Cuts titles from the front of people's names, "Mr Justice" and "Sen.", and leaves out a name that is a title alone.
pub(super) fn trim_titles(scene: &Scene<'_>, names: &mut Vec<Mention>) {
    let is_person = |name: &Mention| name.label == Label::PERSON;
    let alone = |name: &Mention| {
        let tokens = scene.tokens(name);
        tokens.len() == 1 && is_person(name) && is_title(scene, tokens)
    };
    let full = scene.full_names(names);
    names.retain(|name| !alone(name) || full.contains(scene.surface(name)));
    for name in names.iter_mut().filter(|name| is_person(name)) {
        let tokens = scene.tokens(name);
        let start = without_titles(scene, tokens.clone());
        if start > tokens.start {
            name.span = scene.text.span_of(start..tokens.end);
        }
    }
}

/// Where a name begins behind its titles.
fn without_titles(scene: &Scene<'_>, tokens: Range<usize>) -> usize {
    let mut start = tokens.start;
    loop {
        let longest = TITLE.min(tokens.end - start - 1);
        let title = (1..=longest).rev().find(|&count| {
            is_title(scene, start..start + count)
                && is_capital(scene.word(start + count))
                && !is_initials(scene, start, start + count)
        });
        match title {
            Some(count) => start += count,
            None => return start,
        }
    }
}

/// Whether a title is rather initials: "MS Lee", where the name is not in capitals.
fn is_initials(scene: &Scene<'_>, title: usize, name: usize) -> bool {
    let is_shouted = |token| scene.word(token).chars().all(char::is_uppercase);
    is_shouted(title) && !is_shouted(name)
}

/// Whether these words are a title.
pub(super) fn is_title(scene: &Scene<'_>, tokens: Range<usize>) -> bool {
    let titles = &scene.words.titles;
    let first = scene.word(tokens.start);
    if tokens.len() == 1 && !first.contains('.') {
        return titles.contains_any_case(first);
    }
    let mut title = String::new();
    for token in tokens {
        if !title.is_empty() {
            title.push(' ');
        }
        title.extend(scene.word(token).chars().filter(|&c| c != '.'));
    }
    titles.contains_any_case(&title)
}
