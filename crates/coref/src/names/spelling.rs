//! The spellings of names in a text.

use crate::kinds::Gender;
use crate::lexicon::{Lexicon, Title, Words, without_ending};
use crate::reasons::JoinedBy;
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
    /// "Jr.", in small letters without its full stop.
    pub(super) generation: Option<String>,
    /// The first word that stands in marks within it.
    pub(super) nickname: Option<String>,
    /// Whether a word such as "Corp." was cut from it.
    pub(super) company: bool,
    /// Whether some mention of it has a title.
    pub(super) titled: bool,
    /// What most of its mentions are.
    pub(super) label: Label,
    pub(super) group: bool,
    pub(super) votes: BTreeMap<Label, usize>,
    pub(super) mentions: Vec<usize>,
    /// The spelling that this one is another of; itself where it is the fullest.
    pub(super) parent: usize,
    /// What joined it, and to which spelling.
    pub(super) joined: Option<(JoinedBy, usize)>,
}

impl Spelling {
    pub(super) fn is_person(&self) -> bool {
        self.label == Label::PERSON
    }

    pub(super) fn is_place(&self) -> bool {
        self.label == Label::LOCATION
    }
}

/// What mentions share that are spelled alike.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    name: String,
    group: bool,
    /// "Mr. Lee" and "Mrs. Lee" are two.
    gender: Option<Gender>,
    generation: Option<String>,
    company: bool,
}

/// A name without what stands around it.
struct Plain {
    /// In small letters without accents.
    words: Vec<String>,
    /// The gender that its titles tell, and whether it has one.
    gender: Option<Gender>,
    titled: bool,
    generation: Option<String>,
    nickname: Option<String>,
    company: bool,
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
        let plain = plain(surface, person, lexicon);
        let before = person
            .then(|| title_before(text, mention.span.start(), lexicon))
            .flatten();
        let told = plain.gender.or(before.and_then(|title| title.gender));
        let mut words = plain.words;
        if mention.label == Label::ORGANIZATION && surface.starts_with(char::is_lowercase) {
            words.splice(0..0, owner_before(text, mention.span.start(), lexicon));
        }
        let key = Key {
            name: words.join(" "),
            group,
            gender: told.filter(|_| words.len() == 1),
            generation: plain.generation.clone(),
            company: plain.company,
        };
        let at = *index.entry(key).or_insert_with(|| {
            let given = || lexicon.given(words.first().filter(|_| words.len() > 1)?);
            spellings.push(Spelling {
                gender: told.or_else(given),
                words,
                generation: plain.generation,
                nickname: plain.nickname,
                company: plain.company,
                titled: false,
                label: Label::MISC,
                surface: surface.to_owned(),
                group,
                votes: BTreeMap::new(),
                mentions: Vec::new(),
                parent: spellings.len(),
                joined: None,
            });
            spellings.len() - 1
        });
        let spelling = &mut spellings[at];
        spelling.gender = spelling.gender.or(told);
        spelling.titled |= plain.titled || before.is_some();
        *spelling.votes.entry(mention.label.clone()).or_default() += 1;
        spelling.mentions.push(position);
    }
    for spelling in &mut spellings {
        spelling.label = majority(&spelling.votes);
    }
    spellings
}

