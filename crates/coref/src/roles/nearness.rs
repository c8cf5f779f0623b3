//! Which of several entities a description takes up.

use super::MANY;
use crate::discourse::Discourse;
use crate::kinds::Animacy;
use newsgraph_phrase::Sort;

/// How many sentences back a description looks where several may be meant, or the kind of a name is not told.
pub(super) const NEAR: usize = 3;
/// How many sentences back one looks who is told of by age alone.
pub(super) const AGE: usize = 2;

/// Which entity a description takes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TakenUp {
    /// This one.
    One(usize),
    /// One of several: nobody can tell which.
    Several,
    /// Nothing tells.
    Unknown,
}

/// The people mentioned lately.
pub(super) fn people_lately(discourse: &Discourse<'_>) -> Vec<usize> {
    let is_person = |&entity: &usize| {
        let growing = &discourse.entities.all[entity];
        growing.animacy == Animacy::Person && growing.label().is_some()
    };
    discourse
        .entities
        .recent()
        .take(MANY)
        .filter(is_person)
        .collect()
}

/// The entity among these that a description at this place takes up: the only one, the one that is named much more
/// often than the others, the subject of the sentence before, or the one mentioned last where the others are far.
pub(super) fn likeliest(
    discourse: &Discourse<'_>,
    at: usize,
    entities: &[usize],
    most: usize,
) -> TakenUp {
    let this = &discourse.candidates[at];
    let mut near: Vec<Likely> = entities
        .iter()
        .filter_map(|&entity| {
            let last = discourse.entities.last_mention(entity)?.mention;
            let other = &discourse.candidates[last];
            let back = this.sentence.saturating_sub(other.sentence);
            let growing = &discourse.entities.all[entity];
            let is_place = growing.label().map(Sort::of) == Some(Sort::Place);
            let is_subject = back == 1 && other.role.is_subject();
            (back <= most && !other.span.overlaps(this.span)).then_some(Likely {
                entity,
                back,
                names: growing.given.len(),
                is_subject,
                is_place,
            })
        })
        .collect();
    near.sort_unstable_by_key(|likely| (likely.back, likely.entity));
    match near[..] {
        [] => match entities {
            &[only] if most == usize::MAX => TakenUp::One(only),
            _ => TakenUp::Unknown,
        },
        [ref only] => TakenUp::One(only.entity),
        [ref first, ref second, ..] => {
            let most_named = near.iter().max_by_key(|likely| likely.names);
            let others = |entity| near.iter().filter(move |likely| likely.entity != entity);
            if let Some(one) = most_named
                && others(one.entity).all(|other| other.names * one.times() <= one.names)
            {
                return TakenUp::One(one.entity);
            }
            let mut subjects = near.iter().filter(|likely| likely.is_subject);
            if let (Some(only), None) = (subjects.next(), subjects.next()) {
                return TakenUp::One(only.entity);
            }
            if second.back > first.back + NEAR {
                return TakenUp::One(first.entity);
            }
            TakenUp::Several
        }
    }
}

impl Likely {
    /// How many times more names than others it must have. Places are named for much that they are not meant by.
    fn times(&self) -> usize {
        if self.is_place { 4 } else { 2 }
    }
}

/// An entity that a description may take up.
struct Likely {
    entity: usize,
    /// Sentences since its last mention.
    back: usize,
    /// Names of it in the text.
    names: usize,
    /// Whether it was the subject of the sentence before.
    is_subject: bool,
    is_place: bool,
}
