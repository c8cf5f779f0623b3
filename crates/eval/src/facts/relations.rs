//! How entities relate.

use super::align::overlap;
use super::page::Page;
use super::tally::Tally;
use super::{GoldRelation, PrintedRelation};
use std::collections::BTreeSet;

/// A label, and those of the corpus for which it is taken too: a vaguer name of them, or another corpus's name.
const VAGUER: &[(&str, &[&str])] = &[
    (
        "agent_of",
        &[
            "head_of_state",
            "head_of_gov",
            "minister_of",
            "ambassador_of",
            "legislator_of",
            "mayor_of",
            "agent_of",
            "royalty_of",
        ],
    ),
    (
        "member_of",
        &[
            "head_of",
            "member_of",
            "spokesperson_of",
            "founder_of",
            "player_of",
            "coach_of",
            "advisor_of",
            "plays_in",
            "legislator_of",
        ],
    ),
    ("legislator_of", &["member_of", "agent_of"]),
    ("in", &["based_in"]),
    ("based_in", &["in", "agency_of", "lives_in"]),
    ("is_meeting", &["meets"]),
    ("meets", &["is_meeting"]),
    ("vs", &["won_vs"]),
    ("won_vs", &["vs"]),
    ("product_of", &["created_by"]),
    (
        "created_by",
        &[
            "created_by",
            "directed_by",
            "product_of",
            "artifact_of",
            "publisher",
        ],
    ),
    ("sibling", &["sibling_of"]),
    ("sibling_of", &["sibling"]),
    ("agency_of", &["part_of", "based_in", "ministry_of"]),
    ("part_of", &["agency_of", "owner_of"]),
    ("ministry_of", &["agency_of"]),
    ("minister_of", &["agent_of"]),
    ("head_of_state", &["agent_of"]),
    ("head_of_gov", &["agent_of", "head_of"]),
    ("ambassador_of", &["agent_of"]),
    ("mayor_of", &["agent_of", "head_of_gov"]),
    ("head_of", &["member_of", "founder_of", "head_of_gov"]),
    ("spokesperson_of", &["member_of"]),
    ("player_of", &["member_of", "plays_in"]),
    ("coach_of", &["member_of", "head_of"]),
    ("founder_of", &["head_of", "member_of"]),
];

/// Labels that hold in either direction.
const BOTH_WAYS: &[&str] = &[
    "is_meeting",
    "meets",
    "vs",
    "spouse_of",
    "sibling",
    "sibling_of",
    "relative_of",
];

/// Labels that are passed over: an adjective and its country are no fact.
const IGNORED: &[&str] = &["demonym_of"];

/// Subject and object as entities of the corpus.
type Pair = (Option<usize>, Option<usize>);

pub(super) fn count(page: &Page<'_>, tally: &mut Tally) {
    let gold = &page.gold.relations;
    let wanted: BTreeSet<Pair> = gold.iter().map(pair).collect();
    tally.relations.wanted += gold.len();
    tally.pairs.wanted += wanted.len();
    let mut used = vec![false; gold.len()];
    let mut seen: BTreeSet<Pair> = BTreeSet::new();
    let printed = page.found.relations.iter();
    for relation in printed.filter(|r| !IGNORED.contains(&r.label.as_str())) {
        let (label, pair) = read(page, relation);
        let turned = (pair.1, pair.0);
        if seen.insert(pair.min(turned)) || pair.0.is_none() {
            tally.pairs.printed += 1;
            let whole = pair.0.is_some() && pair.1.is_some();
            let right = whole && (wanted.contains(&pair) || wanted.contains(&turned));
            tally.pairs.right += usize::from(right);
        }
        match fitting(gold, label, pair, &used) {
            Some(hit) if !used[hit] => {
                used[hit] = true;
                tally.relations.printed += 1;
                tally.relations.right += 1;
                tally.shown.wanted += 1;
                let evidence = gold[hit].evidence;
                let shown = relation.evidence.iter().any(|&e| overlap(e, evidence));
                tally.shown.right += usize::from(shown);
            }
            // It says the same again under a vaguer name.
            Some(_) => {}
            None => {
                tally.relations.printed += 1;
                say_false(page, tally, relation);
            }
        }
    }
    for (relation, _) in gold.iter().zip(&used).filter(|(_, used)| !**used) {
        let fields = [
            "missed relation",
            page.gold_name(Some(relation.subject)),
            &relation.label,
            page.gold_name(Some(relation.object)),
            "|",
            &page.words_over(&[relation.evidence]),
        ];
        tally.say(page, &fields);
    }
}

fn pair(relation: &GoldRelation) -> Pair {
    (Some(relation.subject), Some(relation.object))
}

/// A found relation's label and ends in the corpus's terms.
fn read<'a>(page: &Page<'_>, relation: &'a PrintedRelation) -> (&'a str, Pair) {
    let subject = page.stands_for(relation.subject);
    let object = page.stands_for(relation.object);
    match relation.label.as_str() {
        "child_of" => ("parent_of", (object, subject)),
        label => (label, (subject, object)),
    }
}

/// The relation of the corpus that is meant: the same label first, then one that no other relation has been taken for.
fn fitting(gold: &[GoldRelation], label: &str, ends: Pair, used: &[bool]) -> Option<usize> {
    let row = VAGUER.iter().find(|(vaguer, _)| *vaguer == label);
    let for_others = row.map_or(&[][..], |(_, others)| others);
    let both = BOTH_WAYS.contains(&label);
    let ways = [Some(ends), both.then_some((ends.1, ends.0))];
    let in_order = ways.into_iter().flatten().flat_map(|way| {
        let same = gold.iter().enumerate();
        same.filter(move |(_, relation)| pair(relation) == way)
    });
    let fits = in_order.filter(|(_, relation)| {
        relation.label == label || for_others.contains(&relation.label.as_str())
    });
    let best = fits.min_by_key(|(at, relation)| (relation.label != label, used[*at]));
    best.map(|(at, _)| at)
}

fn say_false(page: &Page<'_>, tally: &mut Tally, relation: &PrintedRelation) {
    let fields = [
        "false relation",
        page.name(Some(relation.subject)),
        &relation.label,
        page.name(Some(relation.object)),
        "|",
        &page.words_over(&relation.evidence),
    ];
    tally.say(page, &fields);
}
