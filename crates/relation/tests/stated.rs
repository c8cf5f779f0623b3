//! What sentences state, on trees that are written out: `fixtures/stated.txt`.
//!
//! A block has rows as [`Sketch`] reads them, then a row `= label: subject > object` for each relation, with its status
//! where it does not hold now, and its role. With `UPDATE=1` the expected rows are written anew.

use newsgraph_document::{
    Entity, EntityId, Label, Mention, MentionId, MentionKind, Relation, Sentence, Span, Status,
    Syntax, Token, TokenizedText, Upos, WordSyntax,
};
use newsgraph_relation::StatedRelations;
use newsgraph_sketch::Sketch;
use proptest::prelude::*;

/// Names of the sentences by their labels.
const NAMES: [(Label, &[&str]); 7] = [
    (
        Label::PERSON,
        &[
            "Ann Marlow",
            "Tom Reyes",
            "Peter Oduya",
            "Marta Lindgren",
            "Jules Moreau",
            "Nora Blake",
            "Luis Ortega",
            "Carol Dunn",
            "Marco Rossi",
            "Diego Luna",
            "Viktor Belov",
            "Asif Rahman",
            "Oleg Sidorov",
            "Kenji Mori",
            "Paul Grant",
            "Dale Hunt",
            "Hans Keller",
            "Ada Obi",
            "Tom Marlow",
            "Jack Marlow",
            "Lena Fischer",
            "Ray Dolan",
            "Bob Tate",
            "Jamal Price",
            "Jamal Price",
        ],
    ),
    (
        Label::ORGANIZATION,
        &[
            "Harlan Foods",
            "Nordea Shipping",
            "Brixton Capital",
            "Stanford University",
            "University of Leeds",
            "Zipline Robotics",
            "World Bank",
            "Boston Police Department",
            "FBI",
            "Senate",
            "House",
            "European Parliament",
            "Pentagon",
            "Kremlin",
            "Chelsea",
            "Arsenal",
            "Lakers",
            "Facebook",
            "Instagram",
            "WhatsApp",
            "Giphy",
            "Google",
            "Alphabet",
            "Foreign Ministry",
            "Volvo",
            "Epic Games",
            "Apple",
            "UEFA",
            "Los Angeles Police Department",
            "U.S. Treasury",
            "Democratic Party",
            "Labour",
            "NATO",
            "Goldman Sachs",
            "United Nations",
            "YouTube",
            "United Airlines",
            "FIFA",
            "Los Angeles Lakers",
        ],
    ),
    (
        Label::LOCATION,
        &[
            "France",
            "Britain",
            "Texas",
            "Ohio",
            "Florida",
            "Japan",
            "Germany",
            "Australia",
            "New York",
            "London",
            "Russia",
            "Chicago",
            "Leeds",
            "Beijing",
            "Austin",
            "Lyon",
            "Kabul",
            "Afghanistan",
            "Kandahar",
            "Paris",
            "Iran",
            "United States",
            "U.S.",
            "Los Angeles",
            "Norway",
            "Berlin",
            "Seoul",
            "Ruritania",
        ],
    ),
    (
        Label::GROUP,
        &[
            "French",
            "British",
            "German",
            "Japanese",
            "Australian",
            "Russian",
            "Nigerian",
            "Swedish",
            "Afghan",
            "Democratic",
            "Republican",
            "Democrat",
        ],
    ),
    (Label::FACILITY, &["Eiffel Tower"]),
    (Label::PRODUCT, &["iPhone"]),
    (Label::WORK, &["Red Harbor"]),
];

fn alone(mentions: &[Mention], text: &str) -> Vec<Entity> {
    let mut entities: Vec<Entity> = Vec::new();
    for (id, mention) in mentions.iter().enumerate() {
        let name = &text[mention.span];
        match entities.iter_mut().find(|e| e.name == name) {
            Some(entity) => entity.mentions.push(MentionId::new(id)),
            None => entities.push(Entity {
                label: mention.label.clone(),
                name: name.to_owned(),
                mentions: vec![MentionId::new(id)],
            }),
        }
    }
    entities
}

fn names() -> Vec<(&'static str, Label)> {
    let all = NAMES
        .iter()
        .flat_map(|(label, names)| names.iter().map(|&n| (n, label.clone())));
    all.collect()
}

fn show(relation: &Relation, text: &str, entities: &[Entity]) -> String {
    let name = |id: EntityId| entities[id.index()].name.as_str();
    let (subject, object) = (name(relation.subject), name(relation.object));
    let status = match relation.status {
        Status::Now => String::new(),
        status => format!(" [{}]", status.as_str()),
    };
    let role = relation.role.map(|role| format!(" ({})", &text[role]));
    let role = role.unwrap_or_default();
    format!("= {}: {subject} > {object}{status}{role}", relation.label)
}

fn read(engine: &StatedRelations, rows: &str) -> Vec<String> {
    let sketch = Sketch::new(rows);
    let mentions = sketch.names(&names());
    let entities = alone(&mentions, sketch.text());
    let syntax = sketch.syntax();
    let found = engine.extract(sketch.view(), &syntax, &mentions, &entities, &[]);
    for relation in &found {
        assert!(relation.score.is_some_and(|s| (0.0..=1.0).contains(&s)));
        assert!(!relation.evidence.is_empty());
    }
    found
        .iter()
        .map(|r| show(r, sketch.text(), &entities))
        .collect()
}

