//! Places that their position tells: datelines, states behind a party's letter, what has a president or an army.

use super::group::Group;
use super::{Scene, found, name_at};
use newsgraph_document::{Label, Mention, Span};
use std::collections::HashSet;
use std::ops::Range;

/// How many tokens a dateline may have up to its dash, and how many words its town.
const DATELINE: usize = 16;
const TOWN: usize = 4;

/// The states of "(D., Ohio)", "(R-Wis.)" and "Sen. Lee, D-Ohio".
pub(super) fn parties(scene: &Scene<'_>, _: &[Mention]) -> Vec<Mention> {
    let mut states = Vec::new();
    for token in 0..scene.text.tokens.len() {
        if let Some(state) = joined_state(scene, scene.word(token)) {
            let span = scene.text.tokens[token].span;
            let start = span.end() - state.len();
            states.push(found(Span::new(start, span.end()), Label::LOCATION));
        }
        if scene.has(Group::Party, token) && is_before_state(scene, token) {
            states.push(scene.name(token + 2..token + 3, Label::LOCATION));
        }
    }
    states
}

/// Whether a party's letter stands behind a bracket or a comma and before a state.
fn is_before_state(scene: &Scene<'_>, party: usize) -> bool {
    let before = scene.words.groups(scene.before(party));
    let behind = scene.groups(party + 1);
    scene.words.states.contains(scene.word(party + 2))
        && (before.contains(Group::BracketOpen) || before.contains(Group::Comma))
        && (behind.contains(Group::Comma) || behind.contains(Group::Dash))
}

/// The state of a word such as "R-Wis.".
fn joined_state<'w>(scene: &Scene<'_>, word: &'w str) -> Option<&'w str> {
    // Most words hold no such byte, and need no search by chars.
    if !word.bytes().any(|b| b == b'-' || !b.is_ascii()) {
        return None;
    }
    let (party, state) = word.split_once(['-', '–'])?;
    let fits = scene.words.has(Group::Party, party) && scene.words.states.contains(state);
    fits.then_some(state)
}

/// The town of a dateline in capitals, with its state: "OSTRAND, N.C. (AP) --".
pub(super) fn datelines(scene: &Scene<'_>, names: &[Mention]) -> Vec<Mention> {
    let mut towns = Vec::new();
    let mut paragraph = None;
    for sentence in scene.text.sentences {
        let is_first = paragraph.replace(sentence.paragraph) != Some(sentence.paragraph);
        let tokens = sentence.tokens.clone();
        if is_first && let Some(town) = town(scene, tokens.clone()) {
            let state = state(scene, names, town.end, tokens.end);
            towns.push(scene.name(town, Label::LOCATION));
            towns.extend(state);
        }
    }
    towns
}

fn town(scene: &Scene<'_>, sentence: Range<usize>) -> Option<Range<usize>> {
    let end = sentence.end.min(sentence.start + DATELINE);
    let is_town = |&token: &usize| {
        let word = scene.word(token);
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        letters > 1 && !word.chars().any(char::is_lowercase)
    };
    let count = (sentence.start..end).take_while(is_town).count();
    let town = sentence.start..sentence.start + count;
    let long = town.clone().any(|token| scene.word(token).len() > 2);
    if count == 0 || count > TOWN || !long {
        return None;
    }
    if town.clone().any(|token| scene.has(Group::NoPlace, token)) {
        return None;
    }
    let is_sign = |group, token| scene.has(group, token);
    let next = town.end;
    let dash = (next..end).find(|&token| is_sign(Group::Dash, token))?;
    let is_led = dash == next || is_sign(Group::Comma, next) || is_sign(Group::BracketOpen, next);
    // In a line that is all in capitals nothing tells the town from the rest.
    let is_line =
        (dash + 1..sentence.end).all(|token| !scene.word(token).chars().any(char::is_lowercase));
    (is_led && !is_line).then_some(town)
}

/// The state behind a town.
fn state(scene: &Scene<'_>, names: &[Mention], town: usize, end: usize) -> Option<Mention> {
    let is_state = town + 1 < end
        && scene.has(Group::Comma, town)
        && scene.words.states.contains(scene.word(town + 1))
        && name_at(scene, names, town + 1).is_none();
    is_state.then(|| scene.name(town + 1..town + 2, Label::LOCATION))
}

/// Makes places of what the model took for people though it has a president, a ministry or an army: "Amaral's interior
/// minister". A word of somebody's full name stays.
pub(super) fn of_offices(scene: &Scene<'_>, names: &mut [Mention]) {
    let full = scene.full_names(names);
    let is_place = |name: &Mention| {
        let tokens = scene.tokens(name);
        let (mark, office) = (tokens.end, tokens.end + 1);
        let has_office = scene.has(Group::Possessive, mark) && scene.has(Group::Office, office);
        name.label == Label::PERSON
            && tokens.len() == 1
            && has_office
            && !full.contains(scene.surface(name))
    };
    let places: HashSet<&str> = names
        .iter()
        .filter(|name| is_place(name))
        .map(|name| scene.surface(name))
        .collect();
    let people = names.iter_mut().filter(|name| name.label == Label::PERSON);
    for name in people.filter(|name| places.contains(scene.surface(name))) {
        name.label = Label::LOCATION;
    }
}
