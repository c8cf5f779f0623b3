//! Each fault of what a document is given is an error of its own, and says what was expected and found.

use newsgraph_document::{
    Act, Document, DocumentError, Entity, EntityId, Label, Maker, Mention, MentionId, MentionKind,
    Quote, QuoteId, QuoteKind, QuoteMark, QuoteMarkKind, Relation, Sentence, Span, Status, Syntax,
    Token, TokenizedText, Triple, Upos, WordSyntax,
};
use std::error::Error;

/// Four words in two sentences.
const TEXT: &str = "Xi spoke. Ann left.";

fn by() -> Maker {
    Maker::default()
}

fn token(start: usize, end: usize) -> Token {
    Token {
        span: Span::new(start, end),
    }
}

fn sentence(tokens: std::ops::Range<usize>, span: (usize, usize), paragraph: usize) -> Sentence {
    Sentence {
        span: Span::new(span.0, span.1),
        tokens,
        paragraph,
    }
}

fn mention(start: usize, end: usize) -> Mention {
    Mention {
        span: Span::new(start, end),
        label: Label::PERSON,
        kind: MentionKind::Proper,
        value: None,
        score: None,
    }
}

fn quote(content: &[(usize, usize)], parent: Option<usize>) -> Quote {
    Quote {
        kind: QuoteKind::Indirect,
        act: Act::Speech,
        content: content.iter().map(|&(s, e)| Span::new(s, e)).collect(),
        cue: None,
        speaker: None,
        speakers: Vec::new(),
        addressee: None,
        parent: parent.map(QuoteId::new),
        score: None,
    }
}

fn entity(mentions: &[usize]) -> Entity {
    Entity {
        label: Label::PERSON,
        name: "Xi".into(),
        mentions: mentions.iter().map(|&m| MentionId::new(m)).collect(),
    }
}

fn relation() -> Relation {
    Relation {
        label: Label::new("meets"),
        subject: EntityId::new(0),
        object: EntityId::new(1),
        evidence: vec![Span::new(3, 8)],
        status: Status::Now,
        role: None,
        negated: false,
        hedged: false,
        quote: None,
        score: None,
    }
}

fn triple() -> Triple {
    Triple {
        subject: Span::new(0, 2),
        implied: None,
        predicate: vec![Span::new(3, 8)],
        object: Span::new(10, 13),
        arguments: Vec::new(),
        negated: false,
        hedged: false,
        quote: None,
        score: None,
    }
}

fn mark(start: usize, end: usize) -> QuoteMark {
    QuoteMark {
        span: Span::new(start, end),
        open: None,
        close: None,
        kind: QuoteMarkKind::Double,
        depth: 0,
        continues: false,
        repair: None,
    }
}

fn tokens() -> Vec<Token> {
    vec![token(0, 2), token(3, 8), token(10, 13), token(14, 18)]
}

fn sentences() -> Vec<Sentence> {
    vec![sentence(0..2, (0, 8), 0), sentence(2..4, (10, 18), 0)]
}

/// Trees with these heads over the document's tokens in these sentences.
fn trees(sentences: &[Sentence], heads: [Option<usize>; 4]) -> Syntax {
    let tokens = tokens();
    let text = TokenizedText {
        text: TEXT,
        tokens: &tokens,
        sentences,
    };
    let word = |head| WordSyntax {
        upos: Upos::X,
        xpos: "",
        lemma: "",
        head,
        dep: "dep",
    };
    Syntax::new(text, heads.map(word)).expect("trees of these sentences")
}

fn document() -> Document {
    let mut document = Document::new("", TEXT).expect("a short text");
    document.set_tokens(tokens(), by()).expect("tokens");
    document
        .set_sentences(sentences(), by())
        .expect("sentences");
    document
        .set_mentions(vec![mention(0, 2), mention(10, 13)], by())
        .expect("mentions");
    document.set_quotes(Vec::new(), by()).expect("quotes");
    document
        .set_entities(vec![entity(&[0]), entity(&[1])], by())
        .expect("entities");
    document
}

/// The message of the error, with those of its causes.
fn message(error: &DocumentError) -> String {
    let mut messages = vec![error.to_string()];
    let mut cause = error.source();
    while let Some(error) = cause {
        messages.push(error.to_string());
        cause = error.source();
    }
    messages.join(": ")
}

