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
        written.push_str(line);
        written.push('\n');
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

/// Sentences with the relations that are found without patterns: those under words that deny are denied.
const WITHOUT_PATTERNS: [(&str, &str); 25] = [
    (
        "Ann Lee said that she met Tom Roy.",
        "meets: Ann Lee > Tom Roy",
    ),
    (
        "Ann Lee denied that she met Tom Roy.",
        "meets: Ann Lee > Tom Roy (denied)",
    ),
    (
        "Ann Lee disputed that she met Tom Roy.",
        "meets: Ann Lee > Tom Roy (denied)",
    ),
    (
        "Ann Lee denied meeting Tom Roy.",
        "meets: Ann Lee > Tom Roy (denied)",
    ),
    (
        "Ann Lee refused to meet Tom Roy.",
        "meets: Ann Lee > Tom Roy (denied)",
    ),
    (
        "Ann Lee declined to meet Tom Roy.",
        "meets: Ann Lee > Tom Roy (denied)",
    ),
    (
        "Ann Lee denied reports that she met Tom Roy.",
        "meets: Ann Lee > Tom Roy (denied)",
    ),
    (
        "It is false that Ann Lee met Tom Roy.",
        "meets: Ann Lee > Tom Roy (denied)",
    ),
    (
        "Ann Lee, who denied wrongdoing, met Tom Roy.",
        "meets: Ann Lee > Tom Roy",
    ),
    // Open, and so not stated.
    ("Ann Lee did not deny that she met Tom Roy.", ""),
    (
        "Ann Lee denied supporting Tom Roy.",
        "supports: Ann Lee > Tom Roy (denied)",
    ),
    (
        "Ann Lee no longer supports Tom Roy.",
        "supports: Ann Lee > Tom Roy (former)",
    ),
    (
        "Ann Lee does not support Tom Roy.",
        "supports: Ann Lee > Tom Roy (denied)",
    ),
    (
        "Ann Lee cancelled a visit to Peru.",
        "visits: Ann Lee > Peru (denied)",
    ),
    ("Ann Lee paid a visit to Peru.", "visits: Ann Lee > Peru"),
    (
        "Ann Lee denied that Brixton Capital bought Harlan Foods.",
        "acquired: Brixton Capital > Harlan Foods (denied)",
    ),
    (
        "Brixton Capital abandoned its acquisition of Harlan Foods.",
        "acquired: Brixton Capital > Harlan Foods (denied)",
    ),
    (
        "Ann Lee rejected the claim that Brixton Capital owns Harlan Foods.",
        "owner_of: Brixton Capital > Harlan Foods (denied)",
    ),
    (
        "Ann Lee will meet Tom Roy.",
        "meets: Ann Lee > Tom Roy (planned)",
    ),
    (
        "Ann Lee denied that she is the chairwoman of Brixton Capital.",
        "head_of: Ann Lee > Brixton Capital (denied)",
    ),
    (
        "Ann Lee is no longer the chairwoman of Brixton Capital.",
        "head_of: Ann Lee > Brixton Capital (former)",
    ),
    (
        "Brixton Capital chairwoman Ann Lee denied that she was late.",
        "head_of: Ann Lee > Brixton Capital",
    ),
    (
        "Ann Lee used to head Brixton Capital.",
        "head_of: Ann Lee > Brixton Capital (former)",
    ),
    (
        "Ann Lee used to work at Brixton Capital.",
        "member_of: Ann Lee > Brixton Capital (former)",
    ),
    (
        "Ann Lee used to work for Brixton Capital.",
        "member_of: Ann Lee > Brixton Capital (former)",
    ),
];

