use crate::context::{Evidence, Numbers};
use crate::group::Group;
use crate::item::Item;
use crate::person::Fit;
use crate::profile::{EntityRef, Profile};
use crate::score::{Bond, LEAST};
use crate::words::Words;
use std::fmt;

/// Why two profiles are taken for one, or not, when nothing but the two is known.
///
/// Its `Display` is a line for people: "same name 5, shared role 2: 7 points of 2".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Each ground with its points, the name first; those that speak against have less than none.
    pub grounds: Vec<(&'static str, i32)>,
}

impl Reason {
    /// The sum of the points.
    pub fn points(&self) -> i32 {
        self.grounds.iter().map(|(_, points)| points).sum()
    }

    /// Whether they are enough.
    pub fn is_one(&self) -> bool {
        self.points() >= LEAST
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (ground, points) in &self.grounds {
            write!(f, "{ground} {points}, ")?;
        }
        write!(f, "together {} of {LEAST}", self.points())
    }
}

/// Why the two would be one or not; `None` where their names or kinds are of two things.
pub fn explain(a: &Profile, b: &Profile) -> Option<Reason> {
    let entity = |document: &str| EntityRef {
        document: document.to_owned(),
        entity: 0,
    };
    let (first, second) = (entity("a"), entity("b"));
    let words = Words::english();
    let named = [(&first, a), (&second, b)];
    let named = named.map(|(entity, profile)| (entity, profile, profile.read_names(words)));
    let (items, numbers): (Vec<Item>, Numbers) = Item::read(named.into(), words);
    let groups = [Group::of(0, &items[0]), Group::of(1, &items[1])];
    let likeness = groups[0].likeness(&groups[1], &numbers, words)?;
    let mut grounds = vec![(likeness.bond.words(), likeness.bond.points())];
    grounds.extend(
        told(likeness.evidence)
            .into_iter()
            .filter(|(_, points)| *points != 0),
    );
    Some(Reason { grounds })
}

fn told(evidence: Evidence) -> [(&'static str, i32); 5] {
    let word = |points: i32, shared, other| if points > 0 { shared } else { other };
    let Evidence {
        roles,
        bodies,
        places,
        company,
        years,
    } = evidence;
    [
        (word(roles, "shared role", "other roles"), roles),
        (word(bodies, "shared body", "other bodies"), bodies),
        (word(places, "shared place", "other places"), places),
        ("shared company", company),
        ("years between", years),
    ]
}

impl Bond {
    fn words(self) -> &'static str {
        match self {
            Self::Person(Fit::Same) | Self::Same => "same name",
            Self::Person(Fit::Fuller) => "a fuller name",
            Self::Person(Fit::Variant) => "another spelling",
            Self::Person(Fit::Nickname) => "a nickname",
            Self::Person(Fit::Turned) => "the parts in another order",
            Self::Person(Fit::Joined) => "one of two surnames",
            Self::Person(Fit::Near) => "nearly the same spelling",
            Self::Person(Fit::Initial) => "an initial",
            Self::Person(Fit::Surname) => "a surname alone",
            Self::Common => "a name that many have",
            Self::Told => "a name that a text gives it",
            Self::Acronym => "its initials",
        }
    }
}
