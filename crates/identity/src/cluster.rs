use crate::decision::{Decided, Decision};
use crate::grouping;
use crate::item::Item;
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
    let mut sorted: Vec<(&EntityRef, &Profile)> = profiles.iter().map(|(entity, profile)| (entity, profile)).collect();
    sorted.sort_by_key(|(entity, _)| *entity);
    sorted.dedup_by_key(|(entity, _)| *entity);
    let decided = Decided::of(&sorted, decisions);
    let mut found: Vec<Vec<EntityRef>> = Vec::new();
    for component in components(&sorted, &decided) {
        let part: Vec<(&EntityRef, &Profile)> = component.iter().map(|&at| sorted[at]).collect();
        for group in of_component(&part, &component, &decided) {
            found.push(group.into_iter().map(|at| part[at].0.clone()).collect());
        }
    }
    found.sort_unstable();
    found
}

/// Positions that a chain of shared keys or of decisions joins.
fn components(profiles: &[(&EntityRef, &Profile)], decided: &Decided) -> Vec<Vec<usize>> {
    let mut sets = Sets::new(profiles.len());
    let mut first: HashMap<String, usize> = HashMap::new();
    for (at, (_, profile)) in profiles.iter().enumerate() {
        for key in profile.keys() {
            sets.join(*first.entry(key).or_insert(at), at);
        }
    }
    for &(a, b) in decided.same.iter().chain(&decided.apart) {
        sets.join(a, b);
    }
    sets.all()
}

/// The groups of a component, as sorted positions in it.
fn of_component(part: &[(&EntityRef, &Profile)], component: &[usize], decided: &Decided) -> Vec<Vec<usize>> {
    if part.len() == 1 {
        return vec![vec![0]];
    }
    let words = Words::english();
    let (mut items, numbers) = Item::read(part, words);
    let own = |pairs: &[(usize, usize)]| -> Vec<(usize, usize)> {
        let place = |at: &usize| component.binary_search(at).ok();
        pairs.iter().filter_map(|(a, b)| Some((place(a)?, place(b)?))).collect()
    };
    let (same, apart) = (own(&decided.same), own(&decided.apart));
    for (decision, &(a, b)) in apart.iter().enumerate() {
        items[a].apart.push((decision, false));
        items[b].apart.push((decision, true));
    }
    let groups = grouping::group(&items, &numbers, words);
    let mut groups = with_decided(groups, &same, &apart);
    for group in &mut groups {
        group.sort_unstable();
    }
    groups
}

/// The groups with those joined that were decided to be one.
fn with_decided(mut groups: Vec<Vec<usize>>, same: &[(usize, usize)], apart: &[(usize, usize)]) -> Vec<Vec<usize>> {
    if same.is_empty() {
        return groups;
    }
    let count = groups.iter().map(Vec::len).sum();
    let mut sets = Sets::new(count);
    for &(a, b) in same {
        sets.join(a, b);
    }
    for set in sets.all().into_iter().filter(|set| set.len() > 1) {
        let (touched, rest): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group.iter().any(|at| set.binary_search(at).is_ok()));
        groups = rest;
        let mut all: Vec<usize> = touched.concat();
        all.sort_unstable();
        let has = |at: &usize| all.binary_search(at).is_ok();
        if !apart.iter().any(|(a, b)| has(a) && has(b)) {
            groups.push(all);
            continue;
        }
        // Where the others of their groups were parted, those that were decided on are one without them.
        let others = touched.into_iter().map(|group| group.into_iter().filter(|at| set.binary_search(at).is_err()).collect());
        groups.extend(others.filter(|group: &Vec<usize>| !group.is_empty()));
        groups.push(set);
    }
    groups
}

/// The name and label to show for entities that are one: the fullest of their names that several documents have, or the
/// fullest; the label of most. `None` of none.
pub fn name_of<'p>(profiles: impl IntoIterator<Item = &'p Profile>) -> Option<(String, String)> {
    let (mut names, mut labels) = (BTreeMap::<&str, usize>::new(), BTreeMap::<&str, usize>::new());
    for profile in profiles {
        *names.entry(&profile.name).or_default() += 1;
        *labels.entry(&profile.label).or_default() += 1;
    }
    let most = names.values().copied().max()?;
    let often = names.iter().filter(|(_, count)| **count * 4 >= most);
    let (name, _) = often.max_by_key(|(name, count)| {
        let parts = name.split_whitespace().count();
        (parts.min(3), **count, name.len(), std::cmp::Reverse(**name))
    })?;
    let (label, _) = labels.iter().max_by_key(|(label, count)| (**count, std::cmp::Reverse(**label)))?;
    Some(((*name).to_owned(), (*label).to_owned()))
}
