//! Entities of documents that chains of shared keys, of a common place in the graph or of decisions tie together.

use crate::decision::Decided;
use crate::places::forget_empty;
use crate::{StoreError, decision};
use newsgraph_identity::{EntityRef, Profile, clusters, name_of};
use rusqlite::{Connection, OptionalExtension, params};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Entities of documents of which none outside can be one.
pub(crate) struct Component {
    members: BTreeMap<i64, Member>,
}

/// An entity of a document.
struct Member {
    at: EntityRef,
    name: String,
    label: String,
    named: bool,
    profile: Profile,
    id: Option<i64>,
}

/// An entity across documents before its members are clustered anew.
#[derive(Default)]
struct Former {
    members: usize,
    link: Option<String>,
}

/// What an entity across documents shows.
struct Shown {
    name: String,
    label: String,
    named: bool,
    documents: usize,
}

impl Component {
    /// The component of an entity.
    pub(crate) fn around(connection: &Connection, seed: i64) -> Result<Self, StoreError> {
        let mut walk = Walk {
            connection,
            keys: BTreeSet::new(),
            ids: BTreeSet::new(),
            decisions: BTreeSet::new(),
            decided: decision::is_any(connection)?,
            waiting: vec![seed],
        };
        let mut members = BTreeMap::new();
        while let Some(key) = walk.waiting.pop() {
            if members.contains_key(&key) {
                continue;
            }
            let member = member(connection, key)?;
            walk.on(key, &member)?;
            members.insert(key, member);
        }
        Ok(Self { members })
    }

    /// How many entities it has.
    pub(crate) fn len(&self) -> usize {
        self.members.len()
    }

    /// Gives each cluster of it its place in the graph.
    pub(crate) fn settle(&self, connection: &Connection) -> Result<(), StoreError> {
        let keys: BTreeMap<&EntityRef, i64> =
            self.members.iter().map(|(&k, m)| (&m.at, k)).collect();
        let mut profiles = Vec::with_capacity(self.members.len());
        for (at, key) in &keys {
            profiles.push(((*at).clone(), self.members[key].profile.clone()));
        }
        let decided = Decided::of(connection, keys.keys().copied())?;
        let found = clusters(&profiles, &decided.pairs());
        let of_keys = |cluster: &Vec<EntityRef>| {
            cluster
                .iter()
                .filter_map(|at| keys.get(at).copied())
                .collect()
        };
        let found: Vec<Vec<i64>> = found.iter().map(of_keys).collect();
        let ids = self.ids(&found);
        let former = self.former(connection)?;
        for (cluster, id) in found.iter().zip(&ids) {
            let link = self.link(&former, cluster);
            self.place(connection, cluster, *id, link)?;
        }
        former
            .into_keys()
            .try_for_each(|id| forget_empty(connection, id))?;
        let mut row = connection.prepare_cached("DELETE FROM unsettled WHERE entity = ?")?;
        for key in self.members.keys() {
            row.execute([key])?;
        }
        Ok(())
    }

    /// The former id that each cluster keeps: that of most shared members, then the smallest.
    fn ids(&self, clusters: &[Vec<i64>]) -> Vec<Option<i64>> {
        let mut shares = Vec::new();
        for (at, cluster) in clusters.iter().enumerate() {
            let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
            for id in cluster.iter().filter_map(|key| self.members[key].id) {
                *counts.entry(id).or_default() += 1;
            }
            shares.extend(
                counts
                    .into_iter()
                    .map(|(id, count)| (Reverse(count), id, at)),
            );
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

    /// The id of a gazetteer that a cluster keeps: that of the former entities that it has all members of, if they have one
    /// between them. What has lost members may be another one.
    fn link<'f>(&self, former: &'f BTreeMap<i64, Former>, cluster: &[i64]) -> Option<&'f str> {
        let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
        for id in cluster.iter().filter_map(|key| self.members[key].id) {
            *counts.entry(id).or_default() += 1;
        }
        let whole = counts.iter().filter_map(|(id, count)| {
            let former = former.get(id)?;
            (former.members == *count).then_some(former.link.as_deref()?)
        });
        let links: BTreeSet<&str> = whole.collect();
        links.first().copied().filter(|_| links.len() == 1)
    }

    /// Writes what a cluster shows, and that its members are it.
    fn place(
        &self,
        connection: &Connection,
        cluster: &[i64],
        id: Option<i64>,
        link: Option<&str>,
    ) -> Result<(), StoreError> {
        let Shown {
            name,
            label,
            named,
            documents,
        } = self.shown(cluster);
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
        for key in cluster
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
            .map(|member| &member.profile);
        let first = || {
            members()
                .next()
                .map(|member| (member.name.clone(), member.label.clone()))
        };
        let (name, label) = name_of(profiles).or_else(first).unwrap_or_default();
        let documents: BTreeSet<&str> = members().map(|member| &*member.at.document).collect();
        Shown {
            name,
            label,
            named,
            documents: documents.len(),
        }
    }
}

/// A walk from entity to entity.
struct Walk<'a> {
    connection: &'a Connection,
    keys: BTreeSet<String>,
    ids: BTreeSet<i64>,
    decisions: BTreeSet<i64>,
    decided: bool,
    waiting: Vec<i64>,
}

impl Walk<'_> {
    /// Goes on to all that an entity is tied to.
    fn on(&mut self, key: i64, member: &Member) -> Result<(), StoreError> {
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
        if let Some(id) = member.id.filter(|&id| self.ids.insert(id)) {
            self.add("SELECT key FROM entities WHERE graph_entity = ?", id)?;
        }
        if self.decided {
            for decision in decision::same(self.connection, &member.at)? {
                if self.decisions.insert(decision) {
                    self.add(decision::ONE, decision)?;
                }
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

fn member(connection: &Connection, key: i64) -> Result<Member, StoreError> {
    let sql = "SELECT d.id, e.entity, e.name, e.label, e.named, e.profile, e.graph_entity \
               FROM entities AS e JOIN documents AS d ON d.key = e.document WHERE e.key = ?";
    let mut rows = connection.prepare_cached(sql)?;
    let mut rows = rows.query([key])?;
    let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    let at = EntityRef {
        document: row.get(0)?,
        entity: row.get(1)?,
    };
    Ok(Member {
        at,
        name: row.get(2)?,
        label: row.get(3)?,
        named: row.get(4)?,
        profile: match row.get_ref(5)?.as_str_or_null() {
            Ok(Some(json)) => profile(json)?,
            _ => Profile::default(),
        },
        id: row.get(6)?,
    })
}

/// The profile of a column.
pub(crate) fn profile(json: &str) -> Result<Profile, StoreError> {
    serde_json::from_str(json).map_err(|_| StoreError::Value {
        expected: "a profile of this version",
        found: json.to_owned(),
    })
}
