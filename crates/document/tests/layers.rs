//! Layers rest on one another; setting one drops exactly those that rest on it.

use newsgraph_document::{
    Act, Document, DocumentError, Entity, EntityId, Label, Layer, Maker, Mention, MentionId,
    MentionKind, Quote, QuoteId, QuoteKind, Relation, Sentence, Span, Status, Syntax, Token,
    Triple, Upos, WordSyntax,
};
use proptest::prelude::*;

const TEXT: &str = "Xi spoke";

fn mention() -> Mention {
    Mention {
        span: Span::new(0, 2),
        label: Label::PERSON,
        kind: MentionKind::Proper,
        value: None,
        score: None,
    }
}

fn quote(span: Span) -> Quote {
    let (cue, speaker, addressee, parent, score) = (None, None, None, None, None);
    Quote {
        kind: QuoteKind::Indirect,
        act: Act::Speech,
        content: vec![span],
        cue,
        speaker,
        speakers: Vec::new(),
        addressee,
        parent,
        score,
    }
}

fn relation(object: usize, quote: Option<QuoteId>) -> Relation {
    Relation {
        label: Label::from("head_of"),
        subject: EntityId::new(0),
        object: EntityId::new(object),
        evidence: vec![Span::new(0, 2)],
        status: Status::Now,
        role: None,
        negated: false,
        hedged: false,
        quote,
        score: None,
    }
}

fn set(document: &mut Document, layer: Layer) -> Result<(), DocumentError> {
    let by = Maker::default();
    match layer {
        Layer::Tokens => document.set_tokens(
            vec![
                Token {
                    span: Span::new(0, 2),
                },
                Token {
                    span: Span::new(3, 8),
                },
            ],
            by,
        ),
        Layer::Sentences => document.set_sentences(
            vec![Sentence {
                span: Span::new(0, 8),
                tokens: 0..2,
                paragraph: 0,
            }],
            by,
        ),
        Layer::QuoteMarks => document.set_quote_marks(Vec::new(), by),
        Layer::Syntax => {
            let word = |head, dep| WordSyntax {
                upos: Upos::X,
                xpos: "FW",
                lemma: "_",
                head,
                dep,
            };
            let words = [word(Some(1), "nsubj"), word(None, "root")];
            let syntax = Syntax::new(document.tokenized()?, words)?;
            document.set_syntax(syntax, by)
        }
        Layer::Mentions => document.set_mentions(vec![mention()], by),
        Layer::Quotes => document.set_quotes(vec![quote(Span::new(3, 8))], by),
        Layer::Entities => {
            let entity = Entity {
                label: Label::PERSON,
                name: "Xi".into(),
                mentions: vec![MentionId::new(0)],
            };
            document.set_entities(vec![entity], by)
        }
        Layer::Relations => document.set_relations(vec![relation(0, None)], by),
        Layer::Triples => {
            let triple = Triple {
                subject: Span::new(0, 2),
                implied: None,
                predicate: vec![Span::new(3, 8)],
                object: Span::new(8, 8),
                arguments: Vec::new(),
                negated: false,
                hedged: false,
                quote: Some(QuoteId::new(0)),
                score: None,
            };
            document.set_triples(vec![triple], by)
        }
        _ => unreachable!("a layer without a setter here"),
    }
}

fn full() -> Document {
    let mut document = Document::new("test", TEXT).expect("a short text");
    for layer in Layer::ALL {
        set(&mut document, layer).expect("every layer fits the text");
    }
    document
}

#[test]
fn setting_a_layer_drops_what_rests_on_it_and_nothing_else() {
    for changed in Layer::ALL {
        let mut document = full();
        set(&mut document, changed).unwrap();
        for other in Layer::ALL {
            let stays = !other.depends_on(changed);
            assert_eq!(
                document.has(other),
                stays,
                "{other} after {changed} was set again"
            );
        }
    }
}

