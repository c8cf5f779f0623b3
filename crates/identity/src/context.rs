//! What is known of an entity beside its names.

use crate::fold;
use crate::name::Class;
use crate::profile::Profile;
use crate::words::{Level, Words};
use newsgraph_document::Date;
use std::collections::{BTreeSet, HashMap};

/// Numbers for texts, in the order in which they are first asked for.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    of: HashMap<String, u32>,
    /// Those of names, as they are written.
    written: HashMap<String, u32>,
    /// How high each stands, if it is a place.
    levels: Vec<Level>,
    /// In how many profiles each stands as company.
    seen: Vec<u32>,
    profiles: u32,
}

impl Numbers {
    fn number(&mut self, text: String, words: &Words) -> u32 {
        let level = words.level(&text);
        let next = self.of.len() as u32;
        let number = *self.of.entry(text).or_insert(next);
        if number == next {
            self.seen.push(0);
            self.levels.push(level);
        }
        number
    }

    /// That of a name as it is written: of its country, or of what it is short for.
    fn name(&mut self, written: &str, words: &Words) -> u32 {
        if let Some(&number) = self.written.get(written) {
            return number;
        }
        let folded = fold::folded(written);
        let kept = words.alias(written, &folded).unwrap_or(&folded);
        let number = self.number(words.country(kept).to_owned(), words);
        self.written.insert(written.to_owned(), number);
        number
    }

    /// Whether few enough profiles have it in their company for it to tell them from others.
    fn is_rare(&self, number: u32) -> bool {
        self.profiles <= FEWEST || self.seen[number as usize] * 4 <= self.profiles
    }
}

/// Among so few profiles any shared company tells.
const FEWEST: u32 = 8;
/// How many of each set are kept.
const KEPT: usize = 48;

/// The roles, bodies, places, company and years of one or more profiles.
#[derive(Clone, Debug, Default)]
pub(crate) struct Context {
    roles: BTreeSet<u32>,
    bodies: BTreeSet<u32>,
    places: BTreeSet<u32>,
    company: BTreeSet<u32>,
    years: Option<(u16, u16)>,
}

/// What speaks for or against two contexts being one entity's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Evidence {
    pub(crate) roles: i32,
    pub(crate) bodies: i32,
    pub(crate) places: i32,
    pub(crate) company: i32,
    pub(crate) years: i32,
}

impl Evidence {
    pub(crate) fn sum(self) -> i32 {
        self.roles + self.bodies + self.places + self.company + self.years
    }
}

impl Context {
    /// That of a profile, with the countries that its names tell.
    pub(crate) fn of(
        profile: &Profile,
        countries: Vec<String>,
        numbers: &mut Numbers,
        words: &Words,
    ) -> Self {
        numbers.profiles += 1;
        let role = |text: &String| {
            let folded = fold::words(text);
            let telling = folded
                .into_iter()
                .filter(|word| !words.skipped.contains(word) && word.chars().count() > 2);
            telling
                .map(|word| words.country(words.spelled(&word)).to_owned())
                .collect::<Vec<_>>()
        };
        let roles = profile.roles.iter().flat_map(role).collect::<Vec<_>>();
        let mut number = |text: String| numbers.number(text, words);
        let roles = roles.into_iter().map(&mut number).collect();
        let countries: Vec<u32> = countries.into_iter().map(&mut number).collect();
        let mut name = |text: &String| numbers.name(text, words);
        let bodies = profile.bodies.iter().map(&mut name).collect();
        let places = profile.places.iter().map(&mut name);
        let places = places.chain(countries).collect();
        let company: BTreeSet<u32> = profile.company.iter().map(&mut name).collect();
        for &number in &company {
            numbers.seen[number as usize] += 1;
        }
        let year = profile.date.map(Date::year);
        Self {
            roles,
            bodies,
            places,
            company,
            years: year.map(|year| (year, year)),
        }
    }

    /// How much it tells.
    pub(crate) fn richness(&self) -> usize {
        4 * (self.roles.len() + self.bodies.len() + self.places.len()) + self.company.len()
    }

    /// Adds what another one tells.
    pub(crate) fn add(&mut self, other: &Self) {
        let add = |mine: &mut BTreeSet<u32>, theirs: &BTreeSet<u32>| {
            let room = KEPT.saturating_sub(mine.len());
            let fresh: Vec<u32> = theirs.difference(mine).copied().take(room).collect();
            mine.extend(fresh);
        };
        add(&mut self.roles, &other.roles);
        add(&mut self.bodies, &other.bodies);
        add(&mut self.places, &other.places);
        add(&mut self.company, &other.company);
        self.years = match (self.years, other.years) {
            (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
            (mine, theirs) => mine.or(theirs),
        };
    }

    /// What speaks for and against the two being one, of this class.
    pub(crate) fn compare(&self, other: &Self, class: Class, numbers: &Numbers) -> Evidence {
        let company = self
            .company
            .intersection(&other.company)
            .filter(|&&n| numbers.is_rare(n))
            .take(3)
            .fold(0, |count, _| count + 1);
        Evidence {
            roles: shared(&self.roles, &other.roles, 2, -1),
            bodies: shared(
                &self.bodies,
                &other.bodies,
                2,
                if class == Class::Person { -1 } else { 0 },
            ),
            places: self.places(other, class, numbers),
            company,
            years: years(self.years, other.years),
        }
    }
}

impl Context {
    /// A shared place speaks for it; two countries or two states against it, most for places themselves.
    fn places(&self, other: &Self, class: Class, numbers: &Numbers) -> i32 {
        let of = |context: &Self, level: Level| -> BTreeSet<u32> {
            context
                .places
                .iter()
                .copied()
                .filter(|&n| numbers.levels[n as usize] == level)
                .collect()
        };
        let differ = |level: Level| {
            let (mine, theirs) = (of(self, level), of(other, level));
            !mine.is_empty() && !theirs.is_empty() && mine.is_disjoint(&theirs)
        };
        let against = match class {
            Class::Place => -6,
            _ => -2,
        };
        if differ(Level::State) || differ(Level::Country) {
            against
        } else if self.places.is_disjoint(&other.places) {
            0
        } else {
            2
        }
    }
}

fn shared(mine: &BTreeSet<u32>, theirs: &BTreeSet<u32>, some: i32, none: i32) -> i32 {
    if mine.is_empty() || theirs.is_empty() {
        0
    } else if mine.intersection(theirs).next().is_some() {
        some
    } else {
        none
    }
}

/// Years that lie far from one another speak against one person or body.
fn years(mine: Option<(u16, u16)>, theirs: Option<(u16, u16)>) -> i32 {
    let (Some((a, b)), Some((c, d))) = (mine, theirs) else {
        return 0;
    };
    match c.saturating_sub(b).max(a.saturating_sub(d)) {
        0..=20 => 0,
        21..=50 => -2,
        _ => -5,
    }
}
