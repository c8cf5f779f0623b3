//! Documents come back from their tables, in every unit, and what is not as it was written is an error.

use crate::random;
use crate::sample::{Tested, article, kept, woods};
use arrow_array::{ArrayRef, Int64Array, RecordBatch, new_null_array};
use arrow_schema::{DataType, Schema, SchemaRef};
use newsgraph_arrow::{
    ReadError, Table, TableOptions, batches, from_batches, from_nested, nested_batches,
};
use newsgraph_document::{Document, OffsetUnit};
use proptest::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

const UNITS: [OffsetUnit; 3] = [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16];

fn small(offsets: OffsetUnit) -> TableOptions {
    TableOptions {
        offsets,
        rows: 3,
        ..TableOptions::default()
    }
}

#[test]
fn articles_come_back() -> Tested {
    let documents = [article()?, woods()?, Document::new("", "")?];
    let expected = [
        kept(&documents[0])?,
        kept(&documents[1])?,
        documents[2].clone(),
    ];
    assert!(
        expected[1]
            .quotes()?
            .iter()
            .any(|quote| quote.speakers.len() == 2)
    );
    for unit in UNITS {
        let tables: Vec<_> = batches(&documents, small(unit)).collect();
        assert_eq!(from_batches(&tables)?, expected);
        let mut found = Vec::new();
        for batch in nested_batches(&documents, small(unit)) {
            found.extend(from_nested(&batch)?);
        }
        assert_eq!(found, expected);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_document_comes_back(text in random::text(), choices in random::choices()) {
        let document = random::document(&text, &choices);
        let other = Document::new("other", "")?;
        let expected = [kept(&document).expect("it fits"), other.clone()];
        for unit in UNITS {
            let tables: Vec<_> = batches([&document, &other], small(unit)).collect();
            prop_assert_eq!(&from_batches(&tables)?[..], &expected);
            for batch in nested_batches([&document], small(unit)) {
                prop_assert_eq!(&from_nested(&batch)?[..], &expected[..1]);
            }
        }
    }
}

/// The tables of a document, one of them changed.
fn changed(
    table: Table,
    change: impl Fn(&RecordBatch) -> RecordBatch,
) -> Result<Result<Vec<Document>, ReadError>, Box<dyn std::error::Error>> {
    let document = woods()?;
    let tables = batches([&document], TableOptions::default());
    let tables: Vec<_> = tables
        .map(|(other, batch)| {
            (
                other,
                if other == table {
                    change(&batch)
                } else {
                    batch
                },
            )
        })
        .collect();
    Ok(from_batches(&tables))
}

/// A batch with another column in the place of one.
fn with(batch: &RecordBatch, name: &str, column: &dyn Fn(&ArrayRef) -> ArrayRef) -> RecordBatch {
    let at = batch.schema().index_of(name).expect("a column");
    let mut columns = batch.columns().to_vec();
    columns[at] = column(&columns[at]);
    let fields = batch
        .schema_ref()
        .fields()
        .iter()
        .enumerate()
        .map(|(i, field)| {
            let field = field.as_ref().clone();
            let field = if i == at {
                field.with_nullable(true)
            } else {
                field
            };
            field.with_data_type(columns[i].data_type().clone())
        });
    let schema = Schema::new_with_metadata(
        fields.collect::<Vec<_>>(),
        batch.schema_ref().metadata().clone(),
    );
    RecordBatch::try_new(Arc::new(schema), columns).expect("columns of one length")
}

fn numbers(batch: &RecordBatch, name: &str, number: i64) -> RecordBatch {
    with(batch, name, &|old| {
        Arc::new(Int64Array::from(vec![number; old.len()]))
    })
}

#[test]
fn what_is_not_as_it_was_written_is_told() -> Tested {
    let null = changed(Table::Quotes, |batch| {
        with(batch, "words", &|old| {
            new_null_array(old.data_type(), old.len())
        })
    })?;
    assert!(
        matches!(null, Err(ReadError::Null { table: "quotes", column, row: 0 }) if column == "words")
    );

    let missing = changed(Table::Quotes, |batch| batch.slice(0, batch.num_rows() - 1))?;
    assert!(matches!(
        missing,
        Err(ReadError::Count {
            table: "quotes",
            ..
        })
    ));

    let order = changed(Table::Quotes, |batch| batch.slice(1, batch.num_rows() - 1))?;
    assert!(matches!(order, Err(ReadError::Count { .. })));

    let renumbered = changed(Table::Mentions, |batch| numbers(batch, "mention", 1))?;
    assert!(matches!(
        renumbered,
        Err(ReadError::Order {
            expected: 0,
            found: 1,
            ..
        })
    ));

    let outside = changed(Table::Mentions, |batch| numbers(batch, "end", 1_000_000))?;
    assert!(matches!(
        outside,
        Err(ReadError::Span {
            table: "mentions",
            end: 1_000_000,
            ..
        })
    ));

    let negative = changed(Table::Relations, |batch| {
        numbers(batch, "subject_entity", -1)
    })?;
    assert!(matches!(negative, Err(ReadError::Number { found: -1, .. })));

    let nobody = changed(Table::Relations, |batch| {
        numbers(batch, "subject_entity", 99)
    })?;
    assert!(matches!(nobody, Err(ReadError::Document { .. })));

    let kind = changed(Table::Mentions, |batch| {
        with(batch, "kind", &|old| batch_words(old, "nickname"))
    })?;
    let message = kind.err().map(|error| {
        let source = std::error::Error::source(&error).map(ToString::to_string);
        (error.to_string(), source.unwrap_or_default())
    });
    let (message, source) = message.ok_or("an unknown kind")?;
    assert_eq!(
        message,
        "mentions of document \"woods\" has a word that this version does not know"
    );
    assert!(
        source.contains("nickname") && source.contains("`proper`"),
        "{source}"
    );
    Ok(())
}

fn batch_words(old: &ArrayRef, word: &str) -> ArrayRef {
    Arc::new(arrow_array::LargeStringArray::from(vec![word; old.len()]))
}

#[test]
fn other_schemas_are_told() -> Tested {
    let typed = changed(Table::Entities, |batch| {
        with(batch, "entity", &|old| batch_words(old, "1"))
    })?;
    let message = typed
        .err()
        .map(|error| error.to_string())
        .unwrap_or_default();
    assert_eq!(
        message,
        "expected Int64 in column entity of entities, found LargeUtf8; cast it"
    );

    let cut = changed(Table::Entities, |batch| {
        let columns: Vec<usize> = (0..batch.num_columns() - 1).collect();
        batch.project(&columns).expect("columns that are there")
    })?;
    let message = cut.err().map(|error| error.to_string()).unwrap_or_default();
    assert!(
        message.starts_with("expected model as column 10 of entities, found None"),
        "{message}"
    );

    let unmarked = changed(Table::Entities, |batch| marked(batch, &[]))?;
    assert!(matches!(
        unmarked,
        Err(ReadError::Version { found: None, .. })
    ));
    let later = changed(Table::Entities, |batch| {
        marked(batch, &[("newsgraph.schema", "2")])
    })?;
    assert!(matches!(later, Err(ReadError::Version { found: Some(found), .. }) if found == "2"));
    let mixed = [("newsgraph.schema", "1"), ("newsgraph.offsets", "utf16")];
    let mixed = changed(Table::Entities, |batch| marked(batch, &mixed))?;
    assert!(
        matches!(mixed, Err(ReadError::Offsets { found: Some(found), .. }) if found == "utf16")
    );
    Ok(())
}

fn marked(batch: &RecordBatch, metadata: &[(&str, &str)]) -> RecordBatch {
    let metadata = metadata
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
    let schema = batch
        .schema()
        .as_ref()
        .clone()
        .with_metadata(metadata.collect::<HashMap<_, _>>());
    let schema: SchemaRef = Arc::new(schema);
    RecordBatch::try_new(schema, batch.columns().to_vec()).expect("the same columns")
}

#[test]
fn ids_tell_whose_a_row_is() -> Tested {
    let document = woods()?;
    let twice: Vec<_> = batches([&document, &document], TableOptions::default()).collect();
    assert!(matches!(from_batches(&twice), Err(ReadError::Twice { id }) if id == "woods"));

    let tables = batches([&document], TableOptions::default());
    let headless: Vec<_> = tables
        .filter(|(table, _)| *table != Table::Documents)
        .collect();
    assert!(
        matches!(from_batches(&headless), Err(ReadError::NoDocument { id, .. }) if id == "woods")
    );
    Ok(())
}

/// Any number in the place of those of a column: what is read is sound, and all else is an error.
#[test]
fn any_number_is_read_or_refused() -> Tested {
    let document = woods()?;
    let tables: Vec<_> = batches([&document], TableOptions::default()).collect();
    let (mut read, mut refused) = (0, 0);
    for at in 0..tables.len() {
        for field in tables[at].1.schema().fields() {
            if field.data_type() != &DataType::Int64 {
                continue;
            }
            for number in [i64::MIN, -1, 0, 1, 7, 1 << 32, i64::MAX] {
                let mut tables = tables.clone();
                tables[at].1 = numbers(&tables[at].1, field.name(), number);
                match from_batches(&tables) {
                    Ok(found) => {
                        let again: Vec<_> = batches(&found, TableOptions::default()).collect();
                        assert_eq!(from_batches(&again)?, found);
                        read += 1;
                    }
                    Err(_) => refused += 1,
                }
            }
        }
    }
    assert!(read > 0 && refused > 0, "{read} read, {refused} refused");
    Ok(())
}
