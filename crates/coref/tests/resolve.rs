//! Entities of small awkward texts.

use newsgraph_coref::{CorefResolver, WordVectors};
use newsgraph_document::{
    Act, Annotator, Document, Label, Maker, Mention, Participant, Quote, QuoteKind, Reference,
    Sentence, Span, Syntax, Token, TokenizedText,
};
use newsgraph_sketch::Sketch;
use proptest::prelude::*;
use std::sync::LazyLock;

static VECTORS: LazyLock<WordVectors> = LazyLock::new(|| {
    WordVectors::from_bytes(newsgraph_models_en_vectors::NEWS).expect("sound vectors")
});

fn resolver() -> CorefResolver {
    CorefResolver::from_bytes(newsgraph_models_en_coref::NEWS, &VECTORS).expect("a sound model")
}

/// The texts of the mentions of each entity.
fn clusters(sketch: &Sketch, names: &[Mention], quotes: &[Quote]) -> Vec<Vec<String>> {
    let found = resolver().resolve(sketch.view(), &sketch.syntax(), names, quotes);
    let all: Vec<&Mention> = names.iter().chain(&found.mentions).collect();
    let texts = |e: &newsgraph_document::Entity| {
        e.mentions
            .iter()
            .map(|m| sketch.text()[all[m.index()].span].to_owned())
            .collect()
    };
    found.entities.iter().map(texts).collect()
}

/// Joins names without sketch.
fn names_only(names: &[(&str, Label)]) -> Vec<Vec<String>> {
    let rows: Vec<String> = names
        .iter()
        .flat_map(|(n, _)| n.split(' '))
        .enumerate()
        .map(|(i, w)| format!("{w} PROPN {} flat", usize::from(i > 0)))
        .collect();
    clusters(
        &Sketch::new(&rows.join("\n")),
        &Sketch::new(&rows.join("\n")).names(names),
        &[],
    )
}

#[test]
fn names_are_joined() {
    use Label as L;
    type Case<'a> = (&'a [(&'a str, Label)], &'a [&'a [&'a str]]);
    let cases: &[Case<'_>] = &[
        (
            &[("Maria Silva", L::PERSON), ("Silva", L::PERSON)],
            &[&["Maria Silva", "Silva"]],
        ),
        (
            &[("U.S.", L::LOCATION), ("United States", L::LOCATION)],
            &[&["U.S.", "United States"]],
        ),
        (
            &[("Peru", L::LOCATION), ("Peruvian", L::GROUP)],
            &[&["Peru"], &["Peruvian"]],
        ),
        (
            &[
                ("Harbour Safety Board", L::ORGANIZATION),
                ("HSB", L::ORGANIZATION),
            ],
            &[&["Harbour Safety Board", "HSB"]],
        ),
        (
            &[
                ("Bill Hart", L::PERSON),
                ("Susan Hart", L::PERSON),
                ("Mrs. Hart", L::PERSON),
            ],
            &[&["Bill Hart"], &["Susan Hart", "Mrs. Hart"]],
        ),
        (
            &[("Lima", L::LOCATION), ("Peru", L::LOCATION)],
            &[&["Lima"], &["Peru"]],
        ),
        (
            &[("William Oak", L::PERSON), ("Bill Oak", L::PERSON)],
            &[&["William Oak", "Bill Oak"]],
        ),
        (
            &[
                ("Orrin Foods Inc.", L::ORGANIZATION),
                ("Orrin Foods", L::ORGANIZATION),
            ],
            &[&["Orrin Foods Inc.", "Orrin Foods"]],
        ),
    ];
    for (names, expected) in cases {
        let expected: Vec<Vec<String>> = expected
            .iter()
            .map(|e| e.iter().map(|s| (*s).to_owned()).collect())
            .collect();
        assert_eq!(names_only(names), expected);
    }
}

#[test]
fn a_subject_is_not_the_one_it_speaks_to() {
    let sketch = Sketch::new(
        "Ivo PROPN 2 nsubj\nsmiled/smile VERB 0 root\n. PUNCT 2 punct\n\nHe PRON 2 nsubj\ntold/tell VERB 0 root\nDan PROPN 2 obj\n. PUNCT 2 punct",
    );
    let names = sketch.names(&[("Ivo", Label::PERSON), ("Dan", Label::PERSON)]);
    assert_eq!(
        clusters(&sketch, &names, &[]),
        [vec!["Ivo", "He"], vec!["Dan"]]
    );
}

