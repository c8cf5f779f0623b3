//! What is read back is checked as what is set.
#![cfg(feature = "serde")]

use newsgraph_document::{Document, Layer, Maker, Mention, Quote, QuoteId, Span, Syntax};
use serde_json::{Value, json};
use std::error::Error;

type Outcome = Result<(), Box<dyn Error>>;

fn maker() -> Value {
    json!({"component": "test", "model": null})
}

fn word(head: Option<usize>) -> Value {
    json!({"upos": "X", "xpos": "FW", "lemma": "_", "head": head, "dep": "dep"})
}

fn mention(start: usize, end: usize) -> Value {
    json!({"span": [start, end], "label": "Person", "kind": "proper", "value": null, "score": 0.5})
}

/// A document with each kind of layer, in the form of serde.
fn sound() -> Value {
    let layer = |items: Value| json!({"items": items, "by": maker()});
    let quote = json!({
        "kind": "indirect", "act": "thought", "content": [[3, 8]], "cue": null,
        "speaker": {"span": [0, 2], "head": [0, 2], "how": "named", "role": [3, 8], "behalf": null},
        "speakers": [], "addressee": null, "parent": null, "score": null});
    json!({
        "id": "a", "text": "Xi spoke.", "date": "2017-03-19",
        "layers": {
            "tokens": layer(json!([{"span": [0, 2]}, {"span": [3, 8]}, {"span": [8, 9]}])),
            "sentences": layer(json!([{"span": [0, 9], "tokens": {"start": 0, "end": 3}, "paragraph": 0}])),
            "quote_marks": layer(json!([])),
            "syntax": layer(json!([word(Some(1)), word(None), word(Some(1))])),
            "mentions": layer(json!({"all": [mention(0, 2), mention(3, 8), mention(0, 2)], "set": 1})),
            "quotes": layer(json!([quote])),
            "entities": layer(json!([{"label": "Person", "name": "Xi", "mentions": [0, 2]}])),
            "relations": null, "triples": null,
        },
    })
}

#[test]
fn reads_what_it_writes() -> Outcome {
    let document: Document = serde_json::from_value(sound())?;
    assert_eq!(serde_json::to_value(&document)?, sound());
    assert_eq!(document.appended_mentions(), 2);
    assert_eq!(document.syntax()?.dependents(1).collect::<Vec<_>>(), [0, 2]);
    assert!(document.has(Layer::QuoteMarks) && !document.has(Layer::Relations));
    assert_eq!(
        document.maker(Layer::Quotes).map(|m| &*m.component),
        Some("test")
    );
    let again: Document = serde_json::from_str(&serde_json::to_string(&document)?)?;
    assert_eq!(again, document);
    Ok(())
}

#[test]
fn every_fault_is_an_error() {
    let cases: [(&str, Value, &str); 12] = [
        (
            "/date",
            json!("2017-02-29"),
            "expected a day of the calendar as YYYY-MM-DD",
        ),
        ("/text", json!("Xi"), "does not fit a text of 2 bytes"),
        ("/layers/tokens", Value::Null, "the tokens layer is absent"),
        (
            "/layers/tokens/items/0/span",
            json!([2, 0]),
            "must not end before it starts",
        ),
        (
            "/layers/sentences/items/0/tokens",
            json!({"start": 2, "end": 1}),
            "expected one token",
        ),
        (
            "/layers/syntax/items/0/upos",
            json!("NAME"),
            "expected a universal part of speech",
        ),
        (
            "/layers/syntax/items/0/head",
            json!(7),
            "expected a head among the tokens 0..3",
        ),
        (
            "/layers/syntax/items/1/head",
            json!(0),
            "as its own ancestor",
        ),
        (
            "/layers/syntax/items/0/head",
            Value::Null,
            "does not hold one tree for each sentence",
        ),
        (
            "/layers/mentions/items/set",
            json!(9),
            "expected at most 3 mentions",
        ),
        (
            "/layers/quotes/items/0/parent",
            json!(0),
            "expected a parent that it is not itself part of",
        ),
        (
            "/layers/entities/items/0/mentions",
            json!([5]),
            "refers to item 5 of the mentions layer",
        ),
    ];
    for (place, value, expected) in cases {
        let mut document = sound();
        *document.pointer_mut(place).expect(place) = value;
        let error = serde_json::from_value::<Document>(document).expect_err(place);
        assert!(error.to_string().contains(expected), "{place}: {error}");
    }
}

#[test]
fn trees_alone_are_checked() {
    let read = |heads: &[Option<usize>]| {
        let words: Vec<Value> = heads.iter().map(|&head| word(head)).collect();
        serde_json::from_value::<Syntax>(words.into())
    };
    assert_eq!(
        read(&[Some(1), None]).map(|s| s.subtree(1)).ok(),
        Some(0..2)
    );
    for heads in [
        [Some(1), Some(0)],
        [Some(0), None],
        [Some(2), None],
        [Some(usize::MAX), None],
    ] {
        assert!(read(&heads).is_err(), "{heads:?}");
    }
}

#[test]
fn facts_alone() -> Outcome {
    let quote: Quote = serde_json::from_value(sound()["layers"]["quotes"]["items"][0].clone())?;
    assert_eq!(quote.content, [Span::new(3, 8)]);
    let nested = Quote {
        parent: Some(QuoteId::new(3)),
        ..quote
    };
    assert_eq!(
        serde_json::from_str::<Quote>(&serde_json::to_string(&nested)?)?,
        nested
    );
    let read: Mention = serde_json::from_value(mention(0, 2))?;
    assert_eq!(serde_json::to_value(&read)?, mention(0, 2));
    assert_eq!(
        serde_json::to_value(made_by())?,
        json!({"component": "me", "model": "m"})
    );
    Ok(())
}

fn made_by() -> Maker {
    Maker {
        component: "me".to_owned(),
        model: Some("m".to_owned()),
    }
}
