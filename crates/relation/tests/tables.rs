//! Words of other tables change what is found.

use newsgraph_document::{Entity, Label, MentionId};
use newsgraph_relation::{RelationExtractor, Tables, TripleExtractor, english_tables};
use newsgraph_sketch::Sketch;

const THERE: &str =
    "Da PRON 2 expl\nsind VERB 0 root\nSchiffe NOUN 2 nsubj\nin ADP 5 case\nUlm PROPN 2 obl";

fn triples(extractor: &TripleExtractor) -> Vec<String> {
    let sketch = Sketch::new(THERE);
    let found = extractor.extract(sketch.view(), &sketch.syntax(), &[]);
    let subject = |t: &newsgraph_document::Triple| sketch.text()[t.subject].to_owned();
    found.iter().map(subject).collect()
}

#[test]
fn triples_are_read_by_the_words_of_their_tables() {
    let english = TripleExtractor::from_bytes(newsgraph_models_en_relation::TRIPLES)
        .unwrap()
        .with_least_score(0.0);
    assert_eq!(triples(&english), ["Schiffe"]);
    let words = include_str!("../data/en/triple_words.txt").replace(": there", ": da");
    let tables = english_tables().with("triple_words", words);
    let other = english.with_tables(&tables).unwrap();
    assert_eq!(triples(&other), ["Da"]);
}

#[test]
fn relations_are_read_by_the_words_of_their_tables() {
    let sketch =
        Sketch::new("Peruvian ADJ 2 amod\nships NOUN 3 nsubj\nleft VERB 0 root\nPeru PROPN 3 obj");
    let mentions = sketch.names(&[("Peruvian", Label::GROUP), ("Peru", Label::LOCATION)]);
    let entity = |(id, m): (usize, &newsgraph_document::Mention)| Entity {
        label: m.label.clone(),
        name: sketch.text()[m.span].to_owned(),
        mentions: vec![MentionId::new(id)],
    };
    let entities: Vec<Entity> = mentions.iter().enumerate().map(entity).collect();
    let demonyms = |extractor: &RelationExtractor| {
        let found = extractor.extract(sketch.view(), &sketch.syntax(), &mentions, &entities, &[]);
        found.iter().filter(|r| r.label == "demonym_of").count()
    };
    let english = RelationExtractor::from_bytes(newsgraph_models_en_relation::NEWS).unwrap();
    assert_eq!(demonyms(&english), 1);
    let tables = english_tables().with("demonyms", "Perú;peruano\n");
    assert_eq!(demonyms(&english.with_tables(&tables).unwrap()), 0);
}

#[test]
fn a_missing_table_is_named() {
    let none = Tables::new("xx");
    let error = TripleExtractor::from_bytes(newsgraph_models_en_relation::TRIPLES)
        .unwrap()
        .with_tables(&none)
        .unwrap_err();
    assert!(error.to_string().contains("grammar"), "{error}");
    let some = newsgraph_relation::english_tables();
    let some = some.names().filter(|name| *name != "relation_verbs").fold(
        Tables::new("xx"),
        |tables, name| {
            let rows: Vec<&str> = some.table(name).unwrap().rows().collect();
            tables.with(name.to_owned(), rows.join("\n"))
        },
    );
    let news = RelationExtractor::from_bytes(newsgraph_models_en_relation::NEWS).unwrap();
    let error = news.with_tables(&some).unwrap_err();
    assert!(error.to_string().contains("relation_verbs"), "{error}");
}
