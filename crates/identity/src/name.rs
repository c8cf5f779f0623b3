//! Names of all kinds as they are compared, and what they are looked up by.

use crate::fold;
use crate::person::{PersonName, Tier};
use crate::words::Words;
use newsgraph_document::Label;
use std::collections::BTreeSet;

/// Kinds of things whose names are never of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    Person,
    Place,
    Group,
    Thing,
}

impl Class {
    pub(crate) fn of(label: &str) -> Self {
        let label = Label::new(label);
        let classes = [(Label::PERSON, Self::Person), (Label::LOCATION, Self::Place), (Label::GROUP, Self::Group)];
        classes.into_iter().find(|(of, _)| *of == label).map_or(Self::Thing, |(_, class)| class)
    }

    fn letter(self) -> char {
        match self {
            Self::Person => 'p',
            Self::Place => 'l',
            Self::Group => 'g',
            Self::Thing => 't',
        }
    }
}

/// A name that is no person's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct OtherName {
    /// Equal for names that are spellings of one.
    pub(crate) text: String,
    /// The first letters of its words, where it has several.
    pub(crate) initials: Vec<String>,
    /// Whether it looks like the initials of a longer name.
    pub(crate) is_acronym: bool,
    /// Whether many countries have a thing of this name.
    pub(crate) is_common: bool,
}

/// A name, read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Name {
    Person(PersonName),
    Other(OtherName),
}

impl Name {
    /// The name of something of this class; `None` where it has no letters.
    pub(crate) fn parse(name: &str, class: Class, words: &Words) -> Option<Self> {
        // A name of thousands of letters is no name; what it begins with is read.
        let short: String = name.chars().take(LONGEST).collect();
        match class {
            Class::Person => PersonName::parse(&short, words).map(Self::Person),
            _ => other(&short, class, words).map(Self::Other),
        }
    }

    /// Equal for names with the same parts.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Person(person) => person.text(),
            Self::Other(other) => other.text.clone(),
        }
    }

    /// Whether the name alone tells of whom it is.
    pub(crate) fn is_full(&self, words: &Words) -> bool {
        match self {
            Self::Person(person) => person.tier(words) == Tier::Full,
            Self::Other(other) => !other.is_acronym,
        }
    }

    /// What it is looked up by: names that share no key, nor are led to one another by others', are of two things.
    pub(crate) fn keys(&self, class: Class, keys: &mut BTreeSet<String>) {
        let letter = class.letter();
        match self {
            Self::Person(person) => {
                for last in &person.last {
                    keys.insert(format!("{letter}:{}", fold::consonants(last)));
                }
                if let ([given], [last]) = (&person.given[..], &person.last[..]) {
                    let (a, b) = if given < last { (given, last) } else { (last, given) };
                    keys.insert(format!("{letter}2:{a} {b}"));
                }
            }
            Self::Other(other) => {
                keys.insert(format!("{letter}:{}", other.text));
                if other.is_acronym {
                    keys.insert(format!("{letter}a:{}", other.text));
                }
                for initials in &other.initials {
                    keys.insert(format!("{letter}a:{initials}"));
                }
            }
        }
    }
}

/// Letters of a name that are read.
const LONGEST: usize = 200;

/// Letters that an acronym has at most.
const ACRONYM: usize = 7;

fn other(name: &str, class: Class, words: &Words) -> Option<OtherName> {
    let mut parts = fold::words(name);
    let folded = parts.join(" ");
    if let Some(alias) = words.alias(name, &folded) {
        let full = without_small(alias.split_whitespace().map(str::to_owned).collect(), class, words);
        return Some(OtherName {
            text: spelled(&full, class, words),
            initials: Vec::new(),
            is_acronym: false,
            is_common: false,
        });
    }
    while parts.len() > 1 && words.article.contains(&parts[0]) {
        parts.remove(0);
    }
    let is_acronym = looks_like_acronym(name) && parts.len() == 1 && class != Class::Place;
    let is_common = class == Class::Thing && parts.iter().all(|word| words.institution.contains(word));
    let initials = if class == Class::Place { Vec::new() } else { initials(&parts, words) };
    let bare = without_small(parts, class, words);
    if bare.is_empty() {
        return None;
    }
    let text = if is_acronym { bare.join(" ") } else { spelled(&bare, class, words) };
    Some(OtherName {
        text,
        initials,
        is_acronym,
        is_common,
    })
}

/// Whether all letters are capitals, and few.
fn looks_like_acronym(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    (2..=ACRONYM).contains(&letters)
        && name.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '&' | '-'))
}

/// The words without an article before them and what tells nothing behind them.
fn without_small(mut parts: Vec<String>, class: Class, words: &Words) -> Vec<String> {
    while parts.len() > 1 && words.article.contains(&parts[0]) {
        parts.remove(0);
    }
    if class != Class::Place {
        while parts.len() > 1 && parts.last().is_some_and(|last| words.suffix.contains(last)) {
            parts.pop();
        }
        if parts.len() > 1 && parts.last().is_some_and(|last| words.party_word.contains(last)) {
            parts.pop();
        }
    } else if parts.len() > 1 && parts.last().is_some_and(|last| words.place_ending.contains(last)) {
        parts.pop();
    }
    parts
}

fn spelled(parts: &[String], class: Class, words: &Words) -> String {
    let mut spelled: Vec<String> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        if at > 0 && words.skipped.contains(part) && class != Class::Place {
            continue;
        }
        let mut word = words.spelled(part);
        if at + 1 == parts.len() && class != Class::Place {
            word = words.people(singular(word));
        }
        spelled.push(match class {
            Class::Place => fold::plain(word),
            _ => fold::sounds(word),
        });
    }
    spelled.join(" ")
}

fn singular(word: &str) -> &str {
    let bare = word.strip_suffix('s').filter(|bare| bare.chars().count() > 3);
    bare.filter(|bare| !bare.ends_with(['s', 'u', 'i'])).unwrap_or(word)
}

/// The first letters of a longer name, with and without its small words.
fn initials(parts: &[String], words: &Words) -> Vec<String> {
    let firsts = |parts: &mut dyn Iterator<Item = &String>| -> String {
        parts.filter_map(|word| word.chars().next()).collect()
    };
    let mut found = vec![
        firsts(&mut parts.iter().filter(|word| !words.skipped.contains(word))),
        firsts(&mut parts.iter()),
    ];
    let without_suffix = parts.split_last().filter(|(last, _)| words.suffix.contains(last));
    found.extend(without_suffix.map(|(_, rest)| firsts(&mut rest.iter())));
    found.retain(|letters| (2..=ACRONYM).contains(&letters.chars().count()));
    found.sort_unstable();
    found.dedup();
    found
}
