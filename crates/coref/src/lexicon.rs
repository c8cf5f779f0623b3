//! The words of a language that coreference knows, read from its tables once.

mod endings;
mod words;

use crate::described::Described;
use crate::kinds::{Gender, NounKind, Pronoun, PronounWord};
use endings::Endings;
use newsgraph_lexicon::{Table, TableError, Tables, WordMap, WordSet};
use newsgraph_phrase::Grammar;
use std::collections::HashMap;
use std::sync::OnceLock;
pub(crate) use words::Words;

/// The tables of English: `aliases`, `bodies`, `entity_words`, `given_names`, `nicknames`, `nouns`, `peoples`, `places`,
/// `pronouns`, `role_words`, `titles`, and
/// those of [`newsgraph_phrase`].
pub fn english_tables() -> Tables {
    let own = Tables::embedded(
        "en",
        [
            ("aliases", include_str!("../data/en/aliases.txt")),
            ("bodies", include_str!("../data/en/bodies.txt")),
            ("places", include_str!("../data/en/places.txt")),
            ("role_words", include_str!("../data/en/role_words.txt")),
            ("peoples", include_str!("../data/en/peoples.txt")),
            ("entity_words", include_str!("../data/en/entity_words.txt")),
            ("given_names", include_str!("../data/en/given_names.txt")),
            ("nicknames", include_str!("../data/en/nicknames.txt")),
            ("nouns", include_str!("../data/en/nouns.txt")),
            ("pronouns", include_str!("../data/en/pronouns.txt")),
            ("titles", include_str!("../data/en/titles.txt")),
        ],
    );
    own.and(newsgraph_phrase::english_tables())
}

/// A word before a person's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Title {
    pub(crate) gender: Option<Gender>,
}

/// The word tables, parsed.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon {
    pub(crate) grammar: Grammar,
    pub(crate) words: Words,
    pronouns: WordMap<PronounWord>,
    titles: WordMap<Title>,
    given: WordMap<Gender>,
    /// Counted when the first name is asked for that is not given.
    endings: OnceLock<Endings>,
    nouns: WordMap<NounKind>,
    nicknames: HashMap<Box<str>, Vec<usize>>,
    /// The first word of the row of each word for a people.
    peoples: HashMap<Box<str>, Box<str>>,
    aliases: HashMap<String, usize>,
    cased_aliases: HashMap<Box<str>, usize>,
    /// By which nouns descriptions take up what.
    pub(crate) described: Described,
}

/// The word without an ending of these; `None` where it has none.
pub(crate) fn without_ending<'w>(word: &'w str, endings: &WordSet) -> Option<&'w str> {
    endings.iter().find_map(|ending| word.strip_suffix(ending))
}

impl Lexicon {
    /// Reads all tables.
    ///
    /// # Errors
    /// [`TableError`] where a table or group is missing, or a row is not what it should be.
    pub(crate) fn from_tables(tables: &Tables) -> Result<Self, TableError> {
        let words = Words::read(tables.table("entity_words")?)?;
        let mut lexicon = Self {
            grammar: Grammar::from_tables(tables)?,
            pronouns: pronouns(tables.table("pronouns")?)?,
            titles: titles(tables.table("titles")?)?,
            given: given(tables.table("given_names")?)?,
            endings: OnceLock::new(),
            nouns: nouns(tables.table("nouns")?)?,
            nicknames: nicknames(tables.table("nicknames")?),
            peoples: peoples(tables.table("peoples")?),
            aliases: HashMap::new(),
            cased_aliases: HashMap::new(),
            described: Described::read(tables)?,
            words,
        };
        lexicon.read_aliases(tables.table("aliases")?);
        Ok(lexicon)
    }

    /// The words of English.
    pub(crate) fn english() -> Self {
        Self::from_tables(&english_tables())
            .unwrap_or_else(|error| unreachable!("the embedded tables are whole: {error}"))
    }

    fn read_aliases(&mut self, table: Table<'_>) {
        for (row, names) in table.rows().enumerate() {
            for name in names.split(';') {
                match name.strip_suffix('*') {
                    Some(cased) => drop(self.cased_aliases.insert(cased.into(), row)),
                    None => drop(self.aliases.insert(self.alias_key(name), row)),
                }
            }
        }
    }

    /// What a pronoun stands for, by the word in any case.
    pub(crate) fn pronoun(&self, word: &str) -> Option<PronounWord> {
        let word = (!self.words.not_pronoun.contains(word)).then_some(word)?;
        self.pronouns.get_any_case(word).copied()
    }

