//! An article beside what was found in it.

use super::align::align;
use super::{Article, Printed, PrintedEntity};
use crate::quotes::CharRange;
use std::collections::BTreeMap;

/// An article with what was found in it.
pub(super) struct Page<'a> {
    pub(super) gold: &'a Article,
    pub(super) found: &'a Printed,
    chars: Vec<char>,
    /// Which entity of the corpus each found one stands for.
    to_gold: BTreeMap<usize, Option<usize>>,
}

impl<'a> Page<'a> {
    pub(super) fn new(gold: &'a Article, found: &'a Printed) -> Self {
        Self {
            gold,
            found,
            chars: gold.text.chars().collect(),
            to_gold: align(gold, found),
        }
    }

    /// The entity of the corpus that the found one with this number stands for.
    pub(super) fn stands_for(&self, id: usize) -> Option<usize> {
        self.to_gold.get(&id).copied().flatten()
    }

    /// The found entity with this number.
    pub(super) fn entity(&self, id: usize) -> Option<&PrintedEntity> {
        self.found.entities.iter().find(|e| e.id == id)
    }

    /// The name of the found entity with this number.
    pub(super) fn name(&self, id: Option<usize>) -> &str {
        id.and_then(|id| self.entity(id))
            .map_or(NONE, |e| e.name.as_str())
    }

    /// The name of an entity of the corpus.
    pub(super) fn gold_name(&self, at: Option<usize>) -> &str {
        at.and_then(|at| self.gold.entities.get(at))
            .map_or(NONE, |e| e.name.as_str())
    }

    /// The words of a range.
    pub(super) fn words(&self, (start, end): CharRange) -> String {
        let end = end.min(self.chars.len());
        self.chars[start.min(end)..end].iter().collect()
    }

    /// The words of some ranges with what stands between them, cut where they are long.
    pub(super) fn words_over(&self, ranges: &[CharRange]) -> String {
        let range = ranges.first().zip(ranges.last());
        let words = range.map_or_else(String::new, |(first, last)| self.words((first.0, last.1)));
        words.chars().take(LONGEST).collect()
    }

    /// Positions of the chars in some ranges that are no white space, sorted.
    pub(super) fn inked(&self, ranges: &[CharRange]) -> Vec<usize> {
        let is_inked = |&at: &usize| self.chars.get(at).is_some_and(|&c| !is_space(c));
        let ranges = ranges.iter().flat_map(|&(start, end)| start..end);
        let mut inked: Vec<usize> = ranges.filter(is_inked).collect();
        inked.sort_unstable();
        inked.dedup();
        inked
    }
}

/// What stands for nobody and nothing in an error.
pub(super) const NONE: &str = "-";

/// Chars of a text in an error.
const LONGEST: usize = 120;

/// White space as Python has it: the separators of ASCII belong to it.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1C}'..='\u{1F}')
}
