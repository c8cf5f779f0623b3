//! What the sources say, kept so that words are found in it.

use crate::lexicon::{Class, Lexicon};
use crate::speaker::{Voice, Voices};
use crate::stance::Stance;
use crate::vocabulary::Vocabulary;
use crate::words::{Word, WordKind, words};
use newsgraph_document::{Document, QuoteId, Span};
use std::collections::HashMap;
use std::ops::Range;

/// The sources. A place is a word's position among those of all sources.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sources {
    pub(crate) vocabulary: Vocabulary,
    list: Vec<Source>,
    /// The words, with 0 after each source.
    ids: Vec<u32>,
    spans: Vec<Span>,
    /// Bits of each word: see the constants.
    marks: Vec<u8>,
    /// The place before this one of the same word, plus 1.
    same_word: Vec<u32>,
    /// The place before this one of the same two words, plus 1.
    same_pair: Vec<u32>,
    /// The last place of two words, plus 1, and how often they stand together.
    pairs: HashMap<u64, (u32, u32)>,
    /// Where sentences begin, in order.
    pub(crate) units: Vec<u32>,
    /// The sentences that have a stem, in order.
    by_stem: Vec<Vec<u32>>,
}

/// The most words of a sentence that are compared as one.
const LONGEST_UNIT: u32 = 60;
/// Places before and after a stretch where names and numbers are looked for.
const AROUND: u32 = 30;

/// A name's capital.
pub(crate) const NAME: u8 = 1;
/// A comma or the like stands before.
pub(crate) const AFTER_MARK: u8 = 2;
/// The first word of a sentence.
pub(crate) const BEGINS: u8 = 4;

/// A source.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) id: String,
    pub(crate) text: String,
    /// Its places.
    pub(crate) places: Range<u32>,
    /// Places of contents, by their start, each with its quote.
    pieces: Vec<(Range<u32>, u32)>,
    pub(crate) quotes: Vec<Said>,
}

/// A quote of a source.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) voice: Option<Voice>,
    pub(crate) stance: Stance,
    /// The quote that it is part of.
    pub(crate) parent: Option<u32>,
}

impl Sources {
    /// Adds a source: its words, and who says them.
    pub(crate) fn add(&mut self, id: String, document: &Document, lexicon: &Lexicon) {
        let text = document.text();
        let start = self.ids.len() as u32;
        let found = words(text, Span::new(0, text.len()), lexicon);
        let mut units: Vec<u32> = Vec::new();
        for word in &found {
            if word.kind != WordKind::Gap {
                self.push(word, lexicon, &mut units);
            }
        }
        let end = self.ids.len() as u32;
        self.ids.push(0);
        self.spans.push(Span::new(text.len(), text.len()));
        self.marks.push(BEGINS);
        self.same_word.push(0);
        self.same_pair.push(0);
        let (pieces, quotes) = self.said(document, start..end, lexicon);
        self.list.push(Source {
            id,
            text: text.to_owned(),
            places: start..end,
            pieces,
            quotes,
        });
    }

    fn push(&mut self, word: &Word, lexicon: &Lexicon, units: &mut Vec<u32>) {
        let place = self.ids.len() as u32;
        let id = self.vocabulary.add(&word.form, lexicon);
        let is_long = units
            .last()
            .is_some_and(|start| place - start >= LONGEST_UNIT);
        if word.begins || units.is_empty() || is_long {
            units.push(place);
            self.units.push(place);
        }
        let unit = self.units.len() as u32 - 1;
        let before = self.ids.last().copied().unwrap_or(0);
        self.ids.push(id);
        self.spans.push(word.span);
        let mark = |on: bool, bit: u8| if on { bit } else { 0 };
        self.marks.push(
            mark(word.is_name, NAME)
                | mark(word.after_mark, AFTER_MARK)
                | mark(word.begins, BEGINS),
        );
        let mut same = 0;
        if let Some(entry) = self.vocabulary.entry_mut(id) {
            same = std::mem::replace(&mut entry.last, place + 1);
            entry.count = entry.count.saturating_add(1);
            let (stem, class) = (entry.stem as usize, entry.class);
            if class != Class::Small {
                self.by_stem.resize(self.vocabulary.stems(), Vec::new());
                let list = &mut self.by_stem[stem];
                if list.last() != Some(&unit) {
                    list.push(unit);
                }
            }
        }
        self.same_word.push(same);
        let mut pair = 0;
        if before > 0 {
            let slot = self.pairs.entry(key(before, id)).or_default();
            // A pair stands where its first word does.
            pair = std::mem::replace(&mut slot.0, place);
            slot.1 = slot.1.saturating_add(1);
        }
        // `same_pair` of the first word's place.
        if let Some(slot) = self.same_pair.last_mut() {
            *slot = pair;
        }
        self.same_pair.push(0);
    }

