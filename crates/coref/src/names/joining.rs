//! Which spellings are of one name.

use super::spelling::{Spelling, root};
use crate::lexicon::{Lexicon, Words, without_ending};
use std::collections::HashMap;

/// How many longer names a word may lead to; past that it is too common to tell.
const MANY: usize = 64;

fn join(spellings: &mut [Spelling], short: usize, long: usize) {
    let (a, b) = (root(spellings, short), root(spellings, long));
    if a != b {
        spellings[a].parent = b;
    }
}

pub(super) fn join_aliases(spellings: &mut [Spelling], lexicon: &Lexicon) {
    let mut first: HashMap<usize, usize> = HashMap::new();
    for at in 0..spellings.len() {
        if spellings[at].person || spellings[at].words.is_empty() {
            continue;
        }
        let surface = &spellings[at].surface;
        let bare = without_ending(surface, &lexicon.words.possessive)
            .or_else(|| without_ending(surface, &lexicon.words.possessive_plural));
        let found = lexicon
            .alias(surface)
            .or_else(|| lexicon.alias(&spellings[at].words.join(" ")))
            .or_else(|| lexicon.alias(bare?));
        if let Some(row) = found {
            let other = *first.entry(row).or_insert(at);
            join(spellings, at, other);
        }
    }
}

/// Longer names by each of their words, in order of first mention.
fn by_word(
    spellings: &[Spelling],
    want: impl Fn(&Spelling) -> bool,
) -> HashMap<String, Vec<usize>> {
    let mut index: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, spelling) in spellings
        .iter()
        .enumerate()
        .filter(|(_, f)| f.words.len() > 1 && want(f))
    {
        for word in &spelling.words {
            let places = index.entry(word.clone()).or_default();
            if places.len() < MANY && places.last() != Some(&at) {
                places.push(at);
            }
        }
    }
    index
}

pub(super) fn join_people(spellings: &mut [Spelling], lexicon: &Lexicon) {
    let index = by_word(spellings, |f| f.person);
    for at in 0..spellings.len() {
        if spellings[at].group || spellings[at].words.is_empty() {
            continue;
        }
        let single = spellings[at].words.len() == 1;
        if !spellings[at].person && (!single || spellings[at].place) {
            continue;
        }
        let key = &spellings[at].words[spellings[at].words.len() - 1];
        let mut near: Vec<usize> = index.get(key).cloned().unwrap_or_default();
        let first = &spellings[at].words[0];
        near.extend(index.get(first).into_iter().flatten().copied());
        let fits: Vec<usize> = near
            .into_iter()
            .filter(|&c| {
                c != at
                    && root(spellings, c) != root(spellings, at)
                    && person_fits(&spellings[at], &spellings[c], lexicon)
            })
            .collect();
        if let Some(best) = choose(spellings, at, &fits) {
            join(spellings, at, best);
        }
    }
}

/// Of several fuller names: one that has this word last before one that has it first, then the one
/// that was named last before this.
fn choose(spellings: &[Spelling], at: usize, fits: &[usize]) -> Option<usize> {
    let start = spellings[at].mentions.first().copied().unwrap_or(0);
    let last = spellings[at].words.last();
    fits.iter().copied().max_by_key(|&c| {
        let surname = spellings[c].words.last() == last;
        let mentions = &spellings[c].mentions;
        let before = mentions[..mentions.partition_point(|&m| m < start)].last();
        let after = spellings[c].mentions.first().copied().unwrap_or(usize::MAX);
        (
            surname,
            before.copied(),
            std::cmp::Reverse(after),
            std::cmp::Reverse(c),
        )
    })
}

fn person_fits(short: &Spelling, long: &Spelling, lexicon: &Lexicon) -> bool {
    if let (Some(a), Some(b)) = (short.gender, long.gender)
        && a != b
    {
        return false;
    }
    let (s, l) = (&short.words, &long.words);
    let (Some(s_last), Some(l_last)) = (s.last(), l.last()) else {
        return false;
    };
    if s.len() == 1 {
        return s_last == l_last
            || s[0] == l[0]
            || (l.len() > 2 && *s_last == l[l.len() - 2] && !s_last.ends_with('.'));
    }
    if s.len() > l.len() || s == l {
        return false;
    }
    let ends = s_last == l_last && lexicon.same_given(&s[0], &l[0]);
    ends || l.windows(s.len()).any(|w| w == s.as_slice())
}

/// "Goldman" is "Goldman Sachs" where nothing else begins or ends so; "North" is "North Korea".
pub(super) fn join_others(spellings: &mut [Spelling], words: &Words) {
    let index = by_word(spellings, |f| !f.person && !f.group);
    for at in 0..spellings.len() {
        let spelling = &spellings[at];
        let compass = spelling.words.len() == 1 && words.compass.contains(&spelling.words[0]);
        let open = !spelling.person
            && !spelling.group
            && spelling.words.len() == 1
            && (!spelling.place || compass);
        if !open || spelling.words[0].len() < 3 {
            continue;
        }
        let word = &spelling.words[0];
        let starts: Vec<usize> = index
            .get(word)
            .into_iter()
            .flatten()
            .copied()
            .filter(|&c| spellings[c].words[0] == *word && (!compass || spellings[c].place))
            .collect();
        if let [only] = starts[..]
            && (!spellings[only].place || compass)
        {
            join(spellings, at, only);
        }
    }
}

pub(super) fn join_acronyms(spellings: &mut [Spelling], words: &Words) {
    let mut index: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, spelling) in spellings
        .iter()
        .enumerate()
        .filter(|(_, f)| f.words.len() > 1 && !f.person)
    {
        let initial = |w: &String| w.chars().next();
        let all: String = spelling.words.iter().filter_map(initial).collect();
        let big: String = spelling
            .words
            .iter()
            .filter(|w| !words.skipped.contains(w))
            .filter_map(initial)
            .collect();
        index.entry(big.clone()).or_default().push(at);
        if all != big {
            index.entry(all).or_default().push(at);
        }
    }
    for at in 0..spellings.len() {
        let short: String = spellings[at]
            .surface
            .chars()
            .filter(|c| *c != '.')
            .collect();
        let capitals = short.chars().count() >= 2 && short.chars().all(char::is_uppercase);
        if !capitals || spellings[at].words.len() != 1 {
            continue;
        }
        if let Some([only]) = index.get(&short.to_lowercase()).map(Vec::as_slice) {
            let only = *only;
            join(spellings, at, only);
        }
    }
}