    /// Whether this lower-case word is a title, and the gender that it tells.
    pub(crate) fn title(&self, lower: &str) -> Option<Title> {
        self.titles.get(lower).copied()
    }

    /// The gender of a given name in lower case.
    pub(crate) fn given(&self, lower: &str) -> Option<Gender> {
        let first = lower.split('-').next().unwrap_or(lower);
        self.given
            .get(lower)
            .or_else(|| self.given.get(first))
            .copied()
    }

    /// How likely a given name in lower case is a woman's, 0 to 4, by the list or, for others, by the
    /// names of the list that end alike; 2 where nothing tells.
    pub(crate) fn femininity(&self, lower: &str) -> u8 {
        match self.given(lower) {
            Some(Gender::Masculine) => return 0,
            Some(Gender::Feminine) => return 4,
            None => {}
        }
        let endings = || Endings::of(self.given.iter());
        let endings = self.endings.get_or_init(endings);
        match endings.share_of_women(lower) {
            Some((women, all)) if women * 10 >= all * 9 => 3,
            Some((women, all)) if women * 10 <= all * 2 => 1,
            _ => 2,
        }
    }

    /// What a noun's lemma stands for.
    pub(crate) fn noun(&self, lemma: &str) -> Option<NounKind> {
        self.nouns.get(lemma).copied()
    }

    /// Whether a noun stands for an organization or a place.
    pub(crate) fn is_body(&self, lemma: &str) -> bool {
        self.noun(lemma) == Some(NounKind::Body) || self.described.is_body(lemma)
    }

    /// Whether a noun of which the table says nothing may stand for a person, by its ending.
    pub(crate) fn may_be_person(&self, lemma: &str) -> bool {
        let last = lemma.rsplit('-').next().unwrap_or(lemma);
        without_ending(last, &self.words.person_ending).is_some()
            && !self.words.not_person.contains(last)
    }

    /// Whether two given names in lower case are short and long forms of one.
    pub(crate) fn same_given(&self, a: &str, b: &str) -> bool {
        let initial = |s: &str, t: &str| {
            s.trim_end_matches('.').len() == 1 && t.starts_with(s.trim_end_matches('.'))
        };
        if a == b || initial(a, b) || initial(b, a) {
            return true;
        }
        let groups = |name| self.nicknames.get(name).map_or(&[][..], Vec::as_slice);
        groups(a).iter().any(|g| groups(b).contains(g))
    }

    /// The people, faith or party that a word in small letters is of, by one word for each of them.
    pub(crate) fn people(&self, lower: &str) -> String {
        let known = |word: &str| self.peoples.get(word).map(ToString::to_string);
        let one = without_ending(lower, &self.words.plural_ending);
        known(lower)
            .or_else(|| known(one?))
            .unwrap_or_else(|| one.unwrap_or(lower).to_owned())
    }

    /// A surname in small letters as it sounds at its end: "Zelensky" and "Zelenskiy" are one.
    pub(crate) fn sound(&self, surname: &str) -> String {
        let endings = self.words.sound_ending.iter();
        let found = endings.filter_map(|ending| surname.strip_suffix(ending));
        let stem = found.min_by_key(|stem| stem.len());
        match stem.filter(|stem| stem.chars().count() >= STEM) {
            Some(stem) => format!("{stem}*"),
            None => surname.to_owned(),
        }
    }

    /// The row of the alias table that names this; equal rows are one entity.
    pub(crate) fn alias(&self, name: &str) -> Option<usize> {
        let bare = name.replace('.', "");
        let cased = self.cased_aliases.get(bare.trim()).copied();
        // A short row such as "US" counts in its own case only.
        cased.or_else(|| self.aliases.get(&self.alias_key(name)).copied())
    }

    /// A name in small letters, without full stops and article.
    fn alias_key(&self, name: &str) -> String {
        let key = name.replace('.', "").to_lowercase();
        match key.split_once(' ') {
            Some((first, rest)) if self.words.article.contains(first) => rest.to_owned(),
            _ => key,
        }
    }
}

fn gender(code: &str) -> Option<Gender> {
    match code {
        "m" => Some(Gender::Masculine),
        "f" => Some(Gender::Feminine),
        _ => None,
    }
}

fn pronouns(table: Table<'_>) -> Result<WordMap<PronounWord>, TableError> {
    let rows = table.fields()?.into_iter();
    rows.map(|row| Ok((row[0], pronoun(table, row)?))).collect()
}

