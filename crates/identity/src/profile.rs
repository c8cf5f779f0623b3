use crate::name::{Class, Name};
use crate::words::Words;
use newsgraph_document::{Date, Label};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One entity of one document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityRef {
    /// The id of the document.
    pub document: String,
    /// The entity's place among those of the document.
    pub entity: u32,
}

/// What one document tells of one of its entities that may tell it from others, or show that two are one.
///
/// A few hundred bytes. [`Profile::of`] makes it from a document; a program with entities of its own begins with
/// [`Profile::new`] and adds what it knows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    pub(crate) label: String,
    pub(crate) name: String,
    /// Its names with how often they stand, the most frequent first; empty where the text only describes it.
    pub(crate) names: Vec<(String, u32)>,
    /// Names that the text says are its own of another time.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) also: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) roles: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) bodies: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) places: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) company: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<Date>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) speaks: bool,
}

/// How many of each list a profile keeps.
pub(crate) const KEPT: usize = 12;
const FEW: usize = 4;
/// Bytes of a text in a list; what is longer is no name or role.
const TEXT: usize = 60;

impl Profile {
    /// That of something with this label and name, of which nothing more is known yet.
    pub fn new(label: impl Into<String>, name: impl Into<String>) -> Self {
        let name = name.into();
        Self {
            label: label.into(),
            names: vec![(name.clone(), 1)],
            name,
            ..Self::default()
        }
    }

    /// The same with a further name that its document calls it by, this often.
    #[must_use]
    pub fn with_name(mut self, name: &str, count: u32) -> Self {
        if let Some((_, known)) = self.names.iter_mut().find(|(known, _)| known == name) {
            *known += count;
        } else if self.names.len() < 2 * FEW {
            self.names.push((name.to_owned(), count));
        }
        self.names
            .sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        self
    }

    /// The same with a name that its document says it once had, or has now.
    #[must_use]
    pub fn with_other_name(mut self, name: &str) -> Self {
        keep(&mut self.also, name, FEW);
        self
    }

    /// The same with a role: "finance minister".
    #[must_use]
    pub fn with_role(mut self, role: &str) -> Self {
        keep(&mut self.roles, role, FEW);
        self
    }

    /// The same with a body that it works, plays or speaks for, or belongs to.
    #[must_use]
    pub fn with_body(mut self, name: &str) -> Self {
        keep(&mut self.bodies, name, FEW);
        self
    }

    /// The same with a place where it is, or a country that it is of.
    #[must_use]
    pub fn with_place(mut self, name: &str) -> Self {
        keep(&mut self.places, name, FEW);
        self
    }

    /// The same with what a relation says of it: where it belongs, or whom it works for. A label that tells neither
    /// changes nothing. `object_label` is that of the other entity, `object` its name.
    #[must_use]
    pub fn with_relation(self, label: &str, object_label: &str, object: &str) -> Self {
        let words = Words::english();
        let is_place = [Label::LOCATION, Label::GROUP]
            .iter()
            .any(|place| place == object_label);
        if words.home.contains(label) && is_place {
            self.with_place(object)
        } else if words.body.contains(label) || words.home.contains(label) {
            self.with_body(object)
        } else {
            self
        }
    }

    /// The same with another that its document names.
    #[must_use]
    pub fn with_company(mut self, name: &str) -> Self {
        keep(&mut self.company, name, KEPT);
        self
    }

    /// The same with the day of its document.
    #[must_use]
    pub fn with_date(mut self, date: Option<Date>) -> Self {
        self.date = date;
        self
    }

    /// Its label.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Its fullest name in its document.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its names in its document, the most frequent first, each with how often it stands there; empty where the document
    /// only describes it.
    pub fn names(&self) -> impl Iterator<Item = (&str, u32)> {
        self.names
            .iter()
            .map(|(name, count)| (name.as_str(), *count))
    }

    /// What the entity is looked up by, sorted: two that no chain of shared keys leads to are never one. Empty for what
    /// its document does not name, which is never one with anything.
    pub fn keys(&self) -> Vec<String> {
        let names = self.read_names(Words::english());
        self.keys_of(&names).into_iter().collect()
    }

    /// [`Profile::keys`] from its names as [`Profile::read_names`] reads them.
    pub(crate) fn keys_of(&self, names: &[Name]) -> BTreeSet<String> {
        let class = Class::of(&self.label);
        let mut keys = BTreeSet::new();
        for name in names {
            name.keys(class, &mut keys);
        }
        keys
    }

    /// The names that it is compared by: its fullest first, then those that are full on their own or that are told to be
    /// its own.
    pub(crate) fn read_names(&self, words: &Words) -> Vec<Name> {
        let class = Class::of(&self.label);
        let mut names: Vec<Name> = Vec::new();
        if self.names.is_empty() {
            return names;
        }
        let mut add = |name: &str, is_told: bool| {
            let Some(read) = Name::parse(name, class, words) else {
                return;
            };
            let counts = is_told || names.is_empty() || own_name(&read, words);
            if counts && !names.contains(&read) {
                names.push(read);
            }
        };
        add(&self.name, true);
        for (name, _) in &self.names {
            add(name, false);
        }
        for name in &self.also {
            add(name, true);
        }
        names.truncate(FEW);
        names
    }
}

/// Whether a shorter name of a document is looked up by itself: a person's in full, another's unless it is common.
fn own_name(name: &Name, words: &Words) -> bool {
    match name {
        Name::Person(_) => name.is_full(words),
        Name::Other(other) => !other.is_common,
    }
}

/// Adds a text to a list that keeps `most`, each once.
pub(crate) fn keep(list: &mut Vec<String>, text: &str, most: usize) {
    let text = text.trim();
    if list.len() < most
        && !text.is_empty()
        && text.len() <= TEXT
        && !list.iter().any(|known| known == text)
    {
        list.push(text.to_owned());
    }
}
