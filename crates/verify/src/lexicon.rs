use newsgraph_lexicon::{Table, TableError, Tables, WordMap, WordSet};
use std::collections::HashMap;

/// The tables of English that are this crate's own: `verify_words`, `verify_short`, `verify_signs`, `verify_endings`,
/// `verify_forms`, `verify_paraphrase`.
pub(crate) fn own_tables() -> Tables {
    Tables::embedded(
        "en",
        [
            ("verify_words", include_str!("../data/en/verify_words.txt")),
            ("verify_short", include_str!("../data/en/verify_short.txt")),
            ("verify_signs", include_str!("../data/en/verify_signs.txt")),
            (
                "verify_endings",
                include_str!("../data/en/verify_endings.txt"),
            ),
            ("verify_forms", include_str!("../data/en/verify_forms.txt")),
            (
                "verify_paraphrase",
                include_str!("../data/en/verify_paraphrase.txt"),
            ),
        ],
    )
}

/// What a change of a word does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// A word of the matter itself.
    Content,
    /// A number.
    Number,
    /// It denies.
    Denial,
    /// It tells that something may, will or must be.
    Modal,
    /// What is said holds only in a case.
    Condition,
    /// It weakens a claim.
    Hedge,
    /// It changes nothing.
    Small,
}

/// The words of a language that what was said is compared by.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon {
    denial: WordSet,
    condition: WordSet,
    hedge: WordSet,
    modal: WordSet,
    small: WordSet,
    weighty: WordSet,
    persons: [WordSet; 7],
    relating: WordSet,
    denying: WordSet,
    only: WordSet,
    clause: WordSet,
    joins: WordSet,
    rests: WordSet,
    role_small: WordSet,
    short: WordMap<Vec<Box<str>>>,
    signs: WordMap<Box<str>>,
    endings: Vec<Ending>,
    forms: WordMap<Box<str>>,
    numbers: WordMap<f64>,
    scales: WordMap<f64>,
    titles: WordSet,
    nicknames: HashMap<Box<str>, Vec<usize>>,
    /// What tells that two texts say the same.
    pub(crate) weights: Weights,
}

#[derive(Clone, Debug)]
struct Ending {
    tail: Box<str>,
    instead: Box<str>,
    least: usize,
}

/// How much each sign that two texts say the same weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Weights {
    pub(crate) base: f32,
    /// In the order of [`SIGNS`].
    pub(crate) signs: [f32; SIGNS.len()],
}

impl Weights {
    fn read(table: Table<'_>) -> Result<Self, TableError> {
        let rows = table.fields::<2>()?;
        let weight = |name: &str| {
            let row = rows.iter().find(|row| row[0] == name);
            let value = row.and_then(|row| row[1].parse().ok());
            value.ok_or_else(|| table.error(name, &format!("a row \"{name} weight\"")))
        };
        let mut weights = Self {
            base: weight("base")?,
            ..Self::default()
        };
        for (sign, name) in weights.signs.iter_mut().zip(SIGNS) {
            *sign = weight(name)?;
        }
        Ok(weights)
    }
}

/// The names of the signs, as the table of their weights has them.
pub(crate) const SIGNS: [&str; 8] = [
    "words", "alike", "names", "numbers", "denial", "speaker", "other", "quoted",
];

impl Lexicon {
    /// Reads the crate's own tables, with `numbers`, `scales`, `name_titles` and `nicknames`.
    pub(crate) fn from_tables(tables: &Tables) -> Result<Self, TableError> {
        let words = tables.table("verify_words")?;
        let number = |name: &str| -> Result<WordMap<f64>, TableError> {
            let table = tables.table(name)?;
            table.map::<2, f64>(|row| row[1].parse().unwrap_or_default())
        };
        Ok(Self {
            denial: words.group("denial")?,
            condition: words.group("condition")?,
            hedge: words.group("hedge")?,
            modal: words.group("modal")?,
            small: words.group("small")?,
            weighty: words.group("weighty")?,
            persons: [
                words.group("person_i")?,
                words.group("person_we")?,
                words.group("person_you")?,
                words.group("person_he")?,
                words.group("person_she")?,
                words.group("person_it")?,
                words.group("person_they")?,
            ],
            relating: words.group("relating")?,
            denying: words.group("denying")?,
            only: words.group("only")?,
            clause: words.group("clause")?,
            joins: words.group("joins")?,
            rests: words.group("rests")?,
            role_small: words.group("role_small")?,
            short: short(tables.table("verify_short")?)?,
            signs: tables.table("verify_signs")?.map::<2, _>(|r| r[1].into())?,
            endings: endings(tables.table("verify_endings")?)?,
            forms: forms(tables.table("verify_forms")?),
            numbers: number("numbers")?,
            scales: number("scales")?,
            titles: tables.table("name_titles")?.words(),
            nicknames: nicknames(tables.table("nicknames")?),
            weights: Weights::read(tables.table("verify_paraphrase")?)?,
        })
    }

