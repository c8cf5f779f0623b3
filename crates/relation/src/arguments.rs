use crate::candidates::Candidate;
use crate::facts::{Known, between};
use crate::features::{sorts, step};
use crate::scene::Scene;
use newsgraph_linear::{Feature, feature};

/// What is known of the arguments of a scene, for features of pairs of them.
#[derive(Debug)]
pub(crate) struct Arguments {
    known: Vec<Known>,
    /// For each argument its rank among the countries by mentions, from 1; 0 for others.
    rank: Vec<u64>,
    countries: u64,
    /// Sentences of the first mentions of each argument.
    sentences: Vec<Vec<usize>>,
}

/// Mentions of an argument whose sentences are compared.
const MENTIONS: usize = 8;

/// An argument with what its features depend on beside itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    is_object: bool,
    pub(crate) argument: usize,
    sorts: u64,
    /// The rank of the object among the countries.
    rank: u64,
    far: u64,
}

/// Templates of these features start here.
const FIRST: u32 = 300;

impl Arguments {
    pub(crate) fn new(scene: &Scene<'_>, known: Vec<Known>) -> Self {
        let is_country = |a: &usize| scene.arguments[*a].country.is_some();
        let mut countries: Vec<usize> = (0..scene.arguments.len()).filter(is_country).collect();
        countries.sort_by_key(|&a| std::cmp::Reverse(scene.arguments[a].places.len()));
        let mut rank = vec![0; scene.arguments.len()];
        for (number, &country) in (1..).zip(&countries) {
            rank[country] = number.min(4);
        }
        let sentences = scene.arguments.iter().map(|argument| {
            let places = argument.places.iter().take(MENTIONS);
            places.map(|&p| scene.places[p].sentence).collect()
        });
        Self {
            sentences: sentences.collect(),
            known,
            rank,
            countries: (countries.len() as u64).min(4),
        }
    }

    /// What features of the subject alone, then of the object alone, depend on: where it is the same for two
    /// candidates, so are the features.
    pub(crate) fn keys(&self, scene: &Scene<'_>, candidate: &Candidate) -> [Key; 2] {
        let (s, o) = (candidate.subject, candidate.object);
        let (sorts, far) = (sorts(scene, s, o), u64::from(candidate.pairs.is_empty()));
        let key = |is_object, argument| Key {
            is_object,
            argument,
            sorts,
            rank: self.rank[o],
            far,
        };
        [key(false, s), key(true, o)]
    }

    /// Adds the features of the argument of a key.
    pub(crate) fn of_one(&self, scene: &Scene<'_>, key: Key, out: &mut Vec<Feature>) {
        let mut add = |template: u32, values: [u64; 2]| {
            let [a, b] = values;
            out.push(feature(FIRST + template, [key.sorts, a, b]));
        };
        let argument = &scene.arguments[key.argument];
        let kinds = self.known[key.argument].kinds;
        if key.is_object {
            bits(kinds, |kind| add(15, [kind, key.far]));
            add(24, [argument.names.first().copied().unwrap_or(0), 0]);
            add(4, [key.rank, self.countries]);
            return;
        }
        add(0, [0, 0]);
        add(5, [self.rank[key.argument], self.countries]);
        bits(kinds, |kind| {
            add(14, [kind, key.far]);
            add(16, [kind, key.rank]);
        });
        for &name in argument.names.iter().take(2) {
            add(22, [name, 0]);
        }
        // What stands beside the subject's mentions tells of its office, wherever the object stands.
        for &place in argument.places.iter().take(4) {
            let place = &scene.places[place];
            let sentence = scene.sentence(place);
            let before = place.tokens.start.checked_sub(1);
            let around = [before, Some(place.tokens.end)].into_iter().flatten();
            let around = around.filter(|token| sentence.contains(token));
            for token in around.chain([place.tokens.end - 1]) {
                let word = scene.words[token].lower;
                add(25, [word, key.rank]);
                add(26, [word, key.far]);
            }
        }
        for &place in argument.places.iter().take(6) {
            let titles = scene.places[place].titles.iter();
            for title in titles.filter(|title| title.class > 0) {
                let class = u64::from(title.class) * 2 + u64::from(title.former);
                add(27, [class, key.rank]);
                add(28, [class, key.far]);
            }
        }
    }

    /// Adds the features of a pair of arguments apart from the sentences that name both.
    pub(crate) fn of_both(
        &self,
        scene: &Scene<'_>,
        candidate: &Candidate,
        get: &dyn Fn(Feature) -> u64,
        out: &mut Vec<Feature>,
    ) {
        let (s, o) = (candidate.subject, candidate.object);
        let [subject, object] = [s, o].map(|a| &scene.arguments[a]);
        let sorts = sorts(scene, s, o);
        let far = u64::from(candidate.pairs.is_empty());
        let mut add = |template: u32, values: [u64; 2]| {
            let [a, b] = values;
            out.push(feature(FIRST + template, [sorts, a, b]));
        };
        add(1, [far, self.rank[o]]);
        add(2, [far, step(candidate.pairs.len())]);
        add(3, [step(subject.places.len()), step(object.places.len())]);
        let (first, second) = (&self.sentences[s], &self.sentences[o]);
        let distances = first
            .iter()
            .flat_map(|a| second.iter().map(move |b| a.abs_diff(*b)));
        add(6, [step(distances.min().unwrap_or(99)), self.rank[o]]);
        let start = |own: &[usize]| step(own.first().copied().unwrap_or(99));
        add(7, [start(first), start(second)]);

        let (known, other) = (&self.known[s], &self.known[o]);
        let pair = between(subject, object, get);
        let is_known = u64::from(pair != 0);
        bits(pair, |label| add(10, [label, 0]));
        bits(between(object, subject, get), |label| add(11, [label, 0]));
        bits(known.subject & !pair, |label| add(12, [label, far]));
        bits(other.object, |label| add(13, [label, is_known]));
        let town = match object.country {
            Some(country) if !known.towns.is_empty() => {
                let here = known.towns.contains(&country);
                let elsewhere = known.towns.iter().any(|&t| t != country);
                1 + u64::from(here) + 2 * u64::from(elsewhere)
            }
            _ => 0,
        };
        add(20, [town, far]);
        add(21, [is_known, u64::from(known.subject != 0)]);
        let object = object.names.first().copied().unwrap_or(0);
        for &name in subject.names.iter().take(2) {
            add(23, [name, object]);
        }
    }
}

/// The numbers of the bits that are set.
fn bits(bits: u64, mut take: impl FnMut(u64)) {
    let mut rest = bits;
    while rest != 0 {
        take(u64::from(rest.trailing_zeros()));
        rest &= rest - 1;
    }
}