type Case = (&'static str, fn(&mut Document) -> Result<(), DocumentError>);

fn check(cases: &[Case]) {
    let sound = document();
    for (expected, set) in cases {
        let mut document = sound.clone();
        let found = set(&mut document).expect_err(expected);
        assert_eq!(message(&found), *expected);
        assert_eq!(document, sound, "a refused layer changes nothing");
    }
}

#[test]
fn tokens_and_sentences() {
    check(&[
        (
            "item 1 of the tokens layer: expected at least one byte, found 3..3",
            |d| d.set_tokens(vec![token(0, 2), token(3, 3)], by()),
        ),
        (
            "item 1 of the tokens layer: expected a start from byte 3, where the item before it ends, found 2",
            |d| d.set_tokens(vec![token(0, 3), token(2, 8)], by()),
        ),
        (
            "span 0..99 of the tokens layer does not fit a text of 19 bytes, or cuts a char; positions are bytes, and Offsets turns others into them",
            |d| d.set_tokens(vec![token(0, 99)], by()),
        ),
        (
            "sentence 0: expected one token or more from token 0 on, of 4, found 1..4",
            |d| d.set_sentences(vec![sentence(1..4, (3, 18), 0)], by()),
        ),
        (
            "sentence 0: expected one token or more from token 0 on, of 4, found 0..9",
            |d| d.set_sentences(vec![sentence(0..9, (0, 18), 0)], by()),
        ),
        (
            "sentence 0: expected the span of its tokens, 0..18, found 0..19",
            |d| d.set_sentences(vec![sentence(0..4, (0, 19), 0)], by()),
        ),
        ("sentence 0: expected paragraph 0 to 0, found 1", |d| {
            d.set_sentences(vec![sentence(0..4, (0, 18), 1)], by())
        }),
        ("sentence 1: expected paragraph 0 to 1, found 2", |d| {
            let second = sentence(2..4, (10, 18), 2);
            d.set_sentences(vec![sentence(0..2, (0, 8), 0), second], by())
        }),
        (
            "expected sentences that hold all 4 tokens, found the last to end at 2",
            |d| d.set_sentences(vec![sentence(0..2, (0, 8), 0)], by()),
        ),
    ]);
}

#[test]
fn trees_of_other_sentences() {
    check(&[
        (
            "the syntax layer does not hold one tree for each sentence: sentence 0: expected one root, found 0",
            |d| {
                let one = [sentence(0..4, (0, 18), 0)];
                d.set_syntax(trees(&one, [Some(1), Some(2), None, Some(2)]), by())
            },
        ),
        (
            "the syntax layer does not hold one tree for each sentence: token 1: expected a head among the tokens 0..2 of its sentence, found 2",
            |d| {
                let others = [sentence(0..1, (0, 2), 0), sentence(1..4, (3, 18), 0)];
                let syntax = trees(&others, [None, Some(2), None, Some(2)]);
                d.set_syntax(syntax, by())
            },
        ),
        (
            "the syntax layer does not hold one tree for each sentence: expected syntax for 4 tokens, found 0",
            |d| d.set_syntax(Syntax::default(), by()),
        ),
    ]);
}

#[test]
fn marks_and_mentions() {
    check(&[
        (
            "item 1 of the quote marks layer: expected a start from byte 4, where the item before it starts, found 2",
            |d| d.set_quote_marks(vec![mark(4, 5), mark(2, 5)], by()),
        ),
        (
            "item 1 of the mentions layer: expected a start from byte 3, where the item before it starts, found 0",
            |d| d.set_mentions(vec![mention(3, 8), mention(0, 2)], by()),
        ),
        (
            "item 2 of the mentions layer: expected at least one byte, found 3..3",
            |d| d.append_mentions(vec![mention(3, 3)]),
        ),
        (
            "item 0 of the mentions layer: expected a finite score, found NaN",
            |d| {
                let score = Some(f32::NAN);
                let mention = mention(0, 2);
                d.set_mentions(vec![Mention { score, ..mention }], by())
            },
        ),
    ]);
}

#[test]
fn quotes() {
    check(&[
        (
            "quote 0: expected one span of content at least, found none",
            |d| d.set_quotes(vec![quote(&[], None)], by()),
        ),
        (
            "quote 0: expected content from byte 8 on after its earlier span, found 0..2",
            |d| d.set_quotes(vec![quote(&[(3, 8), (0, 2)], None)], by()),
        ),
        (
            "item 0 of the quotes layer refers to item 5 of the quotes layer, which has 1",
            |d| d.set_quotes(vec![quote(&[(3, 8)], Some(5))], by()),
        ),
        (
            "quote 0: expected a parent that it is not itself part of, found quote 0",
            |d| d.set_quotes(vec![quote(&[(3, 8)], Some(0))], by()),
        ),
        (
            "quote 2: expected a parent that it is not itself part of, found quote 1",
            |d| {
                let parents = [Some(1), Some(2), Some(1)];
                d.set_quotes(parents.map(|p| quote(&[(3, 8)], p)).to_vec(), by())
            },
        ),
    ]);
}

#[test]
fn quotes_may_share_a_parent() -> Result<(), DocumentError> {
    let parents = [None, Some(0), Some(0), Some(1)];
    document().set_quotes(parents.map(|p| quote(&[(3, 8)], p)).to_vec(), by())
}

#[test]
fn entities_relations_and_triples() {
    check(&[
        ("entity 1: expected one mention at least, found none", |d| {
            d.set_entities(vec![entity(&[0]), entity(&[])], by())
        }),
        (
            "mention 1: expected one entity at most, found 0 and 1",
            |d| d.set_entities(vec![entity(&[0, 1]), entity(&[1])], by()),
        ),
        (
            "item 0 of the entities layer refers to item 7 of the mentions layer, which has 2",
            |d| d.set_entities(vec![entity(&[7])], by()),
        ),
        (
            "relation 0: expected one span of evidence at least, found none",
            |d| {
                let evidence = Vec::new();
                let relation = relation();
                d.set_relations(
                    vec![Relation {
                        evidence,
                        ..relation
                    }],
                    by(),
                )
            },
        ),
        (
            "item 0 of the relations layer refers to item 9 of the entities layer, which has 2",
            |d| {
                let object = EntityId::new(9);
                let relation = relation();
                d.set_relations(vec![Relation { object, ..relation }], by())
            },
        ),
        (
            "triple 0: expected words of a predicate or an implied verb, found neither",
            |d| {
                let predicate = Vec::new();
                let triple = triple();
                d.set_triples(
                    vec![Triple {
                        predicate,
                        ..triple
                    }],
                    by(),
                )
            },
        ),
        (
            "item 0 of the triples layer refers to item 3 of the quotes layer, which has 0",
            |d| {
                let quote = Some(QuoteId::new(3));
                d.set_triples(vec![Triple { quote, ..triple() }], by())
            },
        ),
    ]);
}
