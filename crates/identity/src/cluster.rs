use crate::decision::{Decided, Decision};
use crate::grouping;
use crate::item::{Item, Named};
use crate::name::Name;
use crate::profile::{EntityRef, Profile};
use crate::sets::Sets;
use crate::words::Words;
use std::collections::{BTreeMap, HashMap};

/// Which entities are one: each cluster sorted, the clusters by their first member, each entity in one of them.
///
/// The same whatever the order of `profiles`; of two of one entity the first counts. `decisions` are in the order in
/// which they were made: of those that cannot all hold, the later ones do. A decision about an entity that is not among
/// the profiles says nothing.
///
/// What is found of an entity rests on those alone that a chain of shared keys ([`Profile::keys`]) or of decisions leads
/// to: clusters of such a part are those of the whole.
pub fn clusters(profiles: &[(EntityRef, Profile)], decisions: &[Decision]) -> Vec<Vec<EntityRef>> {
    let mut sorted: Vec<(&EntityRef, &Profile)> = profiles
        .iter()
        .map(|(entity, profile)| (entity, profile))
        .collect();
    sorted.sort_by_key(|(entity, _)| *entity);
    sorted.dedup_by_key(|(entity, _)| *entity);
    let decided = Decided::of(&sorted, decisions);
    let words = Words::english();
    let mut names: Vec<Vec<Name>> = sorted.iter().map(|(_, p)| p.read_names(words)).collect();
    let components = components(&sorted, &names, &decided);
    let (same, apart) = (
        by_component(&decided.same, &components, sorted.len()),
        by_component(&decided.apart, &components, sorted.len()),
    );
    let mut found: Vec<Vec<EntityRef>> = Vec::new();
    for ((component, same), apart) in components.iter().zip(same).zip(apart) {
        let part: Vec<Named<'_>> = component
            .iter()
            .map(|&at| (sorted[at].0, sorted[at].1, std::mem::take(&mut names[at])))
            .collect();
        for group in of_component(part, &same, &apart, words) {
            let entities = group.into_iter().map(|at| sorted[component[at]].0.clone());
            found.push(entities.collect());
        }
    }
    found.sort_unstable();
    found
}

/// Pairs of each component, in their order, as positions in it. Both of a pair are in one.
fn by_component(
    pairs: &[(usize, usize)],
    components: &[Vec<usize>],
    profiles: usize,
) -> Vec<Vec<(usize, usize)>> {
    let mut place = vec![(0, 0); profiles];
    for (number, component) in components.iter().enumerate() {
        for (position, &at) in component.iter().enumerate() {
            place[at] = (number, position);
        }
    }
    let mut found = vec![Vec::new(); components.len()];
    for &(a, b) in pairs {
        found[place[a].0].push((place[a].1, place[b].1));
    }
    found
}

/// Positions that a chain of shared keys or of decisions joins.
fn components(
    profiles: &[(&EntityRef, &Profile)],
    names: &[Vec<Name>],
    decided: &Decided,
) -> Vec<Vec<usize>> {
    let mut sets = Sets::new(profiles.len());
    let mut first: HashMap<String, usize> = HashMap::new();
    for (at, ((_, profile), names)) in profiles.iter().zip(names).enumerate() {
        for key in profile.keys_of(names) {
            sets.join(*first.entry(key).or_insert(at), at);
        }
    }
    for &(a, b) in decided.same.iter().chain(&decided.apart) {
        sets.join(a, b);
    }
    sets.all()
}

/// The groups of a component, as sorted positions in it.
fn of_component(
    part: Vec<Named<'_>>,
    same: &[(usize, usize)],
    apart: &[(usize, usize)],
    words: &Words,
) -> Vec<Vec<usize>> {
    if part.len() == 1 {
        return vec![vec![0]];
    }
    let (mut items, numbers) = Item::read(part, words);
    for (decision, &(a, b)) in apart.iter().enumerate() {
        items[a].apart.push((decision, false));
        items[b].apart.push((decision, true));
    }
    let groups = grouping::group(&items, &numbers, words);
    let mut groups = with_decided(groups, same, apart);
    for group in &mut groups {
        group.sort_unstable();
    }
    groups
}