#[test]
fn gender_decides_between_two_people() {
    let sketch = Sketch::new(
        "Mary PROPN 2 nsubj\nmet/meet VERB 0 root\nPeter PROPN 2 obj\n. PUNCT 2 punct\n\nShe PRON 2 nsubj\nthanked/thank VERB 0 root\nhim PRON 2 obj\n. PUNCT 2 punct",
    );
    let mut names = sketch.names(&[("Mary", Label::PERSON), ("Peter", Label::PERSON)]);
    names.truncate(2);
    assert_eq!(
        clusters(&sketch, &names, &[]),
        [vec!["Mary", "She"], vec!["Peter", "him"]]
    );
}

#[test]
fn signs_are_nobody() {
    let sketch = Sketch::new(
        "― NOUN 2 nsubj\nshow/show VERB 0 root\n― NOUN 2 obj\n. PUNCT 2 punct\n\nThey PRON 2 nsubj\nexplain/explain VERB 0 root\n. PUNCT 2 punct",
    );
    let found = clusters(&sketch, &[], &[]);
    assert!(found.iter().flatten().all(|text| text != "―"), "{found:?}");
}

#[test]
fn nobody_calls_a_place_he() {
    let sketch = Sketch::new(
        "Oslo PROPN 2 nsubj\nslept/sleep VERB 0 root\n. PUNCT 2 punct\n\nHe PRON 2 nsubj\nsmiled/smile VERB 0 root\n. PUNCT 2 punct",
    );
    let with = |label| clusters(&sketch, &sketch.names(&[("Oslo", label)]), &[]);
    assert_eq!(with(Label::LOCATION), [vec!["Oslo"]]);
    assert_eq!(with(Label::PERSON), [vec!["Oslo", "He"]]);
}

#[test]
fn i_in_a_quote_is_its_speaker() {
    let sketch = Sketch::new(
        "“ PUNCT 3 punct\nI PRON 3 nsubj\nagree VERB 5 ccomp\n” PUNCT 3 punct\nsaid/say VERB 0 root\nRuth PROPN 5 nsubj",
    );
    let names = sketch.names(&[("Ruth", Label::PERSON)]);
    let quote = Quote {
        kind: QuoteKind::Direct,
        act: Act::Speech,
        content: vec![
            sketch.view().tokens[0]
                .span
                .cover(sketch.view().tokens[3].span),
        ],
        cue: None,
        speaker: Some(Participant::new(names[0].span, Reference::Named)),
        speakers: Vec::new(),
        addressee: None,
        parent: None,
        score: None,
    };
    assert_eq!(clusters(&sketch, &names, &[quote]), [vec!["I", "Ruth"]]);
}

/// "Ruth spoke to Dan ." then "He said : “ Tom left ” ."
fn reported() -> (Sketch, Vec<Mention>, Quote) {
    let sketch = Sketch::new(
        "Ruth PROPN 2 nsubj\nspoke/speak VERB 0 root\nto ADP 4 case\nDan PROPN 2 obl\n. PUNCT 2 punct\n\nHe PRON 2 nsubj\nsaid/say VERB 0 root\n: PUNCT 6 punct\n“ PUNCT 6 punct\nTom PROPN 6 nsubj\nleft/leave VERB 2 ccomp\n” PUNCT 6 punct\n. PUNCT 2 punct\n\nHe PRON 2 nsubj\nsmiled/smile VERB 0 root\n. PUNCT 2 punct",
    );
    let names = sketch.names(&[
        ("Ruth", Label::PERSON),
        ("Dan", Label::PERSON),
        ("Tom", Label::PERSON),
    ]);
    let quote = Quote {
        kind: QuoteKind::Direct,
        act: Act::Speech,
        content: vec![
            sketch.view().tokens[8]
                .span
                .cover(sketch.view().tokens[11].span),
        ],
        cue: Some(sketch.view().tokens[6].span),
        speaker: Some(Participant::new(
            sketch.view().tokens[5].span,
            Reference::Pronoun,
        )),
        speakers: Vec::new(),
        addressee: None,
        parent: None,
        score: None,
    };
    (sketch, names, quote)
}

#[test]
fn no_pronoun_outside_a_quote_is_what_only_the_quote_speaks_of() {
    let (sketch, names, quote) = reported();
    let found = clusters(&sketch, &names, &[quote]);
    assert!(found.contains(&vec!["Tom".to_owned()]), "{found:?}");
    let pronouns = found.iter().flatten().filter(|m| *m == "He").count();
    assert_eq!(pronouns, 2, "{found:?}");
}

