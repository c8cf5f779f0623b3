use crate::names::Names;
use crate::words::{Word, join, lower_hash};
use newsgraph_document::Upos;
use newsgraph_lexicon::{TableError, Tables, WordSet};
use newsgraph_phrase::Trees;
use std::collections::HashMap;
use std::ops::Range;

/// Classes of offices, bodies and verbs, so that rare words share what common ones teach.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon {
    phrases: HashMap<u64, u8>,
    verbs: HashMap<[u64; 2], u8>,
    /// The names of the classes, from number 1.
    classes: Vec<Box<str>>,
    former: Vec<u64>,
    inside: WordSet,
    between: WordSet,
    pub(crate) names: Names,
}

/// What somebody or something is called beside its name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Title {
    /// The class of the words, 0 for none.
    pub(crate) class: u8,
    /// The words around the name among which they stand.
    pub(crate) words: Range<usize>,
    /// Whether it was so once, and is no longer.
    pub(crate) former: bool,
}

/// Which phrase of several words is taken: that which is nearest to a name behind them, or before them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nearest {
    Start,
    End,
}

/// What is expected of all rows together.
const CLASSES: &str = "at most 255 classes in all tables";

/// Longest phrase of the table, in words.
const LONGEST: usize = 4;

/// Words before and after a name that are searched.
const BEFORE: usize = 7;
const AFTER: usize = 9;

impl Lexicon {
    /// Reads the tables `relation_roles` and `relation_bodies`, whose rows end with a class, `relation_verbs` and
    /// `relation_words`. Classes have their numbers in the order in which they come, from 1.
    ///
    /// # Errors
    /// [`TableError`] where one of them, or a group, is missing, or a row has another form.
    pub(crate) fn from_tables(tables: &Tables) -> Result<Self, TableError> {
        let words = tables.table("relation_words")?;
        let mut lexicon = Self {
            phrases: HashMap::new(),
            verbs: HashMap::new(),
            classes: Vec::new(),
            former: words.group("former")?.iter().map(lower_hash).collect(),
            inside: words.group("inside")?,
            between: words.group("between")?,
            names: Names::from_tables(tables)?,
        };
        for name in ["relation_roles", "relation_bodies"] {
            let table = tables.table(name)?;
            for row in table.rows() {
                let mut words: Vec<&str> = row.split_whitespace().collect();
                let class = words.pop().filter(|_| !words.is_empty());
                let class = class.ok_or_else(|| table.error(row, "words and their class"))?;
                let words = words.into_iter();
                let hash = words.fold(0, |hash, word| join(hash, lower_hash(word)));
                let class = lexicon
                    .number(class)
                    .ok_or_else(|| table.error(row, CLASSES))?;
                lexicon.phrases.insert(hash, class);
            }
        }
        let table = tables.table("relation_verbs")?;
        for row in table.rows() {
            let parts: Vec<&str> = row.split(';').collect();
            let [verb, slot, class] = parts[..] else {
                return Err(table.error(row, "verb;place of the other argument;class"));
            };
            let class = lexicon
                .number(class)
                .ok_or_else(|| table.error(row, CLASSES))?;
            let key = [verb, slot].map(lower_hash);
            lexicon.verbs.insert(key, class);
        }
        Ok(lexicon)
    }

    /// The number of a class, a new one where it has none; `None` where there are too many.
    fn number(&mut self, class: &str) -> Option<u8> {
        let at = self.classes.iter().position(|c| **c == *class);
        let at = at.unwrap_or_else(|| {
            self.classes.push(class.into());
            self.classes.len() - 1
        });
        u8::try_from(at + 1).ok()
    }

    /// The class of a verb with another argument in such a slot, by the hashes of its lemma and of `obj` or a
    /// preposition; 0 for none.
    pub(crate) fn verb(&self, lemma: u64, slot: u64) -> u8 {
        self.verbs.get(&[lemma, slot]).copied().unwrap_or(0)
    }

    /// The name of a class.
    pub(crate) fn class(&self, number: u8) -> &str {
        let at = usize::from(number).checked_sub(1);
        at.and_then(|at| self.classes.get(at))
            .map_or("", |class| class)
    }

    /// What stands before a name, as a title, and after it, as an apposition.
    pub(crate) fn titles(
        &self,
        trees: &Trees<'_>,
        words: &[Word],
        name: &Range<usize>,
        sentence: &Range<usize>,
    ) -> [Title; 2] {
        let nominal = |t: &usize| {
            let noun = matches!(
                trees.syntax.upos(*t),
                Upos::Noun | Upos::Propn | Upos::Adj | Upos::Part | Upos::Det | Upos::Num
            );
            noun || self.inside.contains(trees.word(*t))
        };
        let before = (sentence.start..name.start)
            .rev()
            .take(BEFORE)
            .take_while(nominal)
            .last();
        let before = before.unwrap_or(name.start)..name.start;
        let mut after = name.end..name.end;
        let follows = after.start < sentence.end && self.between.contains(trees.word(after.start));
        if follows {
            let rest = (name.end + 1..sentence.end).take(AFTER);
            let apposition = rest.take_while(|&t| {
                nominal(&t) || matches!(trees.syntax.upos(t), Upos::Adp | Upos::Cconj)
            });
            after = name.end + 1..apposition.last().map_or(name.end + 1, |t| t + 1);
        }
        [
            self.title(words, before, Nearest::End),
            self.title(words, after, Nearest::Start),
        ]
    }

    /// The longest phrase of the table that stands nearest to the end, or to the start.
    fn title(&self, words: &[Word], range: Range<usize>, nearest: Nearest) -> Title {
        let find = |start: usize| {
            let lengths = (1..=LONGEST.min(range.end - start)).rev();
            let hash = |length: usize| {
                let own = words[start..start + length].iter();
                own.fold(0, |hash, word| join(hash, word.lower))
            };
            lengths
                .filter_map(|length| self.phrases.get(&hash(length)))
                .copied()
                .next()
        };
        let class = if nearest == Nearest::End {
            // "Deputy Prime Minister" is found from its first word, not from "Minister".
            let nearest = range.clone().rev().find(|&start| find(start).is_some());
            let reaches = |start: usize| start + LONGEST > nearest.unwrap_or(range.end);
            range.clone().filter(|&start| reaches(start)).find_map(find)
        } else {
            range.clone().find_map(find)
        };
        Title {
            class: class.unwrap_or(0),
            former: words[range.clone()]
                .iter()
                .any(|word| self.former.contains(&word.lower)),
            words: range,
        }
    }
}
