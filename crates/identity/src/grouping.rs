//! From profiles of one component to groups: equal names first, then other spellings, then short names.

use crate::context::Numbers;
use crate::fold;
use crate::group::{Group, Likeness};
use crate::item::Item;
use crate::name::Name;
use crate::person::{PersonName, Tier};
use crate::score::{AHEAD, LEAST};
use crate::sets::Sets;
use crate::words::Words;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Groups of one name that a profile is compared with.
const OF_ONE_NAME: usize = 16;
/// Groups of a bucket that a group is compared with.
const NEXT: usize = 32;
/// Groups that a short name is compared with.
const CANDIDATES: usize = 48;
/// A group that is so many times as large as the next is the one that a short name means.
const KNOWN: usize = 8;
/// As [`KNOWN`] for initials, which mostly mean one thing.
const KNOWN_ACRONYM: usize = 3;

/// The groups, as positions of their items.
pub(crate) fn group(items: &[Item], numbers: &Numbers, words: &Words) -> Vec<Vec<usize>> {
    let work = Work {
        items,
        numbers,
        words,
    };
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(|&at| {
        (
            items[at].apart.is_empty(),
            Reverse(items[at].context.richness()),
            at,
        )
    });
    let (full, short): (Vec<usize>, Vec<usize>) =
        order.into_iter().partition(|&at| items[at].is_full);
    let mut groups = work.merge(work.by_name(&full, |_| LEAST));
    let (rest, torn) = work.assign(&mut groups, &short);
    groups.extend(work.by_name(&rest, |at| work.least_of_short(at, torn.contains(&at))));
    groups.into_iter().map(|group| group.members).collect()
}

/// What every step reads.
struct Work<'a> {
    items: &'a [Item],
    numbers: &'a Numbers,
    words: &'a Words,
}

impl Work<'_> {
    fn likeness(&self, a: &Group, b: &Group) -> Option<Likeness> {
        a.likeness(b, self.numbers, self.words)
    }

    /// Groups of one name each: every profile goes to the most alike of its name, or begins one.
    fn by_name(&self, order: &[usize], least: impl Fn(usize) -> i32) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let mut named: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for &at in order {
            let item = &self.items[at];
            let own = Group::of(at, item);
            let text = item
                .names
                .first()
                .map_or_else(|| format!("\n{at}"), Name::text);
            let known = named.entry(text).or_default();
            let alike = known.iter().take(OF_ONE_NAME).filter_map(|&group| {
                let points = self.likeness(&own, &groups[group])?.points();
                (points >= least(at)).then_some((points, Reverse(group)))
            });
            if let Some((_, Reverse(group))) = alike.max() {
                groups[group].add(&own);
            } else {
                known.push(groups.len());
                groups.push(own);
            }
        }
        groups
    }

    /// Groups whose names are other spellings or further names of one, joined from the most alike on.
    fn merge(&self, mut groups: Vec<Group>) -> Vec<Group> {
        let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
        for bucket in self.buckets(&groups).into_values() {
            for (at, &a) in bucket.iter().enumerate() {
                pairs.extend(bucket.iter().skip(at + 1).take(NEXT).map(|&b| (a, b)));
            }
        }
        let mut scored: Vec<(Reverse<i32>, usize, usize)> = Vec::new();
        for (a, b) in pairs {
            let points = self
                .likeness(&groups[a], &groups[b])
                .map_or(0, Likeness::points);
            if points >= LEAST {
                scored.push((Reverse(points), a, b));
            }
        }
        scored.sort_unstable();
        let mut sets = Sets::new(groups.len());
        for (_, a, b) in scored {
            let (a, b) = (sets.root(a), sets.root(b));
            let alike = if a == b {
                None
            } else {
                self.likeness(&groups[a], &groups[b])
            };
            if alike.is_some_and(|alike| alike.points() >= LEAST) {
                let other = groups[a.max(b)].clone();
                groups[a.min(b)].add(&other);
                sets.join(a, b);
            }
        }
        let roots: Vec<usize> = (0..groups.len()).map(|at| sets.root(at)).collect();
        let kept = groups.into_iter().zip(roots).enumerate();
        kept.filter(|(at, (_, root))| at == root)
            .map(|(_, (group, _))| group)
            .collect()
    }

    /// Groups by what names that may be one's have in common.
    fn buckets(&self, groups: &[Group]) -> BTreeMap<String, Vec<usize>> {
        let mut buckets: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, group) in groups.iter().enumerate() {
            let mut keys = BTreeSet::new();
            for name in &group.names {
                keys.insert(name.text());
                if let Name::Person(person) = name {
                    self.person_keys(person, &mut keys);
                }
            }
            for key in keys {
                buckets.entry(key).or_default().push(at);
            }
        }
        buckets
    }

    fn person_keys(&self, person: &PersonName, keys: &mut BTreeSet<String>) {
        let Some(first) = person.given.first() else {
            return;
        };
        let sound = |word: &str| fold::consonants(word).chars().next();
        let called = person.given.iter().take(2).chain(&person.nickname);
        for last in person.last.iter().map(|last| fold::consonants(last)) {
            for given in called.clone() {
                keys.extend(sound(given).map(|letter| format!("{last}\t{letter}")));
                let rows = self.words.nickname_rows(given).iter();
                keys.extend(rows.map(|row| format!("{last}\t{row}")));
            }
        }
        if let [last] = &person.last[..] {
            let (a, b) = if first < last {
                (first, last)
            } else {
                (last, first)
            };
            keys.insert(format!("{a}\n{b}"));
        }
    }

    /// Gives each short name to the group that it means. Those that mean none, and which of those could mean several.
    fn assign(&self, groups: &mut [Group], short: &[usize]) -> (Vec<usize>, BTreeSet<usize>) {
        let index = meant(groups);
        let (mut given, mut torn) = (Vec::new(), BTreeSet::new());
        for &at in short {
            match self.meaning(&index, groups, at) {
                Meaning::One(points, group) => given.push((Reverse(points), at, group)),
                Meaning::Several => drop(torn.insert(at)),
                Meaning::None => {}
            }
        }
        given.sort_unstable();
        let mut taken = BTreeSet::new();
        for (_, at, group) in given {
            let own = Group::of(at, &self.items[at]);
            if self.likeness(&own, &groups[group]).is_some() {
                groups[group].add(&own);
                taken.insert(at);
            }
        }
        (
            short
                .iter()
                .copied()
                .filter(|at| !taken.contains(at))
                .collect(),
            torn,
        )
    }

    fn meaning(
        &self,
        index: &BTreeMap<String, Vec<usize>>,
        groups: &[Group],
        at: usize,
    ) -> Meaning {
        let own = Group::of(at, &self.items[at]);
        let mut keys = BTreeSet::new();
        for name in &own.names {
            short_keys(name, &mut keys);
        }
        let near: BTreeSet<usize> = keys
            .iter()
            .filter_map(|key| index.get(key))
            .flatten()
            .copied()
            .collect();
        let least = self.least_of_short(at, false);
        let mut alike: Vec<(i32, Reverse<usize>)> = near
            .into_iter()
            .filter_map(|group| {
                Some((
                    self.likeness(&own, &groups[group])?.points(),
                    Reverse(group),
                ))
            })
            .collect();
        alike.sort_unstable_by(|a, b| b.cmp(a));
        let known = if self.is_acronym(at) {
            KNOWN_ACRONYM
        } else {
            KNOWN
        };
        match ahead(&alike, groups, known) {
            Some((points, group)) if points >= least => Meaning::One(points, group),
            _ if alike.len() > 1 => Meaning::Several,
            _ => Meaning::None,
        }
    }

    fn is_acronym(&self, at: usize) -> bool {
        matches!(self.items[at].names.first(), Some(Name::Other(other)) if other.is_acronym)
    }

    /// What must speak for it that a short name means somebody: more where it could mean several, most for a given name
    /// alone, which means anybody.
    fn least_of_short(&self, at: usize, is_torn: bool) -> i32 {
        let tier = match self.items[at].names.first() {
            Some(Name::Person(person)) => person.tier(self.words),
            _ => Tier::Full,
        };
        match tier {
            Tier::Given => NEVER,
            _ if is_torn => LEAST + 4,
            _ => LEAST,
        }
    }
}

