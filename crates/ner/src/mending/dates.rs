//! People who are called as a month or a day: Mrs May, April Dunstan, Mr Friday.

use super::group::Group;
use super::people::is_title;
use super::{Scene, is_capital, name_at};
use newsgraph_document::{Label, Mention};
use std::collections::BTreeSet;
use std::ops::Range;

/// How many words of a title are looked at.
const TITLE: usize = 3;

/// The names of people with a month or a day in them.
pub(super) fn people(scene: &Scene<'_>, names: &[Mention]) -> Vec<Mention> {
    let mut people: Vec<Mention> = Vec::new();
    let mut titled: BTreeSet<&str> = BTreeSet::new();
    for sentence in scene.text.sentences {
        // All of these names have a month or a day in them.
        for token in sentence
            .tokens
            .clone()
            .filter(|&token| is_date(scene, token))
        {
            let found = behind_title(scene, token, &sentence.tokens)
                .inspect(|_| {
                    titled.insert(scene.word(token));
                })
                .or_else(|| with_family(scene, names, token, &sentence.tokens))
                .or_else(|| with_given(scene, names, token, &sentence.tokens))
                .or_else(|| known(scene, &titled, token));
            let Some(tokens) = found else { continue };
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

fn is_date(scene: &Scene<'_>, token: usize) -> bool {
    let groups = scene.groups(token);
    groups.contains(Group::GivenDate) || groups.contains(Group::FamilyDate)
}

/// Whether a verb, a comma, "and" or the end of the sentence follows.
fn is_subject(scene: &Scene<'_>, token: usize) -> bool {
    [Group::Verb, Group::Comma, Group::Conjunction, Group::Stop]
        .iter()
        .any(|&group| scene.has(group, token + 1))
}

/// "Mrs May".
fn behind_title(scene: &Scene<'_>, token: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let is_titled = (1..=TITLE).any(|count| {
        let start = token
            .checked_sub(count)
            .filter(|start| *start >= sentence.start);
        start.is_some_and(|start| is_capital(scene.word(start)) && is_title(scene, start..token))
    });
    let is_number = scene
        .word(token + 1)
        .starts_with(|c: char| c.is_ascii_digit());
    (scene.has(Group::FamilyDate, token) && is_titled && !is_number).then_some(token..token + 1)
}

/// "April Dunstan": the month is no date where a name of one person or place follows.
fn with_family(
    scene: &Scene<'_>,
    names: &[Mention],
    token: usize,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let family = token + 1;
    let word = scene.word(family);
    let is_family = sentence.contains(&family)
        && is_capital(word)
        && word.chars().skip(1).any(char::is_lowercase)
        && word
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'))
        && !is_date(scene, family)
        && !scene.words.has_any_case(Group::AfterDate, word);
    let is_free = !scene
        .words
        .has_any_case(Group::BeforeDate, scene.before(token));
    if !scene.has(Group::GivenDate, token) || !is_family || !is_free {
        return None;
    }
    match name_at(scene, names, family) {
        None if is_subject(scene, family) => Some(token..family + 1),
        None => None,
        Some(name) if scene.tokens(name).start <= token => None,
        Some(name) => {
            let end = scene.tokens(name).end;
            let is_short =
                end - family <= 2 && [Label::PERSON, Label::LOCATION].contains(&name.label);
            is_short.then_some(token..end)
        }
    }
}

/// "Augustus March said".
fn with_given(
    scene: &Scene<'_>,
    names: &[Mention],
    token: usize,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let given = token
        .checked_sub(1)
        .filter(|given| sentence.contains(given))?;
    let word = scene.word(given);
    let is_given = is_capital(word)
        && word.chars().any(char::is_lowercase)
        && word.chars().all(char::is_alphabetic)
        && !is_date(scene, given)
        && !scene.words.has_any_case(Group::BeforeDate, word)
        && !scene.words.has_any_case(Group::Opener, word)
        && !(given > sentence.start + 1 && is_capital(scene.word(given - 1)));
    let is_subject = scene.has(Group::Verb, token + 1);
    let is_free = name_at(scene, names, given)
        .is_none_or(|name| name.label == Label::PERSON && scene.tokens(name).len() == 1);
    (scene.has(Group::FamilyDate, token) && is_given && is_subject && is_free)
        .then_some(given..token + 1)
}

/// "May said", where "Mrs May" stands before it.
fn known(scene: &Scene<'_>, titled: &BTreeSet<&str>, token: usize) -> Option<Range<usize>> {
    let is_subject = scene.has(Group::Verb, token + 1);
    let is_free = !scene
        .words
        .has_any_case(Group::BeforeDate, scene.before(token));
    (is_subject && is_free && titled.contains(scene.word(token))).then_some(token..token + 1)
}
