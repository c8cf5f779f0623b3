//! One name, one type in a document.

use crate::word::{Word, Words};
use newsgraph_linear::hash_bytes;
use newsgraph_neural::exp;
use std::collections::BTreeMap;
use std::ops::Range;

/// A name that was found, and what speaks for its types where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub(crate) tokens: Range<usize>,
    /// The position of its label.
    pub(crate) kind: usize,
    /// The chance that it is a name, and of this type.
    pub(crate) chance: f32,
    /// The chance that a name stands here, whatever its type.
    pub(crate) sure: f32,
    /// For each type how far its score is behind that of the best.
    pub(crate) evidence: Vec<f32>,
}

/// Evidence beyond this tells no more: of one occurrence, and of all others together. What stands here counts first:
/// a place and its team may have one name in one text. (Of 2 to 18 for the others the best on worldwide and conll2003.)
const FARTHEST: f32 = 6.0;
const FARTHEST_OTHERS: f32 = 2.0;

/// What it tells of a word that it ends the name of a person, as "Merkel" ends "Angela Merkel".
const SURNAME: f32 = 3.0;

/// What it tells of a word that it stands in a longer name of another type, as "Siemens" in "Siemens Energy".
const PART: f32 = 2.0;

/// The chance that a name must have for words that are spelled alike to be one too, and what is left of it there.
const SURE: f32 = 0.6;
const LEFT: f32 = 0.8;

const OPEN: u64 = hash_bytes(b"(");
const CLOSE: u64 = hash_bytes(b")");

/// A name's words in small letters.
type Key = Vec<u64>;

fn key(words: &Words, name: &Name) -> Key {
    let lower = |token| words.word(token).lower;
    name.tokens.clone().map(lower).collect()
}

/// Lets the names of a text agree: those that are spelled alike, a person's full name and the last word of it, a longer
/// name and a word of it, and a name and its abbreviation in brackets behind it. What stands in one sentence for certain,
/// as after a title, then tells what the name is in others, and that it is a name there. `person` is the type of people, where there is one.
///
/// Names are of the window of tokens, in order and disjoint; so are those that come out.
pub(crate) fn settle(
    words: &Words,
    window: Range<usize>,
    person: Option<usize>,
    mut names: Vec<Name>,
) -> Vec<Name> {
    let mut groups: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (number, name) in names.iter().enumerate() {
        groups.entry(key(words, name)).or_default().push(number);
    }
    let surnames = surnames(words, &names, person);
    let parts = parts(words, &names, person);
    let abbreviated = abbreviations(words, &names);
    let mut settled = Vec::with_capacity(names.len());
    for (key, members) in &groups {
        let full = match key[..] {
            [word] => surnames.get(&word).map_or(&[][..], Vec::as_slice),
            _ => &[],
        };
        let whole = match key[..] {
            [word] if full.is_empty() => parts.get(&word),
            _ => None,
        };
        let aliases = abbreviated.get(key).into_iter().flatten();
        let aliases = aliases.filter_map(|other| groups.get(other)).flatten();
        let all: Vec<usize> = members.iter().chain(full).chain(aliases).copied().collect();
        let sums = sums(&names, &all);
        for &member in members {
            let mut evidence = with_others(&names[member].evidence, &sums);
            if let Some(person) = person.filter(|_| !full.is_empty()) {
                evidence[person] += SURNAME;
            }
            if let Some(&whole) = whole {
                evidence[whole] += PART;
            }
            settled.push((member, best(&evidence)));
        }
    }
    for (member, (kind, share)) in settled {
        let name = &mut names[member];
        (name.kind, name.chance) = (kind, share * name.sure);
    }
    lift(&groups, &mut names);
    recover(words, window, person, &mut names);
    names
}

/// The numbers of people's full names by their last word in small letters.
fn surnames(words: &Words, names: &[Name], person: Option<usize>) -> BTreeMap<u64, Vec<usize>> {
    let mut surnames: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (number, name) in names.iter().enumerate() {
        if name.tokens.len() > 1 && Some(name.kind) == person {
            let last = words.word(name.tokens.end - 1).lower;
            surnames.entry(last).or_default().push(number);
        }
    }
    surnames
}

