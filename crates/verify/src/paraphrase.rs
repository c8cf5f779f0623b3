//! Whether a source says something in other words.

use crate::judge::Query;
use crate::lexicon::{Class, Lexicon, SIGNS, Weights};
use crate::sources::{NAME, Sources};
use crate::speaker::{Likeness, Voice};
use crate::words::WordKind;
use newsgraph_neural::{Meaning, WordVectors, exp};
use std::collections::HashMap;
use std::ops::Range;

/// The rarest words of a quote that are looked up, and how many sentences of each at most.
const STEMS: usize = 12;
const UNITS: usize = 2000;
/// Sentences that are compared, and those whose words are compared by their meaning.
const COMPARED: usize = 12;
const MEANT: usize = 4;
/// The share of the words of two sentences from which one of them stands for both.
const NEARLY_ALL: f32 = 0.9;
/// The most words of a stretch or quote that are compared by their meaning.
const MOST_WORDS: usize = 80;

/// A stretch of a source that may say the same.
#[derive(Clone, Debug)]
pub(crate) struct Stretch {
    pub(crate) places: Range<u32>,
    pub(crate) signs: Signs,
    /// The probability that it does, whatever it denies.
    pub(crate) score: f32,
}

/// What tells that two texts say the same, each from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Signs {
    /// The share of the words that both have, by how rare they are.
    pub(crate) words: f32,
    /// The same, where words of like meaning count in part.
    pub(crate) alike: f32,
    /// The share of the names, of the numbers.
    pub(crate) names: f32,
    pub(crate) numbers: f32,
    /// 1 where one of the two denies what the other says.
    pub(crate) denial: f32,
    /// 1 where the speaker is the same; where it is another.
    pub(crate) speaker: f32,
    pub(crate) other: f32,
    /// 1 where the source has it as a quote.
    pub(crate) quoted: f32,
}

impl Signs {
    /// Their values, in the order of [`SIGNS`].
    pub(crate) fn values(&self) -> [f32; SIGNS.len()] {
        [
            self.words,
            self.alike,
            self.names,
            self.numbers,
            self.denial,
            self.speaker,
            self.other,
            self.quoted,
        ]
    }

    /// The probability that both say the same.
    pub(crate) fn score(&self, weights: &Weights) -> f32 {
        let parts = weights.signs.iter().zip(self.values());
        let sum = parts.fold(weights.base, |sum, (weight, sign)| sum + weight * sign);
        let small = exp(-sum.abs());
        let rest = small / (1.0 + small);
        if sum < 0.0 { rest } else { 1.0 - rest }
    }
}

/// Looks for what says the same as a quote.
pub(crate) struct Search<'a> {
    pub(crate) query: Query<'a>,
    pub(crate) voice: Option<&'a Voice>,
    pub(crate) sources: &'a Sources,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) vectors: &'a WordVectors,
}

