//! Where in the sources the words of a quote may stand.

use crate::align::{Alignment, Asked, Step, align, whole};
use crate::lexicon::{Class, Lexicon};
use crate::sources::Sources;
use crate::words::{Word, WordKind};
use std::collections::HashMap;
use std::ops::Range;

/// Words that are looked for at once; longer quotes are read in parts.
const PART: usize = 150;
/// The rarest pairs and words of a part that are looked up, and how many places of each at most.
const PAIRS: usize = 48;
const SINGLES: usize = 10;
const PLACES: usize = 300;
/// The most places of the rarest pair that are read for the same words by the same speaker.
const EXACT: usize = 2000;
/// Places that lie as close as this, counted from the start of the quote, are one.
const BUCKET: u32 = 32;
/// Stretches that are read word by word.
const STRETCHES: usize = 8;

/// The words of a quote as the sources know them.
pub(crate) fn asked(words: &[Word], sources: &Sources, lexicon: &Lexicon) -> Vec<Asked> {
    let one = |word: &Word| {
        let id = sources.vocabulary.id(&word.form);
        let known = sources.vocabulary.entry(id);
        let stem = || sources.vocabulary.stem_id(&lexicon.stem(&word.form));
        Asked {
            id,
            stem: known.map_or_else(stem, |entry| Some(entry.stem)),
            class: lexicon.class(&word.form),
            kind: word.kind,
        }
    };
    words.iter().map(one).collect()
}

/// The best readings of a quote, the best first; those of one score in the order of the sources. A quote that is read in
/// parts has one.
pub(crate) fn readings(asked: &[Asked], sources: &Sources) -> Vec<Alignment> {
    if asked.len() <= PART {
        return of_part(asked, None, sources);
    }
    let mut whole = Alignment::default();
    let mut next = None;
    for (at, part) in asked.chunks(PART).enumerate() {
        let Some(best) = of_part(part, next, sources).into_iter().next() else {
            let lost = (0..part.len()).map(|word| Step {
                quote: Some(at * PART + word),
                place: None,
            });
            whole.steps.extend(lost);
            continue;
        };
        next = best.steps.iter().rev().find_map(|step| step.place);
        whole.score += best.score;
        whole.steps.extend(best.steps.into_iter().map(|mut step| {
            step.quote = step.quote.map(|word| at * PART + word);
            step
        }));
    }
    vec![whole]
}

/// Readings at the places where all words stand one after the other, from the last to the first.
pub(crate) fn exact(asked: &[Asked], sources: &Sources) -> Vec<Alignment> {
    let words: Vec<usize> = (0..asked.len())
        .filter(|&at| asked[at].kind == WordKind::Word)
        .collect();
    if words.iter().any(|&at| asked[at].id == 0) {
        return Vec::new();
    }
    let rarest = words.windows(2).enumerate();
    let rarest =
        rarest.min_by_key(|(_, two)| sources.pair_count(asked[two[0]].id, asked[two[1]].id));
    let Some((at, two)) = rarest else {
        return Vec::new();
    };
    let stands = |start: &u32| {
        let ids = words.iter().map(|&at| asked[at].id);
        (*start..)
            .zip(ids)
            .all(|(place, id)| sources.word(place) == id)
    };
    let places = sources.of_pair(asked[two[0]].id, asked[two[1]].id);
    let starts = places.filter_map(|place| place.checked_sub(at as u32));
    let starts = starts.take(EXACT).filter(stands);
    starts.map(|start| whole(asked, &words, start)).collect()
}

fn of_part(asked: &[Asked], after: Option<u32>, sources: &Sources) -> Vec<Alignment> {
    let mut stretches = stretches(asked, sources);
    if let Some(last) = after {
        let end = sources.source(last).map_or(last, |s| s.places.end);
        stretches.push(last + 1..(last + 1 + 2 * asked.len() as u32).min(end).max(last + 1));
    }
    let readings = stretches.into_iter().map(|s| align(asked, s, sources));
    let mut readings: Vec<Alignment> = readings.collect();
    let start = |reading: &Alignment| reading.steps.iter().find_map(|step| step.place);
    readings.retain(|reading| start(reading).is_some());
    readings.sort_by_key(|reading| (std::cmp::Reverse(reading.score), start(reading)));
    readings.dedup_by_key(|reading| start(reading));
    readings
}

