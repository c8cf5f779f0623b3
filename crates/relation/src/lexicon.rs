use crate::scene::{Word, join, lower_hash};
use newsgraph_document::{Syntax, TokenizedText, Upos};
use std::collections::HashMap;
use std::ops::Range;

/// Classes of offices, bodies and verbs, so that rare words share what common ones teach.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon {
    phrases: HashMap<u64, u8>,
    verbs: HashMap<[u64; 2], u8>,
    /// The names of the classes, from number 1.
    classes: Vec<&'static str>,
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

/// Longest phrase of the table, in words.
const LONGEST: usize = 4;

/// Words before and after a name that are searched.
const BEFORE: usize = 7;
const AFTER: usize = 9;

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = file.lines().map(str::trim);
    lines.filter(|l| !l.is_empty() && !l.starts_with('#'))
}

impl Default for Lexicon {
    fn default() -> Self {
        let mut classes: Vec<&'static str> = Vec::new();
        let mut number = |class: &'static str| {
            let at = classes.iter().position(|c| *c == class);
            let at = at.unwrap_or_else(|| {
                classes.push(class);
                classes.len() - 1
            });
            at as u8 + 1
        };
        let files = [
            include_str!("../data/roles.txt"),
            include_str!("../data/bodies.txt"),
        ];
        let rows = files.into_iter().flat_map(lines);
        let phrases = rows.filter_map(|line| {
            let (phrase, class) = line.rsplit_once(' ')?;
            let words = phrase.split(' ');
            let hash = words.fold(0, |hash, word| join(hash, lower_hash(word)));
            Some((hash, number(class)))
        });
        let phrases: HashMap<u64, u8> = phrases.collect();
        let verbs = lines(include_str!("../data/verbs.txt")).filter_map(|line| {
            let mut parts = line.split(';');
            let (verb, slot, class) = (parts.next()?, parts.next()?, parts.next()?);
            Some(([lower_hash(verb), lower_hash(slot)], number(class)))
        });
        let verbs = verbs.collect();
        Self {
            phrases,
            verbs,
            classes,
        }
    }
}

impl Lexicon {
    /// The class of a verb with another argument in such a slot, by the hashes of its lemma and of `obj` or a
    /// preposition; 0 for none.
    pub(crate) fn verb(&self, lemma: u64, slot: u64) -> u8 {
        self.verbs.get(&[lemma, slot]).copied().unwrap_or(0)
    }

    /// The name of a class.
    pub(crate) fn class(&self, number: u8) -> &'static str {
        let at = usize::from(number).checked_sub(1);
        at.and_then(|at| self.classes.get(at))
            .copied()
            .unwrap_or_default()
    }

    /// What stands before a name, as a title, and after it, as an apposition.
    pub(crate) fn titles(
        &self,
        text: TokenizedText<'_>,
        syntax: &Syntax,
        words: &[Word],
        name: &Range<usize>,
        sentence: &Range<usize>,
    ) -> [Title; 2] {
        let nominal = |t: &usize| {
            let noun = matches!(
                syntax.upos(*t),
                Upos::Noun | Upos::Propn | Upos::Adj | Upos::Part | Upos::Det | Upos::Num
            );
            noun || matches!(text.word(*t), "of" | "-")
        };
        let before = (sentence.start..name.start)
            .rev()
            .take(BEFORE)
            .take_while(nominal)
            .last();
        let before = before.unwrap_or(name.start)..name.start;
        let mut after = name.end..name.end;
        let follows = after.start < sentence.end
            && matches!(text.word(after.start), "," | "(" | "-" | "–" | "is" | "was");
        if follows {
            let rest = (name.end + 1..sentence.end).take(AFTER);
            let apposition = rest
                .take_while(|&t| nominal(&t) || matches!(syntax.upos(t), Upos::Adp | Upos::Cconj));
            after = name.end + 1..apposition.last().map_or(name.end + 1, |t| t + 1);
        }
        [
            self.title(words, before, true),
            self.title(words, after, false),
        ]
    }

    /// The longest phrase of the table that stands nearest to the end, or to the start.
    fn title(&self, words: &[Word], range: Range<usize>, at_end: bool) -> Title {
        let former = ["former", "ex", "late", "then"].map(lower_hash);
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
        let class = if at_end {
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
                .any(|word| former.contains(&word.lower)),
            words: range,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read() {
        let lexicon = Lexicon::default();
        let [meet, with, obj] = ["meet", "with", "obj"].map(lower_hash);
        assert_ne!(lexicon.verb(meet, with), 0);
        assert_eq!(lexicon.verb(meet, with), lexicon.verb(meet, obj));
        assert_eq!(lexicon.verb(with, meet), 0);
    }
}