impl Search<'_> {
    /// The stretch that most likely says the same; `None` where no source has a word of it.
    pub(crate) fn best(&self) -> Option<Stretch> {
        let candidates = self.candidates().into_iter();
        let mut found: Vec<Stretch> = candidates.map(|s| self.compare(s)).collect();
        let by_score = |a: &Stretch, b: &Stretch| {
            let likelier = b.score.total_cmp(&a.score);
            likelier
                .then(a.places.start.cmp(&b.places.start))
                .then(a.places.end.cmp(&b.places.end))
        };
        found.sort_by(by_score);
        found.truncate(MEANT);
        for stretch in &mut found {
            self.mean(stretch);
        }
        found.sort_by(by_score);
        found.into_iter().next()
    }

    /// Of two sentences the one that has what the quote says, where one has nearly all of it.
    pub(crate) fn narrow(&self, whole: Stretch) -> Stretch {
        let alone = self.sources.units_in(&whole.places).map(|places| {
            let mut stretch = self.compare(places);
            self.mean(&mut stretch);
            stretch
        });
        let best = alone.reduce(|a, b| if b.score > a.score { b } else { a });
        let has_all = |one: &Stretch| {
            let (one, whole) = (&one.signs, &whole.signs);
            one.words >= NEARLY_ALL * whole.words
                && one.alike >= NEARLY_ALL * whole.alike
                && one.names >= whole.names
                && one.numbers >= whole.numbers
        };
        match best.filter(has_all) {
            Some(best) => Stretch {
                score: whole.score,
                ..best
            },
            None => whole,
        }
    }

    /// The positions of the words of the matter, each stem once.
    fn matter(&self) -> Vec<usize> {
        let mut seen = Vec::new();
        let asked = self.query.asked;
        let counts = |at: &usize| {
            let word = &asked[*at];
            let new = word.stem.is_none() || !seen.contains(&word.stem);
            seen.push(word.stem);
            new && word.kind != WordKind::Gap
                && !matches!(word.class, Class::Small | Class::Denial | Class::Modal)
        };
        (0..asked.len()).filter(counts).take(MOST_WORDS).collect()
    }

    /// Sentences, alone and with a neighbour, that share words with the quote.
    fn candidates(&self) -> Vec<Range<u32>> {
        let stems = self
            .matter()
            .into_iter()
            .filter_map(|at| self.query.asked[at].stem);
        let mut stems: Vec<(usize, u32)> = stems
            .map(|stem| (self.sources.of_stem(stem).len(), stem))
            .filter(|(count, _)| *count > 0)
            .collect();
        stems.sort_unstable();
        stems.dedup();
        let mut votes: HashMap<u32, f32> = HashMap::new();
        for (_, stem) in stems.into_iter().take(STEMS) {
            let weight = self.sources.stem_weight(Some(stem));
            for &unit in self.sources.of_stem(stem).iter().take(UNITS) {
                *votes.entry(unit).or_default() += weight;
            }
        }
        let mut ranked: Vec<(u32, f32)> = votes.into_iter().collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut stretches = Vec::new();
        for (unit, _) in ranked.into_iter().take(COMPARED) {
            let own = self.sources.unit(unit);
            let same = |other: &Range<u32>| {
                let source =
                    |places: &Range<u32>| self.sources.source(places.start).map(|s| s.places.start);
                source(other) == source(&own)
            };
            let all = self.sources.units.len() as u32;
            let next = Some(unit + 1)
                .filter(|&next| next < all)
                .map(|next| self.sources.unit(next));
            let before = unit.checked_sub(1).map(|before| self.sources.unit(before));
            stretches.extend(next.filter(same).map(|next| own.start..next.end));
            stretches.extend(before.filter(same).map(|before| before.start..own.end));
            stretches.push(own);
        }
        stretches
    }

    fn compare(&self, places: Range<u32>) -> Stretch {
        let stems: Vec<Option<u32>> = places.clone().map(|p| self.stem(p)).collect();
        let has = |at: usize| {
            self.query.asked[at]
                .stem
                .is_some_and(|stem| stems.contains(&Some(stem)))
        };
        let (mut found, mut all) = (0.0, 0.0);
        for at in self.matter() {
            let weight = self.weight(at);
            all += weight;
            found += if has(at) { weight } else { 0.0 };
        }
        let words = if all > 0.0 { found / all } else { 0.0 };
        let near = self.near(&places);
        let share = |passes: &dyn Fn(usize) -> bool| {
            let (mut found, mut all) = (0, 0);
            for at in (0..self.query.asked.len()).filter(|&at| passes(at)) {
                all += 1;
                let stem = self.query.asked[at].stem;
                found += usize::from(stem.is_some() && near.contains(&stem));
            }
            if all == 0 {
                1.0
            } else {
                found as f32 / all as f32
            }
        };
        let is_name = |at: usize| {
            self.query.words[at].is_name && self.query.asked[at].class == Class::Content
        };
        let is_number = |at: usize| self.query.asked[at].class == Class::Number;
        let mut signs = Signs {
            words,
            alike: words,
            names: share(&is_name),
            numbers: share(&is_number),
            denial: if self.denials(&places) { 1.0 } else { 0.0 },
            ..Signs::default()
        };
        self.speaker(&places, &mut signs);
        let score = self.score(&signs);
        Stretch {
            places,
            signs,
            score,
        }
    }

    /// The probability, with what is denied left out of it.
    fn score(&self, signs: &Signs) -> f32 {
        let signs = Signs {
            denial: 0.0,
            ..*signs
        };
        signs.score(&self.lexicon.weights)
    }

    fn stem(&self, place: u32) -> Option<u32> {
        self.sources.stem(place)
    }

    fn weight(&self, at: usize) -> f32 {
        self.sources.stem_weight(self.query.asked[at].stem)
    }

    /// The stems of a stretch and of some words around it, where names and numbers may stand.
    fn near(&self, places: &Range<u32>) -> Vec<Option<u32>> {
        let around = self.sources.around(places);
        around.map(|place| self.stem(place)).collect()
    }

    /// Whether one of the two denies what the other says.
    fn denials(&self, places: &Range<u32>) -> bool {
        let asked = self
            .query
            .asked
            .iter()
            .filter(|w| w.class == Class::Denial)
            .count();
        let class = |place: u32| {
            let entry = self.sources.vocabulary.entry(self.sources.word(place));
            entry.map(|entry| entry.class)
        };
        let found = places
            .clone()
            .filter(|&place| class(place) == Some(Class::Denial))
            .count();
        (asked == 0) != (found == 0)
    }

    fn speaker(&self, places: &Range<u32>, signs: &mut Signs) {
        let Some(source) = self.sources.source(places.start) else {
            return;
        };
        let mut best = None;
        for place in places.clone() {
            let Some(said) = source.quote_at(place) else {
                continue;
            };
            signs.quoted = 1.0;
            let voice = source.quotes[said as usize].voice.as_ref();
            let likeness = self
                .voice
                .zip(voice)
                .map(|(a, b)| a.likeness(b, self.lexicon));
            best = best.max(likeness);
        }
        match best {
            Some(Likeness::Same) => signs.speaker = 1.0,
            Some(Likeness::Other) => signs.other = 1.0,
            _ => {}
        }
    }

    /// Counts words that mean about the same.
    fn mean(&self, stretch: &mut Stretch) {
        let meaning =
            |word: &str| -> Option<Meaning> { self.vectors.meaning(self.vectors.row_of(word)) };
        let entries = stretch.places.clone().filter_map(|place| {
            let entry = self.sources.vocabulary.entry(self.sources.word(place))?;
            (entry.class == Class::Content || self.sources.has(place, NAME)).then_some(entry)
        });
        let found: Vec<(u32, Option<Meaning>)> = entries
            .take(MOST_WORDS)
            .map(|e| (e.stem, meaning(&e.form)))
            .collect();
        let (mut sum, mut all) = (0.0, 0.0);
        for at in self.matter() {
            let weight = self.weight(at);
            all += weight;
            let stem = self.query.asked[at].stem;
            if found.iter().any(|(other, _)| Some(*other) == stem) {
                sum += weight;
            } else if let Some(own) = meaning(&self.query.words[at].form) {
                let near = found
                    .iter()
                    .filter_map(|(_, other)| Some(own.likeness(other.as_ref()?)));
                let nearest = near.fold(0.0, f32::max);
                sum += weight * (2.0 * nearest - 1.0).max(0.0);
            }
        }
        stretch.signs.alike = if all > 0.0 { sum / all } else { 0.0 };
        stretch.score = self.score(&stretch.signs);
    }
}
