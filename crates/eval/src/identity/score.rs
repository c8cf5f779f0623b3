use crate::Report;
use crate::coref::{B_CUBED, Cluster, measure};
use newsgraph_identity::{EntityRef, Profile, clusters};
use std::collections::BTreeMap;

/// An entity of a document, with what it is where the corpus tells.
#[derive(Clone, Debug)]
pub struct Linked {
    /// The entity.
    pub entity: EntityRef,
    /// What its document tells of it.
    pub profile: Profile,
    /// What it is.
    pub link: Option<String>,
}

/// Adds the rows `name`, of the entities as they are found to be one, and `name, equal names`, of those with equal
/// labels and names: B-cubed over all entities that have a link. Those without one are there when entities are joined
/// and do not count.
pub fn score_identity(report: &mut Report, name: &str, items: &[Linked]) {
    let profiles: Vec<(EntityRef, Profile)> = items
        .iter()
        .map(|item| (item.entity.clone(), item.profile.clone()))
        .collect();
    let position: BTreeMap<&EntityRef, usize> = (0..)
        .zip(items)
        .map(|(at, item)| (&item.entity, at))
        .collect();
    let found = clusters(&profiles, &[]);
    let found = found.iter().map(|cluster| {
        cluster
            .iter()
            .filter_map(|entity| position.get(entity).copied())
            .collect()
    });
    let key = grouped(items, |item| item.link.clone());
    let linked = |clusters: Vec<Vec<usize>>| -> Vec<Cluster> {
        let kept = |cluster: Vec<usize>| -> Cluster {
            let own = cluster.into_iter().filter(|&at| items[at].link.is_some());
            own.map(|at| (at, at + 1)).collect()
        };
        clusters
            .into_iter()
            .map(kept)
            .filter(|cluster| !cluster.is_empty())
            .collect()
    };
    let same = grouped(items, |item| {
        Some(format!("{}\t{}", item.profile.label(), item.profile.name()))
    });
    let found: Vec<Vec<usize>> = found.collect();
    report.push_errors(mistakes(name, items, &found));
    let key = linked(key);
    for (name, response) in [
        (name.to_owned(), linked(found)),
        (format!("{name}, equal names"), linked(same)),
    ] {
        report.push(name, measure(B_CUBED, [(&key[..], &response[..])]));
    }
}

/// Positions of the items that have the same value; those without one stand alone.
fn grouped(items: &[Linked], value: impl Fn(&Linked) -> Option<String>) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        groups
            .entry(value(item).unwrap_or_else(|| format!("\n{at}")))
            .or_default()
            .push(at);
    }
    groups.into_values().collect()
}

/// What is joined and should not be, and what is parted: a line for each pair of neighbours.
fn mistakes(row: &str, items: &[Linked], found: &[Vec<usize>]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut parts: BTreeMap<&str, Vec<Vec<usize>>> = BTreeMap::new();
    for cluster in found {
        let mut links: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for &at in cluster {
            if let Some(link) = &items[at].link {
                links.entry(link).or_default().push(at);
            }
        }
        if links.len() > 1 {
            lines.push(format!("{row}\tjoined\t{}", told(items, links.values())));
        }
        for (link, own) in links {
            parts.entry(link).or_default().push(own);
        }
    }
    for own in parts.into_values().filter(|own| own.len() > 1) {
        lines.push(format!("{row}\tparted\t{}", told(items, own.iter())));
    }
    lines
}

fn told<'i>(items: &[Linked], sets: impl Iterator<Item = &'i Vec<usize>>) -> String {
    let set = |own: &Vec<usize>| {
        let item = &items[own[0]];
        let link = item.link.as_deref().unwrap_or_default();
        format!(
            "{} x{} ({} = {link})",
            item.profile.name(),
            own.len(),
            item.entity.document
        )
    };
    sets.map(set).collect::<Vec<_>>().join("; ")
}
