//! Clusters whatever the order, the decisions and the text.

use newsgraph_identity::{Decision, EntityRef, Profile, clusters, explain, name_of};
use proptest::prelude::*;

fn entity(document: &str, entity: u32) -> EntityRef {
    EntityRef {
        document: document.to_owned(),
        entity,
    }
}

fn people(rows: &[(&str, &str)]) -> Vec<(EntityRef, Profile)> {
    let of = |&(document, name): &(&str, &str)| (entity(document, 0), Profile::new("Person", name));
    rows.iter().map(of).collect()
}

fn documents(found: &[Vec<EntityRef>]) -> Vec<Vec<&str>> {
    found
        .iter()
        .map(|cluster| {
            cluster
                .iter()
                .map(|member| member.document.as_str())
                .collect()
        })
        .collect()
}

#[test]
fn a_short_name_is_that_of_the_one_in_its_company() {
    let mut rows = people(&[
        ("a", "Milan Velk"),
        ("b", "Ivana Velk"),
        ("c", "Velk"),
        ("d", "Velk"),
    ]);
    rows[0].1 = rows[0]
        .1
        .clone()
        .with_company("Unity Party")
        .with_role("president");
    rows[1].1 = rows[1]
        .1
        .clone()
        .with_company("Ostrand Opera")
        .with_role("singer");
    rows[2].1 = rows[2]
        .1
        .clone()
        .with_company("Ostrand Opera")
        .with_role("singer");
    // Nothing tells which of the two the last one is.
    assert_eq!(
        documents(&clusters(&rows, &[])),
        [vec!["a"], vec!["b", "c"], vec!["d"]]
    );
}

#[test]
fn new_evidence_changes_what_was_found() {
    let mut rows = people(&[("a", "Milan Velk"), ("c", "Velk")]);
    assert_eq!(documents(&clusters(&rows, &[])), [["a", "c"]]);
    rows.push((entity("b", 0), Profile::new("Person", "Ivana Velk")));
    assert_eq!(documents(&clusters(&rows, &[])), [["a"], ["b"], ["c"]]);
}

#[test]
fn entities_of_one_document_are_two() {
    let name = |at| (entity("a", at), Profile::new("Person", "Milan Velk"));
    assert_eq!(clusters(&[name(0), name(1)], &[]).len(), 2);
    let decided = [Decision::Same(entity("a", 0), entity("a", 1))];
    assert_eq!(clusters(&[name(0), name(1)], &decided).len(), 1);
}

#[test]
fn decisions_go_before_names() {
    let rows = people(&[
        ("a", "Lena Orvik"),
        ("b", "Lena Orvik"),
        ("c", "Mara Tellin"),
        ("d", "Mara Tellin"),
    ]);
    let [a, b, c, d] = ["a", "b", "c", "d"].map(|document| entity(document, 0));
    let same = |x: &EntityRef, y: &EntityRef| Decision::Same(x.clone(), y.clone());
    let apart = |x: &EntityRef, y: &EntityRef| Decision::Apart(x.clone(), y.clone());
    let cases: [(Vec<Decision>, Vec<Vec<&str>>); 7] = [
        (vec![], vec![vec!["a", "b"], vec!["c", "d"]]),
        (vec![same(&a, &c)], vec![vec!["a", "b", "c", "d"]]),
        (
            vec![apart(&a, &b)],
            vec![vec!["a"], vec!["b"], vec!["c", "d"]],
        ),
        // The later of two that cannot both hold.
        (
            vec![same(&a, &b), apart(&a, &b)],
            vec![vec!["a"], vec!["b"], vec!["c", "d"]],
        ),
        (
            vec![apart(&b, &a), same(&a, &b)],
            vec![vec!["a", "b"], vec!["c", "d"]],
        ),
        // Those who are joined leave the rest of their groups where a decision parts these.
        (
            vec![apart(&b, &d), same(&a, &c)],
            vec![vec!["a", "c"], vec!["b"], vec!["d"]],
        ),
        (
            vec![same(&a, &entity("none", 7))],
            vec![vec!["a", "b"], vec!["c", "d"]],
        ),
    ];
    for (decisions, expected) in cases {
        assert_eq!(
            documents(&clusters(&rows, &decisions)),
            expected,
            "{decisions:?}"
        );
    }
}

