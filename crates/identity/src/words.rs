//! The words of a language that names are made of, read from its tables once.

use crate::fold::{self, folded};
use newsgraph_coref::Tables;
use newsgraph_lexicon::{Table, TableError, WordSet};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

/// The tables of English: `identity_words`, those of names that coreference has, and what is from a
/// country as relations are read by it.
pub fn english_tables() -> Tables {
    let own = [(
        "identity_words",
        include_str!("../data/en/identity_words.txt"),
    )];
    Tables::embedded("en", own)
        .and(newsgraph_relation::english_tables())
        .and(newsgraph_coref::english_tables())
}

/// What names and their relations are read by.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    pub(crate) particle: WordSet,
    clan: WordSet,
    pub(crate) place_ending: WordSet,
    pub(crate) institution: WordSet,
    pub(crate) home: WordSet,
    pub(crate) body: WordSet,
    pub(crate) article: WordSet,
    /// Endings of possession.
    pub(crate) possessive: Vec<String>,
    pub(crate) suffix: WordSet,
    pub(crate) generation: WordSet,
    pub(crate) skipped: WordSet,
    pub(crate) party_word: WordSet,
    pub(crate) mark: WordSet,
    birth_name: WordSet,
    titles: HashSet<String>,
    given: HashSet<String>,
    nicknames: HashMap<String, Vec<usize>>,
    spelling: HashMap<String, String>,
    renamed: BTreeSet<String>,
    /// The folded name of each, with the first name of its row; those that count in one case only by their letters.
    aliases: HashMap<String, String>,
    cased_aliases: HashMap<String, String>,
    peoples: HashMap<String, String>,
    /// The country of each of its names and of each word for what is from it.
    countries: HashMap<String, String>,
    /// Countries and states.
    places: HashSet<String>,
    states: HashSet<String>,
    prefix: WordSet,
}

/// How high a place stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    Country,
    State,
    Other,
}

impl Words {
    /// Reads all tables.
    pub(crate) fn from_tables(tables: &Tables) -> Result<Self, TableError> {
        let own = tables.table("identity_words")?;
        let names = tables.table("entity_words")?;
        let (aliases, cased_aliases) = aliases(tables.table("aliases")?);
        let firsts = |table: &str| -> Result<HashSet<String>, TableError> {
            let rows = tables.table(table)?.rows();
            let first = rows.filter_map(|row| row.split_whitespace().next());
            Ok(first.map(fold::fold).collect())
        };
        Ok(Self {
            particle: own.group("particle")?,
            clan: own.group("clan")?,
            birth_name: own.group("birth_name")?,
            place_ending: own.group("place_ending")?,
            institution: own.group("institution")?,
            home: own.group("home")?,
            body: own.group("body")?,
            article: names.group("article")?,
            possessive: endings(&[
                names.group("possessive")?,
                names.group("possessive_plural")?,
            ]),
            suffix: names.group("suffix")?,
            generation: names.group("generation")?,
            skipped: names.group("skipped")?,
            party_word: names.group("party_word")?,
            mark: names.group("mark")?,
            titles: firsts("titles")?,
            given: firsts("given_names")?,
            nicknames: nicknames(tables.table("nicknames")?),
            spelling: spelling(&own.group("spelling")?),
            renamed: own
                .group("renamed")?
                .iter()
                .map(|phrase| phrase.replace('_', " "))
                .collect(),
            aliases,
            cased_aliases,
            peoples: peoples(tables.table("peoples")?),
            countries: countries(tables.table("demonyms")?),
            places: places(tables.table("places")?, |_| true),
            states: states(tables.table("places")?, &own.group("state")?),
            prefix: own.group("prefix")?,
        })
    }

