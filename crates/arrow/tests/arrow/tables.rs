//! The tables of documents: what stands in which cell.

use crate::sample::{Tested, article, woods};
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float32Type, Int64Type};
use arrow_array::{Array, ArrayRef, RecordBatch, StructArray};
use newsgraph_arrow::{
    Table, TableOptions, TableSet, Tables, batches, nested_batches, nested_schema, schema,
};
use newsgraph_document::{Document, OffsetUnit};

fn words(column: &ArrayRef, row: usize) -> Option<&str> {
    column
        .is_valid(row)
        .then(|| column.as_string::<i64>().value(row))
}

fn column<'a>(batch: &'a RecordBatch, name: &str) -> &'a ArrayRef {
    batch.column_by_name(name).expect("a column of the schema")
}

fn tables(document: &Document, offsets: OffsetUnit) -> Vec<(Table, RecordBatch)> {
    let mut tables = Tables::new(TableOptions {
        offsets,
        ..TableOptions::default()
    });
    tables.push(document);
    tables.finish()
}

fn table(document: &Document, wanted: Table) -> RecordBatch {
    let tables = tables(document, OffsetUnit::Byte).into_iter();
    let mut found = tables.filter(|(table, _)| *table == wanted);
    found.next().expect("every table").1
}

#[test]
fn a_quote_is_told_in_words() -> Tested {
    let quotes = table(&woods()?, Table::Quotes);
    let cell = |name: &str| words(column(&quotes, name), 0);
    assert_eq!(cell("document"), Some("woods"));
    assert_eq!(cell("kind"), Some("direct"));
    assert_eq!(cell("act"), Some("speech"));
    assert_eq!(
        cell("words"),
        Some("“We were told that the fire was out 🔥,”")
    );
    assert_eq!(cell("cue"), Some("told"));
    assert_eq!(cell("speaker"), Some("Zoë Älvarez"));
    assert_eq!(cell("addressee"), Some("Lena Hartwick"));
    let date = column(&quotes, "date").as_primitive::<Date32Type>();
    assert_eq!(
        date.value_as_date(0)
            .map(|date| date.to_string())
            .as_deref(),
        Some("2031-03-02")
    );
    let score = column(&quotes, "score")
        .as_primitive::<Float32Type>()
        .value(0);
    assert!((0.0..=1.0).contains(&score));
    let speakers = column(&quotes, "speakers").as_list::<i32>().value(0);
    let names = speakers
        .as_struct()
        .column_by_name("name")
        .expect("a field");
    assert_eq!(
        [words(names, 0), words(names, 1)],
        [Some("Zoë Älvarez"), Some("Tom Reyes")]
    );
    Ok(())
}

#[test]
fn positions_count_what_is_asked_for() -> Tested {
    let document = woods()?;
    let text = document.text();
    for (unit, upto) in [
        (
            OffsetUnit::Byte,
            (|head: &str| head.len()) as fn(&str) -> usize,
        ),
        (OffsetUnit::Char, |head| head.chars().count()),
        (OffsetUnit::Utf16, |head| head.encode_utf16().count()),
    ] {
        for (table, batch) in tables(&document, unit) {
            let Some(found) = batch.column_by_name("start") else {
                continue;
            };
            let (starts, ends) = (found.as_primitive::<Int64Type>(), column(&batch, "end"));
            let name = if table == Table::Entities {
                "name"
            } else {
                "words"
            };
            for row in 0..batch.num_rows() {
                let start = usize::try_from(starts.value(row))?;
                let end = usize::try_from(ends.as_primitive::<Int64Type>().value(row))?;
                let byte = |at| {
                    text.char_indices()
                        .map(|(byte, _)| byte)
                        .find(|&byte| upto(&text[..byte]) == at)
                };
                let (start, end) = (
                    byte(start).ok_or("a start")?,
                    byte(end).unwrap_or(text.len()),
                );
                let told = words(column(&batch, name), row).ok_or("words")?;
                let first = told.split(" ... ").next().unwrap_or_default();
                assert!(
                    text[start..end].starts_with(first) || name == "name",
                    "{table} {row}: {told}"
                );
            }
        }
    }
    Ok(())
}

/// Layers that are absent have no rows, and no lists; layers without items have no rows, and empty lists.
#[test]
fn absent_is_not_empty() -> Tested {
    let mut empty = Document::new("empty", "")?;
    newsgraph::english()?.annotate(&mut empty)?;
    let documents = [Document::new("bare", "Nothing was run.")?, empty];
    let found: Vec<_> = batches(&documents, TableOptions::default()).collect();
    let [(Table::Documents, texts)] = &found[..] else {
        panic!("only texts, found {found:?}");
    };
    assert_eq!(texts.num_rows(), 2);
    assert!(column(texts, "date").is_null(0));
    let layers = column(texts, "layers").as_list::<i32>();
    assert_eq!([layers.value_length(0), layers.value_length(1)], [0, 9]);
    let nested: Vec<_> = nested_batches(&documents, TableOptions::default()).collect();
    for name in [
        "sentences",
        "mentions",
        "entities",
        "quotes",
        "relations",
        "triples",
        "values",
    ] {
        let lists = column(&nested[0], name).as_list::<i32>();
        assert!(lists.is_null(0) && lists.is_valid(1), "{name}");
        assert_eq!(lists.value_length(1), 0, "{name}");
    }
    Ok(())
}

