//! What is written is read back as an equal document, and what does not fit is an error.

mod random;

use newsgraph_document::{Document, Layer, OffsetUnit};
use newsgraph_export::{JsonError, from_json, to_json};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::error::Error;

type Outcome = Result<(), Box<dyn Error>>;

const UNITS: [OffsetUnit; 3] = [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn json_in_each_unit_and_serde(text in random::text(), choices in random::choices()) {
        let document = random::document(&text, &choices);
        for unit in UNITS {
            let json = to_json(&document, unit);
            prop_assert_eq!(&from_json(&json)?, &document, "{}", json);
        }
        let written = serde_json::to_string(&document)?;
        prop_assert_eq!(&serde_json::from_str::<Document>(&written)?, &document, "{}", written);
    }

    /// One value of the JSON in the place of another: never a panic, and what is read is sound.
    #[test]
    fn any_change_is_read_or_refused(
        text in random::text(), choices in random::choices(),
        place in any::<prop::sample::Index>(), value in odd_value(),
    ) {
        let mut json: Value = serde_json::from_str(&to_json(&random::document(&text, &choices), OffsetUnit::Char))?;
        let places = places(&json);
        if let Some(old) = json.pointer_mut(&places[place.index(places.len())]) {
            *old = value;
        }
        if let Ok(document) = from_json(&json.to_string()) {
            prop_assert_eq!(from_json(&to_json(&document, OffsetUnit::Utf16))?, document);
        }
    }

    #[test]
    fn scores_survive(bits in any::<u32>()) {
        let score = f32::from_bits(bits);
        prop_assume!(score.is_finite());
        let json = json_with("/mentions/0/score", json!(score));
        let document = from_json(&json.to_string())?;
        prop_assert_eq!(document.mentions()?[0].score.map(f32::to_bits), Some(bits));
        let again = from_json(&to_json(&document, OffsetUnit::Byte))?;
        prop_assert_eq!(again.mentions()?[0].score.map(f32::to_bits), Some(bits));
    }

    #[test]
    fn cut_json_is_an_error(text in random::text(), choices in random::choices(), cut in any::<prop::sample::Index>()) {
        let json = to_json(&random::document(&text, &choices), OffsetUnit::Byte);
        let ends: Vec<usize> = json.char_indices().map(|(at, _)| at).collect();
        let refused = matches!(from_json(&json[..ends[cut.index(ends.len())]]), Err(JsonError::Form { .. }));
        prop_assert!(refused);
    }
}

/// The random documents are worth testing with: each layer is there, and has items, many times.
#[test]
fn random_documents_have_every_layer() {
    let mut number = 1_u32;
    let mut filled = [0; Layer::ALL.len()];
    for _ in 0..200 {
        let choices = std::iter::repeat_with(|| {
            number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            number >> 8
        });
        let choices: Vec<u32> = choices.take(400).collect();
        let document = random::document("Ann “said” she would… go ☃ home.", &choices);
        let json: Value = serde_json::from_str(&to_json(&document, OffsetUnit::Byte)).unwrap();
        for (layer, count) in Layer::ALL.into_iter().zip(&mut filled) {
            let field = if layer == Layer::Syntax {
                "tokens"
            } else {
                layer.key()
            };
            let items = json[field]
                .as_array()
                .is_some_and(|items| !items.is_empty());
            *count += usize::from(items && document.has(layer));
        }
    }
    assert!(filled.iter().all(|&count| count > 10), "{filled:?}");
}

fn odd_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(json!([])),
        Just(json!([3, 1])),
        Just(json!("x")),
        any::<bool>().prop_map(Value::from),
        (0..12u64).prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
    ]
}

/// Pointers to every value within.
fn places(json: &Value) -> Vec<String> {
    let children: Vec<(String, &Value)> = match json {
        Value::Array(items) => (0..items.len())
            .map(|at| at.to_string())
            .zip(items)
            .collect(),
        Value::Object(fields) => fields.iter().map(|(k, v)| (k.clone(), v)).collect(),
        _ => Vec::new(),
    };
    let below = children.into_iter().flat_map(|(key, child)| {
        let rest = places(child);
        rest.into_iter().map(move |place| format!("/{key}{place}"))
    });
    std::iter::once(String::new()).chain(below).collect()
}

