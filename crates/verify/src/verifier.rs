use crate::align::{Alignment, Asked};
use crate::find::{asked, is_same, readings, share};
use crate::judge::{Judgement, Query, judge, line};
use crate::lexicon::{Class, Lexicon};
use crate::paraphrase::{Stretch, best};
use crate::reason;
use crate::sources::Sources;
use crate::speaker::{Likeness, Voice};
use crate::verdict::{Change, Difference, Found, Verdict, VerdictKind};
use crate::words::{Word, WordKind, words};
use newsgraph_document::{Document, QuoteKind, QuoteView, Span};
use newsgraph_lexicon::{TableError, Tables};
use newsgraph_neural::WordVectors;
use std::sync::Arc;

/// Looks up the quotes of texts in sources.
///
/// It holds its sources: their texts, about 25 bytes for each word, and 16 for each two words that stand together. Looking
/// up is of the same cost however many sources there are, but for words that stand in many of them.
#[derive(Clone, Debug)]
pub struct Verifier {
    lexicon: Arc<Lexicon>,
    vectors: WordVectors,
    sources: Sources,
}

/// The least share of the words of a direct quote that a source must have.
const LEAST_SHARE: f32 = 0.6;
/// Words that must stand together in both.
const LEAST_RUN: usize = 3;
/// The share of an indirect one from which it is compared word by word.
const CLOSE: f32 = 0.85;
/// Readings whose scores differ by less are as good.
const AS_GOOD: i32 = 3;

/// What was found of some words.
struct Outcome {
    kind: VerdictKind,
    harmful: bool,
    source: Option<Found>,
    changes: Vec<Change>,
    score: f32,
    reason: String,
}

impl Outcome {
    fn not_found(score: f32) -> Self {
        Self {
            kind: VerdictKind::NotFound,
            harmful: true,
            source: None,
            changes: Vec::new(),
            score,
            reason: "no source says this".to_owned(),
        }
    }

    /// How much it tells against the text, to take the worst of several.
    fn weight(&self) -> (bool, u8) {
        let weight = match self.kind {
            VerdictKind::Verbatim => 0,
            VerdictKind::Paraphrase => 1,
            VerdictKind::Altered => 2,
            VerdictKind::Cut => 3,
            VerdictKind::Joined => 4,
            VerdictKind::Misattributed => 5,
            VerdictKind::NotFound => 6,
        };
        (self.harmful, weight)
    }
}

impl Verifier {
    /// One without sources for a language: its tables, which [`english_tables`](crate::english_tables) lists, and its vectors.
    ///
    /// # Errors
    /// [`TableError`] where a table or a row of one is missing.
    pub fn from_tables(tables: &Tables, vectors: WordVectors) -> Result<Self, TableError> {
        Ok(Self {
            lexicon: Arc::new(Lexicon::from_tables(tables)?),
            vectors,
            sources: Sources::default(),
        })
    }

    /// Adds a source by its id. Who says what in it is read from its quotes and entities; a document without them is
    /// searched for the words alone.
    pub fn add_source(&mut self, document: &Document) {
        let id = document.id().to_owned();
        self.sources.add(id, document, &self.lexicon);
    }

    /// The text of a source by its number, which [`Found::source`] tells; `None` where there is none of it.
    pub fn text(&self, source: usize) -> Option<&str> {
        Some(&self.sources.at(source)?.text)
    }

    /// How many sources it has.
    pub fn len(&self) -> usize {
        self.sources.len()
    }

    /// Whether it has no source with a word.
    pub fn is_empty(&self) -> bool {
        self.sources.places() as usize == self.sources.len()
    }

    /// What the sources say of each quote of a document, in the order of the quotes. A document without quotes has none.
    pub fn verify(&self, document: &Document) -> Vec<Verdict> {
        let quotes = document.view().quotes();
        quotes.map(|quote| self.of_quote(document, quote)).collect()
    }

