//! The words of a language that rules of names know, read from tables.

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
    pub(super) brands: BTreeMap<Box<str>, Vec<Phrase>>,
    /// Names that stand wherever their words do, by their first word.
    pub(super) sure: BTreeMap<Box<str>, Vec<Phrase>>,
    pub(super) kinds: WordMap<Label>,
    pub(super) heads: WordMap<Head>,
    groups: BTreeMap<Box<str>, WordSet>,
}

/// The groups of the table `name_words`.
const GROUPS: [&str; 36] = [
    "possessive",
    "open",
    "close",
    "dash",
    "no-name",
    "no-group",
    "prefix",
    "no-prefixed",
    "suffix",
    "suffix-ending",
    "party",
    "given-date",
    "family-date",
    "before-date",
    "after-date",
    "verb",
    "opener",
    "body",
    "after-body",
    "ministry-field",
    "ministry",
    "office",
    "article",
    "no-place",
    "dual",
    "dual-place",
    "in",
    "comma",
    "bracket-open",
    "bracket-close",
    "conjunction",
    "stop",
    "station",
    "numbered",
    "at",
    "trade",
];

impl NameWords {
    /// Reads all tables.
    ///
    /// # Errors
    /// [`TableError`] where a table or group is missing, or a row is not what it should be.
    pub(crate) fn new(tables: &Tables) -> Result<Self, TableError> {
        let words = tables.table("name_words")?;
        let groups = GROUPS
            .iter()
            .map(|&name| Ok((name.into(), words.group(name)?)));
        let mut read = Self {
            titles: tables.table("name_titles")?.rows().collect(),
            degrees: tables.table("name_degrees")?.rows().collect(),
            states: tables.table("states")?.words(),
            brands: BTreeMap::new(),
            sure: BTreeMap::new(),
            kinds: WordMap::default(),
            heads: heads(tables.table("name_heads")?)?,
            groups: groups.collect::<Result<_, TableError>>()?,
        };
        for row in tables.table("name_brands")?.rows() {
            put(
                &mut read.brands,
                &read.groups["possessive"],
                row,
                &Label::ORGANIZATION,
            );
        }
        read.read_kinds(tables.table("name_kinds")?)?;
        Ok(read)
    }

    /// The words of English.
    pub(crate) fn english() -> Arc<Self> {
        Arc::clone(&ENGLISH)
    }

    fn read_kinds(&mut self, table: Table<'_>) -> Result<(), TableError> {
        let mut kinds: Vec<(&str, Label)> = Vec::new();
        for row in table.rows() {
            let (label, names) = row
                .split_once(';')
                .ok_or_else(|| table.error(row, "a label, then names, with ; between"))?;
            let (label, is_sure) = match label.strip_prefix('+') {
                Some(label) => (Label::new(label), true),
                None => (Label::new(label), false),
            };
            for name in names.split(';') {
                kinds.push((name, label.clone()));
                if is_sure {
                    put(&mut self.sure, &self.groups["possessive"], name, &label);
                }
            }
        }
        self.kinds = kinds.into_iter().collect();
        Ok(())
    }

    /// Whether a group has a word, as it is written.
    pub(super) fn has(&self, group: &str, word: &str) -> bool {
        self.groups
            .get(group)
            .is_some_and(|words| words.contains(word))
    }

    /// Whether a group has a word, however it is written.
    pub(super) fn has_any_case(&self, group: &str, word: &str) -> bool {
        self.groups
            .get(group)
            .is_some_and(|words| words.contains_any_case(word))
    }

    /// Whether a word ends as a word of a group does.
    pub(super) fn ends(&self, group: &str, word: &str) -> bool {
        let mut endings = self.groups.get(group).into_iter().flat_map(WordSet::iter);
        endings.any(|ending| word.ends_with(ending))
    }
}

/// Puts a phrase where its first word leads; its words are what white space parts, endings of possession apart.
fn put(
    phrases: &mut BTreeMap<Box<str>, Vec<Phrase>>,
    possessive: &WordSet,
    phrase: &str,
    label: &Label,
) {
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
        assert_eq!(&*words.brands["mcdonald"][0].words[1], "'s");
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
