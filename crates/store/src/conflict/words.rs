//! The words of a language that statements are compared by, read from its tables once.

use newsgraph_lexicon::{TableError, Tables, WordSet};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The tables of English: `conflict_words`, `conflict_relations`, `conflict_mutual`.
pub fn english_tables() -> Tables {
    Tables::embedded(
        "en",
        [
            (
                "conflict_words",
                include_str!("../../data/en/conflict_words.txt"),
            ),
            (
                "conflict_relations",
                include_str!("../../data/en/conflict_relations.txt"),
            ),
            (
                "conflict_mutual",
                include_str!("../../data/en/conflict_mutual.txt"),
            ),
        ],
    )
}

/// What statements are compared by.
#[derive(Clone, Debug)]
pub struct ConflictWords {
    auxiliary: WordSet,
    negation: WordSet,
    negation_ending: WordSet,
    denying: WordSet,
    small: WordSet,
    pronoun: WordSet,
    role_qualifier: WordSet,
    pub(super) relations: BTreeMap<String, Alone>,
    pub(super) mutual: BTreeSet<String>,
}

/// A relation of which one can hold at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Alone {
    /// Whether it is the subject that is one alone for each object, or the object for each subject.
    pub(super) subject: bool,
    /// Whether it never changes.
    pub(super) fixed: bool,
    /// Whether the words of the role must be the same.
    pub(super) role: bool,
}

impl ConflictWords {
    /// The words of these tables: `conflict_words`, `conflict_relations`, `conflict_mutual`.
    ///
    /// # Errors
    /// [`TableError`] where a table or a row is missing, or a row is none of its table.
    pub fn from_tables(tables: &Tables) -> Result<Self, TableError> {
        let own = tables.table("conflict_words")?;
        let alone = tables.table("conflict_relations")?;
        let mut relations = BTreeMap::new();
        for [label, end, time, beside] in alone.fields()? {
            let one = |found: &str, is: &str, other: &str| match found {
                found if found == is => Ok(true),
                found if found == other => Ok(false),
                _ => Err(alone.error(label, &format!("{is} or {other} in its place"))),
            };
            let row = Alone {
                subject: one(end, "subject", "object")?,
                fixed: one(time, "fixed", "changes")?,
                role: one(beside, "role", "-")?,
            };
            relations.insert(label.to_owned(), row);
        }
        let mutual = tables.table("conflict_mutual")?.words();
        Ok(Self {
            auxiliary: own.group("auxiliary")?,
            negation: own.group("negation")?,
            negation_ending: own.group("negation_ending")?,
            denying: own.group("denying")?,
            small: own.group("small")?,
            pronoun: own.group("pronoun")?,
            role_qualifier: own.group("role_qualifier")?,
            relations,
            mutual: mutual.iter().map(str::to_owned).collect(),
        })
    }

    /// The words of English.
    pub fn english() -> Self {
        // The tables that are embedded have all rows; a test reads them.
        Self::from_tables(&english_tables()).unwrap_or_else(|_| Self {
            auxiliary: WordSet::default(),
            negation: WordSet::default(),
            negation_ending: WordSet::default(),
            denying: WordSet::default(),
            small: WordSet::default(),
            pronoun: WordSet::default(),
            role_qualifier: WordSet::default(),
            relations: BTreeMap::new(),
            mutual: BTreeSet::new(),
        })
    }

