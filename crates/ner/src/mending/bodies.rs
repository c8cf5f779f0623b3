//! Bodies that are named by a place and a common noun: "the US military", "Russia's foreign ministry".

use super::group::Group;
use super::{Scene, name_at};
use newsgraph_document::{Label, Mention};

/// The bodies of places.
pub(super) fn find(scene: &Scene<'_>, names: &[Mention]) -> Vec<Mention> {
    let mut bodies = Vec::new();
    for name in names {
        let tokens = scene.tokens(name);
        let next = tokens.end;
        let is_body = name.label == Label::LOCATION
            && scene.has(Group::Body, next)
            && scene.has(Group::AfterBody, next + 1);
        if is_body {
            bodies.push(scene.name(tokens.start..next + 1, Label::ORGANIZATION));
            continue;
        }
        let of_place = [Label::LOCATION, Label::GROUP].contains(&name.label);
        let field = next + usize::from(scene.has(Group::Possessive, next));
        let is_ministry = scene
            .words
            .has_any_case(Group::MinistryField, scene.word(field))
            && scene
                .words
                .has_any_case(Group::Ministry, scene.word(field + 1))
            && name_at(scene, names, field + 1).is_none();
        if of_place && is_ministry {
            bodies.push(scene.name(field..field + 2, Label::ORGANIZATION));
        }
    }
    bodies
}

/// Stations: "WQKX-TV".
pub(super) fn stations(scene: &Scene<'_>, _: &[Mention]) -> Vec<Mention> {
    let is_call = |token| {
        let word = scene.word(token);
        (3..=5).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase())
    };
    let is_station = |&token: &usize| {
        is_call(token)
            && scene.has(Group::Dash, token + 1)
            && scene.has(Group::Station, token + 2)
            && scene.text.tokens[token].span.end() == scene.text.tokens[token + 1].span.start()
    };
    let all = 0..scene.text.tokens.len();
    all.filter(is_station)
        .map(|token| scene.name(token..token + 3, Label::ORGANIZATION))
        .collect()
}
