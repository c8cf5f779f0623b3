//! Who said what: the quotes by who says them.

use super::reading::{Reading, Sure, Who, hue, initials};
use crate::text::one_line;
use newsgraph_document::{Act, Participant, Quote, Reference};
use std::collections::{BTreeMap, BTreeSet};

/// How many roles of one speaker are shown, and how deep nested quotes are moved in.
const ROLES: usize = 3;
const DEEPEST: usize = 3;

/// One who speaks, with all that it says.
pub(crate) struct Voice {
    /// `None` where the text does not tell who speaks.
    pub(crate) who: Option<Who>,
    pub(crate) initials: String,
    pub(crate) hue: usize,
    pub(crate) roles: Vec<String>,
    pub(crate) speaks_for: Vec<Who>,
    pub(crate) quotes: Vec<Said>,
    /// Quotes that stand with another who says them too.
    pub(crate) joint: Vec<Joint>,
}

/// A quote that several say together.
pub(crate) struct Joint {
    pub(crate) number: usize,
    pub(crate) with: String,
}

/// A quote.
pub(crate) struct Said {
    pub(crate) number: usize,
    /// 0 for one that stands alone, more for those inside it.
    pub(crate) depth: usize,
    /// Who says it, where it stands inside another.
    pub(crate) by: Option<Who>,
    pub(crate) act: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) content: String,
    pub(crate) cue: Option<String>,
    pub(crate) addressee: Option<Who>,
    pub(crate) with: Vec<Who>,
    pub(crate) how: Option<String>,
    pub(crate) sure: Option<Sure>,
    /// The same words of the same speaker elsewhere in the text.
    pub(crate) again: Vec<usize>,
}

/// An act with how many quotes report it.
pub(crate) struct ActCount {
    pub(crate) name: &'static str,
    pub(crate) count: usize,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Entity(usize),
    Words(String),
    Unknown,
}

/// The voices: those who say most first, who is unknown last.
pub(crate) fn voices(reading: &Reading<'_>) -> Vec<Voice> {
    let quotes = reading.document.quotes().unwrap_or_default();
    let mut voices: Vec<Voice> = Vec::new();
    let mut known: BTreeMap<Key, usize> = BTreeMap::new();
    let mut said: BTreeMap<(usize, String), (usize, usize)> = BTreeMap::new();
    let inner = inner(quotes);
    for (at, quote) in quotes.iter().enumerate() {
        if quote.parent.is_some() {
            continue;
        }
        let voice = voice_of(reading, quote.speaker.as_ref(), &mut voices, &mut known);
        learn(reading, quote.speaker.as_ref(), &mut voices[voice]);
        let content = reading.report.content(quote);
        if inner[at].is_empty() && !content.is_empty() {
            let here = (voice, voices[voice].quotes.len());
            match said.entry((voice, bare(&content))) {
                std::collections::btree_map::Entry::Occupied(first) => {
                    let (voice, place) = *first.get();
                    voices[voice].quotes[place].again.push(at);
                    continue;
                }
                std::collections::btree_map::Entry::Vacant(first) => {
                    first.insert(here);
                }
            }
        }
        let nested = nested(reading, quotes, &inner, at);
        voices[voice].quotes.extend(nested);
        join(reading, at, quote, &mut voices, &mut known);
    }
    let is_unknown = |voice: &Voice| voice.who.is_none();
    voices.sort_by_key(|voice| (is_unknown(voice), std::cmp::Reverse(voice.count())));
    voices
}

/// How many quotes report each act, each quote once.
pub(crate) fn acts(voices: &[Voice]) -> Vec<ActCount> {
    let quotes = || voices.iter().flat_map(|voice| &voice.quotes);
    let counts = Act::ALL.map(|act| {
        let name = act.as_str();
        let count = quotes().filter(|said| said.act == name).count();
        ActCount { name, count }
    });
    counts.into_iter().filter(|act| act.count > 0).collect()
}

impl Voice {
    /// How many quotes it says, those inside others not counted.
    pub(crate) fn count(&self) -> usize {
        let own = self.quotes.iter().filter(|said| said.depth == 0).count();
        own + self.joint.len()
    }
}

/// For each quote those that are nested right inside it, in order.
fn inner(quotes: &[Quote]) -> Vec<Vec<usize>> {
    let mut inner = vec![Vec::new(); quotes.len()];
    for (at, quote) in quotes.iter().enumerate() {
        if let Some(parent) = quote.parent {
            inner[parent.index()].push(at);
        }
    }
    inner
}

/// A quote and all that are nested in it, each before those inside it.
fn nested(reading: &Reading<'_>, quotes: &[Quote], inner: &[Vec<usize>], at: usize) -> Vec<Said> {
    let mut all = Vec::new();
    let mut left = vec![(at, 0)];
    while let Some((at, depth)) = left.pop() {
        all.push(said_of(reading, at, &quotes[at], depth));
        let inside = inner[at].iter().rev();
        left.extend(inside.map(|&at| (at, (depth + 1).min(DEEPEST))));
    }
    all
}

