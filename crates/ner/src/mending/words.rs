//! The words of a language that rules of names know, read from tables.

use super::group::Group;
use crate::groups::Groups;
use newsgraph_document::Label;
use newsgraph_lexicon::{Table, TableError, Tables, WordMap, WordSet};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// The tables of English for what is mended of names: titles and degrees that are no part of one, organizations with
/// a possessive in their name, names whose label is known, states, and words around names.
///
/// A table of one's own takes the place of one of them by `Tables::with`; what comes out goes to
/// `EntityRecognizer::with_name_tables`. Each table says in its comments what its rows are.
pub fn english_name_tables() -> Tables {
    macro_rules! tables {
        ($($name:literal)*) => {
            [$(($name, include_str!(concat!("../../data/en/", $name, ".txt"))),)*]
        };
    }
    let texts = tables! {
        "name_brands" "name_degrees" "name_heads" "name_kinds" "name_titles" "name_words" "states"
    };
    Tables::embedded("en", texts)
}

static ENGLISH: LazyLock<Arc<NameWords>> = LazyLock::new(|| {
    let words = NameWords::new(&english_name_tables());
    Arc::new(words.expect("a test reads the embedded tables"))
});

/// A phrase of some words, with its label.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub(super) words: Vec<Box<str>>,
    pub(super) label: Label,
}

/// Phrases by their first word.
type Phrases = BTreeMap<Box<str>, Vec<Phrase>>;

/// A word that ends longer names.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) label: Label,
    /// Whether it is never a surname.
    pub(super) strong: bool,
}

/// The tables, parsed once.
#[derive(Clone, Debug)]
pub(crate) struct NameWords {
    /// Phrases in small letters, without full stops, as one word with spaces.
    pub(super) titles: WordSet,
    pub(super) degrees: WordSet,
    pub(super) states: WordSet,
    /// By their first word in small letters.
    pub(super) brands: WordMap<Vec<Phrase>>,
    /// Names that stand wherever their words do, by their first word.
    pub(super) sure: WordMap<Vec<Phrase>>,
    pub(super) kinds: WordMap<Label>,
    pub(super) heads: WordMap<Head>,
    /// The groups of the table `name_words` that each of its words is in.
    groups: WordMap<Groups>,
    /// Endings of what a hyphen joins to the end of a name, and of what then is none.
    pub(super) suffix_endings: WordSet,
    pub(super) no_prefixed: WordSet,
}

impl NameWords {
    /// Reads all tables.
    ///
    /// # Errors
    /// [`TableError`] where a table or group is missing, or a row is not what it should be.
    pub(crate) fn new(tables: &Tables) -> Result<Self, TableError> {
        let words = tables.table("name_words")?;
        let possessive = words.group("possessive")?;
        let mut brands = Phrases::default();
        for row in tables.table("name_brands")?.rows() {
            put(&mut brands, &possessive, row, &Label::ORGANIZATION);
        }
        let (kinds, sure) = kinds(tables.table("name_kinds")?, &possessive)?;
        Ok(Self {
            titles: tables.table("name_titles")?.rows().collect(),
            degrees: tables.table("name_degrees")?.rows().collect(),
            states: tables.table("states")?.words(),
            brands: brands.into_iter().collect(),
            sure: sure.into_iter().collect(),
            kinds,
            heads: heads(tables.table("name_heads")?)?,
            groups: groups(words)?,
            suffix_endings: words.group("suffix-ending")?,
            no_prefixed: words.group("no-prefixed")?,
        })
    }

    /// The words of English.
    pub(crate) fn english() -> Arc<Self> {
        Arc::clone(&ENGLISH)
    }

    /// The groups that a word is in as it is written.
    pub(super) fn groups(&self, word: &str) -> Groups {
        self.groups.get(word).copied().unwrap_or_default()
    }

    /// Whether a group has a word, as it is written.
    pub(super) fn has(&self, group: Group, word: &str) -> bool {
        self.groups(word).contains(group)
    }

    /// Whether a group has a word, however it is written.
    pub(super) fn has_any_case(&self, group: Group, word: &str) -> bool {
        let groups = self.groups.get_any_case(word);
        groups.is_some_and(|groups| groups.contains(group))
    }
}

/// The groups of each word.
fn groups(table: Table<'_>) -> Result<WordMap<Groups>, TableError> {
    let mut words: BTreeMap<Box<str>, Groups> = BTreeMap::new();
    for &(group, name) in Group::ALL {
        for word in table.group(name)?.iter() {
            words.entry(word.into()).or_default().add(group);
        }
    }
    Ok(words.into_iter().collect())
}

/// The label of each name, and the names that are sure.
fn kinds(table: Table<'_>, possessive: &WordSet) -> Result<(WordMap<Label>, Phrases), TableError> {
    let (mut kinds, mut phrases) = (Vec::new(), Phrases::default());
    for row in table.rows() {
        let (label, names) = row
            .split_once(';')
            .ok_or_else(|| table.error(row, "a label, then names, with ; between"))?;
        let sure = label.strip_prefix('+');
        let label = Label::new(sure.unwrap_or(label));
        for name in names.split(';') {
            kinds.push((name, label.clone()));
            if sure.is_some() {
                put(&mut phrases, possessive, name, &label);
            }
        }
    }
    Ok((kinds.into_iter().collect(), phrases))
}

/// Puts a phrase where its first word leads; its words are what white space parts, endings of possession apart.
fn put(phrases: &mut Phrases, possessive: &WordSet, phrase: &str, label: &Label) {
    let mut words: Vec<Box<str>> = Vec::new();
    for word in phrase.split_whitespace() {
        let ending = possessive
            .iter()
            .find(|&ending| word.len() > ending.len() && word.ends_with(ending));
        let bare = ending.map_or(word, |ending| &word[..word.len() - ending.len()]);
        words.push(bare.into());
        words.extend(ending.map(Box::from));
    }
    if let Some(first) = words.first().cloned() {
        let label = label.clone();
        phrases
            .entry(first)
            .or_default()
            .push(Phrase { words, label });
    }
}

fn heads(table: Table<'_>) -> Result<WordMap<Head>, TableError> {
    let mut heads = Vec::new();
    for row in table.rows() {
        let (label, words) = row
            .split_once(':')
            .ok_or_else(|| table.error(row, "a label, then words, with : between"))?;
        let (label, strong) = match label.strip_prefix("strong ") {
            Some(label) => (label, true),
            None => (label, false),
        };
        let head = |word| {
            let label = Label::new(label);
            (word, Head { label, strong })
        };
        heads.extend(words.split_whitespace().map(head));
    }
    Ok(heads.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_tables_are_whole() {
        let words = NameWords::new(&english_name_tables()).unwrap();
        assert!(words.titles.contains("mr justice"));
        assert_eq!(words.kinds.get("Brexit"), Some(&Label::EVENT));
        assert_eq!(&*words.brands.get("mcdonald").unwrap()[0].words[1], "'s");
    }

    #[test]
    fn wrong_rows_are_named() {
        for (table, row) in [
            ("name_kinds", "Brexit"),
            ("name_heads", "Inc"),
            ("name_words", "x: y"),
        ] {
            let tables = english_name_tables().with(table, row);
            let error = NameWords::new(&tables).unwrap_err().to_string();
            assert!(error.contains(table), "{error}");
        }
    }
}
