//! A model of a toy corpus.

#![cfg(feature = "train")]

use newsgraph_document::{Annotator, Document, Entity, Label, Maker, MentionId};
use newsgraph_relation::{RelationExtractor, RelationTrainer};
use newsgraph_sketch::Sketch;

const TOWNS: [&str; 6] = ["Orrin", "Belton", "Casp", "Dunmore", "Eld", "Farrow"];
const PEOPLE: [&str; 5] = ["Ruiz", "Okoye", "Lind", "Haas", "Mori"];

/// "Ruiz rules Orrin." or "Ruiz left Orrin.", a person and a town.
fn document(person: &str, town: &str, rules: bool) -> Document {
    let verb = if rules { "rules/rule" } else { "left/leave" };
    let rows = format!("{person} PROPN 2 nsubj\n{verb} VERB 0 root\n{town} PROPN 2 obj");
    let trees = Sketch::new(&rows);
    let mentions = trees.names(&[(person, Label::PERSON), (town, Label::LOCATION)]);
    let entities = mentions.iter().enumerate().map(|(id, m)| Entity {
        label: m.label.clone(),
        name: trees.text()[m.span].to_owned(),
        mentions: vec![MentionId::new(id)],
    });
    let entities = entities.collect();
    let by = Maker::default;
    let mut document =
        Document::new(format!("{person} {town}"), trees.text().to_owned()).expect("parts that fit");
    let syntax = trees.syntax();
    document
        .set_tokens(trees.view().tokens.to_vec(), by())
        .expect("parts that fit");
    document
        .set_sentences(trees.view().sentences.to_vec(), by())
        .expect("parts that fit");
    document.set_syntax(syntax, by()).expect("parts that fit");
    document
        .set_mentions(mentions, by())
        .expect("parts that fit");
    document
        .set_quote_marks(Vec::new(), by())
        .expect("parts that fit");
    document
        .set_quotes(Vec::new(), by())
        .expect("parts that fit");
    document
        .set_entities(entities, by())
        .expect("parts that fit");
    document
}

fn trained() -> newsgraph_relation::TrainedRelations {
    let mut trainer = RelationTrainer::default();
    for (number, town) in TOWNS.iter().enumerate() {
        for (other, person) in PEOPLE.iter().enumerate() {
            let rules = (number + other) % 2 == 0;
            let relations = rules.then(|| (0, 1, "Rules".to_owned()));
            trainer
                .add(document(person, town, rules), relations, None)
                .expect("parts that fit");
        }
    }
    trainer.train(|_| ()).expect("parts that fit")
}

/// Labels that differ by their digits alone are two, whatever their form; a name is given, not cut.
#[test]
fn labels_keep_their_digits() {
    let mut trainer = RelationTrainer::default();
    trainer.by_document = true;
    for town in TOWNS {
        for (number, person) in PEOPLE.iter().enumerate() {
            let rules = number % 2 == 0;
            let label = if rules { "P17" } else { "P131" };
            trainer
                .add(
                    document(person, town, rules),
                    [(0, 1, label.to_owned())],
                    None,
                )
                .expect("parts that fit");
        }
    }
    let labels = |trainer: &RelationTrainer| {
        let learned = trainer.train(|_| ()).expect("parts that fit");
        let bytes = learned.file.to_bytes().expect("parts that fit");
        let extractor = RelationExtractor::from_bytes(bytes).expect("parts that fit");
        [true, false].map(|rules| {
            let mut document = document("Abara", "Gotham", rules);
            extractor.annotate(&mut document).expect("parts that fit");
            let relations = document.relations().expect("parts that fit");
            let labels = relations.iter().map(|r| r.label.to_string());
            labels.collect::<Vec<_>>()
        })
    };
    assert_eq!(labels(&trainer), [["P17"], ["P131"]]);
    let name = ("P17".to_owned(), "country".to_owned());
    trainer.names.extend([name]);
    assert_eq!(labels(&trainer), [["country"], ["P131"]]);
}

#[test]
fn learns_what_a_verb_says() {
    let trained = trained();
    let right = trained
        .cross_validated
        .iter()
        .filter(|found| found.len() == 1);
    assert_eq!(right.count(), 15);
    let bytes = trained.file.to_bytes().expect("parts that fit");
    assert_eq!(
        bytes,
        self::trained().file.to_bytes().expect("parts that fit")
    );
    let extractor = RelationExtractor::from_bytes(bytes).expect("parts that fit");
    let found = |rules| {
        let document = document("Abara", "Gotham", rules);
        let (text, syntax) = (
            document.tokenized().expect("parts that fit"),
            document.syntax().unwrap(),
        );
        let (mentions, entities) = (
            document.mentions().expect("parts that fit"),
            document.entities().unwrap(),
        );
        extractor.extract(text, syntax, mentions, entities, &[])
    };
    let relations = found(true);
    assert_eq!(relations.len(), 1);
    assert_eq!(relations[0].label, "Rules");
    assert_eq!(
        (relations[0].subject.index(), relations[0].object.index()),
        (0, 1)
    );
    assert!(found(false).is_empty());
}