/// Stretches of sources that may hold the words, the likeliest first.
fn stretches(asked: &[Asked], sources: &Sources) -> Vec<Range<u32>> {
    let mut votes: HashMap<(usize, u32), f32> = HashMap::new();
    let mut vote = |place: u32, at: usize, weight: f32| {
        let bucket = place.saturating_sub(at as u32) / BUCKET;
        // A start near the edge of a bucket lies in the next one too.
        let source = sources.number(place);
        *votes.entry((source, bucket)).or_default() += weight;
        *votes.entry((source, bucket + 1)).or_default() += weight;
    };
    let words = || asked.iter().enumerate().filter(|(_, word)| word.id > 0);
    let mut pairs: Vec<(u32, usize, [u32; 2])> = Vec::new();
    let all: Vec<(usize, &Asked)> = words().collect();
    for two in all.windows(2) {
        let [(at, a), (next, b)] = two else { continue };
        let count = sources.pair_count(a.id, b.id);
        if next - at == 1 && count > 0 {
            pairs.push((count, *at, [a.id, b.id]));
        }
    }
    pairs.sort_unstable();
    for (count, at, [a, b]) in pairs.into_iter().take(PAIRS) {
        let weight = sources.weight(a) + sources.weight(b);
        let weight = if count as usize > PLACES {
            weight / 4.0
        } else {
            weight
        };
        for place in sources.of_pair(a, b).take(PLACES) {
            vote(place, at, weight);
        }
    }
    let mut singles: Vec<(u32, usize, u32)> = words()
        .filter(|(_, word)| word.class != Class::Small || asked.len() < 4)
        .map(|(at, word)| (sources.count(word.id), at, word.id))
        .collect();
    singles.sort_unstable();
    for (_, at, id) in singles.into_iter().take(SINGLES) {
        let weight = sources.weight(id) / 2.0;
        for place in sources.of_word(id).take(PLACES) {
            vote(place, at, weight);
        }
    }
    let mut ranked: Vec<((usize, u32), f32)> = votes.into_iter().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let has_gap = asked.iter().any(|word| word.kind == WordKind::Gap);
    let pad = if has_gap { 160 } else { 32 } + asked.len() as u32 / 2;
    let mut found: Vec<(usize, Range<u32>)> = Vec::new();
    for ((source, bucket), _) in ranked.into_iter().take(4 * STRETCHES) {
        let start = (bucket * BUCKET).saturating_sub(BUCKET);
        let covered = |(other, s): &(usize, Range<u32>)| {
            *other == source && s.start <= start && start < s.start + 2 * BUCKET
        };
        let Some(own) = sources.at(source).map(|source| &source.places) else {
            continue;
        };
        let end = (start + 3 * BUCKET + asked.len() as u32 + pad).min(own.end);
        let start = start.max(own.start);
        if found.len() < STRETCHES && !found.iter().any(covered) && start < end {
            found.push((source, start..end));
        }
    }
    found.into_iter().map(|(_, stretch)| stretch).collect()
}

/// Whether a word counts as much as one of the matter, or as a small one: in hundredths.
pub(crate) fn worth(asked: &Asked) -> u32 {
    match (asked.kind, asked.class) {
        (WordKind::Gap | WordKind::Bracketed, _) => 0,
        (_, Class::Small) => 40,
        _ => 100,
    }
}

/// What of the words was found, and the longest run of words that stand together in both.
pub(crate) fn share(asked: &[Asked], reading: &Alignment, sources: &Sources) -> (f32, usize) {
    let (mut found, mut all, mut run, mut longest) = (0, 0, 0, 0);
    for step in &reading.steps {
        let Some(word) = step.quote.map(|at| &asked[at]) else {
            run = 0;
            continue;
        };
        all += worth(word);
        if step
            .place
            .is_some_and(|place| is_same(word, place, sources))
        {
            found += worth(word);
            run += 1;
            longest = longest.max(run);
        } else if word.kind == WordKind::Word {
            run = 0;
        }
    }
    if all == 0 {
        return (0.0, 0);
    }
    (found as f32 / all as f32, longest)
}

/// Whether a word of the quote and the word of a place are forms of one.
pub(crate) fn is_same(asked: &Asked, place: u32, sources: &Sources) -> bool {
    let id = sources.word(place);
    let entry = sources.vocabulary.entry(id);
    asked.id == id || entry.is_some_and(|entry| asked.stem == Some(entry.stem))
}