/// The type of the first longer name, of no person, that a word stands in, by the word in small letters.
fn parts(words: &Words, names: &[Name], person: Option<usize>) -> BTreeMap<u64, usize> {
    let mut parts = BTreeMap::new();
    for name in names {
        if name.tokens.len() > 1 && Some(name.kind) != person {
            for token in name.tokens.clone() {
                parts.entry(words.word(token).lower).or_insert(name.kind);
            }
        }
    }
    parts
}

/// Names and their abbreviations as in "World Health Organization (WHO)", each with the other.
fn abbreviations(words: &Words, names: &[Name]) -> BTreeMap<Key, Vec<Key>> {
    let mut found: BTreeMap<Key, Vec<Key>> = BTreeMap::new();
    for pair in names.windows(2) {
        let [long, short] = pair else { continue };
        let form = |token: usize| words.get(token).map(|word: &Word| word.form);
        let is_bracketed = short.tokens.start == long.tokens.end + 1
            && form(long.tokens.end) == Some(OPEN)
            && form(short.tokens.end) == Some(CLOSE);
        let is_short = short.tokens.len() == 1 && words.word(short.tokens.start).shouted;
        if is_bracketed && is_short && long.tokens.len() > 1 {
            let (long, short) = (key(words, long), key(words, short));
            found.entry(long.clone()).or_default().push(short.clone());
            found.entry(short).or_default().push(long);
        }
    }
    found
}

/// The evidence of some names, added up.
fn sums(names: &[Name], members: &[usize]) -> Vec<f32> {
    let mut sums = Vec::new();
    for &member in members {
        let evidence = &names[member].evidence;
        sums.resize(evidence.len(), 0.0);
        for (sum, own) in sums.iter_mut().zip(evidence) {
            *sum += own.max(-FARTHEST);
        }
    }
    sums
}

/// A name's evidence with that of all, which it is part of.
fn with_others(own: &[f32], all: &[f32]) -> Vec<f32> {
    let with = |(own, all): (&f32, &f32)| {
        let others = all - own.max(-FARTHEST);
        own + others.max(-FARTHEST_OTHERS)
    };
    own.iter().zip(all).map(with).collect()
}

/// The best type, the first of equals, and its share.
fn best(evidence: &[f32]) -> (usize, f32) {
    let mut best = 0;
    for (kind, value) in evidence.iter().enumerate() {
        if *value > evidence[best] {
            best = kind;
        }
    }
    let sum: f32 = evidence
        .iter()
        .map(|value| exp(value - evidence[best]))
        .sum();
    (best, 1.0 / sum)
}

/// Gives each name at least the mean chance of those that are spelled alike.
fn lift(groups: &BTreeMap<Key, Vec<usize>>, names: &mut [Name]) {
    for members in groups.values() {
        let sum: f32 = members.iter().map(|&member| names[member].chance).sum();
        let mean = sum / members.len() as f32;
        for &member in members {
            names[member].chance = names[member].chance.max(mean);
        }
    }
}

/// A spelling that is a name for certain.
struct Known {
    forms: Vec<u64>,
    chance: f32,
    kind: usize,
}

/// Adds words that are no part of a name though they are spelled as one that is certain, and have no capital beside
/// them.
fn recover(words: &Words, window: Range<usize>, person: Option<usize>, names: &mut Vec<Name>) {
    let known = known(words, names, person);
    let mut is_free = vec![true; window.len()];
    for name in names.iter() {
        is_free[name.tokens.start - window.start..name.tokens.end - window.start].fill(false);
    }
    let is_capital = |token: usize| window.contains(&token) && words.word(token).capital;
    let first = names.len();
    let mut token = window.start;
    while token < window.end {
        let known = known.get(&words.word(token).form).into_iter().flatten();
        let fits = |known: &&Known| {
            let end = token + known.forms.len();
            let is_alone = (token == window.start || !is_capital(token - 1)) && !is_capital(end);
            is_alone
                && end <= window.end
                && !is_free[token - window.start..end - window.start].contains(&false)
                && (token..end)
                    .zip(&known.forms)
                    .all(|(at, form)| words.word(at).form == *form)
        };
        let longest = known.filter(fits).max_by_key(|known| known.forms.len());
        let Some(known) = longest.filter(|_| is_capital(token)) else {
            token += 1;
            continue;
        };
        names.push(Name {
            tokens: token..token + known.forms.len(),
            kind: known.kind,
            chance: known.chance * LEFT,
            sure: known.chance,
            evidence: Vec::new(),
        });
        token += known.forms.len();
    }
    if names.len() > first {
        names.sort_by_key(|name| name.tokens.start);
    }
}

