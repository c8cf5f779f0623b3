use super::stage::Stage;
use newsgraph_document::{EntityId, Label, Quote, Relation, Status};
use newsgraph_phrase::{Polarity, QuoteIndex};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The construction that states a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rule {
    /// "Acme chairman Ann Lee".
    Title,
    /// "Ann Lee, chairman of Acme".
    Apposition,
    /// "Ann Lee is chairman of Acme".
    Predicate,
    /// "the Acme chairman", who was named before.
    Description,
    /// "Ann Lee (D-Ohio)".
    Bracket,
    /// "Ann Lee of Acme".
    Of,
    /// "American Ann Lee".
    Nation,
    /// "Ohio State Police".
    Inside,
    /// "Ulm, Germany".
    Chain,
    /// "Acme's Zoom".
    Owner,
    /// "Acme in Ulm".
    Where,
    /// "Ulm-based Acme".
    Based,
    /// A verb with its arguments.
    Verb,
    /// A verb, with the owner of its object.
    Deed,
    /// "President Ann Lee", where the text is about her country.
    Home,
}

impl Rule {
    /// How often relations of this construction are right, by hand counts on news.
    fn score(self) -> f32 {
        match self {
            Self::Chain => 0.95,
            Self::Title | Self::Bracket => 0.93,
            Self::Apposition | Self::Nation => 0.9,
            Self::Predicate | Self::Based | Self::Inside => 0.87,
            Self::Where | Self::Owner | Self::Home => 0.85,
            Self::Description | Self::Of | Self::Verb => 0.8,
            Self::Deed => 0.6,
        }
    }
}

/// A relation as it was read.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) label: &'static str,
    pub(super) subject: usize,
    pub(super) object: usize,
    /// From the first to the last word that states it.
    pub(super) evidence: Range<usize>,
    pub(super) role: Option<Range<usize>>,
    pub(super) status: Status,
    pub(super) polarity: Polarity,
    pub(super) rule: Rule,
}

impl Draft {
    /// A draft with nothing but its ends and the words that state it.
    pub(super) fn plain(
        label: &'static str,
        (subject, object): (usize, usize),
        evidence: Range<usize>,
        rule: Rule,
    ) -> Self {
        Self {
            label,
            subject,
            object,
            evidence,
            role: None,
            status: Status::Now,
            polarity: Polarity::default(),
            rule,
        }
    }
}

/// Offices that several have at a time.
const SHARED: [&str; 2] = ["legislator_of", "minister_of"];

/// Relations that hold both ways.
const BOTH_WAYS: [&str; 5] = ["meets", "vs", "spouse_of", "sibling_of", "relative_of"];

/// What needs not be said of a pair of which more is said.
const IMPLIED: [(&str, &[&str]); 6] = [
    (
        "member_of",
        &[
            "head_of",
            "spokesperson_of",
            "founder_of",
            "player_of",
            "coach_of",
            "legislator_of",
        ],
    ),
    ("based_in", &["agency_of", "in"]),
    ("vs", &["won_vs"]),
    (
        "citizen_of",
        &[
            "head_of_state",
            "head_of_gov",
            "minister_of",
            "ambassador_of",
            "legislator_of",
        ],
    ),
    ("part_of", &["agency_of"]),
    ("lives_in", &["mayor_of", "head_of_gov", "legislator_of"]),
];

/// The drafts as relations in the order of their words, each once, from where it is first stated.
pub(super) fn relations(
    mut drafts: Vec<Draft>,
    stage: &Stage<'_>,
    quotes: &[Quote],
) -> Vec<Relation> {
    drafts.retain(|draft| draft.subject != draft.object);
    for draft in &mut drafts {
        if BOTH_WAYS.contains(&draft.label) && draft.subject > draft.object {
            std::mem::swap(&mut draft.subject, &mut draft.object);
        }
    }
    drop_taken(&mut drafts);
    drafts.sort_by_key(|d| {
        (
            d.evidence.start,
            d.evidence.end,
            d.rule,
            d.label,
            d.subject,
            d.object,
        )
    });
    let (mut drafts, seen) = once(drafts);
    drafts.retain(|draft| {
        let more = IMPLIED.iter().find(|(label, _)| *label == draft.label);
        let said = seen.get(&(draft.subject, draft.object));
        let (Some((_, more)), Some(said)) = (more, said) else {
            return true;
        };
        !said.iter().any(|label| more.contains(label))
    });
    let claims = QuoteIndex::new(quotes, |_| true);
    let text = stage.trees.text;
    let relation = |draft: Draft| {
        let evidence = text.span_of(draft.evidence);
        Relation {
            label: Label::new(draft.label),
            subject: EntityId::new(draft.subject),
            object: EntityId::new(draft.object),
            evidence: vec![evidence],
            status: draft.status,
            role: draft.role.map(|role| text.span_of(role)),
            negated: draft.polarity.negated,
            hedged: draft.polarity.hedged,
            quote: claims.innermost(evidence),
            score: Some(draft.rule.score()),
        }
    };
    drafts.into_iter().map(relation).collect()
}

/// The labels of pairs of entities.
type Labels = BTreeMap<(usize, usize), Vec<&'static str>>;

/// Each relation from where it is first stated, with the first words for its role, and the labels of each pair.
fn once(drafts: Vec<Draft>) -> (Vec<Draft>, Labels) {
    let mut seen = Labels::new();
    let mut kept: Vec<Draft> = Vec::new();
    let mut at: BTreeMap<(&'static str, usize, usize), usize> = BTreeMap::new();
    for draft in drafts {
        let key = (draft.label, draft.subject, draft.object);
        if let Some(first) = at.get(&key).and_then(|&at| kept.get_mut(at)) {
            first.role = first.role.take().or(draft.role);
        } else {
            let labels = seen.entry((draft.subject, draft.object)).or_default();
            labels.push(draft.label);
            at.insert(key, kept.len());
            kept.push(draft);
        }
    }
    (kept, seen)
}

/// An office of the country that the text is about is not theirs who have it without a country, where another is said
/// to have it.
fn drop_taken(drafts: &mut Vec<Draft>) {
    let mut holders = [const { BTreeMap::<(&str, usize), BTreeSet<usize>>::new() }; 2];
    let mut elsewhere: BTreeSet<(&str, usize)> = BTreeSet::new();
    for draft in drafts.iter() {
        let home = draft.rule == Rule::Home;
        if home || draft.status == Status::Now {
            let holders = &mut holders[usize::from(home)];
            let own = holders.entry((draft.label, draft.object)).or_default();
            own.insert(draft.subject);
        }
        if !home {
            elsewhere.insert((draft.label, draft.subject));
        }
    }
    let [held, at_home] = holders;
    drafts.retain(|d| {
        let key = (d.label, d.object);
        let free = held.get(&key).is_none_or(|own| own.contains(&d.subject));
        let alone = at_home.get(&key).is_none_or(|own| own.len() == 1);
        let several = SHARED.contains(&d.label) || free && alone;
        d.rule != Rule::Home || several && !elsewhere.contains(&(d.label, d.subject))
    });
}

/// From the start of the first to the end of the last.
pub(super) fn cover<const N: usize>(ranges: [&Range<usize>; N]) -> Range<usize> {
    let start = ranges.iter().map(|r| r.start).min().unwrap_or(0);
    let end = ranges.iter().map(|r| r.end).max().unwrap_or(start);
    start..end
}
