//! What differs between a quote and the words of a source that it was read in, and what that does to the sense.

use crate::align::{Alignment, Asked};
use crate::find::is_same;
use crate::lexicon::{Class, Lexicon};
use crate::sources::{AFTER_MARK, BEGINS, NAME, Source, Sources};
use crate::speaker::Likeness;
use crate::verdict::{Change, Difference};
use crate::words::{Word, WordKind, line};
use newsgraph_document::Span;

/// A quote that is compared.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Query<'a> {
    pub(crate) text: &'a str,
    pub(crate) words: &'a [Word],
    pub(crate) asked: &'a [Asked],
    /// Whether it is told without marks, so that tense, person and single words may be others.
    pub(crate) is_indirect: bool,
    /// Whether the words of the text around it deny or limit it.
    pub(crate) is_limited: bool,
}

/// What differs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Judgement {
    pub(crate) changes: Vec<Change>,
    /// Whether words of two quotes stand as one.
    pub(crate) joins: bool,
    /// What stands before or after it in the source and turns its sense.
    pub(crate) cut: Option<String>,
}

/// Words of both sides that do not stand for each other, between such that do.
#[derive(Clone, Debug, Default)]
struct Group {
    quote: Vec<usize>,
    places: Vec<u32>,
    before: Option<u32>,
}

/// Compares a quote with the words that it was read in.
pub(crate) fn judge(
    query: Query<'_>,
    reading: &Alignment,
    sources: &Sources,
    lexicon: &Lexicon,
) -> Judgement {
    let first = reading.steps.iter().find_map(|step| step.place);
    let Some(source) = first.and_then(|place| sources.source(place)) else {
        return Judgement::default();
    };
    let judge = Judge {
        query,
        source,
        sources,
        lexicon,
    };
    judge.all(reading)
}

struct Judge<'a> {
    query: Query<'a>,
    source: &'a Source,
    sources: &'a Sources,
    lexicon: &'a Lexicon,
}

