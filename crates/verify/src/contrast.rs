//! What differs between words that tell something and those of a source that says nearly the same in other words.

use crate::judge::Query;
use crate::lexicon::{Class, Lexicon};
use crate::paraphrase::Stretch;
use crate::sources::{NAME, Source, Sources};
use crate::verdict::{Change, Difference};
use crate::words::line;
use newsgraph_document::Span;
use std::ops::Range;

/// The denials, numbers and names that are others, in the order of the text; each does harm. A number stands for that of the
/// source whose kind and context are most like its own, and a name for one beside the same word.
pub(crate) fn contrasts(
    query: Query<'_>,
    stretch: &Stretch,
    sources: &Sources,
    lexicon: &Lexicon,
) -> Vec<Change> {
    let Some(source) = sources.source(stretch.places.start) else {
        return Vec::new();
    };
    let contrast = Contrast {
        query,
        source,
        sources,
        lexicon,
        places: stretch.places.clone(),
        near: sources.around(&stretch.places),
    };
    let mut changes: Vec<Change> = Vec::new();
    if stretch.signs.denial > 0.0 {
        changes.push(contrast.denial());
    }
    contrast.put_numbers(&mut changes);
    contrast.put_names(&mut changes);
    changes.sort_by_key(|change| change.span);
    changes
}

struct Contrast<'a> {
    query: Query<'a>,
    source: &'a Source,
    sources: &'a Sources,
    lexicon: &'a Lexicon,
    places: Range<u32>,
    near: Range<u32>,
}

/// The least likeness of two numbers that stand for each other: one kind, or the same words around them.
const LEAST: u32 = 4;
/// Words on either side of a number that are its context.
const CONTEXT: usize = 3;

