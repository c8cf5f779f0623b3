//! Which spellings are of one name.

use super::companies::{is_bare_of, surnames};
use super::people::person_fits;
use super::spelling::{Name, Spelling, root};
use crate::lexicon::{Lexicon, Words, without_ending};
use crate::reasons::JoinedBy;
use newsgraph_document::Label;
use std::collections::HashMap;

/// How many longer names a word may lead to; past that it is too common to tell.
const MANY: usize = 64;

fn join(spellings: &mut [Spelling], short: usize, long: usize, by: JoinedBy) {
    let (a, b) = (root(spellings, short), root(spellings, long));
    if a != b {
        spellings[a].parent = b;
        spellings[a].joined = Some((by, long));
    }
}

/// "Velmar" is "Velmar Corp.", but a person is no company: "Crane" where "Ida Crane" stands is not "Crane Holdings".
pub(super) fn join_companies(spellings: &mut [Spelling]) {
    let mut bare: HashMap<Vec<String>, usize> = HashMap::new();
    for at in (0..spellings.len()).filter(|&at| !spellings[at].company && !spellings[at].group) {
        bare.entry(spellings[at].words.clone()).or_insert(at);
    }
    let surnames = surnames(spellings);
    for at in 0..spellings.len() {
        if !spellings[at].company {
            continue;
        }
        let Some(&short) = bare.get(&spellings[at].words) else {
            continue;
        };
        if is_bare_of(&spellings[short], &surnames) {
            join(spellings, short, at, JoinedBy::Company);
        }
    }
}

/// "Democrat", "Democrats" and "Democratic", "Danes" and "Danish" are one group.
pub(super) fn join_groups(spellings: &mut [Spelling], lexicon: &Lexicon) {
    let mut first: HashMap<String, usize> = HashMap::new();
    for at in 0..spellings.len() {
        if !spellings[at].group {
            continue;
        }
        let people = lexicon.people(&spellings[at].words.join(" "));
        let other = *first.entry(people).or_insert(at);
        join(spellings, at, other, JoinedBy::Group);
    }
}

pub(super) fn join_aliases(spellings: &mut [Spelling], lexicon: &Lexicon) {
    let mut first: HashMap<(usize, bool), usize> = HashMap::new();
    for at in 0..spellings.len() {
        if spellings[at].is_person() || spellings[at].words.is_empty() {
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
            let other = *first.entry((row, spellings[at].group)).or_insert(at);
            join(spellings, at, other, JoinedBy::Alias);
        }
    }
}

/// Longer names by each of their words, in order of first mention.
fn by_word(
    spellings: &[Spelling],
    want: impl Fn(&Spelling) -> bool,
) -> HashMap<String, Vec<usize>> {
    let mut index: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, spelling) in spellings.iter().enumerate().filter(|(_, f)| want(f)) {
        for word in &spelling.words {
            let places = index.entry(word.clone()).or_default();
            if places.len() < MANY && places.last() != Some(&at) {
                places.push(at);
            }
        }
    }
    index
}