    /// Of each quote what tells that a source says the same, in the order of [`SIGNS`](crate::SIGNS).
    #[cfg(feature = "train")]
    pub fn signs(&self, document: &Document) -> Vec<Option<[f32; 8]>> {
        let of = |quote: QuoteView<'_>| {
            let voice = Voice::of(document, quote, &self.lexicon);
            let words = self.words(document.text(), &quote.item().content);
            let asked = asked(&words, &self.sources, &self.lexicon);
            let query = Query {
                text: document.text(),
                words: &words,
                asked: &asked,
                is_indirect: true,
                is_limited: false,
            };
            let stretch = best(
                query,
                voice.as_ref(),
                &self.sources,
                &self.lexicon,
                &self.vectors,
            );
            stretch.map(|stretch| stretch.signs.values())
        };
        document.view().quotes().map(of).collect()
    }

    fn of_quote(&self, document: &Document, quote: QuoteView<'_>) -> Verdict {
        let voice = Voice::of(document, quote, &self.lexicon);
        let content = &quote.item().content;
        let outcome = match quote.item().kind {
            QuoteKind::Direct => self.direct(document.text(), content, voice.as_ref(), false),
            QuoteKind::Indirect => self.indirect(document.text(), content, voice.as_ref()),
            QuoteKind::Mixed => self.mixed(document, content, voice.as_ref()),
        };
        Verdict {
            quote: quote.id(),
            content: content.clone(),
            speaker: voice.map(|voice| voice.shown),
            kind: outcome.kind,
            harmful: outcome.harmful,
            source: outcome.source,
            changes: outcome.changes,
            score: outcome.score,
            reason: outcome.reason,
        }
    }

    /// The words of some spans, in order.
    fn words(&self, text: &str, spans: &[Span]) -> Vec<Word> {
        let all = spans
            .iter()
            .flat_map(|&span| words(text, span, &self.lexicon));
        all.collect()
    }

    /// Words in which nothing stands for something said: no word at all, or an ellipsis.
    fn is_empty_quote(words: &[Word]) -> bool {
        words.iter().all(|word| word.kind != WordKind::Word)
    }

    /// The part between marks of a quote of which a part is told, each on its own; the worst is what it is.
    fn mixed(&self, document: &Document, content: &[Span], voice: Option<&Voice>) -> Outcome {
        let text = document.text();
        let marks = document.quote_marks().unwrap_or_default();
        let marked = content.iter().flat_map(|span| {
            let from = marks.partition_point(|mark| mark.span.start() < span.start());
            let to = marks.partition_point(|mark| mark.span.start() < span.end());
            let outer = marks[from..to.max(from)].iter().map(|mark| mark.span);
            outermost(outer.filter(|mark| span.contains(*mark)))
        });
        let marked: Vec<Span> = marked.collect();
        let is_marked = |word: &Word| {
            let next = marked.partition_point(|span| span.end() <= word.span.start());
            marked
                .get(next)
                .is_some_and(|span| span.contains(word.span))
        };
        let told = self.words(text, content);
        let told = told.into_iter().filter(|word| !is_marked(word));
        let told: Vec<Word> = told.collect();
        let limits = |word: &Word| {
            matches!(
                self.lexicon.class(&word.form),
                Class::Denial | Class::Condition
            )
        };
        let is_limited = told.iter().any(limits);
        let outcomes = marked
            .iter()
            .map(|&span| self.direct(text, &[span], voice, is_limited));
        let worst = outcomes.max_by_key(Outcome::weight);
        worst.unwrap_or_else(|| self.indirect(text, content, voice))
    }

    /// Words between marks.
    fn direct(
        &self,
        text: &str,
        spans: &[Span],
        voice: Option<&Voice>,
        is_limited: bool,
    ) -> Outcome {
        let words = self.words(text, spans);
        if Self::is_empty_quote(&words) {
            return Outcome::not_found(0.0);
        }
        let asked = asked(&words, &self.sources, &self.lexicon);
        let query = Query {
            text,
            words: &words,
            asked: &asked,
            is_indirect: false,
            is_limited,
        };
        let Some(reading) = self.chosen(query, voice) else {
            return Outcome::not_found(0.0);
        };
        let (share, run) = share(&asked, &reading, &self.sources);
        if let Some(joined) = self.joined(query, &reading) {
            return joined;
        }
        let real = words
            .iter()
            .filter(|word| word.kind == WordKind::Word)
            .count();
        let least = if real <= LEAST_RUN { 1.0 } else { LEAST_SHARE };
        if share < least || run < real.min(LEAST_RUN) {
            return Outcome::not_found(share);
        }
        self.compared(query, &reading, voice, share)
    }

    /// The best reading; of those that are as good that by the same speaker.
    fn chosen(&self, query: Query<'_>, voice: Option<&Voice>) -> Option<Alignment> {
        let all = readings(query.asked, &self.sources);
        let best = all.first()?.score;
        let good = all
            .into_iter()
            .filter(|reading| reading.score + AS_GOOD > best);
        let rank = |reading: &Alignment| match self.speaker(reading, voice) {
            (_, Some(Likeness::Same)) => 0,
            (Some(_), _) => 1,
            _ => 2,
        };
        let mut chosen = good
            .enumerate()
            .min_by_key(|(at, reading)| (rank(reading), *at))?
            .1;
        chosen.trim(query.asked, &self.sources);
        Some(chosen)
    }

    /// Who says the words of a reading, as the source tells, and whether it is the one that the text names.
    fn speaker(
        &self,
        reading: &Alignment,
        voice: Option<&Voice>,
    ) -> (Option<&Voice>, Option<Likeness>) {
        let places = reading.steps.iter().filter(|step| step.quote.is_some());
        let places: Vec<u32> = places.filter_map(|step| step.place).collect();
        self.speaker_of(&places, voice)
    }

    fn speaker_of(
        &self,
        places: &[u32],
        voice: Option<&Voice>,
    ) -> (Option<&Voice>, Option<Likeness>) {
        let Some(source) = places.first().and_then(|&place| self.sources.source(place)) else {
            return (None, None);
        };
        // The quote that has most of the words; of several the innermost, then those that it is part of.
        let mut found: Option<u32> = None;
        for &place in places.iter().step_by((places.len() / 8).max(1)) {
            found = found.or(source.quote_at(place));
        }
        let mut first = None;
        for _ in 0..NESTED {
            let Some(said) = found.and_then(|at| source.quotes.get(at as usize)) else {
                break;
            };
            let likeness = voice
                .zip(said.voice.as_ref())
                .map(|(a, b)| a.likeness(b, &self.lexicon));
            if likeness == Some(Likeness::Same) {
                return (said.voice.as_ref(), likeness);
            }
            first = first.or(Some((said.voice.as_ref(), likeness)));
            found = said.parent;
        }
        first.unwrap_or_default()
    }

    /// Words of which a long part stands elsewhere than the rest.
    fn joined(&self, query: Query<'_>, reading: &Alignment) -> Option<Outcome> {
        let mut is_found = vec![false; query.asked.len()];
        for step in &reading.steps {
            if let (Some(at), Some(place)) = (step.quote, step.place) {
                is_found[at] |= is_same(&query.asked[at], place, &self.sources);
            }
        }
        forget_alone(&mut is_found, query.asked);
        let lost = lost(&is_found)?;
        let rest = readings(&query.asked[lost.clone()], &self.sources)
            .into_iter()
            .next()?;
        let part = |at: std::ops::Range<usize>, reading: &Alignment| {
            let asked = &query.asked[at];
            let (share, run) = share(asked, reading, &self.sources);
            share >= 0.9 && run >= LEAST_RUN
        };
        let own: Vec<bool> = (0..is_found.len())
            .filter(|at| !lost.contains(at))
            .map(|at| is_found[at])
            .collect();
        let own_share = own.iter().filter(|found| **found).count() * 10 >= own.len() * 9;
        if !part(lost.clone(), &rest) || !own_share || own.len() < LEAST_RUN {
            return None;
        }
        let other = rest.steps.iter().find_map(|step| step.place)?;
        let here = self.found(reading, None)?;
        let there = self.sources.source(other)?;
        let start = self.sources.span(other);
        let end = rest.steps.iter().rev().find_map(|step| step.place)?;
        let span = start.cover(self.sources.span(end));
        let reason = format!(
            "joins two quotes: \"{}\" stands elsewhere in {}",
            reason::shown(&line(&there.text[span])),
            if there.id == here.id {
                "the source".to_owned()
            } else {
                there.id.clone()
            }
        );
        Some(Outcome {
            kind: VerdictKind::Joined,
            harmful: true,
            source: Some(here),
            changes: Vec::new(),
            score: 1.0,
            reason,
        })
    }

    /// Where the words of a reading stand.
    fn found(&self, reading: &Alignment, speaker: Option<&Voice>) -> Option<Found> {
        let places: Vec<u32> = reading.steps.iter().filter_map(|step| step.place).collect();
        self.found_at(&places, speaker)
    }

    fn found_at(&self, places: &[u32], speaker: Option<&Voice>) -> Option<Found> {
        let (first, last) = (*places.first()?, *places.last()?);
        let source = self.sources.source(first)?;
        let mut spans: Vec<Span> = Vec::new();
        let mut before = None;
        for &place in places {
            let quote = source.quote_at(place);
            let span = self.sources.span(place);
            match spans.last_mut() {
                Some(open) if before == Some((place - 1, quote)) => *open = open.cover(span),
                _ if quote.is_none()
                    && before.is_some_and(|(_, b): (u32, Option<u32>)| b.is_some()) => {}
                _ => spans.push(span),
            }
            before = Some((place, quote));
        }
        let all = self.sources.span(first).cover(self.sources.span(last));
        Some(Found {
            source: self.sources.number(first),
            id: source.id.clone(),
            spans,
            text: line(&source.text[all]),
            speaker: speaker.map(|voice| voice.shown.clone()),
        })
    }

    /// What is to be told of words that were found.
    fn compared(
        &self,
        query: Query<'_>,
        reading: &Alignment,
        voice: Option<&Voice>,
        score: f32,
    ) -> Outcome {
        let Judgement {
            changes,
            joins,
            cut,
        } = judge(query, reading, &self.sources, &self.lexicon);
        let (speaker, likeness) = self.speaker(reading, voice);
        let by = by(voice, speaker, likeness);
        let worst = reason::worst(&changes);
        let (kind, harmful, reason) = match (worst, joins, &cut, likeness) {
            (Some(change), ..) => (VerdictKind::Altered, true, reason::of_change(change) + &by),
            (_, true, ..) => {
                let reason = "joins two quotes, between which the source has more".to_owned();
                (VerdictKind::Joined, true, reason + &by)
            }
            (_, _, Some(cut), _) => (VerdictKind::Cut, true, reason::of_cut(cut) + &by),
            (_, _, _, Some(Likeness::Other)) => (
                VerdictKind::Misattributed,
                true,
                by.trim_start_matches("; ").to_owned(),
            ),
            _ if changes.is_empty() => (
                VerdictKind::Verbatim,
                false,
                "the source has these words".to_owned() + &by,
            ),
            _ => {
                let what = reason::harmless(&changes);
                let reason = format!("the source has these words but for {what}");
                (VerdictKind::Altered, false, reason + &by)
            }
        };
        Outcome {
            kind,
            harmful,
            source: self.found(reading, speaker),
            changes,
            score,
            reason,
        }
    }

    /// What is told in the words of the text.
    fn indirect(&self, text: &str, spans: &[Span], voice: Option<&Voice>) -> Outcome {
        let words = self.words(text, spans);
        if Self::is_empty_quote(&words) {
            return Outcome::not_found(0.0);
        }
        let asked = asked(&words, &self.sources, &self.lexicon);
        let query = Query {
            text,
            words: &words,
            asked: &asked,
            is_indirect: true,
            is_limited: false,
        };
        if let Some(reading) = self.chosen(query, voice) {
            let (share, run) = share(&asked, &reading, &self.sources);
            if share >= CLOSE && run >= LEAST_RUN {
                return self.compared(query, &reading, voice, share);
            }
        }
        match best(query, voice, &self.sources, &self.lexicon, &self.vectors) {
            Some(stretch) if stretch.score >= 0.5 => self.paraphrased(query, &stretch, voice),
            stretch => Outcome::not_found(stretch.map_or(0.0, |s| s.score)),
        }
    }

    fn paraphrased(&self, query: Query<'_>, stretch: &Stretch, voice: Option<&Voice>) -> Outcome {
        let places: Vec<u32> = stretch.places.clone().collect();
        let (speaker, likeness) = self.speaker_of(&places, voice);
        let source = self.found_at(&places, speaker);
        let by = by(voice, speaker, likeness);
        let said = source
            .as_ref()
            .map_or_else(String::new, |found| reason::shown(&found.text));
        let turned = |what: Difference| {
            let source = source
                .as_ref()
                .and_then(|s| Some(s.spans.first()?.cover(*s.spans.last()?)));
            Change {
                what,
                harmful: true,
                span: query
                    .words
                    .first()
                    .zip(query.words.last())
                    .map(|(a, b)| a.span.cover(b.span)),
                source,
                text: String::new(),
                source_text: String::new(),
            }
        };
        let (kind, harmful, reason, changes) = if stretch.signs.denial > 0.0 {
            let reason = format!("one denies what the other says: the source has \"{said}\"");
            (
                VerdictKind::Altered,
                true,
                reason + &by,
                vec![turned(Difference::Denial)],
            )
        } else if stretch.signs.numbers < 1.0 {
            let reason = format!("has a number that the source has not: \"{said}\"");
            (
                VerdictKind::Altered,
                true,
                reason + &by,
                vec![turned(Difference::Number)],
            )
        } else if likeness == Some(Likeness::Other) {
            let reason = by.trim_start_matches("; ").to_owned();
            (VerdictKind::Misattributed, true, reason, Vec::new())
        } else {
            let reason = format!("the source says it in other words: \"{said}\"");
            (VerdictKind::Paraphrase, false, reason + &by, Vec::new())
        };
        Outcome {
            kind,
            harmful,
            source,
            changes,
            score: stretch.score,
            reason,
        }
    }
}

/// Of spans in the order of their starts those that stand in no other.
fn outermost(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut outer: Vec<Span> = Vec::new();
    for span in spans {
        if outer.last().is_none_or(|last| span.start() >= last.end()) {
            outer.push(span);
        }
    }
    outer
}

/// How often a quote that stands in others is asked for the next one around it.
const NESTED: usize = 8;

/// What is to be told of who says it; empty where the two agree.
fn by(voice: Option<&Voice>, speaker: Option<&Voice>, likeness: Option<Likeness>) -> String {
    match (likeness, voice, speaker) {
        (Some(Likeness::Other), Some(voice), Some(speaker)) => {
            format!("; said by {}, not by {}", speaker.shown, voice.shown)
        }
        (Some(Likeness::Unknown), _, Some(speaker)) if !speaker.is_named() => {
            format!(
                "; the source names nobody, but {} as its speaker",
                speaker.shown
            )
        }
        (None, Some(_), None) => "; the source names nobody as its speaker".to_owned(),
        _ => String::new(),
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
fn lost(is_found: &[bool]) -> Option<std::ops::Range<usize>> {
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
