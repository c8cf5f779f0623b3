//! Places that their position tells: datelines, states behind a party's letter, what has a president or an army.

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
        let word = scene.word(token);
        if let Some(state) = joined_state(scene, word) {
            let span = scene.text.tokens[token].span;
            let start = span.end() - state.len();
            states.push(found(Span::new(start, span.end()), Label::LOCATION));
        }
        let behind = |group| scene.words.has(group, scene.word(token + 1));
        let is_party =
            scene.words.has("party", word) && scene.words.states.contains(scene.word(token + 2));
        let opens = scene.words.has("bracket-open", scene.before(token))
            || scene.words.has("comma", scene.before(token));
        if is_party && opens && (behind("comma") || behind("dash")) {
            states.push(scene.name(token + 2..token + 3, Label::LOCATION));
        }
    }
    states
}

/// The state of a word such as "R-Wis.".
fn joined_state<'w>(scene: &Scene<'_>, word: &'w str) -> Option<&'w str> {
    let (party, state) = word.split_once(['-', '–'])?;
    let fits = scene.words.has("party", party) && scene.words.states.contains(state);
    fits.then_some(state)
}

/// The town of a dateline in capitals, with its state: "OSTRAND, N.C. (AP) --".
pub(super) fn datelines(scene: &Scene<'_>, names: &[Mention]) -> Vec<Mention> {
    let mut towns = Vec::new();
    let mut paragraph = None;
    for sentence in scene.text.sentences {
        let is_first = paragraph.replace(sentence.paragraph) != Some(sentence.paragraph);
        let tokens = sentence.tokens.clone();
        if let Some(town) = town(scene, tokens.clone()).filter(|_| is_first) {
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
    if town
        .clone()
        .any(|token| scene.words.has("no-place", scene.word(token)))
    {
        return None;
    }
    let is_sign = |group, token| scene.words.has(group, scene.word(token));
    let next = town.end;
    let dash = (next..end).find(|&token| is_sign("dash", token))?;
    let is_led = dash == next || is_sign("comma", next) || is_sign("bracket-open", next);
    // In a line that is all in capitals nothing tells the town from the rest.
    let is_line =
        (dash + 1..sentence.end).all(|token| !scene.word(token).chars().any(char::is_lowercase));
    (is_led && !is_line).then_some(town)
}

/// The state behind a town.
fn state(scene: &Scene<'_>, names: &[Mention], town: usize, end: usize) -> Option<Mention> {
    let is_state = town + 1 < end
        && scene.words.has("comma", scene.word(town))
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
        let has_office = scene.words.has("possessive", scene.word(mark))
            && scene.words.has("office", scene.word(office));
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
