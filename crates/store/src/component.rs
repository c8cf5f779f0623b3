//! Entities of documents that chains of shared keys, of a common place in the graph or of decisions tie together.

use crate::decision::Decided;
use crate::places::forget_empty;
use crate::{StoreError, decision};
use newsgraph_identity::{Decision, EntityRef, Profile, clusters, name_of};
use rusqlite::{Connection, OptionalExtension, params};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Entities of documents of which none outside can be one.
pub(crate) struct Component {
    members: BTreeMap<i64, Member>,
    /// Those of the members, in the order in which they were come upon.
    profiles: Vec<(EntityRef, Profile)>,
    /// What a reader has decided of them.
    decided: Vec<Decision>,
}

/// An entity of a document.
struct Member {
    name: String,
    label: String,
    named: bool,
    id: Option<i64>,
    /// The place of its profile.
    profile: usize,
}

/// An entity across documents before its members are clustered anew.
#[derive(Default)]
struct Former {
    members: usize,
    link: Option<String>,
}

/// Members of a component that are one.
pub(crate) struct Cluster {
    members: Vec<i64>,
    shown: Shown,
    shares: Shares,
}

/// What an entity across documents shows.
struct Shown {
    name: String,
    label: String,
    named: bool,
    documents: usize,
}

impl Component {
    /// The component of an entity; `is_decided` tells whether a reader has decided anything.
    pub(crate) fn around(
        connection: &Connection,
        seed: i64,
        is_decided: bool,
    ) -> Result<Self, StoreError> {
        let mut found = Self {
            members: BTreeMap::new(),
            profiles: Vec::new(),
            decided: Vec::new(),
        };
        let mut walk = Walk {
            connection,
            keys: BTreeSet::new(),
            ids: BTreeSet::new(),
            decisions: BTreeSet::new(),
            waiting: vec![seed],
        };
        while let Some(key) = walk.waiting.pop() {
            if found.members.contains_key(&key) {
                continue;
            }
            let (member, profile) = member(connection, key, found.profiles.len())?;
            walk.along_names(key, member.id)?;
            if is_decided {
                walk.along_decisions(&profile.0)?;
            }
            found.members.insert(key, member);
            found.profiles.push(profile);
        }
        if is_decided {
            let entities = found.profiles.iter().map(|(at, _)| at);
            found.decided = Decided::of(connection, entities)?.pairs();
        }
        Ok(found)
    }

    /// How many entities it has.
    pub(crate) fn len(&self) -> usize {
        self.members.len()
    }

    /// The members, by what they are.
    pub(crate) fn keys(&self) -> impl Iterator<Item = i64> {
        self.members.keys().copied()
    }

    /// Which of the members are one.
    pub(crate) fn clusters(&self) -> Vec<Cluster> {
        let key = |(&key, member): (&i64, &Member)| (&self.profiles[member.profile].0, key);
        let keys: BTreeMap<&EntityRef, i64> = self.members.iter().map(key).collect();
        let of_keys = |entities: &Vec<EntityRef>| {
            let members = entities.iter().filter_map(|at| keys.get(at).copied());
            let members: Vec<i64> = members.collect();
            Cluster {
                shown: self.shown(&members),
                shares: self.shares(&members),
                members,
            }
        };
        let found = clusters(&self.profiles, &self.decided);
        found.iter().map(of_keys).collect()
    }

    /// Gives each cluster of it its place in the graph.
    pub(crate) fn settle(
        &self,
        connection: &Connection,
        clusters: &[Cluster],
    ) -> Result<(), StoreError> {
        let former = self.former(connection)?;
        for (cluster, id) in clusters.iter().zip(ids(clusters)) {
            let link = link(&former, &cluster.shares);
            self.place(connection, cluster, id, link)?;
        }
        former
            .into_keys()
            .try_for_each(|id| forget_empty(connection, id))
    }

    /// How many members of a cluster were of each entity across documents.
    fn shares(&self, cluster: &[i64]) -> Shares {
        let mut shares = Shares::new();
        for id in cluster.iter().filter_map(|key| self.members[key].id) {
            *shares.entry(id).or_default() += 1;
        }
        shares
    }

    /// The entities across documents that the members were, as they stand.
    fn former(&self, connection: &Connection) -> Result<BTreeMap<i64, Former>, StoreError> {
        let mut former: BTreeMap<i64, Former> = BTreeMap::new();
        for id in self.members.values().filter_map(|member| member.id) {
            former.entry(id).or_default().members += 1;
        }
        let mut row = connection.prepare_cached("SELECT link FROM graph_entities WHERE id = ?")?;
        for (id, former) in &mut former {
            former.link = row.query_row([id], |row| row.get(0)).optional()?.flatten();
        }
        Ok(former)
    }

    /// Writes what a cluster shows, and that its members are it.
    fn place(
        &self,
        connection: &Connection,
        Cluster { members, shown, .. }: &Cluster,
        id: Option<i64>,
        link: Option<&str>,
    ) -> Result<(), StoreError> {
        let Shown {
            name,
            label,
            named,
            documents,
        } = shown;
        let id = if let Some(id) = id {
            let sql = "UPDATE graph_entities SET name = ?2, label = ?3, named = ?4, documents = ?5, link = ?6 \
                       WHERE id = ?1";
            let mut row = connection.prepare_cached(sql)?;
            row.execute(params![id, name, label, named, documents, link])?;
            id
        } else {
            let sql = "INSERT INTO graph_entities (name, label, named, documents, link) VALUES (?, ?, ?, ?, ?)";
            let mut row = connection.prepare_cached(sql)?;
            row.insert(params![name, label, named, documents, link])?
        };
        let mut row =
            connection.prepare_cached("UPDATE entities SET graph_entity = ? WHERE key = ?")?;
        for key in members
            .iter()
            .filter(|key| self.members[key].id != Some(id))
        {
            row.execute([id, *key])?;
        }
        Ok(())
    }