#[test]
fn a_reason_is_a_line() {
    let a = Profile::new("Person", "Bill Harte")
        .with_role("mayor")
        .with_place("Denmark");
    let b = Profile::new("Person", "William Harte")
        .with_role("former mayor")
        .with_place("Danish");
    let reason = explain(&a, &b).unwrap();
    assert_eq!(
        reason.to_string(),
        "a nickname 4, shared role 2, shared place 2, together 8 of 2"
    );
    assert!(reason.is_one());
    assert_eq!(explain(&a, &Profile::new("Person", "Ann Harte")), None);
}

#[test]
fn the_name_to_show_is_full_and_frequent() {
    let named = |label: &str, name: &str| Profile::new(label, name);
    let profiles = [
        named("Person", "Velk"),
        named("Person", "Milan Velk"),
        named("Group", "Milan Velk"),
        named("Person", "MILAN VELK"),
    ];
    assert_eq!(
        name_of(&profiles),
        Some(("Milan Velk".to_owned(), "Person".to_owned()))
    );
    assert_eq!(name_of(&[]), None);
}

#[test]
fn what_is_only_described_is_alone() {
    let rows: Vec<(EntityRef, Profile)> = ["a", "b"]
        .map(|document| (entity(document, 0), Profile::default()))
        .into();
    assert!(rows[0].1.keys().is_empty());
    assert_eq!(clusters(&rows, &[]).len(), 2);
}

#[test]
fn a_profile_is_small_and_reads_back() {
    let mut profile = Profile::new("Person", "Milan Velk")
        .with_role("president")
        .with_place("Slovakia");
    for at in 0..100 {
        profile = profile
            .with_company(&format!("Company {at}"))
            .with_name(&format!("Velk {at}"), 1);
    }
    let json = serde_json::to_string(&profile).unwrap();
    assert!(json.len() < 600, "{}", json.len());
    assert_eq!(serde_json::from_str::<Profile>(&json).unwrap(), profile);
}

/// Names that share parts, with marks that no name has.
fn a_name() -> impl Strategy<Value = String> {
    let parts = [
        "Milan",
        "M.",
        "Bill",
        "William",
        "Velk",
        "Welk",
        "al-Orr",
        "Jr.",
        "\"Tess\"",
        "the",
        "Bank",
        "of",
        "</script>",
        "\u{202e}",
        "Юлия",
        "",
        "-",
        "née",
        "UNO",
        "Party",
    ];
    proptest::collection::vec(proptest::sample::select(parts.to_vec()), 0..5)
        .prop_map(|parts| parts.join(" "))
}

proptest! {
    #[test]
    fn the_order_of_profiles_changes_nothing(names in proptest::collection::vec((a_name(), 0usize..4, 0usize..6), 0..30), turn in 0usize..30) {
        let labels = ["Person", "Organization", "Location", "Group"];
        let row = |(at, (name, label, document)): (u32, &(String, usize, usize))| {
            let profile = Profile::new(labels[*label], name.clone()).with_company(labels[document % 4]);
            (entity(&document.to_string(), at), profile)
        };
        let rows: Vec<(EntityRef, Profile)> = (0..).zip(&names).map(row).collect();
        let mut turned = rows.clone();
        turned.reverse();
        if !turned.is_empty() {
            let by = turn % turned.len();
            turned.rotate_left(by);
        }
        let found = clusters(&rows, &[]);
        prop_assert_eq!(&found, &clusters(&turned, &[]));
        let mut all: Vec<&EntityRef> = found.iter().flatten().collect();
        all.sort();
        let mut given: Vec<&EntityRef> = rows.iter().map(|(entity, _)| entity).collect();
        given.sort();
        prop_assert_eq!(all, given);
    }
}
