//! Relations that a user names, on sentences that the shipped models read: `fixtures/relation_patterns.txt`.
//!
//! With `UPDATE=1` the expected rows are written anew.

use newsgraph_coref::WordVectors;
use newsgraph_document::{Document, Relation, Status};
use newsgraph_ner::EntityRecognizer;
use newsgraph_relation::{Pipeline, RelationPatterns, StatedRelations, english_builder};

/// Names of the sentences, so that these do not hang on what a model takes for one.
const NAMES: &str = "Person = Ann Lee\nPerson = Tom Roy\nPerson = Eva Roy\nOrganization = Brixton Capital\n\
    Organization = Harlan Foods\nOrganization = Zipline Robotics\nLocation = Ulm\nLocation = Peru";

/// What comes before relations.
fn pipeline() -> Pipeline {
    let vectors = WordVectors::english().expect("sound vectors");
    let names = EntityRecognizer::english(&vectors).expect("sound models");
    let names = names.with_patterns(NAMES.parse().expect("sound patterns"));
    let builder = english_builder(&vectors).expect("sound models");
    let builder = builder.replace("ner", names);
    let before = builder.keep(|name| name != "relation" && name != "triples");
    before.build().expect("a sound order")
}

/// A relation as "label: subject > object (status)".
fn shown(document: &Document, relation: &Relation) -> String {
    let name = |id: newsgraph_document::EntityId| {
        let entities = document.entities().expect("entities");
        entities[id.index()].name.clone()
    };
    let mut notes: Vec<&str> = Vec::new();
    if relation.status != Status::Now {
        notes.push(relation.status.as_str());
    }
    notes.extend(relation.hedged.then_some("hedged"));
    let notes = match &notes[..] {
        [] => String::new(),
        notes => format!(" ({})", notes.join(", ")),
    };
    let (subject, object) = (name(relation.subject), name(relation.object));
    format!("{}: {subject} > {object}{notes}", relation.label)
}

/// What patterns find in a text, in order.
fn found(pipeline: &Pipeline, stated: &StatedRelations, text: &str) -> Vec<String> {
    let mut document = pipeline.process(text).expect("a text is read");
    let lines = stated.annotate_with_reasons(&mut document);
    let lines = lines.expect("the layers are there");
    let relations = document.relations().expect("relations").iter();
    let own = relations.zip(lines).filter(|(_, line)| line.is_some());
    own.map(|(r, _)| shown(&document, r)).collect()
}

#[test]
fn the_shipped_patterns_find_what_sentences_state() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/relation_patterns.txt"
    );
    let fixture = std::fs::read_to_string(path).expect("the fixture is there");
    let pipeline = pipeline();
    let stated = StatedRelations::english().with_patterns(RelationPatterns::english());
    let (mut written, mut wrong) = (String::new(), Vec::new());
    let mut lines = fixture.lines().peekable();
    while let Some(line) = lines.next() {
        written += &format!("{line}\n");
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let mut expected = Vec::new();
        while let Some(row) = lines.next_if(|line| line.starts_with("= ")) {
            expected.push(row[2..].to_owned());
        }
        let found = found(&pipeline, &stated, line);
        written.extend(found.iter().map(|row| format!("= {row}\n")));
        if found != expected {
            wrong.push(format!(
                "{line}\n  expected {expected:?}\n  found    {found:?}"
            ));
        }
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, written).expect("the fixture can be written");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
