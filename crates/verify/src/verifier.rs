use crate::align::Alignment;
use crate::find::{asked, exact, readings, share};
use crate::judge::{Judgement, Query, judge};
use crate::lexicon::{Class, Lexicon};
use crate::paraphrase::Search;
use crate::reason;
use crate::sources::Sources;
use crate::speaker::{Likeness, Voice, Voices};
use crate::stance::Stance;
use crate::verdict::{Change, Found, Verdict, VerdictKind};
use crate::words::{Word, WordKind, line, words};
use newsgraph_document::{Document, QuoteKind, QuoteView, Span};
use newsgraph_lexicon::{TableError, Tables};
use newsgraph_neural::WordVectors;
use std::sync::Arc;

/// Looks up the quotes of texts in sources.
///
/// It holds its sources: their texts, their words by numbers, and each two words that stand together. What a quote costs has
/// a bound, however many sources there are: of each word the first some hundred places are looked at.
#[derive(Clone, Debug)]
pub struct Verifier {
    pub(crate) lexicon: Arc<Lexicon>,
    vectors: WordVectors,
    pub(crate) sources: Sources,
}

/// The least share of the words of a direct quote that a source must have.
const LEAST_SHARE: f32 = 0.6;
/// Words that must stand together in both.
pub(crate) const LEAST_RUN: usize = 3;
/// The share of an indirect one from which it is compared word by word.
const CLOSE: f32 = 0.85;
/// Readings whose scores differ by less are as good.
const AS_GOOD: i32 = 3;

/// What was found of some words.
pub(crate) struct Outcome {
    pub(crate) kind: VerdictKind,
    pub(crate) harmful: bool,
    pub(crate) source: Option<Found>,
    pub(crate) also: Vec<Found>,
    pub(crate) changes: Vec<Change>,
    pub(crate) score: f32,
    pub(crate) reason: String,
    /// Whether the source tells that it was said; `None` where it tells no such thing.
    pub(crate) stance: Option<Stance>,
}

impl Outcome {
    fn not_found(score: f32) -> Self {
        Self {
            kind: VerdictKind::NotFound,
            harmful: true,
            source: None,
            also: Vec::new(),
            changes: Vec::new(),
            score,
            reason: "no source says this".to_owned(),
            stance: None,
        }
    }

    /// With what the text tells of whether it was said: of what the source denies, or the text, the contrary is told.
    fn with(mut self, own: Stance) -> Self {
        if let Some(stance) = self.stance.filter(|&stance| stance != own && !self.harmful) {
            let speaker = self
                .source
                .as_ref()
                .and_then(|found| found.speaker.as_deref());
            self.reason = reason::of_stance(stance, speaker);
            self.kind = VerdictKind::Altered;
            self.harmful = true;
        }
        self
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
        let mut voices = Voices::new(document, &self.lexicon);
        let of = |quote| self.of_quote(document, quote, voices.of(quote));
        document.view().quotes().map(of).collect()
    }

    /// The names of what [`Verifier::signs`] gives, in its order.
    #[cfg(feature = "train")]
    pub const SIGNS: [&str; 8] = crate::lexicon::SIGNS;

    /// Of each quote what tells that a source says the same, in the order of [`Verifier::SIGNS`].
    #[cfg(feature = "train")]
    pub fn signs(&self, document: &Document) -> Vec<Option<[f32; 8]>> {
        let mut voices = Voices::new(document, &self.lexicon);
        let of = |quote| {
            let quote: QuoteView<'_> = quote;
            let voice = voices.of(quote);
            let words = self.words(document.text(), &quote.item().content);
            let asked = asked(&words, &self.sources, &self.lexicon);
            let query = Query {
                text: document.text(),
                words: &words,
                asked: &asked,
                is_indirect: true,
                is_limited: false,
            };
            let stretch = self.search(query, voice.as_ref()).best();
            stretch.map(|stretch| stretch.signs.values())
        };
        document.view().quotes().map(of).collect()
    }

    fn of_quote(&self, document: &Document, quote: QuoteView<'_>, voice: Option<Voice>) -> Verdict {
        let content = &quote.item().content;
        let stance = Stance::of(document, quote, &self.lexicon);
        let is_limited = stance != Stance::Said;
        let kind = quote.item().kind;
        let outcome = if kind == QuoteKind::Mixed {
            self.mixed(document, content, voice.as_ref(), is_limited)
        } else {
            let passage = Passage {
                text: document.text(),
                spans: content,
                is_indirect: kind == QuoteKind::Indirect,
                is_limited,
            };
            self.judged(passage, voice.as_ref())
        };
        let outcome = outcome.with(stance);
        Verdict {
            quote: quote.id(),
            content: content.clone(),
            speaker: voice.map(|voice| voice.shown),
            kind: outcome.kind,
            harmful: outcome.harmful,
            source: outcome.source,
            also: outcome.also,
            changes: outcome.changes,
            score: outcome.score,
            reason: outcome.reason,
        }
    }

