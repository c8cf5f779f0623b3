//! Relations by a tiny checkpoint with random weights: which pairs are asked about, which way round, and
//! what becomes of the answers.

mod common;

use common::{Tiny, tokenize};
use newsgraph_bert::document::{
    Act, Document, Entity, Label, Layer, Mention, MentionId, MentionKind, Quote, QuoteId,
    QuoteKind, Relation, Span,
};
use newsgraph_bert::{BertOptions, BertRelationClassifier, EntityMarkers, LabelTable};

/// Names in a text, each an entity of its own unless the text has named it before.
fn mentions(text: &str, names: &[&str]) -> (Vec<Mention>, Vec<Entity>) {
    let mut mentions: Vec<Mention> = Vec::new();
    let mut entities: Vec<Entity> = Vec::new();
    let mut at = 0;
    for name in names {
        let start = at + text[at..].find(name).expect("the text has the name");
        at = start + name.len();
        let id = MentionId::new(mentions.len());
        mentions.push(Mention {
            span: Span::new(start, at),
            label: Label::PERSON,
            kind: MentionKind::Proper,
            value: None,
            score: None,
        });
        match entities.iter_mut().find(|entity| entity.name == *name) {
            Some(entity) => entity.mentions.push(id),
            None => entities.push(Entity {
                label: Label::PERSON,
                name: (*name).to_owned(),
                mentions: vec![id],
            }),
        }
    }
    (mentions, entities)
}

/// A checkpoint whose answer is always the same label: the bias decides.
fn always(name: &str, labels: &[&str], answer: usize) -> Tiny {
    let mut tiny = Tiny::sequence(name, "bert", labels);
    let bias = &mut tiny
        .tensors
        .get_mut("classifier.bias")
        .expect("BERT has it")
        .1;
    bias.fill(0.0);
    bias[answer] = 100.0;
    tiny.write();
    tiny
}

fn extract(
    classifier: &BertRelationClassifier,
    text: &str,
    names: &[&str],
    quotes: &[Quote],
) -> Vec<Relation> {
    let (mentions, entities) = mentions(text, names);
    let found = tokenize(text);
    classifier
        .extract(found.view(text), &mentions, &entities, quotes)
        .expect("no text is an error")
}

fn ends(relations: &[Relation]) -> Vec<(usize, usize)> {
    relations
        .iter()
        .map(|r| (r.subject.index(), r.object.index()))
        .collect()
}

const TEXT: &str = "Anna met Bo, and Bo met Cleo. Dora slept. Cleo met Anna.";
const NAMES: [&str; 7] = ["Anna", "Bo", "Bo", "Cleo", "Dora", "Cleo", "Anna"];

#[test]
fn both_orders_of_each_pair_in_a_sentence() {
    let tiny = always("pairs", &["no_relation", "meets"], 1);
    let classifier = BertRelationClassifier::load(&tiny.folder).expect("a sound checkpoint");
    let relations = extract(&classifier, TEXT, &NAMES, &[]);
    // Each once: Cleo and Anna meet in two sentences; Dora is alone in hers.
    assert_eq!(
        ends(&relations),
        [(0, 1), (1, 0), (0, 2), (2, 0), (1, 2), (2, 1)]
    );
    let first = &relations[0];
    assert_eq!(first.label, Label::new("meets"));
    let evidence: Vec<&str> = first.evidence.iter().map(|&span| &TEXT[span]).collect();
    assert_eq!(evidence, ["Anna", "Bo"]);
    assert!(first.score.is_some_and(|p| p > 0.99));
}

#[test]
fn no_relation_is_none() {
    let tiny = always("none", &["no_relation", "meets"], 0);
    let classifier = BertRelationClassifier::load(&tiny.folder).expect("a sound checkpoint");
    assert!(extract(&classifier, TEXT, &NAMES, &[]).is_empty());
    let table: LabelTable = "no_relation = unrelated".parse().expect("a sound table");
    let classifier = classifier.with_labels(&table).expect("its own label");
    let relations = extract(&classifier, TEXT, &NAMES, &[]);
    assert!(relations.iter().all(|r| r.label == "unrelated") && !relations.is_empty());
}

#[test]
fn labels_with_a_direction_turn_the_pair() {
    let labels = ["Other", "Employs(e1,e2)", "Employs(e2,e1)"];
    for (answer, expected) in [(1, (0, 1)), (2, (1, 0))] {
        let tiny = always(&format!("direction-{answer}"), &labels, answer);
        let classifier = BertRelationClassifier::load(&tiny.folder).expect("a sound checkpoint");
        let relations = extract(&classifier, "Anna pays Bo.", &["Anna", "Bo"], &[]);
        assert_eq!(ends(&relations), [expected]);
        assert_eq!(relations[0].label, Label::new("Employs"));
        let table: LabelTable = "Employs = employer_of".parse().expect("a sound table");
        let classifier = classifier.with_labels(&table).expect("its own label");
        let relations = extract(&classifier, "Anna pays Bo.", &["Anna", "Bo"], &[]);
        assert_eq!(relations[0].label, Label::new("employer_of"));
    }
}

