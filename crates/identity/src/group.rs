//! Profiles that are taken for one entity, while they are put together.

use crate::context::{Context, Evidence, Numbers};
use crate::item::Item;
use crate::name::{Class, Name};
use crate::score::{Bond, bond};
use crate::words::Words;
use std::collections::BTreeSet;

/// Names of a group that are compared.
const NAMES: usize = 8;

#[cfg(test)]
thread_local! {
    /// How many groups this thread has compared.
    pub(crate) static COMPARED: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Profiles taken for one.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// Positions of its items.
    pub(crate) members: Vec<usize>,
    class: Class,
    labels: BTreeSet<String>,
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
            labels: BTreeSet::from([item.label.clone()]),
            mains: item.names.iter().take(1).cloned().collect(),
            names: item.names.clone(),
            context: item.context.clone(),
            documents: BTreeSet::from([item.document]),
            apart: item.apart.iter().copied().collect(),
        }
    }

    /// How alike they are; `None` where they can't be one.
    pub(crate) fn likeness(
        &self,
        other: &Self,
        numbers: &Numbers,
        words: &Words,
    ) -> Option<Likeness> {
        #[cfg(test)]
        COMPARED.with(|compared| compared.set(compared.get() + 1));
        if self.class != other.class || !self.may_join(other) {
            return None;
        }
        let bond = self.bond(other, words)?;
        let evidence = self.context.compare(&other.context, self.class, numbers);
        // A ministry of another country is another ministry.
        let is_other = bond == Bond::Common && evidence.places < 0;
        (!is_other).then_some(Likeness { bond, evidence })
    }

    /// Whether neither a document nor a decision has them as two.
    fn may_join(&self, other: &Self) -> bool {
        let (fewer, more) = if self.documents.len() < other.documents.len() {
            (self, other)
        } else {
            (other, self)
        };
        let shares = fewer
            .documents
            .iter()
            .any(|document| more.documents.contains(document));
        !shares
            && !self
                .apart
                .iter()
                .any(|&(decision, side)| other.apart.contains(&(decision, !side)))
    }

    /// How their names go together: the best that two main names do, where none speaks against another.
    fn bond(&self, other: &Self, words: &Words) -> Option<Bond> {
        let mut best: Option<Bond> = None;
        let mut against = false;
        for mine in &self.mains {
            for theirs in &other.mains {
                let found = bond(mine, theirs, words);
                match found.filter(|bond| *bond != Bond::Acronym || self.shares_label(other)) {
                    Some(found) => best = Some(stronger(best, found)),
                    None => against |= matches!(mine, Name::Person(_)),
                }
            }
        }
        if best.is_some() && !against {
            let is_torn = self.is_acronym() && other.is_acronym() && self.means_another(other);
            return if is_torn { Some(Bond::Common) } else { best };
        }
        let told = self.names.iter().any(|name| {
            (name.is_full(words) || matches!(name, Name::Other(_))) && other.names.contains(name)
        });
        told.then_some(Bond::Told)
    }

    /// Whether its main names are initials.
    fn is_acronym(&self) -> bool {
        self.mains
            .iter()
            .all(|name| matches!(name, Name::Other(other) if other.is_acronym))
    }

    /// Whether the texts of both tell what their initials stand for, and tell other things.
    fn means_another(&self, other: &Self) -> bool {
        let meant = |group: &Self| -> Vec<String> {
            let long = group
                .names
                .iter()
                .filter(|name| matches!(name, Name::Other(other) if !other.is_acronym));
            long.map(Name::text).collect()
        };
        let (mine, theirs) = (meant(self), meant(other));
        !mine.is_empty() && !theirs.is_empty() && !mine.iter().any(|name| theirs.contains(name))
    }

    fn shares_label(&self, other: &Self) -> bool {
        self.labels.iter().any(|label| other.labels.contains(label))
    }

    /// Takes another's members in.
    pub(crate) fn add(&mut self, other: &Self) {
        self.members.extend(&other.members);
        for name in &other.mains {
            if self.mains.len() < NAMES && !self.mains.contains(name) {
                self.mains.push(name.clone());
            }
        }
        for name in &other.names {
            if self.names.len() < 2 * NAMES && !self.names.contains(name) {
                self.names.push(name.clone());
            }
        }
        self.context.add(&other.context);
        self.documents.extend(&other.documents);
        self.apart.extend(&other.apart);
        self.labels.extend(other.labels.iter().cloned());
    }
}

/// The bond that is worth more; of two alike the first.
fn stronger(best: Option<Bond>, found: Bond) -> Bond {
    best.filter(|best| best.points() >= found.points())
        .unwrap_or(found)
}
