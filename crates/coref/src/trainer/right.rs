//! Which options are right, by what is known of a text.

use super::known::NamedOrNot;
use crate::candidate::Candidate;
use crate::discourse::Discourse;
use crate::mention_phrase::whole_phrase;
use crate::options::Options;
use newsgraph_document::{MentionKind, Span};
use std::collections::BTreeMap;

/// The known entity of each candidate: that of its noun phrase, else of a known mention with its head.
pub(super) fn gold(discourse: &Discourse<'_>, entities: &[Vec<Span>]) -> Vec<Option<usize>> {
    let trees = discourse.trees;
    let mut spans: BTreeMap<Span, usize> = BTreeMap::new();
    // The widest known mention with each head, and its entity.
    let mut heads: BTreeMap<usize, (Span, usize)> = BTreeMap::new();
    for (number, entity) in entities.iter().enumerate() {
        for &span in entity {
            spans.entry(span).or_insert(number);
            let tokens = trees.text.tokens_in(span);
            if tokens.is_empty() {
                continue;
            }
            let widest = heads.entry(trees.head(tokens)).or_insert((span, number));
            if span.len() > widest.0.len() {
                *widest = (span, number);
            }
        }
    }
    let of = |candidate: &Candidate| {
        let whole = whole_phrase(trees, candidate.span);
        let exact = spans.get(&whole).or_else(|| spans.get(&candidate.span));
        let by_head = || heads.get(&candidate.head).map(|&(_, number)| number);
        exact.copied().or_else(by_head)
    };
    discourse.candidates.iter().map(of).collect()
}

/// The options with a mention of the right entity; none before it where there is no such option.
pub(super) fn right_options(
    discourse: &Discourse<'_>,
    own: Option<usize>,
    gold: &[Option<usize>],
    options: &Options,
) -> Vec<bool> {
    let same = |entity: &Option<usize>| {
        let members = entity.map(|e| &discourse.entities.all[e].members);
        own.is_some() && members.is_some_and(|m| m.iter().any(|&other| gold[other] == own))
    };
    let mut right: Vec<bool> = options.entities().iter().map(same).collect();
    if !right.contains(&true) {
        right = options.entities().iter().map(Option::is_none).collect();
    }
    right
}

/// The options with a name that the pronoun refers to; where it refers to none of the names, all without one.
pub(super) fn right_names(
    discourse: &Discourse<'_>,
    names: &[NamedOrNot],
    options: &Options,
) -> Vec<bool> {
    let entities = |wanted: bool| -> Vec<usize> {
        let found = names.iter().filter(|name| name.refers == wanted);
        found
            .flat_map(|name| entities_at(discourse, name.span))
            .collect()
    };
    let (right, wrong) = (entities(true), entities(false));
    let refers = names.iter().any(|name| name.refers);
    let is_right = |entity: &Option<usize>| match entity {
        Some(entity) if refers => right.contains(entity),
        Some(entity) => !wrong.contains(entity),
        None => !refers,
    };
    options.entities().iter().map(is_right).collect()
}

/// The entities of names that overlap a span, and of descriptions whose head does.
fn entities_at(discourse: &Discourse<'_>, name: Span) -> Vec<usize> {
    let entity = |(at, candidate): (usize, &Candidate)| {
        let head = discourse.trees.text.tokens[candidate.head].span;
        let there = match candidate.kind {
            MentionKind::Proper => name.overlaps(candidate.span),
            MentionKind::Nominal => name.overlaps(head),
            _ => false,
        };
        let given = || discourse.entities.of_given(candidate.given?);
        discourse.entities.of[at].or_else(given).filter(|_| there)
    };
    discourse
        .candidates
        .iter()
        .enumerate()
        .filter_map(entity)
        .collect()
}
