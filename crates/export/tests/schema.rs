//! The JSON Schema takes what is written, all of it, and refuses what is not.

mod random;
mod sample;

use jsonschema::Validator;
use newsgraph_document::{Document, OffsetUnit};
use newsgraph_export::{Field, Format, Writer, from_json, json_schema, to_json};
use proptest::prelude::*;
use sample::{HOSTILE, sample};
use serde_json::{Value, json};
use std::error::Error;

type Outcome = Result<(), Box<dyn Error>>;

const UNITS: [OffsetUnit; 3] = [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16];

fn schema() -> Result<Value, Box<dyn Error>> {
    Ok(serde_json::from_str(json_schema())?)
}

fn validator(schema: &Value) -> Result<Validator, Box<dyn Error>> {
    let draft = jsonschema::Draft::Draft202012;
    jsonschema::options()
        .with_draft(draft)
        .build(schema)
        .map_err(|error| error.to_string().into())
}

/// The schema that refuses fields which it does not tell of.
fn strict(mut schema: Value) -> Value {
    match &mut schema {
        Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                if name != "enum" && name != "const" && name != "examples" {
                    *field = strict(field.take());
                }
            }
            if fields
                .get("properties")
                .is_some_and(|p| p.is_object() && fields["type"] == "object")
            {
                fields.insert("additionalProperties".to_owned(), false.into());
            }
        }
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| *item = strict(item.take())),
        _ => {}
    }
    schema
}

fn faults(validator: &Validator, json: &Value) -> Vec<String> {
    let faults = validator.iter_errors(json);
    faults
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect()
}

#[test]
fn the_schema_is_one_of_draft_2020_12() -> Outcome {
    let schema = schema()?;
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    assert!(jsonschema::meta::is_valid(&schema));
    let fields: Vec<&str> = Field::ALL.iter().map(|field| field.as_str()).collect();
    for field in fields {
        assert!(schema["properties"][field].is_object(), "{field}");
    }
    Ok(())
}

#[test]
fn any_text_is_taken_in_every_unit() -> Outcome {
    let validator = validator(&strict(schema()?))?;
    for odd in HOSTILE {
        let document = sample(odd)?;
        for unit in UNITS {
            let json = to_json(&document, unit);
            assert_eq!(from_json(&json)?, document);
            let found = faults(&validator, &serde_json::from_str(&json)?);
            assert!(found.is_empty(), "{odd:?} {found:?}");
        }
    }
    Ok(())
}