/// The name's words in lower case without accents, article, nickname, title, possessive and company ending.
fn plain(surface: &str, person: bool, lexicon: &Lexicon) -> Plain {
    let tables = &lexicon.words;
    let mut words: Vec<String> = surface.split_whitespace().map(fold).collect();
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
    let nickname = person.then(|| cut_nickname(&mut words, tables)).flatten();
    if words.len() > 1 && tables.article.contains(&words[0]) {
        words.remove(0);
    }
    let (mut gender, mut titled) = (None, false);
    while person && words.len() > 1 {
        let Some(told) = lexicon.title(&words[0]) else {
            break;
        };
        gender = gender.or(told.gender);
        titled = true;
        words.remove(0);
    }
    let (mut generation, mut company) = (None, false);
    while let Some(last) = words.last().filter(|_| words.len() > 1) {
        let bare = last.trim_end_matches(['.', ',']).replace('.', "");
        if tables.suffix.contains(&bare) {
            company = true;
        } else if tables.generation.contains(&bare) {
            generation = Some(bare);
        } else {
            break;
        }
        words.pop();
    }
    for word in &mut words {
        let trimmed = word.trim_end_matches(',');
        if trimmed.len() < word.len() && !trimmed.is_empty() {
            *word = trimmed.to_owned();
        }
    }
    Plain {
        words,
        gender,
        titled,
        generation,
        nickname,
        company,
    }
}

/// Takes a nickname in marks out of a name's words and gives its first word.
fn cut_nickname(words: &mut Vec<String>, tables: &Words) -> Option<String> {
    let mark = |word: &str| {
        tables
            .mark
            .iter()
            .find(|&mark| word.starts_with(mark))
            .map(str::len)
    };
    let open = (1..words.len()).find(|&at| mark(&words[at]).is_some())?;
    let is_end = |word: &String| tables.mark.iter().any(|mark| word.ends_with(mark));
    let close = (open..words.len()).find(|&at| is_end(&words[at]))?;
    if close + 1 == words.len() {
        return None;
    }
    let inside: Vec<String> = words.drain(open..=close).collect();
    let first = inside.first()?;
    let bare = first[mark(first)?..].to_owned();
    let end = tables.mark.iter().find_map(|mark| bare.strip_suffix(mark));
    Some(end.map_or(bare.clone(), str::to_owned)).filter(|name| !name.is_empty())
}

/// A word in small letters without accents of Latin letters.
fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.chars()
        .flat_map(char::to_lowercase)
        .map(plain_letter)
        .collect()
}

/// A small letter without its accent.
fn plain_letter(letter: char) -> char {
    const LETTERS: [(&str, char); 12] = [
        ("àáâãäåāăą", 'a'),
        ("çćĉċč", 'c'),
        ("èéêëēĕėęě", 'e'),
        ("ĝğġģ", 'g'),
        ("ìíîïĩīĭįı", 'i'),
        ("ñńņňʼn", 'n'),
        ("òóôõöøōŏő", 'o'),
        ("ŕŗř", 'r'),
        ("śŝşšș", 's'),
        ("ùúûüũūŭůűų", 'u'),
        ("ýÿŷ", 'y'),
        ("źżž", 'z'),
    ];
    if letter.is_ascii() {
        return letter;
    }
    let plain = LETTERS
        .iter()
        .find(|(accented, _)| accented.contains(letter));
    plain.map_or(letter, |&(_, plain)| plain)
}

/// Whose body it is that a common noun names: "Russia" of "Russia's foreign ministry".
fn owner_before(text: &str, start: usize, lexicon: &Lexicon) -> Option<String> {
    let line = text[..start].rsplit('\n').next()?;
    let word = fold(line.split_whitespace().next_back()?);
    let tables = &lexicon.words;
    let bare = without_ending(&word, &tables.possessive)
        .or_else(|| without_ending(&word, &tables.possessive_plural));
    let owner = bare.unwrap_or(&word);
    (!tables.article.contains(owner)).then(|| owner.to_owned())
}

/// The title that stands right before a name ("Mrs. Clinton").
fn title_before(text: &str, start: usize, lexicon: &Lexicon) -> Option<Title> {
    let before = text[..start].trim_end_matches([' ', '\u{a0}']);
    if before.len() == start {
        return None;
    }
    let tail = before.char_indices().rev().find(|(_, c)| c.is_whitespace());
    let word = tail.map_or(before, |(at, c)| &before[at + c.len_utf8()..]);
    (word.len() <= TITLE)
        .then(|| lexicon.title(&word.to_lowercase()))
        .flatten()
}