impl Judge<'_> {
    fn all(&self, reading: &Alignment) -> Judgement {
        let mut judgement = Judgement::default();
        let mut group = Group::default();
        for step in &reading.steps {
            if let (Some(at), Some(place)) = (step.quote, step.place)
                && is_same(&self.query.asked[at], place, self.sources)
            {
                let done = Group {
                    before: Some(place),
                    ..Group::default()
                };
                let done = std::mem::replace(&mut group, done);
                self.close(done, Some(place), &mut judgement);
                self.form(at, place, &mut judgement);
            } else {
                group.quote.extend(step.quote);
                group.places.extend(step.place);
            }
        }
        self.close(group, None, &mut judgement);
        let mut places = reading.steps.iter().filter(|step| step.quote.is_some());
        let first = places.find_map(|step| step.place);
        let last = reading.steps.iter().rev().find_map(|step| step.place);
        if let (Some(first), Some(last)) = (first, last)
            && !self.query.is_limited
        {
            judgement.cut = self.cut_before(first).or_else(|| self.cut_after(last));
        }
        judgement
    }

    fn word(&self, place: u32) -> &str {
        let entry = self.sources.vocabulary.entry(self.sources.word(place));
        entry.map_or("", |entry| &entry.form)
    }

    fn class(&self, place: u32) -> Class {
        self.sources.class(place).unwrap_or(Class::Small)
    }

    /// Whether two places stand in one quote.
    fn are_together(&self, a: u32, b: u32) -> bool {
        self.source.common(a, b).is_some()
    }

    /// Whether two places stand in one quote, or both in none.
    fn are_alike(&self, a: u32, b: u32) -> bool {
        self.are_together(a, b) || !(self.is_said(a) || self.is_said(b))
    }

    fn is_said(&self, place: u32) -> bool {
        self.source.quote_at(place).is_some()
    }

    /// Whether two places are said by two.
    fn are_others(&self, a: u32, b: u32) -> bool {
        let voice = |place: u32| {
            let quote = self.source.quote_at(place)? as usize;
            self.source.quotes.get(quote)?.voice.as_ref()
        };
        let both = voice(a).zip(voice(b));
        both.is_some_and(|(a, b)| a.likeness(b, self.lexicon) == Likeness::Other)
    }

    /// Another form of one word.
    fn form(&self, at: usize, place: u32, judgement: &mut Judgement) {
        let asked = &self.query.asked[at];
        if asked.id == self.sources.word(place) {
            return;
        }
        let is_modal = asked.class == Class::Modal && !self.query.is_indirect;
        let what = if is_modal {
            Difference::Modal
        } else {
            Difference::Form
        };
        judgement
            .changes
            .push(self.change(what, is_modal, &[at], &[place]));
    }

    fn change(&self, what: Difference, harmful: bool, quote: &[usize], places: &[u32]) -> Change {
        let cover = |spans: &mut dyn Iterator<Item = Span>| spans.reduce(Span::cover);
        let span = cover(&mut quote.iter().map(|&at| self.query.words[at].span));
        let source = cover(&mut places.iter().map(|&place| self.sources.span(place)));
        Change {
            what,
            harmful,
            span,
            source,
            text: span.map_or_else(String::new, |span| line(&self.query.text[span])),
            source_text: source.map_or_else(String::new, |span| line(&self.source.text[span])),
        }
    }

    /// Tells what a group does, once it is whole.
    fn close(&self, group: Group, after: Option<u32>, judgement: &mut Judgement) {
        let Group {
            quote,
            mut places,
            before,
        } = group;
        let kinds = || quote.iter().map(|&at| self.query.words[at].kind);
        let has_gap = kinds().any(|kind| kind == WordKind::Gap);
        if let (Some(before), Some(after)) = (before, after) {
            if let Some(whole) = self.source.common(before, after) {
                // "We go," said Ann Lee, "and soon."
                places.retain(|&place| self.source.quotes_at(place).any(|quote| quote == whole));
            } else if self.is_said(before) && self.is_said(after) {
                let tells = |&place: &u32| self.is_said(place) && self.class(place) != Class::Small;
                judgement.joins |= places.iter().any(tells) || self.are_others(before, after);
                places.retain(|&place| self.is_said(place));
                if judgement.joins {
                    return;
                }
            }
        }
        if quote.is_empty() && places.is_empty() {
            return;
        }
        let is_edge = before.is_none() || after.is_none();
        if has_gap && is_edge && places.is_empty() && quote.len() == 1 {
            return;
        }
        let (what, harmful) = if has_gap {
            self.of_gap(&quote, &places)
        } else if kinds().any(|kind| kind == WordKind::Bracketed) {
            self.of_brackets(&quote, &places)
        } else {
            self.of_words(&quote, &places)
        };
        judgement
            .changes
            .push(self.change(what, harmful, &quote, &places));
    }

    /// What an ellipsis leaves out is another sense where it denies or limits what stands.
    fn of_gap(&self, quote: &[usize], places: &[u32]) -> (Difference, bool) {
        let words: Vec<usize> = quote
            .iter()
            .copied()
            .filter(|&at| self.is_word(at))
            .collect();
        if !words.is_empty() {
            let (what, harmful) = self.of_words(&words, &[]);
            if harmful {
                return (what, harmful);
            }
        }
        let turns = places
            .iter()
            .map(|&place| self.class(place))
            .find(|class| matches!(class, Class::Denial | Class::Condition));
        match turns {
            Some(class) => (Self::of_class(class), true),
            None => (Difference::Ellipsis, false),
        }
    }

    fn of_brackets(&self, quote: &[usize], places: &[u32]) -> (Difference, bool) {
        let words: Vec<usize> = quote
            .iter()
            .copied()
            .filter(|&at| self.is_word(at))
            .collect();
        let turns = |class: Class| matches!(class, Class::Denial | Class::Condition);
        let names =
            |&place: &u32| self.sources.has(place, NAME) && self.class(place) == Class::Content;
        if quote.iter().any(|&at| self.is_named(at)) && places.iter().any(names) {
            return (Difference::Name, true);
        }
        if words
            .iter()
            .any(|&at| self.query.asked[at].class != Class::Small)
        {
            return self.of_words(&words, places);
        }
        if let Some(&place) = places.iter().find(|&&place| turns(self.class(place))) {
            return (Self::of_class(self.class(place)), true);
        }
        (Difference::Bracketed, false)
    }

    fn is_named(&self, at: usize) -> bool {
        self.query.words[at].is_name && self.query.asked[at].class == Class::Content
    }

    fn is_word(&self, at: usize) -> bool {
        self.query.words[at].kind == WordKind::Word
    }

    fn of_class(class: Class) -> Difference {
        match class {
            Class::Number => Difference::Number,
            Class::Denial => Difference::Denial,
            Class::Modal => Difference::Modal,
            Class::Condition => Difference::Condition,
            Class::Hedge => Difference::Hedge,
            Class::Content => Difference::Word,
            Class::Small => Difference::Small,
        }
    }

    /// What words in the place of others do.
    fn of_words(&self, quote: &[usize], places: &[u32]) -> (Difference, bool) {
        let asked = |class: Class| -> Vec<Box<str>> {
            let own = quote
                .iter()
                .filter(|&&at| self.query.asked[at].class == class);
            let stems = own.map(|&at| self.lexicon.stem(&self.query.words[at].form));
            sorted(stems.collect())
        };
        let found = |class: Class| -> Vec<Box<str>> {
            let own = places.iter().filter(|&&place| self.class(place) == class);
            sorted(
                own.map(|&place| self.lexicon.stem(self.word(place)))
                    .collect(),
            )
        };
        let differs = |class: Class| asked(class) != found(class);
        let count = |class: Class| asked(class).len() % 2 != found(class).len() % 2;
        if count(Class::Denial) {
            return (Difference::Denial, true);
        }
        if differs(Class::Number) {
            let is_article = |list: Vec<Box<str>>| list.iter().all(|form| &**form == "1");
            let harmful = !(is_article(asked(Class::Number)) && is_article(found(Class::Number)));
            return (Difference::Number, harmful);
        }
        if differs(Class::Modal) {
            // A report may tell "will" as "is to": a modal is turned where both sides have one.
            let both = !asked(Class::Modal).is_empty() && !found(Class::Modal).is_empty();
            return (Difference::Modal, both || !self.query.is_indirect);
        }
        if differs(Class::Condition) {
            return (Difference::Condition, true);
        }
        if differs(Class::Content) || differs(Class::Hedge) {
            return self.of_matter(quote, places, differs(Class::Content));
        }
        let weighty = |form: &str| self.lexicon.is_weighty(form);
        let turned = quote.iter().any(|&at| weighty(&self.query.words[at].form))
            || places.iter().any(|&place| weighty(self.word(place)));
        let turned = turned || self.turns_relation(quote, places);
        if turned && !self.query.is_indirect {
            return (Difference::Word, true);
        }
        (Difference::Small, false)
    }

    /// Whether both sides have pronouns that are not of the same persons, or prepositions that are not the same.
    fn turns_relation(&self, quote: &[usize], places: &[u32]) -> bool {
        let own = || quote.iter().map(|&at| &*self.query.words[at].form);
        let other = || places.iter().map(|&place| self.word(place));
        let persons = |forms: &mut dyn Iterator<Item = &str>| {
            let mut list: Vec<usize> = forms.filter_map(|f| self.lexicon.person(f)).collect();
            list.sort_unstable();
            list
        };
        let relating = |forms: &mut dyn Iterator<Item = &str>| {
            let all = forms.filter(|form| self.lexicon.relates(form));
            sorted(all.map(Box::from).collect())
        };
        let (a, b) = (persons(&mut own()), persons(&mut other()));
        let (c, d) = (relating(&mut own()), relating(&mut other()));
        let differs = |none: bool, same: bool| !none && !same;
        differs(a.is_empty() || b.is_empty(), a == b)
            || differs(c.is_empty() || d.is_empty(), c == d)
    }

    fn of_matter(&self, quote: &[usize], places: &[u32], content: bool) -> (Difference, bool) {
        let named = quote.iter().any(|&at| self.is_named(at));
        let is_name =
            |&place: &u32| self.sources.has(place, NAME) && self.class(place) == Class::Content;
        let what = match (named, places.iter().any(is_name), content) {
            (true, _, _) | (_, true, _) => Difference::Name,
            (false, false, true) => Difference::Word,
            (false, false, false) => Difference::Hedge,
        };
        (what, !self.query.is_indirect)
    }

    /// What stands before the words in their sentence and turns them: "I don't think ...", "If it rains, ...".
    fn cut_before(&self, first: u32) -> Option<String> {
        let mut is_near = true;
        for back in 0..LONGEST_CUT {
            let place = first.checked_sub(back + 1)?;
            let next = place + 1;
            if self.sources.has(next, BEGINS) || !self.are_alike(place, first) {
                return None;
            }
            is_near &= !self.sources.has(next, AFTER_MARK) && !self.lexicon.joins(self.word(place));
            let turns = match self.class(place) {
                Class::Denial => is_near && !self.lexicon.is_only(self.word(next)),
                Class::Condition => true,
                // "Ann Lee refused to say that ...", where no quote was seen.
                _ => is_near && !self.is_said(first) && self.lexicon.is_denying(self.word(place)),
            };
            if turns {
                let start = self.start_of(place);
                return Some(self.cut(start, first - 1));
            }
        }
        None
    }

    /// Where the sentence of a place begins, or some words before it.
    fn start_of(&self, place: u32) -> u32 {
        let mut start = place;
        for _ in 0..SHOWN {
            let is_first = self.sources.has(start, BEGINS) || self.sources.has(start, AFTER_MARK);
            let before = start.checked_sub(1);
            let before = before.filter(|&before| !is_first && self.are_alike(before, place));
            match before {
                Some(before) => start = before,
                None => break,
            }
        }
        start
    }

    /// What the words depend on that stands after them in their sentence: "... unless it rains".
    fn cut_after(&self, last: u32) -> Option<String> {
        let next = last + 1;
        let on = self.are_alike(last, next) && !self.sources.has(next, BEGINS);
        if !on || !self.lexicon.rests(self.word(next)) {
            return None;
        }
        let mut end = next;
        for _ in 0..SHOWN {
            let further = end + 1;
            if self.sources.has(further, BEGINS) || !self.are_alike(last, further) {
                break;
            }
            end = further;
        }
        Some(self.cut(next, end))
    }

    /// The words that were cut off.
    fn cut(&self, from: u32, to: u32) -> String {
        let span = self.sources.span(from).cover(self.sources.span(to));
        line(&self.source.text[span])
    }
}

/// The most words before a quote that are looked at for what turns it, and those that are shown of it.
const LONGEST_CUT: u32 = 16;
const SHOWN: usize = 8;

fn sorted(mut list: Vec<Box<str>>) -> Vec<Box<str>> {
    list.sort_unstable();
    list
}
