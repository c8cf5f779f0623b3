//! What a name must be, whatever the model takes it for.

use super::brands::{Case, phrases};
use super::group::Group;
use super::words::Head;
use super::{Scene, is_capital};
use newsgraph_document::{Label, Mention};
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

/// Leaves out terms that are written as names are, "EBITDA", and "Western" as a group.
pub(super) fn drop_terms(scene: &Scene<'_>, names: &mut Vec<Mention>) {
    names.retain(|name| {
        let surface = scene.surface(name);
        let is_term = scene.words.has(Group::NoName, surface)
            || name.label == Label::GROUP && scene.words.has(Group::Compass, surface);
        !is_term
    });
}

/// Names that are sure wherever their words stand, and of which the model has no longer one.
pub(super) fn known(scene: &Scene<'_>, names: &[Mention]) -> Vec<Mention> {
    let mut found = phrases(scene, &scene.words.sure, Case::AsWritten);
    found.retain(|new| {
        let from = names.partition_point(|name| name.span.end() <= new.span.start());
        let mut near = names[from..]
            .iter()
            .take_while(|name| name.span.start() < new.span.end());
        near.all(|name| new.span.contains(name.span) && new.span != name.span)
    });
    found
}

/// Cuts the article from names of organizations and works: "The Hill".
pub(super) fn trim_articles(scene: &Scene<'_>, names: &mut [Mention]) {
    let has_article = |name: &Mention| {
        let tokens = scene.tokens(name);
        [Label::ORGANIZATION, Label::FACILITY, Label::EVENT].contains(&name.label)
            && tokens.len() > 1
            && scene
                .words
                .has_any_case(Group::Article, scene.word(tokens.start))
            && is_capital(scene.word(tokens.start + 1))
    };
    for name in names.iter_mut().filter(|name| has_article(name)) {
        let tokens = scene.tokens(name);
        name.span = scene.text.span_of(tokens.start + 1..tokens.end);
    }
}

/// Gives names the label that the tables have for them, by the whole name or its last word.
pub(super) fn by_table(scene: &Scene<'_>, names: &mut [Mention]) {
    for name in names {
        let tokens = scene.tokens(name);
        if let Some(label) = scene.words.kinds.get(scene.surface(name)) {
            name.label = label.clone();
        } else if tokens.len() == 1 && scene.words.has(Group::Dual, scene.surface(name)) {
            name.label = dual(scene, tokens.start);
        } else if tokens.len() > 1
            && let Some(head) = head(scene, tokens)
            && (head.strong || name.label != Label::PERSON)
        {
            name.label = head.label.clone();
        }
    }
}

/// The word of the table that ends a name, before a number for what is numbered: "House Resolution 11".
fn head<'t>(scene: &Scene<'t>, tokens: Range<usize>) -> Option<&'t Head> {
    let last = scene.word(tokens.end - 1);
    let is_number = last.starts_with(|c: char| c.is_ascii_digit());
    let before = scene.word(tokens.end - 2);
    if is_number && scene.words.has(Group::Numbered, before) {
        return scene.words.heads.get(before);
    }
    scene.words.heads.get(last)
}

/// Makes firms of what the model took for people though somebody works there: "an analyst at Orr Vane". A word of
/// somebody's full name stays.
pub(super) fn of_trades(scene: &Scene<'_>, names: &mut [Mention]) {
    let is_firm = |name: &Mention| {
        let start = scene.tokens(name).start;
        let sentence = scene.sentence(start);
        name.label == Label::PERSON
            && start > sentence.start + 1
            && scene.has(Group::At, start - 1)
            && scene
                .words
                .has_any_case(Group::Trade, scene.word(start - 2))
    };
    let firms: HashSet<&str> = names
        .iter()
        .filter(|name| is_firm(name))
        .map(|name| scene.surface(name))
        .collect();
    let people = names.iter_mut().filter(|name| name.label == Label::PERSON);
    for name in people.filter(|name| firms.contains(scene.surface(name))) {
        name.label = Label::ORGANIZATION;
    }
}

/// A name that is a firm without an article, and else a place.
fn dual(scene: &Scene<'_>, token: usize) -> Label {
    let is_place = scene
        .words
        .has_any_case(Group::Article, scene.before(token))
        || scene.has(Group::DualPlace, token + 1);
    if is_place {
        Label::LOCATION
    } else {
        Label::ORGANIZATION
    }
}

/// How many names that are spelled alike make a majority, and what part of all.
const MANY: usize = 3;
const PART: usize = 3;

/// Gives all names that are spelled alike the label that most of them have. A place stays one beside an organization
/// unless it is seldom one: a town and its team may have one name in one text.
pub(super) fn by_majority(scene: &Scene<'_>, names: &mut [Mention]) {
    let mut votes: BTreeMap<&str, BTreeMap<Label, usize>> = BTreeMap::new();
    for name in names.iter() {
        let votes = votes.entry(scene.surface(name)).or_default();
        *votes.entry(name.label.clone()).or_default() += 1;
    }
    for name in names {
        let Some(votes) = votes
            .get(scene.surface(name))
            .filter(|votes| votes.len() > 1)
        else {
            continue;
        };
        let all: usize = votes.values().sum();
        let most = votes.iter().max_by_key(|(_, count)| **count);
        let Some((label, &count)) = most.filter(|(label, _)| **label != name.label) else {
            continue;
        };
        let own = votes.get(&name.label).copied().unwrap_or(0);
        let towns = [&Label::LOCATION, &Label::ORGANIZATION];
        let may_be_both = towns.contains(&label) && towns.contains(&&name.label);
        let is_seldom = if may_be_both {
            *label == Label::ORGANIZATION && own * PART < count
        } else {
            count * 2 > all
        };
        if count >= MANY && is_seldom {
            name.label = label.clone();
        }
    }
}
