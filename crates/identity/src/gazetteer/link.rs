//! Which row of a gazetteer an entity is.

use super::{Entry, Gazetteer, compared};
use crate::profile::Profile;
use crate::words::Words;
use newsgraph_document::{Date, Label};
use std::collections::BTreeSet;
use std::fmt;

/// The row that an entity is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The row's id.
    pub id: String,
    /// The entity's name that the row has.
    pub name: String,
    /// Why it is this row.
    pub reason: LinkReason,
}

/// Why an entity is taken for what a row of a gazetteer names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkReason {
    /// No other row of its kind has the name.
    Name,
    /// Of several with the name it alone has this place.
    Place(String),
    /// Of several with the name it alone was there on this day.
    Date(Date),
}

impl fmt::Display for LinkReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name => f.write_str("no other has the name"),
            Self::Place(place) => write!(f, "of several with the name it alone goes with {place}"),
            Self::Date(date) => write!(f, "of several with the name it alone was there on {date}"),
        }
    }
}

impl Gazetteer {
    /// The row that an entity is, by what documents tell of it: the profiles of one cluster, or of one document.
    ///
    /// `None` where no row has one of its names and its kind, and where several have and neither places nor days tell them
    /// apart. One word of a person's name links only to a row that has no longer one, and where the entity has no longer
    /// one either.
    pub fn link<'p>(&self, profiles: impl IntoIterator<Item = &'p Profile>) -> Option<Link> {
        let words = Words::english();
        let profiles: Vec<&Profile> = profiles.into_iter().collect();
        let names = names(&profiles, words);
        let facts = Facts::new(&profiles, words);
        let mut found: BTreeSet<usize> = BTreeSet::new();
        let mut name = None;
        for (written, own) in &names {
            let entries = self.by_name.get(own).map_or(&[][..], Vec::as_slice);
            let fits = entries
                .iter()
                .filter(|&&at| facts.allow(&self.entries[at], words));
            let before = found.len();
            found.extend(fits);
            if found.len() > before {
                name.get_or_insert(written);
            }
        }
        let (entry, reason) = self.only(&found, &facts)?;
        Some(Link {
            id: entry.id.clone(),
            name: name?.clone(),
            reason,
        })
    }

    /// The one among these rows that the entity is.
    fn only(&self, found: &BTreeSet<usize>, facts: &Facts) -> Option<(&Entry, LinkReason)> {
        let entries: Vec<&Entry> = found.iter().map(|&at| &self.entries[at]).collect();
        if let Some(entry) = one(&entries) {
            return Some((entry, LinkReason::Name));
        }
        let placed = entries
            .iter()
            .filter(|entry| facts.place_of(entry).is_some());
        let placed: Vec<&Entry> = placed.copied().collect();
        if let Some(entry) = one(&placed) {
            return Some((entry, LinkReason::Place(facts.place_of(entry)?)));
        }
        let date = facts.dates.iter().next().copied()?;
        let there = entries
            .iter()
            .filter(|entry| facts.dates.iter().all(|&day| entry.is_there(day)));
        let there: Vec<&Entry> = there.copied().collect();
        one(&there).map(|entry| (entry, LinkReason::Date(date)))
    }
}

/// The first, where all have its id.
fn one<'e>(entries: &[&'e Entry]) -> Option<&'e Entry> {
    let (first, rest) = entries.split_first()?;
    rest.iter()
        .all(|other| other.id == first.id)
        .then_some(first)
}

/// The names of an entity as they are written and as they are compared, those of several words first: a person's single
/// word only where there is no other.
fn names(profiles: &[&Profile], words: &Words) -> Vec<(String, String)> {
    let person = profiles
        .iter()
        .any(|profile| Label::PERSON == *profile.label());
    let all = profiles.iter().flat_map(|profile| {
        let names = profile.names().map(|(name, _)| name);
        names.chain(profile.also.iter().map(String::as_str))
    });
    let mut found: Vec<(String, String)> = Vec::new();
    for name in all {
        let written = if person {
            untitled(name, words)
        } else {
            name.to_owned()
        };
        let own = compared(&written, words);
        if !own.is_empty() && !found.iter().any(|(_, known)| *known == own) {
            found.push((name.to_owned(), own));
        }
    }
    let single = |own: &str| !own.contains(' ');
    if person && found.iter().any(|(_, own)| !single(own)) {
        found.retain(|(_, own)| !single(own));
    }
    found
}

/// A person's name without the titles before it.
fn untitled(name: &str, words: &Words) -> String {
    let is_title = |word: &&str| {
        let folded = crate::folded(word);
        words.is_title(&folded)
    };
    let parts: Vec<&str> = name.split_whitespace().collect();
    let titles = parts.iter().take_while(|word| is_title(word)).count();
    if titles < parts.len() {
        parts[titles..].join(" ")
    } else {
        name.to_owned()
    }
}

/// What is known of an entity beside its names.
struct Facts {
    labels: BTreeSet<String>,
    /// Where it is, and what is named beside it, as they are compared.
    places: BTreeSet<String>,
    beside: BTreeSet<String>,
    dates: BTreeSet<Date>,
}

impl Facts {
    fn new(profiles: &[&Profile], words: &Words) -> Self {
        let all = |list: fn(&Profile) -> &Vec<String>| {
            let texts = profiles.iter().flat_map(|profile| list(profile));
            texts.map(|text| compared(text, words)).collect()
        };
        Self {
            labels: profiles.iter().map(|p| p.label().to_owned()).collect(),
            places: all(|p| &p.places),
            beside: all(|p| &p.company),
            dates: profiles.iter().filter_map(|p| p.date).collect(),
        }
    }

    /// Whether a row is of the entity's kind, was there before the documents were written, and is in no other country.
    fn allow(&self, entry: &Entry, words: &Words) -> bool {
        let kind = entry.kind.is_empty() || self.labels.contains(&entry.kind);
        let begun = self
            .dates
            .iter()
            .all(|&day| entry.from.is_none_or(|from| from <= day));
        let elsewhere = !entry.places.is_empty()
            && self.place_of(entry).is_none()
            && self.places.iter().any(|place| words.is_land(place));
        kind && begun && !elsewhere
    }

    /// The place of a row that the documents name as the entity's, or beside it.
    fn place_of(&self, entry: &Entry) -> Option<String> {
        let known = |set: &BTreeSet<String>| {
            let place = entry.places.iter().find(|(_, own)| set.contains(own));
            place.map(|(written, _)| written.clone())
        };
        known(&self.places).or_else(|| known(&self.beside))
    }
}

impl Entry {
    fn is_there(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}
