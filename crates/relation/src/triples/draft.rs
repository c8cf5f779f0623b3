use super::confidence::Clue;
use super::pattern::{Implied, Pattern};
use super::phrases::Phrases;
use super::predicates::Predicate;
use newsgraph_document::{QuoteId, Upos, dep};
use newsgraph_phrase::Route;
use std::ops::Range;

/// A triple in the making, in tokens.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) pattern: Pattern,
    pub(super) route: Route,
    /// The token that states it: the head of its clause or phrase.
    pub(super) head: usize,
    pub(super) subject: Range<usize>,
    pub(super) subject_head: usize,
    pub(super) implied: Option<Implied>,
    pub(super) predicate: Vec<usize>,
    pub(super) object: Range<usize>,
    pub(super) object_head: usize,
    pub(super) arguments: Vec<Range<usize>>,
    pub(super) places: Places,
    /// The preposition that the predicate ends with.
    pub(super) preposition: Option<usize>,
    /// The quote whose speaker, cue and content it is.
    pub(super) report: Option<QuoteId>,
}

/// The places of subject and object in the lists that they stand in.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Places {
    pub(super) subject: usize,
    pub(super) object: usize,
}

impl Draft {
    /// Whether its parts are there and do not overlap.
    pub(super) fn is_sound(&self) -> bool {
        let apart = |a: &Range<usize>, b: &Range<usize>| a.end <= b.start || b.end <= a.start;
        (self.implied.is_some() || !self.predicate.is_empty()) && apart(&self.subject, &self.object)
    }

    pub(super) fn new(pattern: Pattern, head: usize, predicate: Predicate) -> Self {
        Self {
            pattern,
            route: Route::Own,
            head,
            subject: 0..0,
            subject_head: head,
            implied: predicate.implied,
            predicate: predicate.tokens,
            object: 0..0,
            object_head: head,
            arguments: Vec::new(),
            places: Places::default(),
            preposition: None,
            report: None,
        }
    }

    /// Whether another draft of the same clause and subject says all that this one says. What was reported is cut
    /// better by its quote than by the tree.
    pub(super) fn is_part_of(&self, other: &Self) -> bool {
        if self.pattern == Pattern::Content && other.pattern == Pattern::Report {
            return self.head == other.head;
        }
        let holds = |token: usize| {
            other.predicate.contains(&token)
                || other.object.contains(&token)
                || other
                    .arguments
                    .iter()
                    .any(|argument| argument.contains(&token))
        };
        self.head == other.head
            && self.subject == other.subject
            && self
                .predicate
                .iter()
                .copied()
                .chain(self.object.clone())
                .all(holds)
            && self.arguments.iter().flat_map(Range::clone).all(holds)
    }

    /// What its confidence is judged by.
    pub(super) fn clues(&self, phrases: &Phrases<'_>) -> Vec<Clue> {
        let pattern = self.pattern;
        let mut clues = vec![
            Clue::new("pattern", None, 0),
            Clue::new("pattern", Some(pattern), 0),
        ];
        let mut add = |template: &'static str, value: usize| {
            clues.push(Clue::new(template, None, value));
            clues.push(Clue::new(template, Some(pattern), value));
        };
        let bucket = |count: usize| match count {
            0..=3 => count,
            4..=5 => 4,
            6..=8 => 5,
            9..=13 => 6,
            14..=22 => 7,
            _ => 8,
        };
        let kind = |token: usize| match phrases.upos(token) {
            Upos::Propn => 0,
            Upos::Pron if phrases.is(token, &phrases.words.neutral_pronoun) => 1,
            Upos::Pron => 2,
            Upos::Num | Upos::Sym => 3,
            Upos::Noun => 4,
            Upos::Adj => 5,
            Upos::Adv => 6,
            Upos::Verb => 7,
            _ => 8,
        };
        let commas = |range: &Range<usize>| {
            range
                .clone()
                .filter(|&t| phrases.upos(t) == Upos::Punct)
                .count()
                .min(3)
        };
        add("route", self.route as usize);
        add("subject length", bucket(self.subject.len()));
        add("object length", bucket(self.object.len()));
        add("predicate length", bucket(self.predicate.len()));
        add("arguments", self.arguments.len().min(4));
        add(
            "argument words",
            bucket(self.arguments.iter().map(Range::len).sum()),
        );
        add("subject kind", kind(self.subject_head));
        add("object kind", kind(self.object_head));
        add("subject place", self.places.subject.min(3));
        add("object place", self.places.object.min(3));
        add("subject marks", commas(&self.subject));
        add("object marks", commas(&self.object));
        let noun = self.implied.is_some() && self.pattern != Pattern::Oblique;
        let role = if noun { self.subject_head } else { self.head };
        add("label", label(phrases.dep(role)));
        add("implied", usize::from(self.implied.is_some()));
        add(
            "preposition",
            self.preposition
                .map_or(0, |p| phrases.words.preposition(phrases.word(p))),
        );
        add(
            "order",
            usize::from(self.object.start < self.head)
                + 2 * usize::from(self.subject.start > self.head),
        );
        let gap = self.head.abs_diff(self.subject_head);
        add("distance", bucket(gap));
        add(
            "determined",
            usize::from(phrases.first(self.object_head, dep::DET).is_some())
                + 2 * usize::from(phrases.first(self.subject_head, dep::DET).is_some()),
        );
        clues
    }
}

const LABELS: [&str; 12] = [
    dep::ROOT,
    dep::CONJ,
    dep::ACL_RELCL,
    dep::ACL,
    dep::ADVCL,
    dep::XCOMP,
    dep::CCOMP,
    dep::PARATAXIS,
    dep::NSUBJ,
    dep::OBJ,
    dep::OBL,
    dep::NMOD,
];

fn label(dep: &str) -> usize {
    LABELS
        .iter()
        .position(|l| *l == dep)
        .unwrap_or(LABELS.len())
}

/// Keeps the first of those with the same words.
pub(super) fn drop_repeats(drafts: &mut Vec<Draft>) {
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts.drain(..) {
        let same = |d: &Draft| {
            d.subject == draft.subject && d.object == draft.object && d.predicate == draft.predicate
        };
        // Repeats have one head, or come from a quote close by.
        if !kept.iter().rev().take(64).any(same) {
            kept.push(draft);
        }
    }
    *drafts = kept;
}
