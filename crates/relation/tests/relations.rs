//! Relations of small sentences by the shipped model.

use newsgraph_document::{
    Act, Entity, EntityId, Label, Mention, MentionId, MentionKind, Quote, QuoteId, QuoteKind,
    Sentence, Span, Syntax, Token, TokenizedText, Upos, WordSyntax,
};
use newsgraph_relation::RelationExtractor;
use newsgraph_sketch::Sketch;
use proptest::prelude::*;

fn news() -> RelationExtractor {
    RelationExtractor::from_bytes(newsgraph_models_en_relation::NEWS).expect("a sound model")
}

fn alone(mentions: &[Mention], text: &str) -> Vec<Entity> {
    let entity = |(id, m): (usize, &Mention)| Entity {
        label: m.label.clone(),
        name: text[m.span].to_owned(),
        mentions: vec![MentionId::new(id)],
    };
    mentions.iter().enumerate().map(entity).collect()
}

/// Relations as "label: subject > object", with "not" and "maybe" before them.
fn relations(extractor: &RelationExtractor, rows: &str, names: &[(&str, Label)]) -> Vec<String> {
    let trees = Sketch::new(rows);
    let mentions = trees.names(names);
    let entities = alone(&mentions, trees.text());
    let found = extractor.extract(trees.view(), &trees.syntax(), &mentions, &entities, &[]);
    let show = |r: &newsgraph_document::Relation| {
        let name = |id: EntityId| entities[id.index()].name.as_str();
        let not = if r.negated { "not " } else { "" };
        let maybe = if r.hedged { "maybe " } else { "" };
        let (subject, object) = (name(r.subject), name(r.object));
        format!("{not}{maybe}{}: {subject} > {object}", r.label)
    };
    found.iter().map(show).collect()
}

const PRESIDENT: &str = "Peruvian ADJ 2 amod\nPresident/president NOUN 3 compound\nRuiz PROPN 4 nsubj\nleft/leave VERB 0 root\nPeru PROPN 4 obj";