#[test]
fn sentences_state_what_is_expected() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/stated.txt");
    let fixture = std::fs::read_to_string(path).unwrap();
    let engine = StatedRelations::english();
    let mut renewed = Vec::new();
    for block in fixture.split("\n\n") {
        let is_row = |line: &&str| !line.starts_with(['=', '>']);
        let rows: Vec<&str> = block.lines().filter(is_row).collect();
        let found = read(&engine, &rows.join("\n"));
        let kept = block.lines().filter(|line| !line.starts_with('='));
        let lines: Vec<&str> = kept.chain(found.iter().map(String::as_str)).collect();
        renewed.push(lines.join("\n"));
    }
    let renewed = renewed.join("\n\n");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, renewed.trim_end().to_owned() + "\n").unwrap();
        return;
    }
    for (expected, found) in fixture
        .trim_end()
        .split("\n\n")
        .zip(renewed.trim_end().split("\n\n"))
    {
        assert_eq!(expected, found);
    }
}

#[test]
fn a_least_score_keeps_what_is_surer() {
    let rows =
        "Ann PROPN 3 nsubj\nMarlow PROPN 1 flat\nvisited/visit VERB 0 root\nParis PROPN 3 obj";
    assert_eq!(
        read(&StatedRelations::english(), rows),
        ["= visits: Ann Marlow > Paris"]
    );
    let sure = StatedRelations::english().with_least_score(0.95);
    assert!(read(&sure, rows).is_empty());
}

#[test]
fn what_is_stated_twice_is_given_once_with_its_first_words() {
    let rows = "Ann PROPN 3 nsubj\nMarlow PROPN 1 flat\nvisited/visit VERB 0 root\nParis PROPN 3 obj\n\n\
        Ann PROPN 3 nsubj\nMarlow PROPN 1 flat\nvisited/visit VERB 0 root\nParis PROPN 3 obj";
    assert_eq!(read(&StatedRelations::english(), rows).len(), 1);
}

#[test]
fn another_language_has_its_own_words() {
    let tables =
        newsgraph_relation::english_tables().with("stated_verbs", "besuchen;obj;visits;\n");
    let engine = StatedRelations::from_tables(&tables).unwrap();
    let rows =
        "Ann PROPN 3 nsubj\nMarlow PROPN 1 flat\nbesuchte/besuchen VERB 0 root\nParis PROPN 3 obj";
    assert_eq!(read(&engine, rows), ["= visits: Ann Marlow > Paris"]);
    let missing = newsgraph_relation::english_tables().with("stated_verbs", "visit;obj\n");
    assert!(StatedRelations::from_tables(&missing).is_err());
}

proptest! {
    /// Any tree over any words with any names is read without a fault.
    #[test]
    fn any_tree_is_read(
        words in prop::collection::vec((0..24usize, 0..40usize, 0..30usize, 0..9usize), 1..40),
    ) {
        const WORDS: [&str; 24] = [
            "president", "of", "Acme", "'s", "-", "based", "in", "Ulm", "Lee", "met", "and", ",", "(", "D", "chief",
            "the", "visit", "to", "German", "Ohio", "born", "his", "é", "former",
        ];
        const LABELS: [&str; 12] = [
            "nsubj", "obj", "nmod", "nmod:poss", "case", "appos", "compound", "amod", "conj", "cop", "obl", "nmod:desc",
        ];
        let mut text = String::new();
        let mut tokens = Vec::new();
        for &(word, ..) in &words {
            let start = text.len();
            text += WORDS[word];
            tokens.push(Token { span: Span::new(start, text.len()) });
            text.push(' ');
        }
        let last = tokens.len();
        let sentence = Sentence {
            span: tokens[0].span.cover(tokens[last - 1].span),
            tokens: 0..last,
            paragraph: 0,
        };
        let sentences = [sentence];
        let view = TokenizedText { text: &text, tokens: &tokens, sentences: &sentences };
        let syntax = words.iter().enumerate().map(|(at, &(word, head, dep, pos))| WordSyntax {
            upos: [Upos::Noun, Upos::Propn, Upos::Verb, Upos::Adj, Upos::Adp, Upos::Punct, Upos::Pron, Upos::Part, Upos::Num][pos],
            xpos: "NN",
            lemma: WORDS[word],
            head: (at > 0).then(|| head % at),
            dep: if at == 0 { "root" } else { LABELS[dep % LABELS.len()] },
        });
        let syntax = Syntax::new(view, syntax).unwrap();
        let labels = [Label::PERSON, Label::ORGANIZATION, Label::LOCATION, Label::GROUP, Label::WORK];
        let mentions: Vec<Mention> = words.iter().enumerate().filter(|(_, w)| w.2 < 15).map(|(at, w)| Mention {
            span: tokens[at..(at + 1 + w.2 % 3).min(last)].iter().fold(tokens[at].span, |a, t| a.cover(t.span)),
            label: labels[w.2 % labels.len()].clone(),
            kind: [MentionKind::Proper, MentionKind::Nominal, MentionKind::Pronoun][w.1 % 3],
            value: None,
            score: None,
        }).collect();
        let entities = alone(&mentions, &text);
        let engine = StatedRelations::english();
        let found = engine.extract(view, &syntax, &mentions, &entities, &[]);
        prop_assert!(found.iter().flat_map(|r| &r.evidence).all(|span| span.fits(&text)));
        prop_assert!(found.iter().all(|r| r.subject.index() < entities.len() && r.object.index() < entities.len()));
    }
}