fn said_of(reading: &Reading<'_>, number: usize, quote: &Quote, depth: usize) -> Said {
    let speaker = quote.speaker.as_ref();
    let who = speaker.map(|speaker| reading.participant(speaker));
    let how = speaker
        .zip(who.as_ref())
        .map(|(speaker, who)| reading.how(speaker, &who.name));
    let others = quote.speakers.iter().skip(1);
    Said {
        number,
        depth,
        by: who.filter(|_| depth > 0),
        act: quote.act.as_str(),
        kind: quote.kind.as_str(),
        content: reading.report.content(quote),
        cue: quote.cue.map(|cue| reading.words(cue)),
        addressee: quote.addressee.as_ref().map(|to| reading.participant(to)),
        with: others.map(|other| reading.participant(other)).collect(),
        how,
        sure: Sure::new(quote.score),
        again: Vec::new(),
    }
}

fn key(reading: &Reading<'_>, speaker: Option<&Participant>) -> Key {
    match speaker {
        None => Key::Unknown,
        Some(speaker) => match reading.entity_of(speaker) {
            Some(entity) => Key::Entity(entity.index()),
            None => Key::Words(reading.words(speaker.span).to_lowercase()),
        },
    }
}

fn voice_of(
    reading: &Reading<'_>,
    speaker: Option<&Participant>,
    voices: &mut Vec<Voice>,
    known: &mut BTreeMap<Key, usize>,
) -> usize {
    let key = key(reading, speaker);
    if let Some(&at) = known.get(&key) {
        return at;
    }
    let at = voices.len();
    let who = speaker.map(|speaker| reading.participant(speaker));
    let name = who.as_ref().map_or("", |who| who.name.as_str());
    voices.push(Voice {
        initials: initials(name),
        hue: match key {
            Key::Entity(entity) => hue(entity),
            _ => hue(at),
        },
        who,
        roles: Vec::new(),
        speaks_for: Vec::new(),
        quotes: Vec::new(),
        joint: Vec::new(),
    });
    known.insert(key, at);
    at
}

/// Takes the role of a speaker, and whom it speaks for, into its voice.
fn learn(reading: &Reading<'_>, speaker: Option<&Participant>, voice: &mut Voice) {
    let Some(speaker) = speaker else {
        return;
    };
    let role = speaker.role.filter(|_| speaker.how == Reference::Named);
    if let Some(role) = role.map(|span| reading.words(span)) {
        add_role(&mut voice.roles, role);
    }
    let behalf = speaker.behalf.and_then(|span| {
        let entity = reading.document.entity_at(span);
        // "Chinese President" is a role that tells it already.
        if entity.is_some_and(|entity| reading.is_group(entity)) {
            return None;
        }
        let who = entity.map(|entity| reading.entity(entity));
        let words = || Who {
            name: reading.words(span),
            card: None,
        };
        let who = who.unwrap_or_else(words);
        (Some(&who) != voice.who.as_ref()).then_some(who)
    });
    let is_new = |who: &Who| !voice.speaks_for.contains(who) && voice.speaks_for.len() < ROLES;
    if let Some(who) = behalf.filter(is_new) {
        voice.speaks_for.push(who);
    }
}

/// Adds a role unless another tells it already; one that tells more takes the place of what it holds.
pub(crate) fn add_role(roles: &mut Vec<String>, role: String) {
    let lower = role.to_lowercase();
    if roles.iter().any(|r| r.to_lowercase().contains(&lower)) {
        return;
    }
    roles.retain(|r| !lower.contains(&r.to_lowercase()));
    if roles.len() < ROLES {
        roles.push(role);
    }
}

/// Notes a quote with the others who say it too.
fn join(
    reading: &Reading<'_>,
    number: usize,
    quote: &Quote,
    voices: &mut Vec<Voice>,
    known: &mut BTreeMap<Key, usize>,
) {
    let first = quote.speaker.as_ref();
    let mut told = BTreeSet::from([key(reading, first)]);
    for other in quote.speakers.iter().skip(1) {
        if !told.insert(key(reading, Some(other))) {
            continue;
        }
        let voice = voice_of(reading, Some(other), voices, known);
        learn(reading, Some(other), &mut voices[voice]);
        let with = first.map_or_else(String::new, |first| reading.participant(first).name);
        voices[voice].joint.push(Joint { number, with });
    }
}

/// The words of a quote without what differs between two places of it.
fn bare(content: &str) -> String {
    let words = content.to_lowercase();
    let is_edge = |c: char| !c.is_alphanumeric();
    one_line(words.trim_matches(is_edge))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fuller_role_stays() {
        let mut roles = Vec::new();
        for role in [
            "chair",
            "chair of the Ulm Bank",
            "Chair",
            "mayor",
            "a",
            "b",
            "poet",
        ] {
            add_role(&mut roles, role.to_owned());
        }
        assert_eq!(roles, ["chair of the Ulm Bank", "mayor", "poet"]);
    }

    #[test]
    fn quotes_are_the_same_whatever_stands_around_them() {
        assert_eq!(bare("“Go home,”"), bare("“Go  home.”"));
        assert_ne!(bare("“Go home,”"), bare("“Go on,”"));
    }
}
