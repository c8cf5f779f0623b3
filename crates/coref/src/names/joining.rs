//! Which spellings are of one name.

use super::Form;
use crate::lexicon::Lexicon;
use std::collections::HashMap;

/// Words that an acronym may skip.
const SMALL: &[&str] = &[
    "of", "the", "and", "for", "in", "on", "to", "a", "de", "&", "'s", "’s",
];
/// How many longer names a word may lead to; past that it is too common to tell.
const MANY: usize = 64;

pub(super) fn root(forms: &[Form], mut at: usize) -> usize {
    while forms[at].parent != at {
        at = forms[at].parent;
    }
    at
}

fn join(forms: &mut [Form], short: usize, long: usize) {
    let (a, b) = (root(forms, short), root(forms, long));
    if a != b {
        forms[a].parent = b;
    }
}

pub(super) fn join_aliases(forms: &mut [Form], lexicon: &Lexicon) {
    let mut first: HashMap<usize, usize> = HashMap::new();
    for at in 0..forms.len() {
        if forms[at].person || forms[at].words.is_empty() {
            continue;
        }
        let cased = forms[at]
            .surface
            .trim_end_matches(['s', '\'', '’'])
            .to_owned();
        let found = lexicon
            .alias(&forms[at].surface)
            .or_else(|| lexicon.alias(&forms[at].words.join(" ")))
            .or_else(|| {
                forms[at]
                    .surface
                    .contains(['\'', '’'])
                    .then(|| lexicon.alias(&cased))
                    .flatten()
            });
        if let Some(row) = found {
            let other = *first.entry(row).or_insert(at);
            join(forms, at, other);
        }
    }
}

/// Longer names by each of their words, in order of first mention.
fn by_word(forms: &[Form], want: impl Fn(&Form) -> bool) -> HashMap<String, Vec<usize>> {
    let mut index: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, form) in forms
        .iter()
        .enumerate()
        .filter(|(_, f)| f.words.len() > 1 && want(f))
    {
        for word in &form.words {
            let places = index.entry(word.clone()).or_default();
            if places.len() < MANY && places.last() != Some(&at) {
                places.push(at);
            }
        }
    }
    index
}

pub(super) fn join_people(forms: &mut [Form], lexicon: &Lexicon) {
    let index = by_word(forms, |f| f.person);
    for at in 0..forms.len() {
        if forms[at].group || forms[at].words.is_empty() {
            continue;
        }
        let single = forms[at].words.len() == 1;
        if !forms[at].person && (!single || forms[at].place) {
            continue;
        }
        let key = &forms[at].words[forms[at].words.len() - 1];
        let mut near: Vec<usize> = index.get(key).cloned().unwrap_or_default();
        let first = &forms[at].words[0];
        near.extend(index.get(first).into_iter().flatten().copied());
        let fits: Vec<usize> = near
            .into_iter()
            .filter(|&c| {
                c != at
                    && root(forms, c) != root(forms, at)
                    && person_fits(&forms[at], &forms[c], lexicon)
            })
            .collect();
        if let Some(best) = choose(forms, at, &fits) {
            join(forms, at, best);
        }
    }
}

/// Of several fuller names: one that has this word last before one that has it first, then the one
/// that was named last before this.
fn choose(forms: &[Form], at: usize, fits: &[usize]) -> Option<usize> {
    let start = forms[at].mentions.first().copied().unwrap_or(0);
    let last = forms[at].words.last();
    fits.iter().copied().max_by_key(|&c| {
        let surname = forms[c].words.last() == last;
        let mentions = &forms[c].mentions;
        let before = mentions[..mentions.partition_point(|&m| m < start)].last();
        let after = forms[c].mentions.first().copied().unwrap_or(usize::MAX);
        (
            surname,
            before.copied(),
            std::cmp::Reverse(after),
            std::cmp::Reverse(c),
        )
    })
}

fn person_fits(short: &Form, long: &Form, lexicon: &Lexicon) -> bool {
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
pub(super) fn join_others(forms: &mut [Form]) {
    let index = by_word(forms, |f| !f.person && !f.group);
    for at in 0..forms.len() {
        let form = &forms[at];
        let compass = form.words.len() == 1
            && matches!(form.words[0].as_str(), "north" | "south" | "east" | "west");
        let open = !form.person && !form.group && form.words.len() == 1 && (!form.place || compass);
        if !open || form.words[0].len() < 3 {
            continue;
        }
        let word = &form.words[0];
        let starts: Vec<usize> = index
            .get(word)
            .into_iter()
            .flatten()
            .copied()
            .filter(|&c| forms[c].words[0] == *word && (!compass || forms[c].place))
            .collect();
        if let [only] = starts[..]
            && (!forms[only].place || compass)
        {
            join(forms, at, only);
        }
    }
}

pub(super) fn join_acronyms(forms: &mut [Form]) {
    let mut index: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, form) in forms
        .iter()
        .enumerate()
        .filter(|(_, f)| f.words.len() > 1 && !f.person)
    {
        let initial = |w: &String| w.chars().next();
        let all: String = form.words.iter().filter_map(initial).collect();
        let big: String = form
            .words
            .iter()
            .filter(|w| !SMALL.contains(&w.as_str()))
            .filter_map(initial)
            .collect();
        index.entry(big.clone()).or_default().push(at);
        if all != big {
            index.entry(all).or_default().push(at);
        }
    }
    for at in 0..forms.len() {
        let short: String = forms[at].surface.chars().filter(|c| *c != '.').collect();
        let capitals = short.chars().count() >= 2 && short.chars().all(char::is_uppercase);
        if !capitals || forms[at].words.len() != 1 {
            continue;
        }
        if let Some([only]) = index.get(&short.to_lowercase()).map(Vec::as_slice) {
            let only = *only;
            join(forms, at, only);
        }
    }
}