#[test]
fn a_second_run_adds_nothing() {
    let (sketch, names, quote) = reported();
    let mut document = Document::new("twice", sketch.text()).unwrap();
    let by = Maker::default;
    document
        .set_tokens(sketch.view().tokens.to_vec(), by())
        .unwrap();
    document
        .set_sentences(sketch.view().sentences.to_vec(), by())
        .unwrap();
    document.set_quote_marks(Vec::new(), by()).unwrap();
    document.set_syntax(sketch.syntax(), by()).unwrap();
    document.set_mentions(names, by()).unwrap();
    document.set_quotes(vec![quote], by()).unwrap();
    let resolver = resolver();
    resolver.annotate(&mut document).unwrap();
    let (mentions, entities) = (
        document.mentions().unwrap().to_vec(),
        document.entities().unwrap().to_vec(),
    );
    assert!(mentions.len() > 3);
    resolver.annotate(&mut document).unwrap();
    assert_eq!(document.mentions().unwrap(), mentions);
    assert_eq!(document.entities().unwrap(), entities);
}

#[test]
fn a_damaged_model_is_an_error() {
    let bytes = newsgraph_models_en_coref::NEWS;
    for cut in [0, 8, bytes.len() / 2, bytes.len() - 1] {
        assert!(CorefResolver::from_bytes(&bytes[..cut], &VECTORS).is_err());
    }
    let mut flipped = bytes.to_vec();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    assert!(CorefResolver::from_bytes(flipped, &VECTORS).is_err());
}

#[test]
fn nothing_gives_nothing() {
    let empty = TokenizedText {
        text: "",
        tokens: &[],
        sentences: &[],
    };
    let found = resolver().resolve(empty, &Syntax::default(), &[], &[]);
    assert_eq!(found, newsgraph_coref::Coreference::default());
}

proptest! {
    #[test]
    fn any_text_gives_entities_that_fit(words in prop::collection::vec("[A-Z]?[a-z]{1,4}|he|she|it|they|the|'s|é|U\\.S\\.", 1..40), picks in prop::collection::vec((0usize..40, 1usize..3, 0usize..4), 0..12)) {
        let text = words.join(" ");
        let mut tokens = Vec::new();
        let mut at = 0;
        for word in &words {
            tokens.push(Token { span: Span::new(at, at + word.len()) });
            at += word.len() + 1;
        }
        let sentences = [Sentence { span: Span::new(0, text.len()), tokens: 0..tokens.len(), paragraph: 0 }];
        let view = TokenizedText { text: &text, tokens: &tokens, sentences: &sentences };
        let syntax = Syntax::new(view, words.iter().enumerate().map(|(i, w)| newsgraph_document::WordSyntax {
            upos: newsgraph_document::Upos::ALL[(w.len() * 7 + i) % 17],
            xpos: "X",
            lemma: w,
            head: i.checked_sub(1 + i % 2).or((i > 0).then_some(0)),
            dep: ["nsubj", "obj", "nmod:poss", "det", "acl:relcl"][i % 5],
        })).unwrap();
        let labels = [Label::PERSON, Label::LOCATION, Label::ORGANIZATION, Label::GROUP];
        let mut mentions: Vec<Mention> = picks.iter().filter(|(from, len, _)| from + len <= tokens.len()).map(|&(from, len, label)| Mention {
            span: view.span_of(from..from + len),
            label: labels[label].clone(),
            kind: newsgraph_document::MentionKind::Proper,
            value: None,
            score: None,
        }).collect();
        mentions.sort_by_key(|m| m.span);
        mentions.dedup_by(|b, a| a.span.overlaps(b.span));
        let found = resolver().resolve(view, &syntax, &mentions, &[]);
        let total = mentions.len() + found.mentions.len();
        let mut seen = vec![false; total];
        for id in found.entities.iter().flat_map(|e| &e.mentions) {
            prop_assert!(!std::mem::replace(&mut seen[id.index()], true));
        }
        prop_assert!(seen.iter().all(|s| *s));
        prop_assert!(found.mentions.iter().all(|m| m.span.fits(&text) && !m.span.is_empty()));
        prop_assert!(found.mentions.windows(2).all(|w| w[0].span.start() <= w[1].span.start()));
    }
}