    /// The words of English.
    pub(crate) fn english() -> &'static Self {
        static ENGLISH: OnceLock<Words> = OnceLock::new();
        ENGLISH.get_or_init(|| {
            Self::from_tables(&english_tables())
                .unwrap_or_else(|error| unreachable!("the embedded tables are whole: {error}"))
        })
    }

    pub(crate) fn is_title(&self, word: &str) -> bool {
        self.titles.contains(word)
    }

    pub(crate) fn is_given(&self, word: &str) -> bool {
        self.given.contains(word)
    }

    pub(crate) fn is_birth_name(&self, word: &str) -> bool {
        self.birth_name.contains(word)
    }

    /// Whether two given names are forms of one, as "William" and "Bill".
    pub(crate) fn are_one_given(&self, a: &str, b: &str) -> bool {
        let others = self.nickname_rows(b);
        self.nickname_rows(a).iter().any(|row| others.contains(row))
    }

    /// The rows of nicknames that have this given name.
    pub(crate) fn nickname_rows(&self, word: &str) -> &[usize] {
        self.nicknames.get(word).map_or(&[], Vec::as_slice)
    }

    /// The first name of the row that has this one.
    pub(crate) fn alias(&self, name: &str, folded: &str) -> Option<&str> {
        let bare: String = name.chars().filter(|&c| c != '.').collect();
        let after = bare
            .split_once(' ')
            .filter(|(first, _)| self.article.contains(&first.to_lowercase()));
        let cased = self
            .cased_aliases
            .get(after.map_or(bare.as_str(), |(_, after)| after).trim());
        cased
            .or_else(|| self.aliases.get(folded))
            .map(String::as_str)
    }

    /// The word as it is spelled elsewhere.
    pub(crate) fn spelled<'w>(&'w self, word: &'w str) -> &'w str {
        self.spelling.get(word).map_or(word, String::as_str)
    }

    /// The first word for the people or party that this one is a word for.
    pub(crate) fn people<'w>(&'w self, word: &'w str) -> &'w str {
        self.peoples.get(word).map_or(word, String::as_str)
    }

    /// The country that a folded name or a word for what is from it means; itself where it means none.
    pub(crate) fn country<'w>(&'w self, name: &'w str) -> &'w str {
        self.countries.get(name).map_or(name, String::as_str)
    }

    /// The country or state that a folded name or a word for what is from it means; `None` where it means none.
    pub(crate) fn land(&self, name: &str) -> Option<&str> {
        let country = self.countries.get(name);
        country
            .or_else(|| self.places.get(name))
            .map(String::as_str)
    }

    /// How high the place with this folded name stands.
    pub(crate) fn level(&self, name: &str) -> Level {
        if self.states.contains(name) {
            Level::State
        } else if self.countries.contains_key(name) {
            Level::Country
        } else {
            Level::Other
        }
    }

    /// The words with the beginnings joined that a hyphen parts from them.
    pub(crate) fn with_prefixes(&self, parts: Vec<String>) -> Vec<String> {
        joined(parts, &self.prefix)
    }

    /// The words with the beginnings of surnames joined that a space parts from them.
    pub(crate) fn with_clans(&self, parts: Vec<String>) -> Vec<String> {
        joined(parts, &self.clan)
    }

    /// Whether the words between two names say that one is the other's name of another time.
    pub(crate) fn is_renamed(&self, between: &str) -> bool {
        self.renamed.contains(&folded(between))
    }

    /// Whether this is a country or a state.
    pub(crate) fn is_land(&self, name: &str) -> bool {
        self.places.contains(&folded(name))
    }
}

/// In an order of their own.
fn endings(groups: &[WordSet]) -> Vec<String> {
    let all: BTreeSet<String> = groups
        .iter()
        .flat_map(WordSet::iter)
        .map(str::to_owned)
        .collect();
    all.into_iter().collect()
}

fn joined(parts: Vec<String>, beginnings: &WordSet) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    for part in parts {
        match joined.last_mut().filter(|last| beginnings.contains(last)) {
            Some(last) => last.push_str(&part),
            None => joined.push(part),
        }
    }
    joined
}

fn aliases(table: Table<'_>) -> (HashMap<String, String>, HashMap<String, String>) {
    let (mut plain, mut cased) = (HashMap::new(), HashMap::new());
    for row in table.rows() {
        let first = row.split(';').next().unwrap_or_default();
        let first = folded(first.trim_end_matches('*'));
        for name in row.split(';') {
            match name.strip_suffix('*') {
                Some(name) => drop(cased.insert(name.to_owned(), first.clone())),
                None => drop(plain.insert(folded(name), first.clone())),
            }
        }
    }
    (plain, cased)
}

fn nicknames(table: Table<'_>) -> HashMap<String, Vec<usize>> {
    let mut rows: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, row) in table.rows().enumerate() {
        for name in row.split(';') {
            rows.entry(fold::fold(name)).or_default().push(at);
        }
    }
    rows
}

fn spelling(pairs: &WordSet) -> HashMap<String, String> {
    let pairs = pairs.iter().filter_map(|pair| pair.split_once('='));
    pairs
        .map(|(word, kept)| (word.to_owned(), kept.to_owned()))
        .collect()
}

fn peoples(table: Table<'_>) -> HashMap<String, String> {
    let mut words = HashMap::new();
    for row in table.rows() {
        let first = row.split(';').next().unwrap_or_default();
        for word in row.split(';') {
            words.insert(fold::fold(word), fold::fold(first));
        }
    }
    words
}

fn countries(table: Table<'_>) -> HashMap<String, String> {
    let mut countries = HashMap::new();
    for row in table.rows() {
        let (names, words) = row.split_once(';').unwrap_or((row, ""));
        let first = names.split('|').next().unwrap_or_default();
        let first = folded(first);
        for name in names.split('|').chain(words.split(',')) {
            countries.insert(folded(name), first.clone());
        }
    }
    countries
}

fn states(table: Table<'_>, nouns: &WordSet) -> HashSet<String> {
    places(table, |row| {
        row.split_whitespace().any(|noun| nouns.contains(noun))
    })
}

/// The names of the rows whose nouns are asked for.
fn places(table: Table<'_>, is_asked: impl Fn(&str) -> bool) -> HashSet<String> {
    let rows = table.rows().filter_map(|row| row.split_once(':'));
    let names = rows
        .filter(|(nouns, _)| is_asked(nouns))
        .map(|(_, names)| names);
    let names = names
        .flat_map(|names| names.split(';'))
        .filter(|name| !name.contains('*'));
    names.map(folded).collect()
}
