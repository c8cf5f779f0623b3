//! Who and what is named.

use super::align::mentions;
use super::page::{NONE, Page};
use super::tally::Tally;
use crate::quotes::CharRange;
use newsgraph_document::MentionKind;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn count(page: &Page<'_>, tally: &mut Tally) {
    names(page, tally);
    entities(page, tally);
}

fn names(page: &Page<'_>, tally: &mut Tally) {
    let entities = page.gold.entities.iter();
    let wanted: BTreeMap<CharRange, &str> = entities
        .flat_map(|e| e.mentions.iter().map(|&span| (span, e.label.as_str())))
        .collect();
    let mentions = page.found.mentions.iter();
    let printed: BTreeMap<CharRange, &str> = mentions
        .filter(|m| m.kind == MentionKind::Proper)
        .map(|m| (m.span, m.label.as_str()))
        .collect();
    for (span, label) in &printed {
        let gold = wanted.get(span);
        tally.names.right += usize::from(gold == Some(label));
        tally.spans.right += usize::from(gold.is_some());
    }
    for counts in [&mut tally.names, &mut tally.spans] {
        counts.printed += printed.len();
        counts.wanted += wanted.len();
    }
}

/// Found entities that have a name, those with most mentions first: of two that stand for the same, the larger one is
/// right.
fn entities(page: &Page<'_>, tally: &mut Tally) {
    let is_named =
        |entity: &&_| mentions(page.found, entity).any(|m| m.kind == MentionKind::Proper);
    let mut named: Vec<_> = page.found.entities.iter().filter(is_named).collect();
    named.sort_by_key(|entity| std::cmp::Reverse(entity.mentions.len()));
    let mut taken = BTreeSet::new();
    for entity in &named {
        let stands_for = page.stands_for(entity.id);
        let gold = stands_for.and_then(|at| page.gold.entities.get(at));
        let is_new = stands_for.is_some_and(|at| !taken.contains(&at));
        if is_new && gold.is_some_and(|gold| gold.label == entity.label) {
            taken.extend(stands_for);
            tally.entities.right += 1;
        } else {
            let again = if gold.is_some() && !is_new {
                "again"
            } else {
                ""
            };
            let gold = gold.map_or(NONE, |gold| gold.name.as_str());
            let fields = [
                "entity",
                &entity.name,
                &entity.label,
                "stands for",
                gold,
                again,
            ];
            tally.say(page, &fields);
        }
    }
    tally.entities.printed += named.len();
    tally.entities.wanted += page.gold.entities.len();
}