    /// Places of what is said, and by whom.
    fn said(
        &self,
        document: &Document,
        places: Range<u32>,
        lexicon: &Lexicon,
    ) -> (Vec<(Range<u32>, u32)>, Vec<Said>) {
        let spans = &self.spans[places.start as usize..places.end as usize];
        let place = |byte: usize, end: fn(&Span) -> usize| {
            places.start + spans.partition_point(|span| end(span) <= byte) as u32
        };
        let (mut pieces, mut quotes) = (Vec::new(), Vec::new());
        let mut voices = Voices::new(document, lexicon);
        for (at, quote) in document.view().quotes().enumerate() {
            for span in &quote.item().content {
                let from = place(span.start(), |s| s.end());
                let to = place(span.end(), |s| s.end()).max(from);
                pieces.push((from..to, at as u32));
            }
            quotes.push(Said {
                voice: voices.of(quote),
                stance: Stance::of(document, quote, lexicon),
                parent: quote.item().parent.map(|id: QuoteId| id.index() as u32),
            });
        }
        pieces.sort_by_key(|(range, at)| (range.start, std::cmp::Reverse(range.end), *at));
        (pieces, quotes)
    }

    /// How many sources there are.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// The number of places.
    pub(crate) fn places(&self) -> u32 {
        self.ids.len() as u32
    }

    /// The source of a place.
    pub(crate) fn source(&self, place: u32) -> Option<&Source> {
        self.at(self.number(place))
    }

    /// Which source a place is of.
    pub(crate) fn number(&self, place: u32) -> usize {
        self.list.partition_point(|s| s.places.end < place)
    }

    /// A source by its number.
    pub(crate) fn at(&self, number: usize) -> Option<&Source> {
        self.list.get(number)
    }

    /// The word of a place; 0 between sources.
    pub(crate) fn word(&self, place: u32) -> u32 {
        self.ids.get(place as usize).copied().unwrap_or(0)
    }

    /// Whether two places stand in one quote, or, where none has them, in one sentence.
    pub(crate) fn are_near(&self, a: u32, b: u32) -> bool {
        let Some(source) = self.source(a) else {
            return false;
        };
        if source.common(a, b).is_some() {
            return true;
        }
        let (from, to) = (a.min(b), a.max(b));
        let is_said = source.quote_at(a).is_some() || source.quote_at(b).is_some();
        !is_said && (from + 1..=to).all(|place| !self.has(place, BEGINS))
    }

    /// Where the word of a place stands in the text of its source.
    pub(crate) fn span(&self, place: u32) -> Span {
        self.spans[place as usize]
    }

    /// Whether the word of a place has this mark.
    pub(crate) fn has(&self, place: u32, mark: u8) -> bool {
        self.marks.get(place as usize).is_some_and(|m| m & mark > 0)
    }