    fn search<'a>(&'a self, query: Query<'a>, voice: Option<&'a Voice>) -> Search<'a> {
        Search {
            query,
            voice,
            sources: &self.sources,
            lexicon: &self.lexicon,
            vectors: &self.vectors,
        }
    }

    /// The words of some spans, in order.
    fn words(&self, text: &str, spans: &[Span]) -> Vec<Word> {
        let all = spans
            .iter()
            .flat_map(|&span| words(text, span, &self.lexicon));
        all.collect()
    }

    /// The part between marks of a quote of which a part is told, each on its own; the worst is what it is.
    fn mixed(
        &self,
        document: &Document,
        content: &[Span],
        voice: Option<&Voice>,
        is_denied: bool,
    ) -> Outcome {
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
        let is_limited = is_denied || told.iter().any(limits);
        let outcomes = marked
            .iter()
            .map(|span| Passage {
                text,
                spans: std::slice::from_ref(span),
                is_indirect: false,
                is_limited,
            })
            .map(|passage| self.judged(passage, voice));
        let worst = outcomes.max_by_key(Outcome::weight);
        worst.unwrap_or_else(|| {
            let told = Passage {
                text,
                spans: content,
                is_indirect: true,
                is_limited: is_denied,
            };
            self.judged(told, voice)
        })
    }

    /// What the sources have of some words.
    fn judged(&self, passage: Passage<'_>, voice: Option<&Voice>) -> Outcome {
        let words = self.words(passage.text, passage.spans);
        // No word at all, or an ellipsis: nothing stands for something said.
        if words.iter().all(|word| word.kind != WordKind::Word) {
            return Outcome::not_found(0.0);
        }
        let asked = asked(&words, &self.sources, &self.lexicon);
        let query = Query {
            text: passage.text,
            words: &words,
            asked: &asked,
            is_indirect: passage.is_indirect,
            is_limited: passage.is_limited,
        };
        if passage.is_indirect {
            self.indirect(query, voice)
        } else {
            self.direct(query, voice)
        }
    }

    /// Words between marks.
    fn direct(&self, query: Query<'_>, voice: Option<&Voice>) -> Outcome {
        let Some(reading) = self.chosen(query, voice) else {
            return Outcome::not_found(0.0);
        };
        let (share, run) = share(query.asked, &reading, &self.sources);
        if let Some(joined) = self.joined(query, &reading, voice) {
            return joined;
        }
        let real = query
            .words
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
        let mut all = readings(query.asked, &self.sources);
        let best = all.first()?.score;
        if voice.is_some() {
            all.extend(exact(query.asked, &self.sources));
        }
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
        chosen.trim(query.asked, query.is_indirect, &self.sources);
        Some(chosen)
    }

    /// Where the words of a reading stand.
    fn found(&self, reading: &Alignment, speaker: Option<&Voice>) -> Option<Found> {
        let places: Vec<u32> = reading.steps.iter().filter_map(|step| step.place).collect();
        self.found_at(&places, speaker)
    }

    pub(crate) fn found_at(&self, places: &[u32], speaker: Option<&Voice>) -> Option<Found> {
        let first = *places.first()?;
        let source = self.sources.source(first)?;
        let mut spans: Vec<Span> = Vec::new();
        let (mut before, mut is_parted) = (None, false);
        for &place in places {
            let quote = source.quote_at(place);
            let span = self.sources.span(place);
            // "We go," said Ann Lee, "and soon": what stands between the pieces of quotes is not said.
            let follows = before.is_some_and(|(_, quote): (u32, Option<u32>)| quote.is_some());
            is_parted = quote.is_none() && (is_parted || follows);
            match spans.last_mut() {
                _ if is_parted => {}
                Some(open) if before == Some((place - 1, quote)) => *open = open.cover(span),
                _ => spans.push(span),
            }
            before = Some((place, quote));
        }
        let all = spans
            .iter()
            .copied()
            .reduce(Span::cover)
            .unwrap_or_default();
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
        let by = reason::by(voice, speaker, likeness);
        let worst = reason::worst(&changes);
        if joins && worst.is_none() {
            return self.of_parts(&self.quotes_of(reading), changes, score, voice);
        }
        let (kind, harmful, reason) = match (worst, &cut, likeness) {
            (Some(change), ..) => (VerdictKind::Altered, true, reason::of_change(change) + &by),
            (_, Some(cut), _) => (VerdictKind::Cut, true, reason::of_cut(cut) + &by),
            (_, _, Some(Likeness::Other)) => (
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
        let places = reading.steps.iter().filter(|step| step.quote.is_some());
        let places: Vec<u32> = places.filter_map(|step| step.place).collect();
        Outcome {
            kind,
            harmful,
            source: self.found(reading, speaker),
            also: Vec::new(),
            changes,
            score,
            reason,
            stance: self.stance_of(&places, voice),
        }
    }

    /// What is told in the words of the text.
    fn indirect(&self, query: Query<'_>, voice: Option<&Voice>) -> Outcome {
        if let Some(reading) = self.chosen(query, voice) {
            let (share, run) = share(query.asked, &reading, &self.sources);
            if share >= CLOSE && run >= LEAST_RUN {
                return self.compared(query, &reading, voice, share);
            }
        }
        let search = self.search(query, voice);
        match search.best() {
            Some(stretch) if stretch.score >= 0.5 => {
                self.paraphrased(query, &search.narrow(stretch), voice)
            }
            stretch => Outcome::not_found(stretch.map_or(0.0, |s| s.score)),
        }
    }
}

/// Words of a text that are looked up.
#[derive(Clone, Copy)]
struct Passage<'a> {
    text: &'a str,
    spans: &'a [Span],
    /// As [`Query`] has them.
    is_indirect: bool,
    is_limited: bool,
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
