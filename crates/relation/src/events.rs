use crate::extractor::Found;
use crate::names::{Place, Sort};
use crate::roles::Scene;
use newsgraph_document::{Upos, dep};
use std::ops::Range;

/// Nouns for people who come together.
const TALKS: &[&str] = &[
    "talk",
    "talks",
    "meeting",
    "summit",
    "negotiation",
    "discussion",
    "dialogue",
    "conversation",
];
/// The most pairs that one clause gives: a list of names is not a list of meetings.
const PAIRS: usize = 6;

/// What the verbs of a sentence tell.
pub(crate) fn find(scene: &Scene<'_>, sentence: &Range<usize>) -> Vec<Found> {
    let mut found = Vec::new();
    for token in sentence.clone() {
        match scene.syntax.upos(token) {
            Upos::Verb => verb(scene, token, &mut found),
            Upos::Noun if TALKS.contains(&scene.syntax.lemma(token)) => {
                talks(scene, token, &mut found);
            }
            _ => {}
        }
    }
    found
}

fn verb(scene: &Scene<'_>, verb: usize, found: &mut Vec<Found>) {
    let rules = scene.tables.verb(scene.syntax.lemma(verb));
    if rules.is_empty() {
        return;
    }
    let subjects = subjects(scene, verb);
    let passive = scene
        .syntax
        .dependents(verb)
        .any(|d| scene.syntax.dep(d) == dep::NSUBJ_PASS);
    for rule in rules {
        let objects = argument(scene, verb, rule.slot);
        let (left, right) = if passive {
            if rule.slot != "obj" {
                continue;
            }
            (argument(scene, verb, "by"), subjects.clone())
        } else {
            (subjects.clone(), objects)
        };
        pairs(
            scene,
            rule.label,
            (&left, rule.subject),
            (&right, rule.object),
            verb,
            found,
        );
        // "X and Y met": those who meet are the subjects.
        if rule.label == "is_meeting" && rule.slot == "obj" && right.is_empty() && left.len() == 2 {
            pairs(
                scene,
                rule.label,
                (&left[..1], rule.subject),
                (&left[1..], rule.object),
                verb,
                found,
            );
        }
    }
}

/// The names among the subjects of a verb; those of the verb that governs it where it has none.
fn subjects<'a>(scene: &Scene<'a>, verb: usize) -> Vec<&'a Place> {
    let own = |verb: usize| {
        scene
            .syntax
            .dependents(verb)
            .find(|&d| matches!(scene.syntax.dep(d), dep::NSUBJ | dep::NSUBJ_PASS))
    };
    let mut at = verb;
    for _ in 0..4 {
        if let Some(subject) = own(at) {
            return places(scene, subject);
        }
        let up = matches!(scene.syntax.dep(at), dep::CONJ | dep::XCOMP | dep::ADVCL);
        match scene.syntax.head(at) {
            Some(head) if up => at = head,
            Some(head) if matches!(scene.syntax.dep(at), dep::ACL | dep::ACL_RELCL) => {
                return places(scene, head);
            }
            _ => break,
        }
    }
    Vec::new()
}

/// The name at a noun and those coordinated with it.
fn places<'a>(scene: &Scene<'a>, noun: usize) -> Vec<&'a Place> {
    let conjuncts = scene
        .syntax
        .dependents(noun)
        .filter(|&d| scene.syntax.dep(d) == dep::CONJ);
    std::iter::once(noun)
        .chain(conjuncts)
        .filter_map(|t| place(scene, t))
        .take(PAIRS)
        .collect()
}

/// The name that has its head here; a relative pronoun counts for its noun.
fn place<'a>(scene: &Scene<'a>, token: usize) -> Option<&'a Place> {
    let names = scene.names;
    names.at(token).filter(|p| p.head == token).or_else(|| {
        // "Secretary of State Rex Tillerson"
        let title = |d: usize| {
            matches!(scene.syntax.dep(d), dep::NMOD | "nmod:desc")
                && scene.syntax.dependent(d, dep::CASE).is_none()
        };
        let part = |d: &usize| matches!(scene.syntax.dep(*d), dep::APPOS | dep::FLAT) || title(*d);
        scene.syntax.dependents(token).filter(part).find_map(|d| {
            names
                .at(d)
                .filter(|p| names.sorts[p.entity] == Sort::Person)
        })
    })
}