    /// The places of a word, from the last to the first.
    pub(crate) fn of_word(&self, id: u32) -> impl Iterator<Item = u32> + '_ {
        let first = self.vocabulary.entry(id).map_or(0, |entry| entry.last);
        chain(&self.same_word, first)
    }

    /// The places of two words, from the last to the first.
    pub(crate) fn of_pair(&self, a: u32, b: u32) -> impl Iterator<Item = u32> + '_ {
        let first = self.pairs.get(&key(a, b)).map_or(0, |pair| pair.0);
        chain(&self.same_pair, first)
    }

    /// How often two words stand one after the other.
    pub(crate) fn pair_count(&self, a: u32, b: u32) -> u32 {
        self.pairs.get(&key(a, b)).map_or(0, |pair| pair.1)
    }

    /// How often a word stands in the sources.
    pub(crate) fn count(&self, id: u32) -> u32 {
        self.vocabulary.entry(id).map_or(0, |entry| entry.count)
    }

    /// The sentences that have a stem, in order.
    pub(crate) fn of_stem(&self, stem: u32) -> &[u32] {
        self.by_stem.get(stem as usize).map_or(&[], Vec::as_slice)
    }

    /// The places of a sentence.
    pub(crate) fn unit(&self, unit: u32) -> Range<u32> {
        let start = self.units[unit as usize];
        let next = self.units.get(unit as usize + 1);
        let end = next.copied().unwrap_or_else(|| self.places());
        let source = self.source(start).map_or(end, |s| s.places.end);
        start..end.min(source).max(start)
    }

    /// The sentences that begin in a stretch.
    pub(crate) fn units_in(&self, places: &Range<u32>) -> impl Iterator<Item = Range<u32>> + '_ {
        let from = self.units.partition_point(|&start| start < places.start);
        let to = self.units.partition_point(|&start| start < places.end);
        (from..to).map(|unit| self.unit(unit as u32))
    }

    /// A stretch with some words around it, where its names and numbers may stand.
    pub(crate) fn around(&self, places: &Range<u32>) -> Range<u32> {
        let own = self.source(places.start).map_or(0..0, |s| s.places.clone());
        let start = places.start.saturating_sub(AROUND).max(own.start);
        start..(places.end + AROUND).min(own.end)
    }

    /// The stem of a place; `None` between sources.
    pub(crate) fn stem(&self, place: u32) -> Option<u32> {
        let entry = self.vocabulary.entry(self.word(place));
        entry.map(|entry| entry.stem)
    }

    /// What the word of a place is; `None` between sources.
    pub(crate) fn class(&self, place: u32) -> Option<Class> {
        let entry = self.vocabulary.entry(self.word(place));
        entry.map(|entry| entry.class)
    }

    /// How much a word tells: the rarer, the more.
    pub(crate) fn weight(&self, id: u32) -> f32 {
        let count = self.vocabulary.entry(id).map_or(0, |entry| entry.count);
        weight(self.places(), count)
    }

    /// How much a stem tells, by the sentences that have it.
    pub(crate) fn stem_weight(&self, stem: Option<u32>) -> f32 {
        let count = stem.map_or(0, |stem| self.of_stem(stem).len());
        weight(self.units.len() as u32, count as u32)
    }
}

fn key(a: u32, b: u32) -> u64 {
    u64::from(a) << 32 | u64::from(b)
}

fn chain(before: &[u32], first: u32) -> impl Iterator<Item = u32> + '_ {
    let step = |&next: &u32| before.get(next as usize - 1).copied().filter(|&n| n > 0);
    let first = Some(first).filter(|&first| first > 0);
    std::iter::successors(first, step).map(|next| next - 1)
}

/// The logarithm of how rare something is, from 1 for what is everywhere, in steps that are the same everywhere.
fn weight(all: u32, count: u32) -> f32 {
    let times = (u64::from(all) + 1) / (u64::from(count) + 1);
    let times = times.max(1);
    // The logarithm of base 2 with the part after the comma by a straight line.
    let whole = times.ilog2();
    let rest = times as f32 / (1u64 << whole) as f32 - 1.0;
    1.0 + whole as f32 + rest
}

impl Source {
    /// The quotes that have a place, the innermost first.
    pub(crate) fn quotes_at(&self, place: u32) -> impl Iterator<Item = u32> + '_ {
        let end = self
            .pieces
            .partition_point(|(range, _)| range.start <= place);
        let before = self.pieces[..end].iter().rev().take(NESTED);
        let around = before.filter(move |(range, _)| range.contains(&place));
        around.map(|(_, quote)| *quote)
    }

    /// The innermost of them.
    pub(crate) fn quote_at(&self, place: u32) -> Option<u32> {
        self.quotes_at(place).next()
    }

    /// The innermost quote that has both places.
    pub(crate) fn common(&self, a: u32, b: u32) -> Option<u32> {
        self.quotes_at(a)
            .find(|quote| self.quotes_at(b).any(|other| other == *quote))
    }
}

/// The most pieces before a place that are looked at for one around it.
const NESTED: usize = 32;