#[test]
fn a_document_without_layers_or_with_some_fields_is_taken() -> Outcome {
    let validator = validator(&strict(schema()?))?;
    let bare: Value = serde_json::from_str(&to_json(&Document::new("", "")?, OffsetUnit::Byte))?;
    assert_eq!(faults(&validator, &bare), Vec::<String>::new());
    for fields in Field::ALL
        .iter()
        .map(std::slice::from_ref)
        .chain([&Field::ALL[..4], &[]])
    {
        let mut writer =
            Writer::new(Vec::new(), Format::Jsonl, OffsetUnit::Char).with_fields(fields);
        writer.write(&sample("Bo")?)?;
        let json: Value = serde_json::from_slice(&writer.finish()?)?;
        assert_eq!(
            faults(&validator, &json),
            Vec::<String>::new(),
            "{fields:?}"
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_document_is_taken(text in random::text(), choices in random::choices()) {
        let document = random::document(&text, &choices);
        let validator = validator(&strict(schema().map_err(failed)?)).map_err(failed)?;
        for unit in UNITS {
            let json: Value = serde_json::from_str(&to_json(&document, unit))?;
            let found = faults(&validator, &json);
            prop_assert!(found.is_empty(), "{:?}", found);
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "map_err passes a value")]
fn failed(error: Box<dyn Error>) -> TestCaseError {
    TestCaseError::fail(error.to_string())
}

/// Each of these is one change of a sound document.
#[test]
fn wrong_documents_are_refused() -> Outcome {
    let validator = validator(&schema()?)?;
    let good: Value = serde_json::from_str(&to_json(&sample("Bo")?, OffsetUnit::Char))?;
    assert_eq!(faults(&validator, &good), Vec::<String>::new());
    for (place, value) in [
        ("/schema", json!(1)),
        ("/schema", json!("2")),
        ("/id", json!(7)),
        ("/offsets", json!("bytes")),
        ("/date", json!("yesterday")),
        ("/date", json!("2026-13-01")),
        ("/text", Value::Null),
        ("/layers", json!({})),
        ("/layers/0/layer", json!("words")),
        ("/layers/0/model", json!(3)),
        ("/sentences/0", json!([0])),
        ("/sentences/0", json!([0, 1, 2])),
        ("/sentences/0", json!([-1, 2])),
        ("/sentences/0", json!({"start": 0, "end": 2})),
        ("/tokens/0/pos", json!("NAME")),
        ("/tokens/0/head", json!("root")),
        ("/tokens/0/lemma", json!(1)),
        ("/mentions/0/kind", json!("name")),
        ("/mentions/0/score", json!("high")),
        ("/mentions/0/entity", json!(-1)),
        ("/mentions/0/span", json!([1.5, 2])),
        ("/mentions/2/value", Value::Null),
        ("/entities/0/mentions", json!([])),
        ("/entities/0/id", Value::Null),
        ("/quotes/0/kind", json!("Direct")),
        ("/quotes/0/act", json!("said")),
        ("/quotes/0/content", json!([])),
        ("/quotes/0/content", json!([0, 1])),
        ("/quotes/0/speaker", json!("Bo")),
        ("/quotes/0/speaker/how", json!("name")),
        ("/quotes/0/parent", json!("none")),
        ("/quotes/1/speakers", json!([])),
        ("/relations/0/status", json!("past")),
        ("/relations/0/negated", json!(0)),
        ("/relations/0/evidence", json!([])),
        ("/relations/0/subject", json!("Bo")),
        ("/triples/0/text", json!(["a", "b"])),
        ("/triples/0/predicate", json!([1, 2])),
        ("/quote_marks/0/depth", json!(256)),
        ("/quote_marks/0/repair", json!("closed")),
        ("/repairs/0/what", Value::Null),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(place).ok_or(place)? = value.clone();
        assert!(!validator.is_valid(&bad), "{place} {value}");
    }
    Ok(())
}

/// Without a field that is always there.
#[test]
fn a_document_without_a_field_of_an_item_is_refused() -> Outcome {
    let validator = validator(&schema()?)?;
    let good: Value = serde_json::from_str(&to_json(&sample("Bo")?, OffsetUnit::Char))?;
    for (place, names) in [
        ("", "schema id offsets date layers"),
        ("/layers/0", "layer component model"),
        ("/tokens/0", "span pos xpos lemma head dep"),
        ("/mentions/0", "span text label kind entity"),
        ("/entities/0", "id name label mentions"),
        ("/quotes/0", "kind act content cue parent speaker addressee"),
        ("/quotes/0/speaker", "span entity how role_span for_span"),
        (
            "/relations/2",
            "label subject object evidence status role_span negated hedged quote",
        ),
        (
            "/triples/0",
            "subject predicate object arguments text negated hedged quote",
        ),
        (
            "/quote_marks/0",
            "span open close kind depth continues repair",
        ),
        ("/repairs/0", "span what"),
    ] {
        for name in names.split(' ') {
            let mut bad = good.clone();
            let item = bad
                .pointer_mut(place)
                .and_then(Value::as_object_mut)
                .ok_or(place)?;
            assert!(item.remove(name).is_some(), "{place} {name}");
            assert!(!validator.is_valid(&bad), "{place} without {name}");
        }
    }
    Ok(())
}