#[test]
fn batches_have_the_schema_and_so_many_rows() -> Tested {
    let options = TableOptions {
        rows: 4,
        offsets: OffsetUnit::Utf16,
        ..TableOptions::default()
    };
    let documents = [woods()?, article()?];
    let mut seen = std::collections::BTreeMap::new();
    for (table, batch) in batches(&documents, options) {
        assert_eq!(batch.schema(), schema(table, &options));
        assert!((1..=4).contains(&batch.num_rows()));
        *seen.entry(table).or_insert(0) += batch.num_rows();
    }
    let whole = tables(&documents[1], OffsetUnit::Utf16)
        .into_iter()
        .zip(tables(&documents[0], OffsetUnit::Utf16));
    for ((table, one), (_, other)) in whole {
        assert_eq!(
            seen.get(&table).copied(),
            Some(one.num_rows() + other.num_rows()),
            "{table}"
        );
    }
    for batch in nested_batches(&documents, options) {
        assert_eq!(batch.schema(), nested_schema(&options));
    }
    Ok(())
}

#[test]
fn a_table_that_is_large_is_a_batch() -> Tested {
    let options = TableOptions {
        bytes: 1,
        ..TableOptions::default()
    };
    let documents = [woods()?, woods()?];
    let texts = batches(&documents, options).filter(|(table, _)| *table == Table::Documents);
    assert_eq!(texts.count(), 2);
    assert_eq!(nested_batches(&documents, options).count(), 2);
    Ok(())
}

/// The rows of a document are the same in its own row.
#[test]
fn nested_rows_are_those_of_the_tables() -> Tested {
    let document = article()?;
    let options = TableOptions::default();
    let nested = nested_batches([&document], options)
        .next()
        .ok_or("a batch")?;
    for (table, batch) in tables(&document, OffsetUnit::Byte) {
        if table == Table::Documents {
            assert_eq!(column(&nested, "text"), column(&batch, "text"));
            continue;
        }
        let rows = column(&nested, table.as_str()).as_list::<i32>().value(0);
        let rows: &StructArray = rows.as_struct();
        assert!(batch.num_rows() > 0, "{table}");
        for name in rows.column_names() {
            assert_eq!(
                rows.column_by_name(name),
                batch.column_by_name(name),
                "{table}.{name}"
            );
        }
        assert_eq!(rows.num_columns() + 2, batch.num_columns());
    }
    Ok(())
}

/// What is not asked for is not there, and the rest is as it is among all.
#[test]
fn some_tables_are_those_of_all() -> Tested {
    let documents = [woods()?, article()?];
    let all = TableOptions::default();
    let some = TableOptions {
        tables: [Table::Values, Table::Quotes].into_iter().collect(),
        ..all
    };
    let of = |options, table| -> Vec<_> {
        let found = batches(&documents, options);
        found.filter(|(of, _)| *of == table).collect()
    };
    for table in Table::ALL {
        let expected = of(all, table);
        assert!(!expected.is_empty(), "{table}");
        let expected = if some.tables.contains(table) {
            expected
        } else {
            Vec::new()
        };
        assert_eq!(of(some, table), expected, "{table}");
    }
    let finished = Tables::new(some).finish();
    let names: Vec<_> = finished.iter().map(|(table, _)| table.as_str()).collect();
    assert_eq!(names, ["quotes", "values"]);

    let whole = nested_batches(&documents, all).next().ok_or("a batch")?;
    let part = nested_batches(&documents, some).next().ok_or("a batch")?;
    let names: Vec<_> = part
        .schema_ref()
        .fields()
        .iter()
        .map(|f| f.name().clone())
        .collect();
    assert_eq!(names, ["document", "date", "quotes", "values"]);
    for name in &names {
        assert_eq!(column(&part, name), column(&whole, name), "{name}");
    }
    let texts = TableOptions {
        tables: TableSet::from(Table::Documents),
        ..all
    };
    let part = nested_batches(&documents, texts).next().ok_or("a batch")?;
    assert_eq!(part.columns(), &whole.columns()[..4]);
    Ok(())
}

#[test]
fn names_of_tables() {
    for table in Table::ALL {
        assert_eq!(table.as_str().parse(), Ok(table));
    }
    let error = "quote".parse::<Table>().map_err(|error| error.to_string());
    let expected = "there is no table \"quote\"; choose from documents, sentences, mentions, entities, quotes, relations, triples, values";
    assert_eq!(error, Err(expected.to_owned()));
}