impl Contrast<'_> {
    /// The word by which one side denies what the other says.
    fn denial(&self) -> Change {
        let is_denial = |at: &usize| self.query.asked[*at].class == Class::Denial;
        let own = (0..self.query.asked.len()).find(is_denial);
        let denies = |place: &u32| self.sources.class(*place) == Some(Class::Denial);
        let other = self.places.clone().find(denies);
        let span = own.map(|at| self.query.words[at].span);
        self.change(
            Difference::Denial,
            span,
            other.map(|place| self.sources.span(place)),
        )
    }

    fn put_numbers(&self, changes: &mut Vec<Change>) {
        let mut taken: Vec<u32> = Vec::new();
        for at in self.lost(|at| self.query.asked[at].class == Class::Number) {
            let others = self.others(|place| self.sources.class(place) == Some(Class::Number));
            let others = others.filter(|place| !taken.contains(place));
            let others = others.map(|place| (self.likeness(at, place), place));
            let best = others.reduce(|a, b| if b.0 > a.0 { b } else { a });
            let place = best
                .filter(|(likeness, _)| *likeness >= LEAST)
                .map(|best| best.1);
            taken.extend(place);
            let own = Some(self.own_span(at));
            changes.push(self.change(Difference::Number, own, place.map(|p| self.source_span(p))));
        }
    }

    fn put_names(&self, changes: &mut Vec<Change>) {
        let is_name = |at: usize| {
            self.query.words[at].is_name && self.query.asked[at].class == Class::Content
        };
        for at in self.lost(is_name) {
            let mut others = self.others(|place| {
                self.sources.has(place, NAME) && self.sources.class(place) == Some(Class::Content)
            });
            let beside = |place: &u32| {
                let same = |own: Option<usize>, other: Option<u32>| {
                    let stems = own
                        .and_then(|at| self.own_stem(at))
                        .zip(other.and_then(|p| self.stem(p)));
                    stems.is_some_and(|(a, b)| a == b)
                };
                let before = same(at.checked_sub(1), place.checked_sub(1));
                before || same(Some(at + 1), Some(place + 1))
            };
            if let Some(place) = others.find(beside) {
                let own = Some(self.query.words[at].span);
                let other = Some(self.sources.span(place));
                changes.push(self.change(Difference::Name, own, other));
            }
        }
    }

    /// Words of the quote of a kind that do not stand in or near the stretch.
    fn lost(&self, is_kind: impl Fn(usize) -> bool) -> Vec<usize> {
        let is_lost = |at: &usize| {
            let stem = self.own_stem(*at);
            is_kind(*at)
                && (stem.is_none() || self.near.clone().all(|place| self.stem(place) != stem))
        };
        (0..self.query.asked.len()).filter(is_lost).collect()
    }

    /// Words of the stretch of a kind that do not stand in the quote.
    fn others(&self, is_kind: impl Fn(u32) -> bool) -> impl Iterator<Item = u32> {
        let is_other = move |place: &u32| {
            let stem = self.stem(*place);
            is_kind(*place) && self.query.asked.iter().all(|asked| asked.stem != stem)
        };
        self.places.clone().filter(is_other)
    }

    /// How much two numbers are of one kind, and the words around them the same.
    fn likeness(&self, at: usize, place: u32) -> u32 {
        let sign = |text: &str, span: Span, number: Span| {
            let around = [
                &text[span.start()..number.start()],
                &text[number.end()..span.end()],
            ];
            around.concat()
        };
        let own = sign(
            self.query.text,
            self.own_span(at),
            self.query.words[at].span,
        );
        let other = sign(
            &self.source.text,
            self.source_span(place),
            self.sources.span(place),
        );
        let is_kind =
            own == other && is_year(self.form(place)) == is_year(&self.query.words[at].form);
        let mut likeness = if is_kind { LEAST } else { 0 };
        let next = self.own_stem(at + 1);
        if next.is_some() && next == self.stem(place + 1) {
            likeness += 2;
        }
        let around = self.places.start.max(place.saturating_sub(CONTEXT as u32))
            ..self.places.end.min(place + CONTEXT as u32 + 1);
        for own in at.saturating_sub(CONTEXT)..=at + CONTEXT {
            let stem = self.own_stem(own);
            likeness += u32::from(stem.is_some() && around.clone().any(|p| self.stem(p) == stem));
        }
        likeness
    }

    fn form(&self, place: u32) -> &str {
        let entry = self.sources.vocabulary.entry(self.sources.word(place));
        entry.map_or("", |entry| &entry.form)
    }

    fn own_stem(&self, at: usize) -> Option<u32> {
        self.query.asked.get(at)?.stem
    }

    fn stem(&self, place: u32) -> Option<u32> {
        self.sources.stem(place)
    }

    /// A number with the signs that stand at it: "$4", "4%".
    fn own_span(&self, at: usize) -> Span {
        let span = |at: usize| self.query.words.get(at).map(|word| word.span);
        self.with_signs(
            self.query.text,
            self.query.words[at].span,
            [at.checked_sub(1).and_then(span), span(at + 1)],
        )
    }

    fn source_span(&self, place: u32) -> Span {
        let within = |place: &u32| self.source.places.contains(place);
        let beside = [place.checked_sub(1), Some(place + 1)];
        let beside = beside.map(|p| p.filter(within).map(|p| self.sources.span(p)));
        self.with_signs(&self.source.text, self.sources.span(place), beside)
    }

    fn with_signs(&self, text: &str, number: Span, beside: [Option<Span>; 2]) -> Span {
        let is_sign = |span: &Span| {
            let touches = span.end() == number.start() || span.start() == number.end();
            let sign = text[*span].chars().next();
            touches && sign.is_some_and(|sign| self.lexicon.sign(sign).is_some())
        };
        beside
            .into_iter()
            .flatten()
            .filter(is_sign)
            .fold(number, Span::cover)
    }

    fn change(&self, what: Difference, span: Option<Span>, source: Option<Span>) -> Change {
        Change {
            what,
            harmful: true,
            span,
            source,
            text: span.map_or_else(String::new, |span| line(&self.query.text[span])),
            source_text: source.map_or_else(String::new, |span| line(&self.source.text[span])),
        }
    }
}

fn is_year(form: &str) -> bool {
    form.len() == 4 && (form.starts_with('1') || form.starts_with("20"))
}
