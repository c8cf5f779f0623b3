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

    /// Whether it says what its subject is, and how: "is tall", "is a ship".
    pub(super) fn is_predication(&self) -> bool {
        matches!(self.pattern, Pattern::Adjective | Pattern::Noun)
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
    pub(super) fn clues(&self, phrases: &Phrases<'_>) -> impl Iterator<Item = Clue> {
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
        let noun = self.implied.is_some() && self.pattern != Pattern::Oblique;
        let role = if noun { self.subject_head } else { self.head };
        let is_determined = |noun: usize| phrases.first(noun, dep::DET).is_some();
        let argument_words = self.arguments.iter().map(Range::len).sum();
        let preposition = |p: usize| phrases.words.preposition(phrases.word(p));
        let values = [
            ("pattern", 0),
            ("route", self.route as usize),
            ("subject length", bucket(self.subject.len())),
            ("object length", bucket(self.object.len())),
            ("predicate length", bucket(self.predicate.len())),
            ("arguments", self.arguments.len().min(4)),
            ("argument words", bucket(argument_words)),
            ("subject kind", kind(self.subject_head)),
            ("object kind", kind(self.object_head)),
            ("subject place", self.places.subject.min(3)),
            ("object place", self.places.object.min(3)),
            ("subject marks", commas(&self.subject)),
            ("object marks", commas(&self.object)),
            ("label", label(phrases.dep(role))),
            ("implied", usize::from(self.implied.is_some())),
            ("preposition", self.preposition.map_or(0, preposition)),
            (
                "order",
                usize::from(self.object.start < self.head)
                    + 2 * usize::from(self.subject.start > self.head),
            ),
            ("distance", bucket(self.head.abs_diff(self.subject_head))),
            (
                "determined",
                usize::from(is_determined(self.object_head))
                    + 2 * usize::from(is_determined(self.subject_head)),
            ),
        ];
        let pattern = self.pattern;
        let clues = move |(template, value)| Clue::both(template, pattern, value);
        values.into_iter().flat_map(clues)
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

/// A count in steps that grow.
fn bucket(count: usize) -> usize {
    match count {
        0..=3 => count,
        4..=5 => 4,
        6..=8 => 5,
        9..=13 => 6,
        14..=22 => 7,
        _ => 8,
    }
}

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