    /// The words of a text that say what it means, in small letters, with its numbers.
    pub(super) fn content(&self, text: &str) -> Vec<String> {
        let is_in = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '-' | '.' | ',' | '%');
        let text = &*plain(text);
        let words = text.split(|c: char| !is_in(c));
        let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%'));
        let words = words.filter(|word| !word.is_empty()).map(str::to_lowercase);
        words.filter(|word| !self.small.contains(word)).collect()
    }

    /// Whether a text has a word that denies.
    pub(super) fn denies(&self, text: &str) -> bool {
        words_of(&plain(text)).any(|word| {
            let ending = || {
                self.negation_ending
                    .iter()
                    .any(|end| word.to_lowercase().ends_with(end))
            };
            self.negation.contains_any_case(word) || ending()
        })
    }

    /// Whether the words that report a clause deny it: "denied that".
    pub(super) fn denying(&self, cue: &str) -> bool {
        words_of(cue).any(|word| self.denying.contains_any_case(word))
    }

    /// The content of a text that names something: `None` where it only points at it, or has none.
    pub(super) fn naming(&self, text: &str) -> Option<String> {
        let words = self.content(text);
        let names = words.iter().any(|word| !self.pronoun.contains(word));
        names.then(|| words.join(" "))
    }

    /// What the verbs of a predicate say, from their base forms: without auxiliaries, unless there is nothing else.
    pub(super) fn predicate(&self, lemmas: &str) -> String {
        let is_said = |word: &&str| !self.auxiliary.contains(word) && !self.negation.contains(word);
        let said: Vec<&str> = lemmas.split(' ').filter(is_said).collect();
        let mut all = lemmas.split(' ').rev();
        if !said.is_empty() {
            return said.join(" ");
        }
        let last = all.find(|word| !self.negation.contains(word));
        last.unwrap_or_default().to_owned()
    }

    /// A role as it is compared.
    pub(super) fn role(&self, role: &str) -> String {
        let mut words = self.content(role);
        words.retain(|word| !self.role_qualifier.contains(word));
        words.join(" ")
    }
}

/// A text with one sign for both apostrophes.
fn plain(text: &str) -> Cow<'_, str> {
    if text.contains('\u{2019}') {
        text.replace('\u{2019}', "'").into()
    } else {
        text.into()
    }
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_by_what_they_mean() {
        let words = ConflictWords::from_tables(&english_tables()).expect("the tables are whole");
        assert_eq!(
            words.content("that 520 people would lose their jobs"),
            ["520", "people", "lose", "jobs"]
        );
        assert_eq!(
            words.content("“The $1,200.50 (net), 5%.”"),
            ["1,200.50", "net", "5%"]
        );
        assert_eq!(words.naming("the grant").as_deref(), Some("grant"));
        assert_eq!(
            (words.naming("they"), words.naming("—"), words.naming("")),
            (None, None, None)
        );
        for (lemmas, expected) in [
            ("will cost", "cost"),
            ("have be", "be"),
            ("do not meet with", "meet with"),
            ("have", "have"),
            ("would close on", "close on"),
            ("", ""),
        ] {
            assert_eq!(words.predicate(lemmas), expected, "{lemmas}");
        }
        assert_eq!(
            words.role("the new chief executive"),
            words.role("Chief Executive")
        );
        assert_ne!(
            words.role("deputy chief executive"),
            words.role("chief executive")
        );
        for (text, expected) in [
            ("not $42 million", true),
            ("Never!", true),
            ("don't", true),
            ("don\u{2019}t close it", true),
            ("It WON\u{2019}T.", true),
            ("cannot", true),
            ("nothing's", false),
            ("the ant", false),
            ("Hunt\u{2019}s", false),
            ("", false),
        ] {
            assert_eq!(words.denies(text), expected, "{text}");
        }
        for (cue, expected) in [("denied", true), ("has Denied", true), ("said", false)] {
            assert_eq!(words.denying(cue), expected, "{cue}");
        }
        assert_eq!(words.content("Hale\u{2019}s mill"), ["hale's", "mill"]);
        assert_eq!(
            words.relations["head_of"],
            Alone {
                subject: true,
                fixed: false,
                role: true
            }
        );
    }

    #[test]
    fn a_row_of_another_form_is_an_error() {
        for row in [
            "x who changes -",
            "x subject sometimes -",
            "x subject fixed name",
            "x subject",
        ] {
            let tables = english_tables().with("conflict_relations", row);
            assert!(ConflictWords::from_tables(&tables).is_err(), "{row}");
        }
    }
}
