//! JSON with some of its fields.

mod random;

use newsgraph_document::{Document, OffsetUnit};
use newsgraph_export::{ExportError, Field, Format, JsonError, Writer, from_json, to_json};
use proptest::prelude::*;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

type Row<'a> = BTreeMap<&'a str, &'a RawValue>;

fn row(document: &Document, fields: &[Field]) -> Result<String, ExportError> {
    let writer = Writer::new(Vec::new(), Format::Jsonl, OffsetUnit::Char);
    let mut writer = writer.with_fields(fields);
    writer.write(document)?;
    Ok(String::from_utf8(writer.finish()?).unwrap_or_default())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// A field has the bytes that it has in the whole row; a row that lacks one is no document.
    #[test]
    fn fields_are_those_of_the_whole_row(
        text in random::text(), choices in random::choices(),
        fields in prop::sample::subsequence(Field::ALL.to_vec(), 0..=Field::ALL.len()),
    ) {
        let document = random::document(&text, &choices);
        let (whole, part) = (to_json(&document, OffsetUnit::Char), row(&document, &fields)?);
        let whole: Row<'_> = serde_json::from_str(&whole)?;
        let row: Row<'_> = serde_json::from_str(&part)?;
        for (name, value) in &row {
            if *name != "layers" {
                prop_assert_eq!(value.get(), whole[name].get(), "{}", name);
            }
        }
        let always = ["schema", "id", "offsets", "date", "layers"];
        let names: Vec<&str> = always.into_iter().chain(fields.iter().map(|f| f.as_str())).collect();
        prop_assert_eq!(row.len(), names.len());
        prop_assert!(names.iter().all(|name| row.contains_key(name)));
        // Repairs are told by the quotation marks, and not read.
        let missing = |field: &Field| *field != Field::Repairs && !fields.contains(field);
        match from_json(&part) {
            Ok(read) => {
                prop_assert!(!Field::ALL.iter().any(missing));
                prop_assert_eq!(read, document);
            }
            Err(JsonError::LeftOut { field }) => prop_assert!(missing(&field), "{}", part),
            Err(other) => prop_assert!(false, "{}: {}", other, part),
        }
    }
}

#[test]
fn a_row_without_a_field_is_refused_by_its_name() -> Result<(), Box<dyn std::error::Error>> {
    let document = Document::new("a", "Ann left.")?;
    for left_out in Field::ALL.into_iter().filter(|&f| f != Field::Repairs) {
        let fields: Vec<Field> = Field::ALL.into_iter().filter(|&f| f != left_out).collect();
        let error = from_json(&row(&document, &fields)?).expect_err(left_out.as_str());
        assert_eq!(
            error.to_string(),
            format!(
                "expected a whole document, found one without {left_out}, as `annotate --layers` and \
                 Writer::with_fields write it; write it anew with all fields"
            )
        );
    }
    Ok(())
}

#[test]
fn fields_have_names() {
    for field in Field::ALL {
        assert_eq!(field.as_str().parse(), Ok(field));
    }
    let error = "quote".parse::<Field>().expect_err("no field");
    let expected = "there is no field \"quote\"; choose from text, paragraphs, sentences, tokens, mentions, \
         entities, quotes, relations, triples, quote_marks, repairs";
    assert_eq!(error.to_string(), expected);
}
