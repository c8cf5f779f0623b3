//! What is known of an entity beside its names.

use crate::fold;
use crate::name::Class;
use crate::profile::Profile;
use crate::words::Words;
use std::collections::{BTreeSet, HashMap};

/// Numbers for texts, in the order in which they are first asked for.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    of: HashMap<String, u32>,
    /// In how many profiles each stands as company.
    seen: Vec<u32>,
    profiles: u32,
}

impl Numbers {
    fn number(&mut self, text: String) -> u32 {
        let next = self.of.len() as u32;
        let number = *self.of.entry(text).or_insert(next);
        if number == next {
            self.seen.push(0);
        }
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
    pub(crate) fn of(profile: &Profile, numbers: &mut Numbers) -> Self {
        let words = Words::english();
        numbers.profiles += 1;
        let name = |text: &String| {
            let folded = fold::words(text);
            let joined = folded.join(" ");
            let kept = words.alias(text, &joined).map_or(joined.clone(), str::to_owned);
            words.people(&kept).to_owned()
        };
        let role = |text: &String| {
            let folded = fold::words(text);
            let telling = folded.into_iter().filter(|word| !words.skipped.contains(word) && word.chars().count() > 2);
            telling.map(|word| words.spelled(&word).to_owned()).collect::<Vec<_>>()
        };
        let roles = profile.roles.iter().flat_map(role).collect::<Vec<_>>();
        let mut of = |texts: Vec<String>| -> BTreeSet<u32> {
            texts.into_iter().map(|text| numbers.number(text)).collect()
        };
        let roles = of(roles);
        let bodies = of(profile.bodies.iter().map(name).collect());
        let places = of(profile.places.iter().map(name).collect());
        let company = of(profile.company.iter().map(name).collect());
        for &number in &company {
            numbers.seen[number as usize] += 1;
        }
        let year = profile.date.map(|date| date.year());
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
        let against = if class == Class::Place { -6 } else { -2 };
        let company = self.company.intersection(&other.company).filter(|&&n| numbers.is_rare(n)).take(3).count();
        Evidence {
            roles: shared(&self.roles, &other.roles, 2, -1),
            bodies: shared(&self.bodies, &other.bodies, 2, -1),
            places: shared(&self.places, &other.places, 2, against),
            company: company as i32,
            years: years(self.years, other.years),
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
