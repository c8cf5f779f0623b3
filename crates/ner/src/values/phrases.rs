//! Words in a row.

use newsgraph_lexicon::{Table, TableError, WordMap};
use std::collections::BTreeMap;

/// Rows of words, each with a value; asked for the longest row that stands at a place.
#[derive(Clone, Debug)]
pub(super) struct Phrases<V> {
    /// By their first word, longer ones first.
    rows: WordMap<Vec<Phrase<V>>>,
}

#[derive(Clone, Debug)]
struct Phrase<V> {
    /// The words after the first.
    rest: Vec<Box<str>>,
    value: V,
}

impl<V> Phrases<V> {
    /// Reads rows "words = value".
    pub(super) fn read(
        table: Table<'_>,
        expected: &str,
        value: impl Fn(&str) -> Option<V>,
    ) -> Result<Self, TableError> {
        let mut rows: BTreeMap<&str, Vec<Phrase<V>>> = BTreeMap::new();
        for row in table.rows() {
            let phrase = || {
                let (words, right) = row.split_once(" = ")?;
                let mut words = words.split_whitespace();
                let first = words.next()?;
                let rest = words.map(Box::from).collect();
                let value = value(right.trim())?;
                Some((first, Phrase { rest, value }))
            };
            let expected = || table.error(row, &format!("words, \" = \" and {expected}"));
            let (first, phrase) = phrase().ok_or_else(expected)?;
            rows.entry(first).or_default().push(phrase);
        }
        for phrases in rows.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        Ok(Self {
            rows: rows.into_iter().collect(),
        })
    }

    /// The words that rows begin with.
    pub(super) fn firsts(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().map(|(word, _)| word)
    }

    /// The value of the longest row that stands at a piece, and the piece after it. `word` gives the pieces;
    /// `next` says where the word after a piece stands.
    pub(super) fn find<'a>(
        &self,
        at: usize,
        word: impl Fn(usize) -> &'a str,
        next: impl Fn(usize) -> usize,
    ) -> Option<(&V, usize)> {
        self.rows.get(word(at))?.iter().find_map(|phrase| {
            let mut end = at + 1;
            for part in &phrase.rest {
                let place = next(end);
                if word(place) != &**part {
                    return None;
                }
                end = place + 1;
            }
            Some((&phrase.value, end))
        })
    }
}