/// Groups by the short names that may mean them, the largest first.
fn meant(groups: &[Group]) -> BTreeMap<String, Vec<usize>> {
    let mut index: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        let mut keys = BTreeSet::new();
        for name in &group.names {
            short_keys(name, &mut keys);
        }
        for key in keys {
            index.entry(key).or_default().push(at);
        }
    }
    for list in index.values_mut() {
        list.sort_by_key(|&at| (Reverse(groups[at].members.len()), at));
        list.truncate(CANDIDATES);
    }
    index
}

/// More points than there are.
const NEVER: i32 = 1000;

/// The group that lies ahead of all others: by what speaks for it, or, where others have hardly more, as the one that is
/// `known` times as large.
fn ahead(alike: &[(i32, Reverse<usize>)], groups: &[Group], known: usize) -> Option<(i32, usize)> {
    let size = |group: usize| groups[group].members.len();
    let &(most, _) = alike.first()?;
    let near = alike.iter().take_while(|(points, _)| most - points < AHEAD);
    let &(points, Reverse(largest)) = near
        .clone()
        .max_by_key(|&&(points, Reverse(group))| (size(group), points, Reverse(group)))?;
    let is_alone = near.clone().count() == 1;
    let is_known = near
        .into_iter()
        .all(|&(_, Reverse(group))| group == largest || size(largest) >= known * size(group));
    (is_alone || is_known).then_some((points, largest))
}

/// Whom a short name means.
enum Meaning {
    None,
    One(i32, usize),
    Several,
}

/// The short names that may mean what has this name, or that this name is.
fn short_keys(name: &Name, keys: &mut BTreeSet<String>) {
    match name {
        Name::Person(person) => keys.extend(person.last.iter().map(|last| fold::consonants(last))),
        Name::Other(other) => {
            keys.extend(other.initials.iter().cloned());
            keys.insert(other.letters.clone());
        }
    }
}
