//! The spellings of names in a text.

use crate::kinds::Gender;
use crate::lexicon::{Lexicon, without_ending};
use newsgraph_document::{Label, Mention};
use std::collections::{BTreeMap, HashMap};

/// A mention that names something.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Name<'m> {
    /// Its place in the list that was given.
    pub(crate) position: usize,
    pub(crate) mention: &'m Mention,
}

/// One spelling of a name, with all mentions that have it.
#[derive(Debug)]
pub(super) struct Spelling {
    pub(super) words: Vec<String>,
    pub(super) surface: String,
    pub(super) gender: Option<Gender>,
    pub(super) group: bool,
    pub(super) person: bool,
    pub(super) place: bool,
    pub(super) votes: BTreeMap<Label, usize>,
    pub(super) mentions: Vec<usize>,
    /// The spelling that this one is another of; itself where it is the fullest.
    pub(super) parent: usize,
}

/// What mentions share that are spelled alike.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    name: String,
    group: bool,
    /// "Mr. Lee" and "Mrs. Lee" are two.
    gender: Option<Gender>,
}

/// A name without what stands around it.
struct Plain {
    /// In small letters.
    words: Vec<String>,
    /// The gender that its titles tell.
    gender: Option<Gender>,
}

/// How long a title may be, in bytes.
const TITLE: usize = 15;

/// The fullest spelling that this one is joined to.
pub(super) fn root(spellings: &[Spelling], mut at: usize) -> usize {
    while spellings[at].parent != at {
        at = spellings[at].parent;
    }
    at
}

/// The label that most mentions have, the first by name of equals.
pub(super) fn majority(votes: &BTreeMap<Label, usize>) -> Label {
    let best = votes
        .iter()
        .max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
    best.map_or(Label::MISC, |(label, _)| label.clone())
}

/// The spellings of these mentions, in order of the first of each.
pub(super) fn collect(text: &str, names: &[Name<'_>], lexicon: &Lexicon) -> Vec<Spelling> {
    let mut spellings: Vec<Spelling> = Vec::new();
    let mut index: HashMap<Key, usize> = HashMap::new();
    for (position, Name { mention, .. }) in names.iter().enumerate() {
        let surface = &text[mention.span];
        let group = mention.label == Label::GROUP;
        let person = mention.label == Label::PERSON;
        let Plain { words, gender } = plain(surface, person, lexicon);
        let before = || title_before(text, mention.span.start(), lexicon);
        let told = gender.or_else(|| person.then(before).flatten());
        let key = Key {
            name: words.join(" "),
            group,
            gender: told.filter(|_| words.len() == 1),
        };
        let at = *index.entry(key).or_insert_with(|| {
            let given = || lexicon.given(words.first().filter(|_| words.len() > 1)?);
            spellings.push(Spelling {
                gender: told.or_else(given),
                words,
                surface: surface.to_owned(),
                group,
                person,
                place: mention.label == Label::LOCATION,
                votes: BTreeMap::new(),
                mentions: Vec::new(),
                parent: spellings.len(),
            });
            spellings.len() - 1
        });
        let spelling = &mut spellings[at];
        spelling.gender = spelling.gender.or(told);
        *spelling.votes.entry(mention.label.clone()).or_default() += 1;
        spelling.mentions.push(position);
    }
    for spelling in &mut spellings {
        let label = majority(&spelling.votes);
        spelling.person = label == Label::PERSON;
        spelling.place = label == Label::LOCATION;
    }
    spellings
}

/// The name's words in lower case, without article, title, possessive and company ending.
fn plain(surface: &str, person: bool, lexicon: &Lexicon) -> Plain {
    let tables = &lexicon.words;
    let mut words: Vec<String> = surface.split_whitespace().map(str::to_lowercase).collect();
    if let Some(last) = words.last_mut() {
        let bare = without_ending(last, &tables.possessive)
            .or_else(|| without_ending(last, &tables.possessive_plural));
        if let Some(bare) = bare {
            *last = bare.to_owned();
        }
        if last.is_empty() {
            words.pop();
        }
    }
    if words.len() > 1 && tables.article.contains(&words[0]) {
        words.remove(0);
    }
    let mut gender = None;
    while person && words.len() > 1 {
        let Some(told) = lexicon.title(&words[0]) else {
            break;
        };
        gender = gender.or(told.gender);
        words.remove(0);
    }
    let bare = |word: &String| word.trim_end_matches(['.', ',']).replace('.', "");
    let is_suffix = |word: &String| tables.suffix.contains(&bare(word));
    while words.len() > 1 && words.last().is_some_and(is_suffix) {
        words.pop();
    }
    for word in &mut words {
        let trimmed = word.trim_end_matches(',');
        if trimmed.len() < word.len() && !trimmed.is_empty() {
            *word = trimmed.to_owned();
        }
    }
    Plain { words, gender }
}

/// The gender of the title that stands right before a name ("Mrs. Clinton").
fn title_before(text: &str, start: usize, lexicon: &Lexicon) -> Option<Gender> {
    let before = text[..start].trim_end_matches([' ', '\u{a0}']);
    if before.len() == start {
        return None;
    }
    let tail = before.char_indices().rev().find(|(_, c)| c.is_whitespace());
    let word = tail.map_or(before, |(at, c)| &before[at + c.len_utf8()..]);
    (word.len() <= TITLE)
        .then(|| lexicon.title(&word.to_lowercase()))??
        .gender
}