pub(super) fn join_people(
    spellings: &mut [Spelling],
    text: &str,
    names: &[Name<'_>],
    lexicon: &Lexicon,
) {
    let is_full = |f: &Spelling| {
        f.is_person() && (f.words.len() > 1 || f.generation.is_some() || f.nickname.is_some())
    };
    let mut index = by_word(spellings, is_full);
    for at in (0..spellings.len()).filter(|&at| is_full(&spellings[at])) {
        let last = spellings[at].words.last().map(|word| lexicon.sound(word));
        let others = last.into_iter().chain(spellings[at].nickname.clone());
        for word in others.collect::<Vec<_>>() {
            let places = index.entry(word).or_default();
            if places.len() < MANY && places.last() != Some(&at) {
                places.push(at);
            }
        }
    }
    for at in 0..spellings.len() {
        if spellings[at].group || spellings[at].company || spellings[at].words.is_empty() {
            continue;
        }
        let single = spellings[at].words.len() == 1;
        if !spellings[at].is_person() && (!single || spellings[at].is_place()) {
            continue;
        }
        let key = &spellings[at].words[spellings[at].words.len() - 1];
        let mut near: Vec<usize> = index.get(key).cloned().unwrap_or_default();
        let first = &spellings[at].words[0];
        near.extend(index.get(first).into_iter().flatten().copied());
        near.extend(
            index
                .get(&lexicon.sound(key))
                .into_iter()
                .flatten()
                .copied(),
        );
        let fits: Vec<usize> = near
            .into_iter()
            .filter(|&c| {
                c != at
                    && root(spellings, c) != root(spellings, at)
                    && person_fits(&spellings[at], &spellings[c], lexicon)
                    && !(may_be_two(&spellings[at], &spellings[c])
                        && stand_together(text, names, &spellings[at], &spellings[c]))
            })
            .collect();
        if let Some(best) = choose(spellings, at, &fits) {
            join(spellings, at, best, JoinedBy::Person);
        }
    }
}

/// How many bytes may stand between two names that one sentence tells apart: "Ann Crane, 40, and Ann Marie Crane".
const TOGETHER: usize = 60;
/// What ends a sentence or a line between them.
const ENDS: [char; 4] = ['\n', '?', '!', ';'];

/// Whether two names are told apart by a middle name or "Jr." alone.
fn may_be_two(short: &Spelling, long: &Spelling) -> bool {
    let (s, l) = (&short.words, &long.words);
    s.len() > 1 && (s.len() < l.len() || s == l && short.generation != long.generation)
}

/// Whether two full names stand in one sentence, close together.
fn stand_together(text: &str, names: &[Name<'_>], a: &Spelling, b: &Spelling) -> bool {
    let is_close = |start: usize, end: usize| {
        let between = text.get(start..end).unwrap_or_default();
        end.saturating_sub(start) <= TOGETHER
            && !between.contains(ENDS)
            && !between.trim_start_matches('.').contains(". ")
    };
    a.mentions.iter().any(|&mention| {
        let at = b.mentions.partition_point(|&other| other < mention);
        let span = |m: usize| names[m].mention.span;
        let after = b
            .mentions
            .get(at)
            .is_some_and(|&other| is_close(span(mention).end(), span(other).start()));
        let before = at
            .checked_sub(1)
            .is_some_and(|at| is_close(span(b.mentions[at]).end(), span(mention).start()));
        after || before
    })
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

/// How the words of a short name stand in a longer one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    End,
    Start,
}

/// "Security Council" is the "UN Security Council", "Goldman" is "Goldman Sachs" where nothing else ends or begins so;
/// "Thitu" is "Thitu Island", and "North" is "North Korea".
pub(super) fn join_others(spellings: &mut [Spelling], words: &Words) {
    let index = by_word(spellings, |f| {
        f.words.len() > 1 && !f.is_person() && !f.group
    });
    for at in 0..spellings.len() {
        let spelling = &spellings[at];
        let Some(first) = spelling.words.first() else {
            continue;
        };
        let is_open = !spelling.is_person()
            && !spelling.group
            && spelling.label != Label::MISC
            && (spelling.words.len() > 1 || first.len() > 2);
        if !is_open {
            continue;
        }
        let one = without_ending(first, &words.plural_ending).and_then(|one| index.get(one));
        let near = index.get(first).into_iter().chain(one).flatten().copied();
        let fits: Vec<(usize, Part)> = near
            .filter(|&c| c != at)
            .filter_map(|c| Some((c, part(spelling, &spellings[c], words)?)))
            .collect();
        let only = |part| {
            let mut roots = fits.iter().filter(|fit| fit.1 == part).map(|fit| fit.0);
            let first = roots.next()?;
            let same = |c| root(spellings, c) == root(spellings, first);
            Some(first).filter(|_| roots.all(same))
        };
        let ends = fits.iter().any(|fit| fit.1 == Part::End);
        let found = if ends {
            only(Part::End)
        } else {
            only(Part::Start)
        };
        if let Some(long) = found {
            join(spellings, at, long, JoinedBy::Part);
        }
    }
}

/// Which part of a longer name this short form is, where it can be one of it.
fn part(short: &Spelling, long: &Spelling, words: &Words) -> Option<Part> {
    let (s, l) = (&short.words, &long.words);
    if s.len() >= l.len() {
        return None;
    }
    let rest = l.len() - s.len();
    if let ([word], [first, party]) = (&s[..], &l[..])
        && words.party_word.contains(party)
        && without_ending(word, &words.plural_ending) == Some(first.as_str())
    {
        return Some(Part::End);
    }
    let compass = s.len() == 1 && words.compass.contains(&s[0]);
    if l.starts_with(s) {
        let fits = if short.is_place() {
            compass && long.is_place()
                || l[s.len()..]
                    .iter()
                    .all(|word| words.place_word.contains(word))
        } else {
            s.len() == 1
                && short.label != Label::EVENT
                && !long.is_place()
                && !l[s.len()..].iter().any(|word| words.unit.contains(word))
        };
        return fits.then_some(Part::Start);
    }
    let is_common = s.len() == 1 && words.not_short.contains(&s[0]);
    let is_place = short.is_place() || long.is_place();
    let is_alike = !is_place && !is_common && short.label == long.label;
    let is_end = is_alike && l[rest..] == s[..] && !words.skipped.contains(&l[rest - 1]);
    is_end.then_some(Part::End)
}

/// "Ostrand Harbour Works (OHW)": names in brackets behind what they are short for.
pub(super) fn join_bracketed(spellings: &mut [Spelling], text: &str, names: &[Name<'_>]) {
    let mut of: Vec<Option<usize>> = vec![None; names.len()];
    for (at, spelling) in spellings.iter().enumerate() {
        spelling
            .mentions
            .iter()
            .for_each(|&mention| of[mention] = Some(at));
    }
    for (place, pair) in names.windows(2).enumerate() {
        let (Some(a), Some(b)) = (of[place], of[place + 1]) else {
            continue;
        };
        let [first, second] = [pair[0].mention.span, pair[1].mention.span];
        let between = text.get(first.end()..second.start()).unwrap_or_default();
        let is_bracketed = between.trim() == "(" && text[second.end()..].starts_with(')');
        let open = |at: usize| !spellings[at].is_person() && !spellings[at].group;
        if is_bracketed
            && open(a)
            && open(b)
            && (shortens(&spellings[b], &spellings[a]) || shortens(&spellings[a], &spellings[b]))
        {
            join(spellings, b, a, JoinedBy::Bracketed);
        }
    }
}

/// Whether the capitals of a short name come in this order in the longer one, the first at its start.
fn shortens(short: &Spelling, long: &Spelling) -> bool {
    let letters = acronym(&short.surface);
    let (Some(letters), true) = (letters, short.words.len() == 1 && long.words.len() > 1) else {
        return false;
    };
    let mut long = long.words.iter().flat_map(|word| word.chars());
    let mut all = letters.chars().filter(|c| c.is_alphanumeric());
    all.all(|letter| long.any(|c| c == letter))
}

/// The letters of a name in capitals, in small letters, without full stops and the ending of a plural.
fn acronym(surface: &str) -> Option<String> {
    let short: String = surface.chars().filter(|c| *c != '.').collect();
    let short = match short.strip_suffix('s') {
        Some(one) if one.chars().count() > 2 => one,
        _ => &short,
    };
    let is_letter = |c: char| c.is_uppercase() || c == '&';
    let fits = short.chars().count() >= 2 && short.chars().all(is_letter);
    fits.then(|| short.to_lowercase())
}

pub(super) fn join_acronyms(spellings: &mut [Spelling], words: &Words) {
    // The names with these initials, and those whose initials are these but for the first one.
    let mut whole: HashMap<String, Vec<usize>> = HashMap::new();
    let mut tails: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, spelling) in spellings
        .iter()
        .enumerate()
        .filter(|(_, f)| f.words.len() > 1 && !f.is_person() && !f.group)
    {
        let initial = |w: &String| w.chars().next();
        let all: String = spelling.words.iter().filter_map(initial).collect();
        let big: String = spelling
            .words
            .iter()
            .filter(|w| !words.skipped.contains(w))
            .filter_map(initial)
            .collect();
        if let Some((first, _)) = big
            .char_indices()
            .nth(1)
            .filter(|_| big.chars().count() > 3)
        {
            tails.entry(big[first..].to_owned()).or_default().push(at);
        }
        whole.entry(big.clone()).or_default().push(at);
        if all != big {
            whole.entry(all).or_default().push(at);
        }
    }
    for at in 0..spellings.len() {
        let Some(short) =
            acronym(&spellings[at].surface).filter(|_| spellings[at].words.len() == 1)
        else {
            continue;
        };
        let of = |index: &HashMap<String, Vec<usize>>| {
            let all = index.get(&short)?;
            let (&first, rest) = all.split_first()?;
            let same = |&c: &usize| root(spellings, c) == root(spellings, first);
            rest.iter().all(same).then_some(first)
        };
        let free = spellings[at].label != Label::LOCATION && root(spellings, at) == at;
        let found = of(&whole).or_else(|| of(&tails).filter(|_| free));
        if let Some(only) = found {
            join(spellings, at, only, JoinedBy::Acronym);
        }
    }
}
