//! What a reader has decided.

use crate::profile::{EntityRef, Profile};
use crate::sets::Sets;
use std::collections::BTreeMap;

/// What a reader has decided, which goes before what the profiles say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decision {
    /// Two entities are one.
    Same(EntityRef, EntityRef),
    /// Two entities are not one.
    Apart(EntityRef, EntityRef),
}

/// Decisions that can all hold, as positions of entities.
#[derive(Debug, Default)]
pub(crate) struct Decided {
    pub(crate) same: Vec<(usize, usize)>,
    pub(crate) apart: Vec<(usize, usize)>,
}

impl Decided {
    /// Those of the decisions that hold together: from the last one back, each that does not speak against a later one.
    /// What a document says of two of its own entities, that they are one under two names, comes before all.
    pub(crate) fn of(profiles: &[(&EntityRef, &Profile)], decisions: &[Decision]) -> Self {
        // They are sorted by their entities.
        let position = |of: &EntityRef| {
            let found = profiles.binary_search_by(|(entity, _)| (*entity).cmp(of));
            found.ok()
        };
        let mut sets = Sets::new(profiles.len());
        let mut decided = Self::default();
        for decision in decisions.iter().rev() {
            let (Decision::Same(a, b) | Decision::Apart(a, b)) = decision;
            if let (Some(a), Some(b)) = (position(a), position(b)) {
                decided.add(&mut sets, (a, b), matches!(decision, Decision::Same(..)));
            }
        }
        for pair in told(profiles) {
            decided.add(&mut sets, pair, true);
        }
        decided
    }

    fn add(&mut self, sets: &mut Sets, (a, b): (usize, usize), is_same: bool) {
        if a == b {
            return;
        }
        let (a_root, b_root) = (sets.root(a), sets.root(b));
        if !is_same {
            if a_root != b_root {
                self.apart.push((a, b));
            }
            return;
        }
        let crosses = self.apart.iter().any(|&(x, y)| {
            let roots = (sets.root(x), sets.root(y));
            roots == (a_root, b_root) || roots == (b_root, a_root)
        });
        if !crosses {
            sets.join(a, b);
            self.same.push((a, b));
        }
    }
}

/// Pairs of one document that it says are one: each has the other's name as a further one of its own.
fn told(profiles: &[(&EntityRef, &Profile)]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut named: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (at, (entity, profile)) in profiles.iter().enumerate() {
        if !profile.also.is_empty() {
            named.entry((&entity.document, &profile.name)).or_insert(at);
        }
    }
    for (at, (entity, profile)) in profiles.iter().enumerate() {
        for name in &profile.also {
            let other = named.get(&(entity.document.as_str(), name.as_str()));
            let both = other.filter(|&&other| profiles[other].1.also.contains(&profile.name));
            pairs.extend(
                both.filter(|&&other| other > at && profiles[other].1.label == profile.label)
                    .map(|&other| (at, other)),
            );
        }
    }
    pairs
}