    /// What a change of this word does.
    pub(crate) fn class(&self, word: &str) -> Class {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            Class::Number
        } else if self.denial.contains(word) {
            Class::Denial
        } else if self.modal.contains(word) {
            Class::Modal
        } else if self.condition.contains(word) {
            Class::Condition
        } else if self.small.contains(word) {
            Class::Small
        } else if self.hedge.contains(word) {
            Class::Hedge
        } else {
            Class::Content
        }
    }

    /// Whether a small word weighs something where another stands for it.
    pub(crate) fn is_weighty(&self, word: &str) -> bool {
        self.weighty.contains(word)
    }

    /// Of which person a pronoun is; `None` of other words.
    pub(crate) fn person(&self, word: &str) -> Option<usize> {
        self.persons.iter().position(|row| row.contains(word))
    }

    /// Whether it tells where, whither or whence.
    pub(crate) fn relates(&self, word: &str) -> bool {
        self.relating.contains(word)
    }

    /// Whether what follows is denied by it: a verb or noun.
    pub(crate) fn is_denying(&self, word: &str) -> bool {
        self.denying.contains(word)
    }

    /// Whether it takes back a denial before it: "not only".
    pub(crate) fn is_only(&self, word: &str) -> bool {
        self.only.contains(word)
    }

    /// Whether a clause that depends on the words before begins with it.
    pub(crate) fn opens_clause(&self, word: &str) -> bool {
        self.clause.contains(word)
    }

    /// Whether a further clause begins with it.
    pub(crate) fn joins(&self, word: &str) -> bool {
        self.joins.contains(word)
    }

    /// Whether what the words before it depend on begins with it.
    pub(crate) fn rests(&self, word: &str) -> bool {
        self.rests.contains(word)
    }

    /// Whether it tells nothing of who is meant: an article, a title.
    pub(crate) fn is_bare(&self, word: &str) -> bool {
        self.role_small.contains(word) || self.titles.contains(word)
    }

    /// Whether two given names may be of one person: "Bill", "William".
    pub(crate) fn are_nicknames(&self, a: &str, b: &str) -> bool {
        let rows = |word: &str| self.nicknames.get(word).map_or(&[][..], |rows| rows);
        rows(a).iter().any(|row| rows(b).contains(row))
    }

    /// The words that a short form stands for; `None` of a form that is none.
    pub(crate) fn long(&self, form: &str) -> Option<&[Box<str>]> {
        self.short.get(form).map(Vec::as_slice)
    }

    /// The word that a sign is read as.
    pub(crate) fn sign(&self, sign: char) -> Option<&str> {
        let mut bytes = [0; 4];
        let word = self.signs.get(sign.encode_utf8(&mut bytes))?;
        Some(word)
    }

    /// The number that a word tells.
    pub(crate) fn number(&self, word: &str) -> Option<f64> {
        self.numbers.get(word).copied()
    }

    /// What a word multiplies the number before it by.
    pub(crate) fn scale(&self, word: &str) -> Option<f64> {
        self.scales.get(word).copied()
    }

    /// What the forms of one word have in common.
    pub(crate) fn stem(&self, word: &str) -> Box<str> {
        let word = self.forms.get(word).map_or(word, |whole| whole);
        let cut = self.endings.iter().find_map(|ending| {
            let start = word.strip_suffix(&*ending.tail)?;
            (start.chars().count() >= ending.least).then(|| format!("{start}{}", ending.instead))
        });
        let stem = cut.unwrap_or_else(|| word.to_owned());
        // "stopped" and "stop", "liked" and "like" have one stem.
        let mut letters: Vec<char> = stem.chars().collect();
        if letters.len() > 3 && letters.last() == Some(&'e') {
            letters.pop();
        }
        if let [.., a, b] = letters[..]
            && letters.len() > 3
            && a == b
        {
            letters.pop();
        }
        letters.into_iter().collect()
    }
}

fn short(table: Table<'_>) -> Result<WordMap<Vec<Box<str>>>, TableError> {
    table.map::<2, _>(|row| row[1].split('+').map(Box::from).collect())
}

fn endings(table: Table<'_>) -> Result<Vec<Ending>, TableError> {
    let rows = table.fields::<3>()?.into_iter();
    let ending = |[ending, instead, least]: [&str; 3]| {
        let number = || table.error(ending, "an ending, what stands for it, a number");
        Ok(Ending {
            tail: ending.into(),
            instead: if instead == "-" { "" } else { instead }.into(),
            least: least.parse().map_err(|_| number())?,
        })
    };
    rows.map(ending).collect()
}

fn forms(table: Table<'_>) -> WordMap<Box<str>> {
    let mut pairs: Vec<(&str, Box<str>)> = Vec::new();
    for row in table.rows() {
        let mut words = row.split_ascii_whitespace();
        if let Some(whole) = words.next() {
            pairs.extend(words.map(|form| (form, whole.into())));
        }
    }
    pairs.into_iter().collect()
}

fn nicknames(table: Table<'_>) -> HashMap<Box<str>, Vec<usize>> {
    let mut rows: HashMap<Box<str>, Vec<usize>> = HashMap::new();
    for (at, row) in table.rows().enumerate() {
        for name in row.split(';') {
            rows.entry(name.trim().into()).or_default().push(at);
        }
    }
    rows
}