#[test]
fn what_is_found_without_patterns_is_denied_as_with_them() {
    let pipeline = pipeline();
    let stated = StatedRelations::english();
    let mut wrong = Vec::new();
    for (text, expected) in WITHOUT_PATTERNS {
        let mut document = pipeline.process(text).expect("a text is read");
        let lines = stated.annotate_with_reasons(&mut document);
        lines.expect("the layers are there");
        let relations = document.relations().expect("relations");
        let found: Vec<String> = relations.iter().map(|r| shown(&document, r)).collect();
        if found.join("; ") != expected {
            wrong.push(format!("{text} {found:?}"));
        }
        for relation in relations {
            assert_eq!(
                relation.negated,
                relation.status == Status::Denied,
                "{text}"
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Each row: a line, what is read from it, a text, and what it finds there.
#[test]
fn examples_show_what_to_look_for() {
    let pipeline = pipeline();
    let rows = [
        (
            "bought(Organization, Organization): [Northwind] bought [Blue Kite].",
            "{buy} nsubj obj",
            "Harlan Foods has been bought by Brixton Capital.",
            "bought: Brixton Capital > Harlan Foods",
        ),
        (
            "bought(Organization, Organization): [object: Blue Kite] was bought by [subject: Northwind].",
            "{buy} nsubj obj",
            "Brixton Capital will buy Harlan Foods.",
            "bought: Brixton Capital > Harlan Foods (planned)",
        ),
        (
            "bought(Organization, Organization): [Northwind]'s acquisition of [Blue Kite] was slow.",
            "{acquisition} nsubj obl:of",
            "Brixton Capital completed the acquisition of Harlan Foods.",
            "bought: Brixton Capital > Harlan Foods",
        ),
        (
            "took(Organization, Organization): [Northwind] took over [Blue Kite].",
            "{take over} nsubj obj",
            "Brixton Capital took over Harlan Foods in May.",
            "took: Brixton Capital > Harlan Foods",
        ),
        (
            "sits_with(Person, Organization): [Ann Lee] sits on the board of [Northwind].",
            "{sit} nsubj obl:on>board>obl:of",
            "Tom Roy sat on the new board of Harlan Foods.",
            "sits_with: Tom Roy > Harlan Foods",
        ),
        (
            "set_up(Person, Organization): [Ann Lee], the founder of [Northwind], spoke.",
            "{founder} is obl:of",
            "Harlan Foods founder Tom Roy spoke.",
            "set_up: Tom Roy > Harlan Foods",
        ),
        (
            "lives(Person, Location) lasting: [Ann Lee] lives in [Ulm].",
            "{live} nsubj obl:in",
            "Tom Roy lived in Peru.",
            "lives: Tom Roy > Peru (former)",
        ),
        (
            "argue(Person, Person): [Ann Lee] and [Tom Roy] argued.",
            "{argue} nsubj conj",
            "Eva Roy and Tom Roy argued.",
            "argue: Eva Roy > Tom Roy",
        ),
        (
            "was_at(*, *): [Ann Lee], who works for [Northwind], spoke.",
            "{work} nsubj obl:for",
            "Tom Roy works for Harlan Foods.",
            "was_at: Tom Roy > Harlan Foods",
        ),
    ];
    for (line, shape, text, expected) in rows {
        let stated = StatedRelations::english();
        let patterns = stated.read_patterns(line, |sentence| pipeline.process(sentence));
        let patterns = patterns.expect(line);
        assert_eq!(patterns.lines()[0].shape, shape, "{line}");
        let stated = stated.with_patterns(patterns);
        assert_eq!(found(&pipeline, &stated, text), [expected], "{line}");
    }
}

/// Lines, with the beginning of what is told of them.
const WRONG: [(&str, &str); 28] = [
    (
        "acquired: {buy} nsubj obj",
        "line 1, column 1: expected a label and the kinds",
    ),
    (
        "(Person, Person): {meet} nsubj obj",
        "line 1, column 1: expected a label and the kinds",
    ),
    (
        "met(Person): {meet} nsubj obj",
        "line 1, column 5: expected two kinds",
    ),
    (
        "met(Person, Person: {meet} nsubj obj",
        "line 1, column 5: expected two kinds",
    ),
    (
        "met(Person, ): {meet} nsubj obj",
        "line 1, column 12: expected two kinds",
    ),
    (
        "met(Person, Date): {meet} nsubj obl:on",
        "line 1, column 13: expected the kind of a name",
    ),
    (
        "met(Person, Person) {meet} nsubj obj",
        "line 1, column 20: expected a label and the kinds",
    ),
    (
        "met(Person, Person) soon: {meet} nsubj obj",
        "line 1, column 21: expected nothing, lasting or former",
    ),
    (
        "met(Person, Person): meet nsubj obj",
        "line 1, column 22: expected an example",
    ),
    (
        "met(Person, Person):",
        "line 1, column 21: expected an example",
    ),
    (
        "met(Person, Person): {} nsubj obj",
        "line 1, column 23: expected lemmas",
    ),
    (
        "met(Person, Person): {meet nsubj obj",
        "line 1, column 22: expected lemmas",
    ),
    (
        "met(Person, Person): {meet} nsubj",
        "line 1, column 29: expected two slots",
    ),
    (
        "met(Person, Person): {meet} nsubj object",
        "line 1, column 35: expected a slot",
    ),
    (
        "met(Person, Person): {meet} nsubj obl:",
        "line 1, column 35: expected a slot",
    ),
    (
        "met(Person, Person): {meet} nsubj with",
        "line 1, column 35: expected a slot",
    ),
    (
        "met(Person, Person): {sit} nsubj obl:on>board",
        "line 1, column 34: expected a way",
    ),
    (
        "met(Person, Person): {sit} nsubj obl:on>>obj",
        "line 1, column 34: expected a way",
    ),
    (
        "met(Person, Person): {meet} conj nsubj",
        "line 1, column 29: expected is and conj",
    ),
    (
        "met(Person, Person): {head} is is",
        "line 1, column 29: expected is and conj",
    ),
    (
        "é(Person, Person): [Ann Lee met [Tom Roy].",
        "line 1, column 21: expected a closing bracket",
    ),
    (
        "met(Person, Person): [Ann Lee] met Tom Roy].",
        "line 1, column 43: expected a closing bracket",
    ),
    (
        "met(Person, Person): [Ann Lee] met Tom Roy.",
        "line 1, column 22: expected two ends",
    ),
    (
        "met(Person, Person): [Ann] met [Tom] and [Eva].",
        "line 1, column 22: expected two ends",
    ),
    (
        "met(Person, Person): [ ] met [Tom Roy].",
        "line 1, column 23: expected words",
    ),
    (
        "met(Person, Person): [subject: Ann] met [Tom Roy].",
        "line 1, column 22: expected subject:",
    ),
    (
        "met(Person, Person): [Ann Lee] of [Ulm].",
        "line 1, column 22: no verb or noun joins the ends of this example; between them stand \"of\"",
    ),
    (
        "# fine\n\nmet(Person, Person): x",
        "line 3, column 22: expected an example",
    ),
];

#[test]
fn wrong_lines_say_what_to_do() {
    let pipeline = pipeline();
    for (lines, message) in WRONG {
        let stated = StatedRelations::english();
        let error = stated.read_patterns(lines, |sentence| pipeline.process(sentence));
        let error = error.map(|_| lines).expect_err(lines).to_string();
        assert!(error.starts_with(message), "{lines}\n{error}");
    }
    let error = "met(Person, Person): [Ann Lee] met [Tom Roy].".parse::<RelationPatterns>();
    let error = error.expect_err("no parser").to_string();
    assert!(
        error.starts_with("line 1, column 22: expected a shape"),
        "{error}"
    );
    let none: RelationPatterns = "\u{FEFF}# nothing\r\n\r\n".parse().expect("comments");
    assert!(none.is_empty());
}

#[test]
fn many_lines_of_one_word_find_what_one_does() {
    let line = |number: usize| {
        format!("r{number}(Person, Product): {{meet|w{number}}} nsubj obl:p{number}\n")
    };
    let mut lines: String = (0..20_000).map(line).collect();
    lines += "met(Person, Person): {meet} nsubj obj\n";
    let patterns: RelationPatterns = lines.parse().expect("sound lines");
    let stated = StatedRelations::english().with_patterns(patterns);
    assert_eq!(
        found(&pipeline(), &stated, "Ann Lee met Tom Roy."),
        ["met: Ann Lee > Tom Roy"]
    );
}

#[test]
fn any_text_is_read() {
    let stated = StatedRelations::english().with_patterns(RelationPatterns::english());
    let pipeline = pipeline();
    let list = "Ann Lee, ".repeat(3000) + "met Tom Roy.";
    let nested = "Ann Lee said that ".repeat(500) + "she met Tom Roy.";
    let texts = [
        "",
        "?",
        "met",
        "\u{0}\u{202e}Ann Lee met\u{7} Tom Roy</script>",
        "[[]]{}",
        &list,
        &nested,
    ];
    for text in texts {
        let rows = found(&pipeline, &stated, text);
        assert!(rows.len() < 20, "{rows:?}");
    }
}

#[test]
fn both_ways_and_twice_is_once() {
    let lines = "met(Person, Person): {meet} nsubj obj\nmet(Person, Person): {meet} nsubj conj\n\
                 met(Person, Person): {meet} nsubj obj";
    let stated = StatedRelations::english().with_patterns(lines.parse().expect("sound lines"));
    let text = "Ann Lee met Tom Roy. Later Tom Roy met Ann Lee again. They met.";
    assert_eq!(
        found(&pipeline(), &stated, text),
        ["met: Ann Lee > Tom Roy"]
    );
}
