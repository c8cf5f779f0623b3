use super::*;
use crate::walk::Walk;
use newsgraph_neural::WordVectors;
use newsgraph_phrase::Trees;
use newsgraph_sketch::Sketch;

/// The named entity that the last noun phrase of a text takes up, by its name, with nothing chosen where no rule tells.
fn taken(rows: &str, names: &[(&str, Label)], noun: &str) -> Option<String> {
    let sketch = Sketch::new(rows);
    let (syntax, lexicon) = (sketch.syntax(), Lexicon::english());
    let trees = Trees::new(sketch.view(), &syntax, &lexicon.grammar);
    let names = sketch.names(names);
    let mut walk = Walk::new(&trees, &names, &[], &lexicon, &WordVectors::default());
    walk.run(|_, _, options| options.entities().len() - 1);
    let discourse = &walk.discourse;
    let head = (0..sketch.view().tokens.len())
        .rev()
        .find(|&token| sketch.view().word(token) == noun)?;
    let at = discourse.candidates.iter().position(|c| c.head == head)?;
    let entity = discourse.entities.of[at]?;
    discourse.entities.all[entity].name().map(str::to_owned)
}

const PINTO: &str = "
Tarn PROPN 4 nmod:poss
's PART 1 case
interior ADJ 4 amod
minister NOUN 8 nsubj
, PUNCT 6 punct
Pinto PROPN 4 appos
, PUNCT 6 punct
left/leave VERB 0 root
. PUNCT 8 punct
";

#[test]
fn an_apposition_is_who_it_stands_beside() {
    let names = [("Tarn", Label::LOCATION), ("Pinto", Label::PERSON)];
    let found = taken(PINTO, &names, "minister");
    assert_eq!(found.as_deref(), Some("Pinto"));
    let later = format!("{PINTO}\nThe DET 2 det\nminister NOUN 3 nsubj\nspoke/speak VERB 0 root");
    assert_eq!(taken(&later, &names, "minister").as_deref(), Some("Pinto"));
    let prime = later.replace(
        "minister NOUN 3 nsubj\nspoke",
        "prime ADJ 3 amod\nminister NOUN 4 nsubj\nspoke",
    );
    let prime = prime.replace("The DET 2 det", "The DET 3 det");
    assert_eq!(taken(&prime, &names, "minister"), None);
}

#[test]
fn a_name_right_behind_a_noun_is_what_it_is_called() {
    let names = [("Velmar", Label::ORGANIZATION)];
    let rows = "The DET 2 det\nfirm NOUN 4 nsubj\nVelmar PROPN 4 nsubj\nbought/buy VERB 0 root\nships NOUN 4 obj";
    assert_eq!(taken(rows, &names, "firm").as_deref(), Some("Velmar"));
    let other = rows.replace("Velmar PROPN 4 nsubj", "Velmar PROPN 4 vocative");
    assert_eq!(taken(&other, &names, "firm"), None);
}

#[test]
fn an_office_before_a_name_is_taken_up() {
    let rows = "
Gov. PROPN 2 compound
Orr PROPN 3 nsubj
met/meet VERB 0 root
Sen. PROPN 5 compound
Vane PROPN 3 obj
. PUNCT 3 punct

The DET 2 det
NOUN NOUN 3 nsubj
spoke/speak VERB 0 root
";
    let names = [("Orr", Label::PERSON), ("Vane", Label::PERSON)];
    for (noun, right) in [
        ("governor", Some("Orr")),
        ("senator", Some("Vane")),
        ("lawmaker", Some("Vane")),
        ("bishop", None),
    ] {
        let rows = rows.replace("NOUN NOUN", &format!("{noun} NOUN"));
        assert_eq!(taken(&rows, &names, noun).as_deref(), right, "{noun}");
    }
}

#[test]
fn a_kind_in_a_name_is_taken_up_and_two_are_not() {
    let rows = |second: &str| {
        format!(
            "
Varn PROPN 2 compound
Bank PROPN 3 nsubj
fell/fall VERB 0 root
. PUNCT 3 punct

{second} PROPN 2 compound
Bank PROPN 3 nsubj
rose/rise VERB 0 root
. PUNCT 3 punct

It PRON 2 nsubj
rained/rain VERB 0 root
. PUNCT 2 punct

The DET 2 det
bank NOUN 3 nsubj
closed/close VERB 0 root
"
        )
    };
    let same = [
        ("Varn Bank", Label::ORGANIZATION),
        ("Varn Bank", Label::ORGANIZATION),
    ];
    assert_eq!(
        taken(&rows("Varn"), &same, "bank").as_deref(),
        Some("Varn Bank")
    );
    let two = [
        ("Varn Bank", Label::ORGANIZATION),
        ("Orr Bank", Label::ORGANIZATION),
    ];
    assert_eq!(taken(&rows("Orr"), &two, "bank"), None);
}

#[test]
fn they_are_the_people_in_a_row() {
    let rows = "
Lea PROPN 4 nsubj
and CCONJ 3 cc
Otto PROPN 1 conj
met/meet VERB 0 root
. PUNCT 4 punct

They PRON 2 nsubj
left/leave VERB 0 root
";
    let sketch = Sketch::new(rows);
    let (syntax, lexicon) = (sketch.syntax(), Lexicon::english());
    let trees = Trees::new(sketch.view(), &syntax, &lexicon.grammar);
    let names = sketch.names(&[("Lea", Label::PERSON), ("Otto", Label::PERSON)]);
    let mut walk = Walk::new(&trees, &names, &[], &lexicon, &WordVectors::default());
    walk.run(|_, _, options| options.entities().len() - 1);
    let found = walk
        .discourse
        .entities
        .finish(sketch.view(), &names, &walk.discourse.candidates);
    let they = found
        .entities
        .iter()
        .find(|entity| entity.mentions.len() == 2);
    assert_eq!(
        they.map(|entity| entity.name.as_str()),
        Some("Lea and Otto")
    );
}