    /// What a cluster shows: by the profiles of those that are named, else as the first member is called.
    fn shown(&self, cluster: &[i64]) -> Shown {
        let members = || cluster.iter().map(|key| &self.members[key]);
        let named = members().any(|member| member.named);
        let profiles = members()
            .filter(|member| member.named)
            .map(|member| &self.profiles[member.profile].1);
        let first = || {
            members()
                .next()
                .map(|member| (member.name.clone(), member.label.clone()))
        };
        let (name, label) = name_of(profiles).or_else(first).unwrap_or_default();
        let documents = members().map(|member| &*self.profiles[member.profile].0.document);
        let documents: BTreeSet<&str> = documents.collect();
        Shown {
            name,
            label,
            named,
            documents: documents.len(),
        }
    }
}

/// How many members of a cluster each entity across documents had, by its id.
type Shares = BTreeMap<i64, usize>;

/// The former id that each cluster keeps: that of most shared members, then the smallest.
fn ids(clusters: &[Cluster]) -> Vec<Option<i64>> {
    let mut shares = Vec::new();
    for (at, cluster) in clusters.iter().enumerate() {
        let counts = cluster.shares.iter();
        shares.extend(counts.map(|(&id, &count)| (Reverse(count), id, at)));
    }
    shares.sort_unstable();
    let (mut ids, mut taken) = (vec![None; clusters.len()], BTreeSet::new());
    for (_, id, at) in shares {
        if ids[at].is_none() && taken.insert(id) {
            ids[at] = Some(id);
        }
    }
    ids
}

/// The id of a gazetteer that a cluster keeps: that of the former entities that it has all members of, if they have one
/// between them. What has lost members may be another one.
fn link<'f>(former: &'f BTreeMap<i64, Former>, shares: &Shares) -> Option<&'f str> {
    let whole = shares.iter().filter_map(|(id, count)| {
        let former = former.get(id)?;
        (former.members == *count).then_some(former.link.as_deref()?)
    });
    let links: BTreeSet<&str> = whole.collect();
    links.first().copied().filter(|_| links.len() == 1)
}

/// A walk from entity to entity.
struct Walk<'a> {
    connection: &'a Connection,
    keys: BTreeSet<String>,
    ids: BTreeSet<i64>,
    decisions: BTreeSet<i64>,
    waiting: Vec<i64>,
}

impl Walk<'_> {
    /// Goes on to all that an entity shares keys or a place in the graph with.
    fn along_names(&mut self, key: i64, id: Option<i64>) -> Result<(), StoreError> {
        let mut keys = self
            .connection
            .prepare_cached("SELECT key FROM identity_keys WHERE entity = ?")?;
        let keys = keys.query_map([key], |row| row.get::<_, String>(0))?;
        for key in keys.collect::<Result<Vec<_>, _>>()? {
            if !self.keys.contains(&key) {
                self.add("SELECT entity FROM identity_keys WHERE key = ?", &key)?;
                self.keys.insert(key);
            }
        }
        match id.filter(|&id| self.ids.insert(id)) {
            Some(id) => self.add("SELECT key FROM entities WHERE graph_entity = ?", id),
            None => Ok(()),
        }
    }

    /// Goes on to all that a decision makes one with an entity.
    fn along_decisions(&mut self, entity: &EntityRef) -> Result<(), StoreError> {
        for decision in decision::same(self.connection, entity)? {
            if self.decisions.insert(decision) {
                self.add(decision::ONE, decision)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, sql: &str, of: impl rusqlite::ToSql) -> Result<(), StoreError> {
        let mut rows = self.connection.prepare_cached(sql)?;
        for entity in rows.query_map([of], |row| row.get(0))? {
            self.waiting.push(entity?);
        }
        Ok(())
    }
}

/// An entity of a document, with its profile, whose place is to be `place`.
fn member(
    connection: &Connection,
    key: i64,
    place: usize,
) -> Result<(Member, (EntityRef, Profile)), StoreError> {
    let sql = "SELECT d.id, e.entity, e.name, e.label, e.named, e.profile, e.graph_entity \
               FROM entities AS e JOIN documents AS d ON d.key = e.document WHERE e.key = ?";
    let mut rows = connection.prepare_cached(sql)?;
    let mut rows = rows.query([key])?;
    let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    let at = EntityRef {
        document: row.get(0)?,
        entity: row.get(1)?,
    };
    let profile = match row.get_ref(5)?.as_str_or_null() {
        Ok(Some(json)) => profile(json)?,
        _ => Profile::default(),
    };
    let member = Member {
        name: row.get(2)?,
        label: row.get(3)?,
        named: row.get(4)?,
        id: row.get(6)?,
        profile: place,
    };
    Ok((member, (at, profile)))
}

/// The profile of a column.
pub(crate) fn profile(json: &str) -> Result<Profile, StoreError> {
    serde_json::from_str(json).map_err(|_| StoreError::Value {
        expected: "a profile of this version",
        found: json.to_owned(),
    })
}