#[test]
fn the_answer_depends_on_which_is_marked() {
    let labels: Vec<String> = (0..40).map(|n| format!("r{n}")).collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let tiny = Tiny::sequence("marked", "bert", &labels);
    let classifier = BertRelationClassifier::load(&tiny.folder).expect("a sound checkpoint");
    let relations = extract(&classifier, "Anna met Bo.", &["Anna", "Bo"], &[]);
    assert_eq!(ends(&relations), [(0, 1), (1, 0)]);
    assert_ne!(
        relations[0].score, relations[1].score,
        "the markers are read"
    );
    let markers = EntityMarkers {
        subject: ["[E1] {label} ".into(), " [/E1]".into()],
        ..EntityMarkers::default()
    };
    let typed = BertRelationClassifier::load_with(&tiny.folder, &BertOptions::default(), markers);
    let typed = extract(
        &typed.expect("a sound checkpoint"),
        "Anna met Bo.",
        &["Anna", "Bo"],
        &[],
    );
    assert_ne!(typed[0].score, relations[0].score, "the label is read");
}

#[test]
fn the_quote_that_holds_both() {
    let tiny = always("quote", &["no_relation", "meets"], 1);
    let classifier = BertRelationClassifier::load(&tiny.folder).expect("a sound checkpoint");
    let text = "“Anna met Bo,” said Cleo.";
    let quote = |start: usize, end: usize| Quote {
        kind: QuoteKind::Direct,
        act: Act::Speech,
        content: vec![Span::new(start, end)],
        cue: None,
        speaker: None,
        speakers: Vec::new(),
        addressee: None,
        parent: None,
        score: None,
    };
    let end = text.find(" said").expect("it is there");
    let quotes = [quote(0, end), quote(3, end - 4)];
    let relations = extract(&classifier, text, &["Anna", "Bo", "Cleo"], &quotes);
    let in_quote: Vec<_> = relations
        .iter()
        .map(|r| r.quote.map(QuoteId::index))
        .collect();
    assert_eq!(in_quote, [Some(1), Some(1), None, None, None, None]);
}

#[test]
fn long_sentences_are_cut_around_the_pair() {
    let tiny = always("cut", &["no_relation", "meets"], 1);
    let mut options = BertOptions::default();
    options.window = 40;
    let classifier =
        BertRelationClassifier::load_with(&tiny.folder, &options, EntityMarkers::default());
    let classifier = classifier.expect("a sound checkpoint");
    let near = format!(
        "{} Anna met Bo {}.",
        "the man ".repeat(500),
        "the man ".repeat(500)
    );
    assert_eq!(
        ends(&extract(&classifier, &near, &["Anna", "Bo"], &[])),
        [(0, 1), (1, 0)]
    );
    // More letters between them than a window has pieces for.
    let far = format!("Anna {} Bo.", "longlettersinaword ".repeat(10));
    assert!(extract(&classifier, &far, &["Anna", "Bo"], &[]).is_empty());
    let further = format!(
        "Anna {} Bo.",
        "the ".repeat(BertRelationClassifier::FARTHEST + 1)
    );
    let classifier = BertRelationClassifier::load(&tiny.folder).expect("a sound checkpoint");
    assert!(extract(&classifier, &further, &["Anna", "Bo"], &[]).is_empty());
}

#[test]
fn it_stands_in_a_pipeline_for_relation() {
    for model_type in ["bert", "distilbert", "roberta", "deberta", "deberta-v2"] {
        let name = format!("relation-{model_type}");
        let tiny = Tiny::sequence(&name, model_type, &["meets", "sees", "knows"]);
        let markers = |n: usize| [format!("<e{n}>"), format!("</e{n}>")];
        let markers = EntityMarkers {
            subject: markers(1),
            object: markers(2),
        };
        let classifier =
            BertRelationClassifier::load_with(&tiny.folder, &BertOptions::default(), markers);
        let pipeline = newsgraph::english_builder()
            .expect("sound models")
            .replace("relation", classifier.expect("a sound checkpoint"))
            .build()
            .expect("it reads and sets what relation does");
        let text = "Angela Merkel met Emmanuel Macron in Berlin.";
        let mut document = Document::new("", text).expect("a short text");
        pipeline
            .annotate(&mut document)
            .expect("no text is an error");
        let relations = document.relations().expect("it ran");
        assert_eq!(
            relations.len(),
            6,
            "{model_type}: three names in both orders"
        );
        let maker = document.maker(Layer::Relations).expect("it is present");
        assert_eq!(maker.model.as_deref(), Some(name.as_str()));
    }
}
