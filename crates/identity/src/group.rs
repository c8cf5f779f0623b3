//! Profiles that are taken for one entity, while they are put together.

use crate::context::{Context, Evidence, Numbers};
use crate::item::Item;
use crate::name::{Class, Name};
use crate::score::{Bond, bond};
use crate::words::Words;
use std::collections::BTreeSet;

/// Names of a group that are compared.
const NAMES: usize = 8;

/// Profiles taken for one.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// Positions of its items.
    pub(crate) members: Vec<usize>,
    class: Class,
    /// The main names of its members, then others; those that came first.
    mains: Vec<Name>,
    pub(crate) names: Vec<Name>,
    pub(crate) context: Context,
    documents: BTreeSet<u32>,
    /// Decisions that part a member of it from others, with the side on which it is.
    apart: BTreeSet<(usize, bool)>,
}

/// What two groups have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Likeness {
    pub(crate) bond: Bond,
    pub(crate) evidence: Evidence,
}

impl Likeness {
    pub(crate) fn points(self) -> i32 {
        self.bond.points() + self.evidence.sum()
    }
}

impl Group {
    pub(crate) fn of(at: usize, item: &Item) -> Self {
        Self {
            members: vec![at],
            class: item.class,
            mains: item.names.iter().take(1).cloned().collect(),
            names: item.names.clone(),
            context: item.context.clone(),
            documents: BTreeSet::from([item.document]),
            apart: item.apart.iter().copied().collect(),
        }
    }

    /// How alike they are; `None` where they can't be one.
    pub(crate) fn likeness(&self, other: &Self, numbers: &Numbers, words: &Words) -> Option<Likeness> {
        if self.class != other.class || !self.may_join(other) {
            return None;
        }
        let bond = self.bond(other, words)?;
        let evidence = self.context.compare(&other.context, self.class, numbers);
        Some(Likeness { bond, evidence })
    }

    /// Whether neither a document nor a decision has them as two.
    fn may_join(&self, other: &Self) -> bool {
        let (fewer, more) = if self.documents.len() < other.documents.len() { (self, other) } else { (other, self) };
        let shares = fewer.documents.iter().any(|document| more.documents.contains(document));
        !shares && !self.apart.iter().any(|&(decision, side)| other.apart.contains(&(decision, !side)))
    }

    /// How their names go together: the best that two main names do, where none speaks against another.
    fn bond(&self, other: &Self, words: &Words) -> Option<Bond> {
        let mut best: Option<Bond> = None;
        let mut against = false;
        for mine in &self.mains {
            for theirs in &other.mains {
                match bond(mine, theirs, words) {
                    Some(found) => best = Some(stronger(best, found)),
                    None => against |= matches!(mine, Name::Person(_)),
                }
            }
        }
        if best.is_some() && !against {
            return best;
        }
        let told = self.names.iter().any(|name| {
            (name.is_full(words) || matches!(name, Name::Other(_))) && other.names.contains(name)
        });
        told.then_some(Bond::Told)
    }

    /// Takes another's members in.
    pub(crate) fn add(&mut self, other: &Self) {
        self.members.extend(&other.members);
        for name in other.mains.iter() {
            if self.mains.len() < NAMES && !self.mains.contains(name) {
                self.mains.push(name.clone());
            }
        }
        for name in other.names.iter() {
            if self.names.len() < 2 * NAMES && !self.names.contains(name) {
                self.names.push(name.clone());
            }
        }
        self.context.add(&other.context);
        self.documents.extend(&other.documents);
        self.apart.extend(&other.apart);
    }

    /// Takes one item in.
    pub(crate) fn add_item(&mut self, at: usize, item: &Item) {
        self.add(&Self::of(at, item));
    }
}

/// The bond that is worth more; of two alike the first.
fn stronger(best: Option<Bond>, found: Bond) -> Bond {
    best.filter(|best| best.points() >= found.points()).unwrap_or(found)
}