/// The spellings of certain names and of certain people's last words, by their first word; of two types of one
/// spelling the more certain.
fn known(words: &Words, names: &[Name], person: Option<usize>) -> BTreeMap<u64, Vec<Known>> {
    let mut spellings: BTreeMap<Vec<u64>, (f32, usize)> = BTreeMap::new();
    for name in names.iter().filter(|name| name.chance >= SURE) {
        let form = |token| words.word(token).form;
        let whole: Vec<u64> = name.tokens.clone().map(form).collect();
        let last = (Some(name.kind) == person).then(|| vec![form(name.tokens.end - 1)]);
        for spelling in std::iter::once(whole).chain(last) {
            let best = spellings.entry(spelling).or_insert((0.0, name.kind));
            if name.chance > best.0 {
                *best = (name.chance, name.kind);
            }
        }
    }
    let mut known: BTreeMap<u64, Vec<Known>> = BTreeMap::new();
    for (forms, (chance, kind)) in spellings {
        let spelling = Known {
            forms,
            chance,
            kind,
        };
        known.entry(spelling.forms[0]).or_default().push(spelling);
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsgraph_neural::WordVectors;
    use newsgraph_tokenize::Tokenizer;

    const PERSON: usize = 0;
    const TEAM: usize = 1;

    /// Names of a text, each with its evidence for a person and for a team, settled.
    fn settled(text: &str, names: &[(&str, [f32; 2])]) -> Vec<(String, usize)> {
        let found = Tokenizer::default().tokenize(text);
        let view = found.view(text);
        let words = Words::new(view, &WordVectors::default());
        let mut at = 0;
        let name = |(name, evidence): &(&str, [f32; 2])| {
            let start = at + text[at..].find(name).unwrap();
            at = start + name.len();
            let span = newsgraph_document::Span::new(start, at);
            Name {
                tokens: view.tokens_in(span),
                kind: best(evidence).0,
                chance: 0.0,
                sure: 0.9,
                evidence: evidence.to_vec(),
            }
        };
        let names: Vec<Name> = names.iter().map(name).collect();
        let all = settle(&words, 0..view.tokens.len(), Some(PERSON), names);
        let told = |name: Name| (text[view.span_of(name.tokens)].to_owned(), name.kind);
        all.into_iter().map(told).collect()
    }

    #[test]
    fn what_is_sure_tells_what_is_not() {
        let text = "Lod won. Captain Lod spoke. lod Lod";
        let names = [("Lod", [-1.0, 0.0]), ("Lod", [0.0, -6.0])];
        let found = settled(text, &names);
        let person = ("Lod".to_owned(), PERSON);
        assert_eq!(
            found,
            vec![person; 3],
            "the last is found again, the one in small letters is not"
        );
    }

    #[test]
    fn a_name_may_be_another_where_that_is_certain() {
        let text = "Lod beat Varn. Mr Lod spoke.";
        let names = [
            ("Lod", [-9.0, 0.0]),
            ("Varn", [-9.0, 0.0]),
            ("Lod", [0.0, -9.0]),
        ];
        let kinds: Vec<usize> = settled(text, &names)
            .into_iter()
            .map(|name| name.1)
            .collect();
        assert_eq!(kinds, [TEAM, TEAM, PERSON]);
    }

    #[test]
    fn a_surname_is_its_person() {
        let text = "Ana Lod spoke. Lod left, then Lod slept.";
        let names = [("Ana Lod", [0.0, -3.0]), ("Lod", [-2.0, 0.0])];
        let kinds: Vec<usize> = settled(text, &names)
            .into_iter()
            .map(|name| name.1)
            .collect();
        assert_eq!(kinds, [PERSON; 3]);
    }

    #[test]
    fn an_abbreviation_is_what_it_stands_for() {
        let text = "The Varn Ball Club (VBC) won. VBC sang.";
        let names = [
            ("Varn Ball Club", [-6.0, 0.0]),
            ("VBC", [0.0, -0.5]),
            ("VBC", [0.0, -1.0]),
        ];
        let kinds: Vec<usize> = settled(text, &names)
            .into_iter()
            .map(|name| name.1)
            .collect();
        assert_eq!(kinds, [TEAM; 3]);
    }
}
