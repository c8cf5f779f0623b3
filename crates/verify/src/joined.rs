//! Words of several quotes that stand as one.

use crate::align::{Alignment, Asked, Step};
use crate::find::{is_same, readings, share};
use crate::judge::Query;
use crate::lexicon::Class;
use crate::reason;
use crate::speaker::Voice;
use crate::verdict::{Change, Found, VerdictKind};
use crate::verifier::{LEAST_RUN, Outcome, Verifier};
use std::ops::Range;

impl Verifier {
    /// Words of which a long part stands elsewhere than the rest.
    pub(crate) fn joined(
        &self,
        query: Query<'_>,
        reading: &Alignment,
        voice: Option<&Voice>,
    ) -> Option<Outcome> {
        let mut is_found = vec![false; query.asked.len()];
        for step in &reading.steps {
            if let (Some(at), Some(place)) = (step.quote, step.place) {
                is_found[at] |= is_same(&query.asked[at], place, &self.sources);
            }
        }
        forget_alone(&mut is_found, query.asked);
        let lost = lost(&is_found)?;
        let asked = &query.asked[lost.clone()];
        let rest = readings(asked, &self.sources).into_iter().next()?;
        let (found, run) = share(asked, &rest, &self.sources);
        let is_all = |at: &[bool]| at.iter().filter(|found| **found).count() * 10 >= at.len() * 9;
        let own = if lost.start == 0 {
            lost.end..is_found.len()
        } else {
            0..lost.start
        };
        if found < 0.9
            || run < LEAST_RUN
            || own.len() < LEAST_RUN
            || !is_all(&is_found[own.clone()])
        {
            return None;
        }
        let is_own = |step: &&Step| step.quote.is_none_or(|at| own.contains(&at));
        let steps: Vec<Step> = reading.steps.iter().filter(is_own).copied().collect();
        let mut parts = vec![
            self.core(query.asked, &steps),
            self.core(asked, &rest.steps),
        ];
        if lost.start == 0 {
            parts.reverse();
        }
        Some(self.of_parts(&parts, Vec::new(), 1.0, voice))
    }

    /// The places of a reading from the first to the last word that both have.
    fn core(&self, asked: &[Asked], steps: &[Step]) -> Vec<u32> {
        let is_same = |step: &Step| {
            let both = step.quote.zip(step.place);
            both.is_some_and(|(at, place)| is_same(&asked[at], place, &self.sources))
        };
        let first = steps.iter().position(is_same).unwrap_or(0);
        let last = steps.iter().rposition(is_same).map_or(0, |last| last + 1);
        let steps = steps.get(first..last).unwrap_or_default();
        steps.iter().filter_map(|step| step.place).collect()
    }

    /// The places of a reading, those of each quote of the source apart.
    pub(crate) fn quotes_of(&self, reading: &Alignment) -> Vec<Vec<u32>> {
        let mut parts: Vec<Vec<u32>> = Vec::new();
        let places = reading.steps.iter().filter(|step| step.quote.is_some());
        for place in places.filter_map(|step| step.place) {
            let Some(source) = self.sources.source(place) else {
                continue;
            };
            let together = |part: &&mut Vec<u32>| {
                let last = part.last().copied();
                last.is_some_and(|last| source.common(last, place).is_some())
            };
            match parts.last_mut().filter(together) {
                Some(part) => part.push(place),
                None if source.quote_at(place).is_some() => parts.push(vec![place]),
                None => {}
            }
        }
        parts
    }

    /// What is to be told of parts that stand in several quotes, in the order of the text.
    pub(crate) fn of_parts(
        &self,
        parts: &[Vec<u32>],
        changes: Vec<Change>,
        score: f32,
        voice: Option<&Voice>,
    ) -> Outcome {
        let found = parts.iter().filter_map(|places| {
            let (speaker, _) = self.speaker_of(places, voice);
            self.found_at(places, speaker)
        });
        let mut found: Vec<Found> = found.collect();
        let reason = reason::of_parts(&found);
        let also = found.split_off(found.len().min(1));
        Outcome {
            kind: VerdictKind::Joined,
            harmful: true,
            source: found.pop(),
            also,
            changes,
            score,
            reason,
            stance: None,
        }
    }
}

/// A small word that is found between such that are not was found by chance.
fn forget_alone(is_found: &mut [bool], asked: &[Asked]) {
    for at in 1..is_found.len().saturating_sub(1) {
        let is_alone = !is_found[at - 1] && !is_found[at + 1];
        is_found[at] &= !(is_alone && asked[at].class == Class::Small);
    }
}

/// The longest run at the start or the end of which few words were found.
fn lost(is_found: &[bool]) -> Option<Range<usize>> {
    let longest = |order: &mut dyn Iterator<Item = bool>| {
        let (mut sum, mut best, mut len) = (0i64, 0i64, 0);
        for (at, found) in order.enumerate() {
            sum += if found { -3 } else { 1 };
            if sum > best {
                (best, len) = (sum, at + 1);
            }
        }
        len
    };
    let head = longest(&mut is_found.iter().copied());
    let tail = longest(&mut is_found.iter().rev().copied());
    let all = is_found.len();
    let (len, range) = if head >= tail {
        (head, 0..head)
    } else {
        (tail, all - tail..all)
    };
    (len >= LEAST_RUN && len < all).then_some(range)
}