fn argument<'a>(scene: &Scene<'a>, verb: usize, slot: &str) -> Vec<&'a Place> {
    let fits = |d: usize| match scene.syntax.dep(d) {
        dep::OBJ => slot == "obj",
        dep::OBL | dep::OBL_AGENT | dep::NMOD => scene
            .syntax
            .dependent(d, dep::CASE)
            .is_some_and(|c| scene.text.word(c).eq_ignore_ascii_case(slot)),
        _ => false,
    };
    let found: Vec<&Place> = scene
        .syntax
        .dependents(verb)
        .filter(|&d| fits(d))
        .flat_map(|d| places(scene, d))
        .take(PAIRS)
        .collect();
    if !found.is_empty() || slot != "obj" {
        return found;
    }
    // A name right after the verb is its object, whatever the tree makes of it.
    let next = (verb + 1 < scene.text.tokens.len()).then_some(verb + 1);
    let name = next.and_then(|next| scene.names.at(next).filter(|p| p.tokens.start == next));
    let possessor = name.is_some_and(|p| {
        scene.syntax.dep(p.head) == dep::NMOD_POSS || scene.syntax.dep(p.head) == dep::COMPOUND
    });
    name.filter(|_| !possessor).into_iter().collect()
}

fn pairs(
    scene: &Scene<'_>,
    label: &'static str,
    (left, of_left): (&[&Place], &str),
    (right, of_right): (&[&Place], &str),
    trigger: usize,
    found: &mut Vec<Found>,
) {
    let fits = |p: &Place, letters: &str| letters.contains(scene.names.sorts[p.entity].letter());
    let mut count = 0;
    for a in left.iter().filter(|p| fits(p, of_left)) {
        for b in right.iter().filter(|p| fits(p, of_right)) {
            count += 1;
            // People meet people and states meet states.
            let mixed =
                label == "is_meeting" && scene.names.sorts[a.entity] != scene.names.sorts[b.entity];
            if count > PAIRS || a.entity == b.entity || mixed {
                continue;
            }
            let (label, subject, object) = match label {
                "directed" => ("directed_by", b.entity, a.entity),
                "created" => ("created_by", b.entity, a.entity),
                "acquired" => ("part_of", b.entity, a.entity),
                _ => (label, a.entity, b.entity),
            };
            found.push(Found {
                label,
                subject,
                object,
                evidence: vec![a.tokens.clone(), trigger..trigger + 1, b.tokens.clone()],
                anchor: trigger,
            });
        }
    }
}

/// "X held talks with Y", "X and Y pledged in talks", "talks between X and Y".
fn talks(scene: &Scene<'_>, noun: usize, found: &mut Vec<Found>) {
    const ALL: &str = "PLO";
    let with = argument(scene, noun, "with");
    let between = argument(scene, noun, "between");
    if let [first, rest @ ..] = between.as_slice() {
        pairs(
            scene,
            "is_meeting",
            (&[*first], ALL),
            (rest, ALL),
            noun,
            found,
        );
        return;
    }
    let Some(verb) = scene
        .syntax
        .ancestors(noun)
        .take(3)
        .find(|&t| scene.syntax.upos(t) == Upos::Verb)
    else {
        return;
    };
    let subjects = subjects(scene, verb);
    let direct = scene.syntax.head(noun) == Some(verb);
    let with = if with.is_empty() && direct {
        argument(scene, verb, "with")
    } else {
        with
    };
    if !with.is_empty() {
        let own = scene
            .syntax
            .dependents(noun)
            .find(|&d| scene.syntax.dep(d) == dep::COMPOUND)
            .and_then(|d| place(scene, d));
        let left: Vec<&Place> = own.into_iter().chain(subjects).take(1).collect();
        pairs(scene, "is_meeting", (&left, ALL), (&with, ALL), noun, found);
        return;
    }
    let during = scene
        .syntax
        .dependent(noun, dep::CASE)
        .is_some_and(|c| matches!(scene.text.word(c), "in" | "at" | "during" | "after"));
    if direct && during && subjects.len() == 2 {
        pairs(
            scene,
            "is_meeting",
            (&subjects[..1], ALL),
            (&subjects[1..], ALL),
            noun,
            found,
        );
    }
}