/// The groups with those joined that were decided to be one.
fn with_decided(
    groups: Vec<Vec<usize>>,
    same: &[(usize, usize)],
    apart: &[(usize, usize)],
) -> Vec<Vec<usize>> {
    let mut groups = groups;
    let mut group_of = vec![0; groups.iter().map(Vec::len).sum()];
    for (group, members) in groups.iter().enumerate() {
        for &at in members {
            group_of[at] = group;
        }
    }
    let mut sets = Sets::new(group_of.len());
    for &(a, b) in same {
        sets.join(a, b);
    }
    for set in sets.all().into_iter().filter(|set| set.len() > 1) {
        let mut touched: Vec<usize> = set.iter().map(|&at| group_of[at]).collect();
        touched.sort_unstable();
        touched.dedup();
        let is_touched = |at: usize| touched.binary_search(&group_of[at]).is_ok();
        let crosses = apart.iter().any(|&(a, b)| is_touched(a) && is_touched(b));
        let moved: Vec<usize>;
        let target = if crosses {
            // Where the others of their groups were parted, those that were decided on are one without them.
            for &group in &touched {
                groups[group].retain(|at| set.binary_search(at).is_err());
            }
            groups.push(Vec::new());
            moved = set;
            groups.len() - 1
        } else {
            let largest = touched
                .iter()
                .copied()
                .max_by_key(|&group| groups[group].len());
            let target = largest.unwrap_or_default();
            let others = touched.iter().filter(|&&group| group != target);
            moved = others
                .flat_map(|&group| std::mem::take(&mut groups[group]))
                .collect();
            target
        };
        for &at in &moved {
            group_of[at] = target;
        }
        groups[target].extend(moved);
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// The name and label to show for entities that are one: the fullest of their names that several documents have, or the
/// fullest; the label of most. `None` of none.
pub fn name_of<'p>(profiles: impl IntoIterator<Item = &'p Profile>) -> Option<(String, String)> {
    let (mut names, mut labels) = (
        BTreeMap::<&str, usize>::new(),
        BTreeMap::<&str, usize>::new(),
    );
    for profile in profiles {
        *names.entry(&profile.name).or_default() += 1;
        *labels.entry(&profile.label).or_default() += 1;
    }
    let most = names.values().copied().max()?;
    let often = names.iter().filter(|(_, count)| **count * 4 >= most);
    let (name, _) = often.max_by_key(|(name, count)| {
        let parts = name.split_whitespace().count();
        let has_small = name.chars().any(char::is_lowercase);
        (
            has_small,
            parts.min(3),
            **count,
            name.len(),
            std::cmp::Reverse(**name),
        )
    })?;
    let (label, _) = labels
        .iter()
        .max_by_key(|(label, count)| (**count, std::cmp::Reverse(**label)))?;
    Some(((*name).to_owned(), (*label).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::group::COMPARED;

    /// A name of syllables, another one for each number.
    fn word(number: usize) -> String {
        const FIRST: [&str; 8] = ["Bar", "Del", "Fon", "Gim", "Kar", "Lun", "Mor", "Tev"];
        const LATER: [&str; 8] = ["rin", "dol", "mas", "vek", "tun", "lop", "gar", "sim"];
        let mut word = FIRST[number % 8].to_owned();
        let mut rest = number / 8;
        for _ in 0..3 {
            word.push_str(LATER[rest % 8]);
            rest /= 8;
        }
        word
    }

    /// How many comparisons `count` profiles take.
    fn compared(count: usize, name: impl Fn(usize) -> (&'static str, String)) -> usize {
        let profile = |at: usize| {
            let (label, name) = name(at);
            let entity = EntityRef {
                document: at.to_string(),
                entity: 0,
            };
            let profile = Profile::new(label, name)
                .with_place(&word(at % 7))
                .with_role(&word(at % 11));
            (entity, profile)
        };
        let profiles: Vec<(EntityRef, Profile)> = (0..count).map(profile).collect();
        COMPARED.with(|compared| compared.set(0));
        let found = clusters(&profiles, &[]);
        assert_eq!(found.iter().map(Vec::len).sum::<usize>(), count);
        COMPARED.with(std::cell::Cell::get)
    }

    #[test]
    fn comparisons_grow_with_the_number_of_profiles() {
        type Names = fn(usize) -> (&'static str, String);
        let names: [(&str, Names); 7] = [
            ("one name", |_| ("Person", "Lena Orvik".to_owned())),
            ("one surname, many given names", |at| {
                ("Person", format!("{} Orvik", word(at)))
            }),
            ("one surname alone and many people", |at| match at % 2 {
                0 => ("Person", "Orvik".to_owned()),
                _ => ("Person", format!("{} Orvik", word(at))),
            }),
            ("few names that are frequent, many that are rare", |at| {
                // The n-th name is about n times as rare as the first.
                let rank = 1 << (at.trailing_zeros() % 10);
                (
                    "Person",
                    format!("{} {}", word(at * 7 % 97), word(at % rank)),
                )
            }),
            ("one acronym and many bodies", |at| match at % 2 {
                0 => ("Organization", "BDF".to_owned()),
                _ => (
                    "Organization",
                    format!("B{} D{} F{}", word(at), word(at / 8), word(at / 64)),
                ),
            }),
            ("what every country has", |_| {
                ("Organization", "Supreme Court".to_owned())
            }),
            ("places of one name", |_| {
                ("Location", "Springfield".to_owned())
            }),
        ];
        for (what, name) in names {
            let (some, twice) = (compared(600, name), compared(1200, name));
            assert!(
                twice <= some * 5 / 2 && twice <= 1200 * 60,
                "{what}: {some}, {twice}"
            );
        }
    }
}