#[test]
fn a_layer_needs_what_it_rests_on() {
    for layer in Layer::ALL {
        let mut document = Document::new("test", TEXT).unwrap();
        let missing = matches!(
            set(&mut document, layer),
            Err(DocumentError::MissingLayer { .. })
        );
        assert_eq!(missing, layer != Layer::Tokens, "{layer}");
    }
}

#[test]
fn refuses_what_does_not_fit() {
    let by = Maker::default;
    let mut document = full();
    let overlap = vec![
        Token {
            span: Span::new(0, 3),
        },
        Token {
            span: Span::new(2, 8),
        },
    ];
    assert_eq!(
        document.set_tokens(overlap, by()),
        Err(DocumentError::Overlap {
            layer: Layer::Tokens,
            position: 1,
            least: 3,
            found: 2,
        })
    );
    assert!(
        document.has(Layer::Triples),
        "a refused layer changes nothing"
    );

    let gap = vec![Sentence {
        span: Span::new(3, 8),
        tokens: 1..2,
        paragraph: 0,
    }];
    assert!(matches!(
        document.set_sentences(gap, by()),
        Err(DocumentError::SentenceTokens { first: 0, .. })
    ));

    let entity = |mention| Entity {
        label: Label::PERSON,
        name: "Xi".into(),
        mentions: vec![MentionId::new(mention)],
    };
    assert_eq!(
        document.set_entities(vec![entity(0), entity(0)], by()),
        Err(DocumentError::SharedMention {
            mention: 0,
            entities: [0, 1],
        })
    );
    assert!(matches!(
        document.set_entities(vec![entity(7)], by()),
        Err(DocumentError::Reference { target: 7, .. })
    ));
    assert!(matches!(
        document.set_relations(vec![relation(3, None)], by()),
        Err(DocumentError::Reference { .. })
    ));
    let claimed = relation(0, Some(QuoteId::new(9)));
    assert!(matches!(
        document.set_relations(vec![claimed], by()),
        Err(DocumentError::Reference { target: 9, .. })
    ));
}

#[test]
fn appended_mentions_keep_ids_and_layers() {
    let mut document = full();
    let pronoun = Mention {
        span: Span::new(0, 2),
        kind: MentionKind::Pronoun,
        ..mention()
    };
    document.append_mentions(vec![pronoun]).unwrap();
    assert_eq!(document.mentions().unwrap().len(), 2);
    assert!(document.has(Layer::Quotes) && document.has(Layer::Relations));
    assert_eq!(
        document.entity_of(MentionId::new(0)),
        Some(EntityId::new(0))
    );
    assert_eq!(document.entity_of(MentionId::new(1)), None);
    assert_eq!(document.entity_at(Span::new(1, 8)), Some(EntityId::new(0)));

    document.drop_appended_mentions();
    assert_eq!(document.mentions().unwrap().len(), 1);
    assert!(document.has(Layer::Quotes) && !document.has(Layer::Entities));
    assert!(!document.has(Layer::Relations));
}

#[test]
fn without_appended_mentions_none_are_dropped() {
    let mut document = full();
    document.drop_appended_mentions();
    assert_eq!(document.mentions().unwrap().len(), 1);
    assert!(document.has(Layer::Relations));
}

proptest! {
    #[test]
    fn accepted_tokens_slice_the_text(text in "\\PC{0,40}", ends in prop::collection::vec((0usize..50, 0usize..50), 0..6)) {
        let tokens: Vec<Token> =
            ends.into_iter().map(|(a, b)| Token { span: Span::new(a.min(b), a.max(b)) }).collect();
        let mut document = Document::new("any", text).unwrap();
        if document.set_tokens(tokens, Maker::default()).is_ok() {
            let tokens = document.tokens().unwrap();
            let total: usize = tokens.iter().map(|t| document.text()[t.span].len()).sum();
            prop_assert!(total <= document.text().len());
        }
    }
}

#[test]
fn shared_between_threads() {
    fn check<T: Send + Sync + 'static>() {}
    check::<Document>();
    check::<DocumentError>();
    check::<Syntax>();
    check::<Box<dyn newsgraph_document::Annotator>>();
}