/// A small document of all layers, as JSON.
fn sound() -> Value {
    let made = |layer: &str| json!({"layer": layer, "component": "test", "model": null});
    let layers = [
        "tokens",
        "sentences",
        "quote_marks",
        "syntax",
        "mentions",
        "quotes",
        "entities",
        "relations",
        "triples",
    ];
    let word = |span: [usize; 2], head: Option<usize>| json!({"span": span, "pos": "X", "xpos": "FW", "lemma": "_", "head": head, "dep": "dep"});
    json!({
        "schema": 2, "id": "a", "offsets": "char", "date": null, "text": "Ört spoke.",
        "layers": layers.map(made).to_vec(),
        "paragraphs": [[0, 10]], "sentences": [[0, 10]],
        "tokens": [word([0, 3], Some(1)), word([4, 9], None), word([9, 10], Some(1))],
        "mentions": [{"span": [0, 3], "label": "Person", "kind": "proper"}],
        "entities": [{"id": 0, "name": "Ört", "label": "Person", "mentions": [0]}],
        "quotes": [], "relations": [], "triples": [], "quote_marks": [],
    })
}

fn json_with(place: &str, value: Value) -> Value {
    let mut json = sound();
    let (parent, key) = place.rsplit_once('/').unwrap_or_default();
    match json.pointer_mut(parent) {
        Some(Value::Object(fields)) => {
            fields.insert(key.to_owned(), value);
        }
        Some(Value::Array(items)) => {
            if let Some(item) = key.parse().ok().and_then(|at: usize| items.get_mut(at)) {
                *item = value;
            }
        }
        _ => {}
    }
    json
}

#[test]
fn reads_without_what_is_told_twice() -> Outcome {
    let document = from_json(&sound().to_string())?;
    assert_eq!(&document.text()[document.tokens()?[1].span], "spoke");
    assert_eq!(document.syntax()?.head(0), Some(1));
    let later = json_with("/mentions/0/role", json!("new in a later version"));
    assert_eq!(from_json(&later.to_string())?, document);
    Ok(())
}

#[test]
fn says_what_is_wrong_and_where() {
    let cases = [
        (
            "/schema",
            json!(1),
            "expected JSON of schema 2, found schema 1; annotate the text anew with this version",
        ),
        (
            "/layers",
            json!("none"),
            "expected one document as JSON of schema 2, found a fault in line 1, column ",
        ),
        (
            "/layers/0",
            json!({"layer": "words", "component": "", "model": null}),
            "expected one document as JSON",
        ),
        (
            "/layers/1",
            sound()["layers"][0].clone(),
            "expected each layer once in layers, found tokens again",
        ),
        (
            "/layers",
            json!([]),
            "expected nothing of tokens, which layers does not name, found 3 items",
        ),
        (
            "/tokens/1/span",
            json!([9, 4]),
            "item 1 of tokens: expected [start, end) in a text of 10 chars, found [9, 4]",
        ),
        (
            "/tokens/1/span",
            json!([4, 11]),
            "item 1 of tokens: expected [start, end) in a text of 10 chars, found [4, 11]",
        ),
        (
            "/tokens/1/lemma",
            json!(null),
            "item 1 of tokens: expected pos, xpos, lemma and dep, found null",
        ),
        ("/tokens/1/head", json!(0), "the layers do not fit together"),
        (
            "/sentences/0",
            json!([0, 9]),
            "the layers do not fit together",
        ),
        (
            "/paragraphs/0",
            json!([0, 9]),
            "the layers do not fit together",
        ),
        (
            "/paragraphs",
            json!([[0, 10], [10, 10]]),
            "expected paragraphs that hold the sentences, found others from item 1 on",
        ),
        (
            "/layers/4/appended",
            json!(2),
            "expected at most 1 appended items of mentions, found 2",
        ),
        (
            "/entities/0/id",
            json!(7),
            "item 0 of entities: expected the id 0, found 7",
        ),
        (
            "/entities/0/mentions",
            json!([4_294_967_296_u64]),
            "expected one document as JSON",
        ),
        (
            "/date",
            json!("2017-02-29"),
            "expected one document as JSON",
        ),
        (
            "/mentions/0/score",
            json!("high"),
            "expected one document as JSON",
        ),
    ];
    for (place, value, expected) in cases {
        let error = from_json(&json_with(place, value).to_string()).expect_err(place);
        assert!(error.to_string().starts_with(expected), "{place}: {error}");
    }
}

#[test]
fn the_cause_of_a_fault_is_told() -> Outcome {
    let error = from_json("{\"schema\":2,\n\"id\":5}").expect_err("no id");
    let cause = error.source().ok_or("no cause")?.to_string();
    assert!(matches!(error, JsonError::Form { line: 2, .. }), "{error}");
    assert!(cause.contains("invalid type: integer `5`"), "{cause}");
    let huge = json_with("/mentions/0/score", json!(1e300));
    let error = from_json(&huge.to_string()).expect_err("no score");
    let cause = error.source().ok_or("no cause")?.to_string();
    assert!(cause.contains("expected a finite score"), "{cause}");
    Ok(())
}
