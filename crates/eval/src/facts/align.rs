//! Which entity of the corpus a found one stands for.

use super::{Article, Printed, PrintedEntity, PrintedMention};
use crate::quotes::CharRange;
use newsgraph_document::MentionKind;
use std::collections::BTreeMap;

/// How far both ends of a description together may lie from the corpus's.
const NEAR: usize = 8;

/// For each found entity's number the corpus's entity that most of its names are names of, if there is one; an entity
/// without a name goes by its descriptions.
pub(super) fn align(gold: &Article, found: &Printed) -> BTreeMap<usize, Option<usize>> {
    let names = names(gold);
    let entity = |entity: &PrintedEntity| {
        let mentions = || mentions(found, entity);
        let mut votes = Votes::default();
        for name in mentions().filter(|m| m.kind == MentionKind::Proper) {
            votes.add(owner(&names, name.span));
        }
        if votes.is_empty() {
            for mention in mentions() {
                described(gold, mention.span, |at| votes.add(Some(at)));
            }
        }
        (entity.id, votes.majority().flatten())
    };
    found.entities.iter().map(entity).collect()
}

/// The mentions of a found entity.
pub(super) fn mentions<'a>(
    found: &'a Printed,
    entity: &'a PrintedEntity,
) -> impl Iterator<Item = &'a PrintedMention> {
    let mentions = entity.mentions.iter();
    mentions.filter_map(|&at| found.mentions.get(at))
}

pub(super) fn overlap(a: CharRange, b: CharRange) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// Where each name of the corpus stands, with the entity that it names.
fn names(gold: &Article) -> Vec<(CharRange, usize)> {
    let mut names: Vec<(CharRange, usize)> = Vec::new();
    for (at, entity) in gold.entities.iter().enumerate() {
        for &span in &entity.mentions {
            match names.iter_mut().find(|(other, _)| *other == span) {
                Some((_, owner)) => *owner = at,
                None => names.push((span, at)),
            }
        }
    }
    names
}

/// Whose name stands here, or overlaps most.
fn owner(names: &[(CharRange, usize)], span: CharRange) -> Option<usize> {
    if let Some(&(_, owner)) = names.iter().find(|(other, _)| *other == span) {
        return Some(owner);
    }
    let mut near = Votes::default();
    for &(_, owner) in names.iter().filter(|(other, _)| overlap(*other, span)) {
        near.add(owner);
    }
    near.most()
}

fn described(gold: &Article, span: CharRange, mut found: impl FnMut(usize)) {
    let is_near = |&description: &CharRange| {
        let apart = description.0.abs_diff(span.0) + description.1.abs_diff(span.1);
        overlap(description, span) && apart < NEAR
    };
    for (at, entity) in gold.entities.iter().enumerate() {
        if entity.descriptions.iter().any(is_near) {
            found(at);
        }
    }
}

/// Counts in the order in which their keys were first met.
struct Votes<T>(Vec<(T, usize)>);

impl<T> Default for Votes<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy + PartialEq> Votes<T> {
    fn add(&mut self, key: T) {
        match self.0.iter_mut().find(|(other, _)| *other == key) {
            Some((_, count)) => *count += 1,
            None => self.0.push((key, 1)),
        }
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The key with the most votes, the first of those with as many.
    fn most(&self) -> Option<T> {
        let most = self.0.iter().map(|(_, count)| *count).max()?;
        let first = self.0.iter().find(|(_, count)| *count == most);
        first.map(|&(key, _)| key)
    }

    /// The key with more than half of the votes.
    fn majority(&self) -> Option<T> {
        let all: usize = self.0.iter().map(|(_, count)| count).sum();
        let key = self.0.iter().find(|(_, count)| 2 * count > all);
        key.map(|&(key, _)| key)
    }
}
