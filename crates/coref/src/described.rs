//! By which nouns descriptions take up people, organizations and places.

use newsgraph_lexicon::{Table, TableError, Tables};
use std::collections::{HashMap, HashSet};

/// What stands for the rest of a kind in a table's row of nouns.
const REST: &str = "*";

/// The tables of roles, bodies and places.
#[derive(Clone, Debug, Default)]
pub(crate) struct Described {
    roles: HashMap<Box<str>, Vec<Box<str>>>,
    /// By a word of the name.
    bodies: HashMap<Box<str>, Vec<Box<str>>>,
    /// By the name in small letters.
    places: HashMap<Box<str>, Vec<Box<str>>>,
    /// All nouns for organizations and places.
    nouns: HashSet<Box<str>>,
    place_nouns: HashSet<Box<str>>,
    /// Nouns for an organization and for a place whose name tells nothing of its kind.
    pub(crate) any_body: Vec<Box<str>>,
    pub(crate) any_place: Vec<Box<str>>,
}

impl Described {
    /// Reads the three tables.
    ///
    /// # Errors
    /// [`TableError`] where one is missing, or a row is not what it should be.
    pub(crate) fn read(tables: &Tables) -> Result<Self, TableError> {
        let mut read = Self::default();
        let roles = tables.table("role_words")?;
        for row in roles.rows() {
            let (word, nouns) = split(roles, row, " = ")?;
            read.roles.insert(word.into(), boxed(nouns));
        }
        let bodies = tables.table("bodies")?;
        for row in bodies.rows() {
            let (nouns, words) = split(bodies, row, ":")?;
            let (nouns, is_rest) = nouns_of(nouns);
            read.nouns.extend(nouns.clone());
            if is_rest {
                read.any_body.extend(nouns.clone());
            }
            for word in words.split_whitespace() {
                read.bodies
                    .entry(word.into())
                    .or_default()
                    .extend(nouns.clone());
            }
        }
        let places = tables.table("places")?;
        for row in places.rows() {
            let (nouns, names) = split(places, row, ":")?;
            let (nouns, is_rest) = nouns_of(nouns);
            read.nouns.extend(nouns.clone());
            read.place_nouns.extend(nouns.clone());
            if is_rest {
                read.any_place.extend(nouns.clone());
            }
            for name in names
                .split(';')
                .map(str::trim)
                .filter(|name| !name.is_empty())
            {
                read.places
                    .entry(name.to_lowercase().into())
                    .or_default()
                    .extend(nouns.clone());
            }
        }
        Ok(read)
    }

    /// Whether a noun takes up places.
    pub(crate) fn is_place(&self, noun: &str) -> bool {
        self.place_nouns.contains(noun)
    }

    /// Whether a noun takes up organizations or places.
    pub(crate) fn is_body(&self, noun: &str) -> bool {
        self.nouns.contains(noun)
    }

    /// The nouns by which a person is taken up of whom a word in small letters is said; the word itself where no row
    /// has it.
    pub(crate) fn by_role(&self, word: &str) -> Vec<String> {
        match self.roles.get(word) {
            Some(nouns) => nouns.iter().map(ToString::to_string).collect(),
            None => vec![word.to_owned()],
        }
    }

    /// The nouns by which an organization of this name is taken up.
    pub(crate) fn of_body(&self, name: &str) -> Vec<Box<str>> {
        let words = name.split_whitespace().map(bare);
        words
            .filter_map(|word| self.bodies.get(word.as_str()))
            .flatten()
            .cloned()
            .collect()
    }

    /// The nouns by which a place of this name is taken up.
    pub(crate) fn of_place(&self, name: &str) -> Vec<Box<str>> {
        let nouns = self.places.get(name.to_lowercase().as_str());
        nouns.cloned().unwrap_or_default()
    }
}

fn split<'r>(table: Table<'_>, row: &'r str, sign: &str) -> Result<(&'r str, &'r str), TableError> {
    row.split_once(sign)
        .ok_or_else(|| table.error(row, &format!("two parts with \"{sign}\" between")))
}

fn boxed(words: &str) -> Vec<Box<str>> {
    words.split_whitespace().map(Box::from).collect()
}

/// The nouns of a row, and whether they stand for the rest too.
fn nouns_of(words: &str) -> (Vec<Box<str>>, bool) {
    let (rest, nouns): (Vec<_>, Vec<_>) =
        boxed(words).into_iter().partition(|word| **word == *REST);
    (nouns, !rest.is_empty())
}

/// A word in small letters without what signs end it.
fn bare(word: &str) -> String {
    word.trim_end_matches(['.', ','])
        .replace('.', "")
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::english_tables;

    #[test]
    fn names_tell_what_they_are() {
        let described = Described::read(&english_tables()).unwrap();
        let has = |nouns: Vec<Box<str>>, noun: &str| nouns.iter().any(|other| **other == *noun);
        assert!(has(described.of_body("Ostrand Harbour Bank"), "bank"));
        assert!(has(described.of_body("Velmar Corp."), "company"));
        assert!(described.of_body("Velmar").is_empty());
        assert!(has(described.of_place("Denmark"), "country"));
        assert!(described.by_role("sen").contains(&"lawmaker".to_owned()));
        assert_eq!(described.by_role("docker"), ["docker"]);
    }
}
