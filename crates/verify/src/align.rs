//! Words of a quote against words of the sources, one by one.

use crate::lexicon::Class;
use crate::sources::Sources;
use crate::words::WordKind;
use std::ops::Range;

/// A word of a quote, as the sources know it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    /// The number of the word; 0 where no source has it.
    pub(crate) id: u32,
    pub(crate) stem: Option<u32>,
    pub(crate) class: Class,
    pub(crate) kind: WordKind,
}

/// What stands where: a word of the quote, of the source, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// The position of a word of the quote.
    pub(crate) quote: Option<usize>,
    /// The place of a word of the sources.
    pub(crate) place: Option<u32>,
}

/// The best way to read a quote in a stretch of a source.
#[derive(Clone, Debug, Default)]
pub(crate) struct Alignment {
    pub(crate) steps: Vec<Step>,
    pub(crate) score: i32,
}

impl Alignment {
    /// Takes small words at either end for added, where they are not those of the source: the "that" before what is told
    /// stands for no word. Between marks a small word stays against one of the same quote or sentence.
    pub(crate) fn trim(&mut self, quote: &[Asked], is_indirect: bool, sources: &Sources) {
        let same = |step: &Step| {
            let place = step.place.filter(|&place| {
                step.quote
                    .is_some_and(|at| quote[at].id == sources.word(place))
            });
            place.filter(|_| step.quote.is_some())
        };
        let first = self.steps.iter().find_map(same);
        let last = self.steps.iter().rev().find_map(same);
        let is_within = |place: u32| {
            let inner = if first.is_some_and(|first| place < first) {
                first
            } else {
                last
            };
            inner.is_some_and(|inner| sources.are_near(place, inner))
        };
        let is_loose = |step: &Step| match (step.quote, step.place) {
            (Some(at), Some(place)) => {
                let asked = &quote[at];
                let is_same = asked.id == sources.word(place);
                let stands =
                    !is_indirect && sources.class(place) == Some(Class::Small) && is_within(place);
                let is_other = asked.class == Class::Small && !stands;
                !is_same && (is_other || asked.kind == WordKind::Bracketed)
            }
            _ => true,
        };
        let loosen = |step: &mut Step| step.place = None;
        self.steps
            .iter_mut()
            .take_while(|step| is_loose(step))
            .for_each(loosen);
        self.steps
            .iter_mut()
            .rev()
            .take_while(|step| is_loose(step))
            .for_each(loosen);
        self.steps
            .retain(|step| step.quote.is_some() || step.place.is_some());
    }
}

const SAME: i32 = 6;
const SAME_SMALL: i32 = 3;
const SAME_STEM: i32 = 4;
const OTHER: i32 = -4;
const OTHER_SMALL: i32 = -1;
const ADDED: i32 = -4;
const LEFT_OUT: i32 = -1;
const OPEN: i32 = -5;
const LOW: i32 = i32::MIN / 4;

/// How a cell was reached, as bits.
type Way = u8;
/// The quote's word and the source's stand for each other.
const BOTH: Way = 1;
/// Before it words of the source were left out.
const AFTER_LEFT: Way = 2;
/// The word of the source that is left out is not the first.
const ON: Way = 4;

/// The reading of words that stand in the sources one after the other, from a place on. `words` are their positions.
pub(crate) fn whole(quote: &[Asked], words: &[usize], start: u32) -> Alignment {
    let score = words.iter().map(|&at| match quote[at].class {
        Class::Small => SAME_SMALL,
        _ => SAME,
    });
    let step = |(at, asked): (usize, &Asked)| {
        let nth = words.partition_point(|&word| word < at) as u32;
        let place = (asked.kind == WordKind::Word).then_some(start + nth);
        Step {
            quote: Some(at),
            place,
        }
    };
    Alignment {
        score: score.sum(),
        steps: quote.iter().enumerate().map(step).collect(),
    }
}

/// Reads all words of a quote in a stretch of the sources, of which what stands before and after may be left.
pub(crate) fn align(quote: &[Asked], window: Range<u32>, sources: &Sources) -> Alignment {
    let width = window.len() + 1;
    // Two tables: the last step took the quote's word; or it left out one of the source.
    let mut taken = vec![0i32; width];
    let mut left = vec![LOW; width];
    let mut ways: Vec<Way> = vec![0; width * (quote.len() + 1)];
    for (at, asked) in quote.iter().enumerate() {
        let row = (at + 1) * width;
        let is_gap = asked.kind == WordKind::Gap;
        let is_free = is_gap || asked.kind == WordKind::Bracketed;
        let (mut next, mut next_left) = (vec![LOW; width], vec![LOW; width]);
        for column in 0..width {
            let best = |column: usize| {
                let is_left = left[column] > taken[column];
                (
                    taken[column].max(left[column]),
                    if is_left { AFTER_LEFT } else { 0 },
                )
            };
            // The quote's word stands for none; marks of what is left out cost nothing.
            let (before, way) = best(column);
            next[column] = before + if is_free { 0 } else { ADDED };
            let cell = &mut ways[row + column];
            *cell = way;
            if column == 0 {
                continue;
            }
            if !is_gap {
                let (before, way) = best(column - 1);
                let place = window.start + column as u32 - 1;
                let both = before + likeness(asked, sources.word(place), sources);
                if both >= next[column] {
                    next[column] = both;
                    *cell = way | BOTH;
                }
            }
            if at + 1 < quote.len() {
                let (open, on) = if is_free { (-1, 0) } else { (OPEN, LEFT_OUT) };
                let (opened, went_on) = (next[column - 1] + open, next_left[column - 1] + on);
                next_left[column] = opened.max(went_on);
                if went_on > opened {
                    *cell |= ON;
                }
            }
        }
        (taken, left) = (next, next_left);
    }
    trace(quote.len(), &window, &taken, &ways)
}

/// The steps that lead to the best end.
fn trace(rows: usize, window: &Range<u32>, last: &[i32], ways: &[Way]) -> Alignment {
    let width = window.len() + 1;
    let mut column = 0;
    for at in 1..width {
        if last[at] > last[column] {
            column = at;
        }
    }
    let score = last[column];
    let (mut row, mut is_left) = (rows, false);
    let mut steps = Vec::with_capacity(rows);
    while row > 0 {
        let way = ways[row * width + column];
        let place = window.start + (column as u32).saturating_sub(1);
        if is_left {
            steps.push(Step {
                quote: None,
                place: Some(place),
            });
            column = column.saturating_sub(1);
            is_left = way & ON > 0;
            continue;
        }
        row -= 1;
        let is_both = way & BOTH > 0;
        steps.push(Step {
            quote: Some(row),
            place: is_both.then_some(place),
        });
        column -= usize::from(is_both);
        is_left = way & AFTER_LEFT > 0;
    }
    steps.reverse();
    Alignment { steps, score }
}

/// How well a word of a quote and one of a source stand for each other.
fn likeness(asked: &Asked, id: u32, sources: &Sources) -> i32 {
    let Some(entry) = sources.vocabulary.entry(id) else {
        return LOW;
    };
    let small = asked.class == Class::Small;
    if asked.id == id {
        return if small { SAME_SMALL } else { SAME };
    }
    if asked.kind == WordKind::Bracketed {
        return 0;
    }
    if asked.stem == Some(entry.stem) {
        return SAME_STEM;
    }
    if small && entry.class == Class::Small {
        OTHER_SMALL
    } else {
        OTHER
    }
}
