use super::confidence::Feature;
use super::phrases::Phrases;
use super::predicates::{ImpliedVerb, Predicate};
use super::subjects::Route;
use newsgraph_document::{Upos, dep};
use std::ops::Range;

/// What kind of words a triple is read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pattern {
    /// "sold ships", with what comes after.
    Object,
    /// "ships that they sold": the object is above the verb.
    Gap,
    /// "lives in Rome".
    Oblique,
    /// A second oblique for itself: "lives | for years".
    Further,
    /// "sold ships to | Rome".
    ObjectOblique,
    /// "In May they left": an oblique before the verb, or an adverb.
    Adjunct,
    /// "said that it rains".
    Content,
    /// "became rich".
    Secondary,
    /// "told him to go".
    Order,
    /// "left to see Rome".
    Clause,
    /// "is a ship".
    Noun,
    /// "is a ship of | Rome".
    NounOf,
    /// "is tall".
    Adjective,
    /// "is famous for | its ships".
    AdjectiveOblique,
    /// "is in Rome".
    Place,
    /// "There are ships".
    Existence,
    /// "Ann Lee, a physicist".
    Apposition,
    /// "President Lee".
    Title,
    /// "Ann's boat".
    Owner,
    /// "the harbour in Rome".
    Modifier,
    /// "cities such as Rome".
    Example,
    /// What a quote has as speaker, cue and content.
    Report,
}

impl Pattern {
    /// Every pattern.
    pub(super) const ALL: [Self; 22] = [
        Self::Object,
        Self::Gap,
        Self::Oblique,
        Self::Further,
        Self::ObjectOblique,
        Self::Adjunct,
        Self::Content,
        Self::Secondary,
        Self::Order,
        Self::Clause,
        Self::Noun,
        Self::NounOf,
        Self::Adjective,
        Self::AdjectiveOblique,
        Self::Place,
        Self::Existence,
        Self::Apposition,
        Self::Title,
        Self::Owner,
        Self::Modifier,
        Self::Example,
        Self::Report,
    ];
}

/// A triple in the making, in tokens.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) pattern: Pattern,
    pub(super) route: Route,
    /// The token that states it: the head of its clause or phrase.
    pub(super) head: usize,
    pub(super) subject: Range<usize>,
    pub(super) subject_head: usize,
    pub(super) implied: Option<ImpliedVerb>,
    pub(super) predicate: Vec<usize>,
    pub(super) object: Range<usize>,
    pub(super) object_head: usize,
    pub(super) arguments: Vec<Range<usize>>,
    /// Place of subject and object in their lists.
    pub(super) places: (usize, usize),
    /// The preposition that the predicate ends with.
    pub(super) preposition: Option<usize>,
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
            places: (0, 0),
            preposition: None,
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
    pub(super) fn features(&self, phrases: &Phrases<'_>) -> Vec<Feature> {
        let pattern = self.pattern;
        let mut features = vec![
            Feature::new("pattern", None, 0),
            Feature::new("pattern", Some(pattern), 0),
        ];
        let mut add = |template: &'static str, value: usize| {
            features.push(Feature::new(template, None, value));
            features.push(Feature::new(template, Some(pattern), value));
        };
        let bucket = |count: usize| match count {
            0..=3 => count,
            4..=5 => 4,
            6..=8 => 5,
            9..=13 => 6,
            14..=22 => 7,
            _ => 8,
        };
        let kind = |token: usize| match phrases.syntax.upos(token) {
            Upos::Propn => 0,
            Upos::Pron if phrases.is(token, &["it", "this", "that", "there", "these", "those"]) => {
                1
            }
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
                .filter(|&t| phrases.syntax.upos(t) == Upos::Punct)
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
        add("subject place", self.places.0.min(3));
        add("object place", self.places.1.min(3));
        add("subject marks", commas(&self.subject));
        add("object marks", commas(&self.object));
        let noun = self.implied.is_some() && self.pattern != Pattern::Oblique;
        let role = if noun { self.subject_head } else { self.head };
        add("label", label(phrases.syntax.dep(role)));
        add("implied", usize::from(self.implied.is_some()));
        add(
            "preposition",
            self.preposition.map_or(0, |p| preposition(phrases, p)),
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
        features
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

const PREPOSITIONS: [&str; 24] = [
    "of", "in", "for", "to", "on", "with", "by", "from", "at", "as", "about", "after", "before",
    "during", "into", "over", "between", "among", "against", "through", "under", "since", "until",
    "than",
];

fn preposition(phrases: &Phrases<'_>, token: usize) -> usize {
    PREPOSITIONS
        .iter()
        .position(|p| phrases.is(token, &[p]))
        .map_or(PREPOSITIONS.len() + 1, |p| p + 1)
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