fn president() -> [(&'static str, Label); 3] {
    [
        ("Peruvian", Label::GROUP),
        ("Ruiz", Label::PERSON),
        ("Peru", Label::LOCATION),
    ]
}

#[test]
fn a_demonym_stands_for_its_country() {
    let found = relations(&news(), PRESIDENT, &president());
    for expected in [
        "head_of_state: Ruiz > Peru",
        "citizen_of: Ruiz > Peru",
        "demonym_of: Peruvian > Peru",
    ] {
        assert!(found.iter().any(|f| f == expected), "{found:?}");
    }
    assert!(!found.iter().any(|f| f.contains("Ruiz > Peruvian")));
}

#[test]
fn a_corpus_has_relations_of_its_own_for_demonyms() {
    let found = relations(&news().with_corpus_labels(), PRESIDENT, &president());
    for expected in [
        "head_of_state: Ruiz > Peru",
        "head_of_state-x: Ruiz > Peruvian",
        "gpe0: Peruvian > Peru",
    ] {
        assert!(found.iter().any(|f| f == expected), "{found:?}");
    }
}

#[test]
fn relations_carry_evidence_score_and_quote() {
    let trees = Sketch::new(PRESIDENT);
    let mentions = trees.names(&president());
    let entities = alone(&mentions, trees.text());
    let quote = Quote {
        kind: QuoteKind::Direct,
        act: Act::Speech,
        speakers: Vec::new(),
        content: vec![trees.view().sentences[0].span],
        cue: None,
        speaker: None,
        addressee: None,
        parent: None,
        score: None,
    };
    let (view, syntax) = (trees.view(), trees.syntax());
    let found = news().extract(view, &syntax, &mentions, &entities, &[quote]);
    let head = found.iter().find(|r| r.label == "head_of_state").unwrap();
    let evidence: Vec<&str> = head.evidence.iter().map(|&s| &trees.text()[s]).collect();
    assert_eq!(evidence, ["Peruvian", "Ruiz"]);
    assert_eq!(head.quote, Some(QuoteId::new(0)));
    assert!(head.score.is_some_and(|score| score > 0.5 && score < 1.0));
}

#[test]
fn names_of_nothing_have_no_relations() {
    let trees = Sketch::new(PRESIDENT);
    let found = news().extract(trees.view(), &trees.syntax(), &[], &[], &[]);
    assert!(found.is_empty());
    let other = Syntax::default();
    let mentions = trees.names(&president());
    let entities = alone(&mentions, trees.text());
    assert!(
        news()
            .extract(trees.view(), &other, &mentions, &entities, &[])
            .is_empty()
    );
}

#[test]
fn a_broken_model_is_an_error() {
    let bytes = newsgraph_models_en_relation::CONLL04;
    assert!(RelationExtractor::from_bytes(&bytes[..bytes.len() / 2]).is_err());
    let mut changed = bytes.to_vec();
    *changed.last_mut().unwrap() ^= 1;
    assert!(RelationExtractor::from_bytes(changed).is_err());
}

/// A text of such words with names at places; trees are made up.
fn check(words: &[String], picks: &[(usize, usize, usize)], turn: usize) {
    let text = words.join(" ");
    let mut tokens = Vec::new();
    let mut at = 0;
    for word in words {
        tokens.push(Token {
            span: Span::new(at, at + word.len()),
        });
        at += word.len() + 1;
    }
    let sentences = [Sentence {
        span: Span::new(0, text.len()),
        tokens: 0..tokens.len(),
        paragraph: 0,
    }];
    let view = TokenizedText {
        text: &text,
        tokens: &tokens,
        sentences: &sentences,
    };
    let deps = [
        "nsubj", "obj", "nmod", "case", "acl", "conj", "appos", "obl",
    ];
    let word = |(i, w): (usize, &String)| WordSyntax {
        upos: Upos::ALL[(w.len() * 7 + i + turn) % 17],
        xpos: "X",
        lemma: "be",
        head: i.checked_sub(1 + i % 2).or((i > 0).then_some(0)),
        dep: deps[(i + turn) % deps.len()],
    };
    let syntax = Syntax::new(view, words.iter().enumerate().map(word)).expect("trees that fit");
    let labels = [
        Label::PERSON,
        Label::LOCATION,
        Label::ORGANIZATION,
        Label::GROUP,
        Label::WORK,
    ];
    let inside = picks
        .iter()
        .filter(|(from, len, _)| from + len <= tokens.len());
    let mut mentions: Vec<Mention> = inside
        .map(|&(from, len, label)| Mention {
            span: view.span_of(from..from + len),
            label: labels[label].clone(),
            kind: MentionKind::Proper,
            value: None,
            score: None,
        })
        .collect();
    mentions.sort_by_key(|m| m.span);
    let entities = alone(&mentions, &text);
    let extractor = news();
    let found = extractor.extract(view, &syntax, &mentions, &entities, &[]);
    assert_eq!(
        found,
        extractor.extract(view, &syntax, &mentions, &entities, &[])
    );
    for r in found {
        assert!(!r.evidence.is_empty() && r.subject != r.object);
        assert!(r.subject.index() < entities.len() && r.object.index() < entities.len());
        assert!(r.evidence.windows(2).all(|w| w[0] < w[1]));
        assert!(r.evidence.iter().all(|s| s.fits(&text)));
        assert!(r.score.is_some_and(|score| (0.0..=1.0).contains(&score)));
    }
}

/// Names only: the pairs that are read are bounded for each name.
#[test]
fn a_list_of_thousands_of_names_is_read() {
    let words: Vec<String> = (0..5000).map(|n| format!("N{n}")).collect();
    let picks: Vec<_> = (0..5000).map(|n| (n, 1, n % 5)).collect();
    check(&words, &picks, 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_gives_relations_that_fit(
        words in prop::collection::vec("[A-Z]?[a-z]{1,4}|president|of|the|,|'s|é|met|German|Germany", 1..40),
        picks in prop::collection::vec((0usize..40, 1usize..3, 0usize..5), 0..12),
        turn in 0usize..17,
    ) {
        check(&words, &picks, turn);
    }
}
