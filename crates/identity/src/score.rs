//! How far names and what else is known make two entities one.

use crate::name::{Name, OtherName};
use crate::person::Fit;
use crate::words::Words;

/// What a pair's points must reach.
pub(crate) const LEAST: i32 = 2;
/// By how much the best of several must lie before the next.
pub(crate) const AHEAD: i32 = 2;

/// How two names go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bond {
    /// By their parts, as names of people.
    Person(Fit),
    /// As the same name.
    Same,
    /// As the same name, which things of many countries have.
    Common,
    /// By a further name that a document gives one of them.
    Told,
    /// As initials and what they stand for.
    Acronym,
}

impl Bond {
    /// What the names alone are worth.
    pub(crate) fn points(self) -> i32 {
        match self {
            Self::Person(Fit::Same) => 5,
            Self::Person(Fit::Fuller | Fit::Variant | Fit::Turned | Fit::Joined) => 4,
            Self::Person(Fit::Near | Fit::Initial) => 3,
            Self::Person(Fit::Surname) => 2,
            Self::Same => 6,
            Self::Common => 1,
            Self::Told => 4,
            Self::Acronym => 3,
        }
    }
}

/// How two names go together; `None` where they are of two.
pub(crate) fn bond(mine: &Name, theirs: &Name, words: &Words) -> Option<Bond> {
    match (mine, theirs) {
        (Name::Person(a), Name::Person(b)) => a.fit(b, words).map(Bond::Person),
        (Name::Other(a), Name::Other(b)) => {
            if a.text == b.text && a.is_acronym == b.is_acronym {
                return Some(if a.is_common { Bond::Common } else { Bond::Same });
            }
            (stands_for(a, b) || stands_for(b, a)).then_some(Bond::Acronym)
        }
        _ => None,
    }
}

fn stands_for(short: &OtherName, long: &OtherName) -> bool {
    short.is_acronym && long.initials.contains(&short.text)
}