/// A row of the table of pronouns.
fn pronoun(table: Table<'_>, row: [&str; 4]) -> Result<PronounWord, TableError> {
    let [word, stands_for, number, way] = row;
    let pronoun = match stands_for {
        "he" => Pronoun::He,
        "she" => Pronoun::She,
        "it" => Pronoun::It,
        "they" => Pronoun::They,
        "i" => Pronoun::I,
        "we" => Pronoun::We,
        "you" => Pronoun::You,
        "who" => Pronoun::Relative,
        "this" => Pronoun::This,
        _ => return Err(table.error(word, "he, she, it, they, i, we, you, who or this")),
    };
    let plural = match number {
        "one" => Some(false),
        "many" => Some(true),
        "-" => None,
        _ => return Err(table.error(word, "one, many or -")),
    };
    let reflexive = match way {
        "plain" => false,
        "reflexive" => true,
        _ => return Err(table.error(word, "plain or reflexive")),
    };
    Ok(PronounWord {
        pronoun,
        plural,
        reflexive,
    })
}

fn titles(table: Table<'_>) -> Result<WordMap<Title>, TableError> {
    let title = |[title, code]: [_; 2]| match code {
        "m" | "f" | "-" => Ok((
            title,
            Title {
                gender: gender(code),
            },
        )),
        _ => Err(table.error(title, "m, f or -")),
    };
    let rows = table.fields()?.into_iter();
    rows.map(title).collect()
}

fn given(table: Table<'_>) -> Result<WordMap<Gender>, TableError> {
    let rows = table.fields()?.into_iter();
    let given = |[name, code]: [_; 2]| {
        let gender = gender(code).ok_or_else(|| table.error(name, "m or f"))?;
        Ok((name, gender))
    };
    rows.map(given).collect()
}

fn nouns(table: Table<'_>) -> Result<WordMap<NounKind>, TableError> {
    let noun = |row| {
        let fields: Vec<&str> = str::split_whitespace(row).collect();
        let kind = match fields[..] {
            [_, "person", sex @ ("m" | "f" | "-")] => NounKind::Person(gender(sex)),
            [_, "people"] => NounKind::People,
            [_, "body"] => NounKind::Body,
            _ => return Err(table.error(row, "a noun and \"person m|f|-\", people or body")),
        };
        Ok((fields[0], kind))
    };
    table.rows().map(noun).collect()
}

/// How many letters a surname must have before an ending that is spelled in several ways.
const STEM: usize = 4;

fn peoples(table: Table<'_>) -> HashMap<Box<str>, Box<str>> {
    let mut peoples = HashMap::new();
    for row in table.rows() {
        let first = row.split(';').next().unwrap_or(row);
        peoples.extend(
            row.split(';')
                .map(|word| (Box::from(word), Box::from(first))),
        );
    }
    peoples
}

fn nicknames(table: Table<'_>) -> HashMap<Box<str>, Vec<usize>> {
    let mut nicknames: HashMap<Box<str>, Vec<usize>> = HashMap::new();
    for (group, names) in table.rows().enumerate() {
        for name in names.split(';') {
            nicknames.entry(name.into()).or_default().push(group);
        }
    }
    nicknames
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_tell_gender_and_aliases() {
        let lexicon = Lexicon::english();
        assert_eq!(
            lexicon.title("mrs.").and_then(|t| t.gender),
            Some(Gender::Feminine)
        );
        assert_eq!(lexicon.given("angela"), Some(Gender::Feminine));
        assert!(lexicon.same_given("bill", "william") && !lexicon.same_given("bill", "robert"));
        assert_eq!(lexicon.alias("U.S."), lexicon.alias("the United States"));
        assert_eq!(lexicon.alias("us"), None);
        assert_eq!(lexicon.noun("company"), Some(NounKind::Body));
    }

    #[test]
    fn pronouns_are_told_from_names() {
        let lexicon = Lexicon::english();
        let pronoun = |word| lexicon.pronoun(word).map(|known| known.pronoun);
        assert_eq!(pronoun("Us"), Some(Pronoun::We));
        assert_eq!(pronoun("US"), None);
        assert_eq!(lexicon.pronoun("those").and_then(|p| p.plural), Some(true));
    }

    #[test]
    fn wrong_rows_are_named() {
        for (table, row) in [
            ("pronouns", "er he two plain"),
            ("given_names", "Anna w"),
            ("nouns", "Haus thing"),
        ] {
            let tables = english_tables().with(table, row);
            let error = Lexicon::from_tables(&tables).unwrap_err().to_string();
            assert!(error.contains(table), "{error}");
        }
    }
}
