//! Columns and tables that are others than they should be: an error that names what differs.

mod asked;

use asked::{Outcome, ask, parquet, refused, shown, with_threads, words};
use datafusion::arrow::array::{ArrayRef, BooleanArray, Int32Array};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::parquet::arrow::ArrowWriter;
use newsgraph::document::{Document, OffsetUnit};
use newsgraph_arrow::{FileFormat, FolderWriter, Table, TableOptions};
use newsgraph_datafusion::{Reader, ReaderOptions, datafusion, register_tables, session};
use std::collections::HashMap;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

const GOOD: &str = "“No,” Ann Lee said.";

#[tokio::test]
async fn columns_of_other_types_are_named() -> Outcome {
    let folder = tempfile::tempdir()?;
    let at = |name: &str| folder.path().join(name);
    let numbers = || -> ArrayRef { Arc::new(Int32Array::from(vec![1])) };
    parquet(
        &at("a.parquet"),
        vec![("id", numbers()), ("text", words(&[GOOD]))],
    )?;
    parquet(
        &at("b.parquet"),
        vec![("id", numbers()), ("text", numbers())],
    )?;
    parquet(
        &at("c.parquet"),
        vec![("id", numbers()), ("body", words(&[GOOD]))],
    )?;
    parquet(
        &at("d.parquet"),
        vec![
            ("id", numbers()),
            ("text", words(&[GOOD])),
            ("date", words(&["2024-03-04"])),
        ],
    )?;
    parquet(
        &at("e.parquet"),
        vec![
            ("id", numbers()),
            ("text", words(&[GOOD])),
            ("date", Arc::new(BooleanArray::from(vec![true]))),
        ],
    )?;
    let path = |name: &str| format!("'{}'", at(name).display());
    let context = with_threads(1)?;
    for (paths, said) in [
        (
            path("b.parquet"),
            [
                "b.parquet: the column \"text\" has to be words",
                "found Int32",
            ],
        ),
        (
            path("e.parquet"),
            [
                "e.parquet: the column \"date\" has to be days",
                "found Boolean",
            ],
        ),
        (
            format!("{}, {}", path("a.parquet"), path("b.parquet")),
            [
                "b.parquet: expected Utf8 in the column \"text\"",
                "found Int32",
            ],
        ),
        (
            format!("{}, {}", path("a.parquet"), path("c.parquet")),
            [
                "c.parquet: expected Utf8 in the column \"text\"",
                "no such column",
            ],
        ),
        (
            format!("{}, {}", path("a.parquet"), path("d.parquet")),
            ["d.parquet: it has a column \"date\"", "UNION ALL"],
        ),
        (
            format!("{}, {}", path("d.parquet"), path("a.parquet")),
            [
                "a.parquet: expected Utf8 in the column \"date\"",
                "UNION ALL",
            ],
        ),
    ] {
        let error = refused(&context, &format!("SELECT * FROM quotes({paths})")).await?;
        assert!(
            said.iter().all(|said| error.contains(said)),
            "{paths}: {error}"
        );
    }
    let found = format!("SELECT document, words FROM quotes({})", path("a.parquet"));
    assert!(
        shown(&context, &found)
            .await?
            .contains("| 1        | “No,” |")
    );
    Ok(())
}

/// A key of the metadata, its value, a change of the columns, and what is said of it.
type Change = (
    &'static str,
    &'static str,
    fn(Vec<Field>) -> Vec<Field>,
    [&'static str; 2],
);

/// Writes the table of quotes anew with another schema.
fn drifted(path: &Path, key: &str, value: &str, change: fn(Vec<Field>) -> Vec<Field>) -> Outcome {
    let schema = newsgraph_arrow::schema(Table::Quotes, &TableOptions::default());
    let mut metadata: HashMap<_, _> = schema.metadata().clone();
    metadata.insert(key.to_owned(), value.to_owned());
    let fields = schema.fields().iter().map(|field| field.as_ref().clone());
    let schema = Schema::new_with_metadata(change(fields.collect()), metadata);
    let mut writer = ArrowWriter::try_new(File::create(path)?, Arc::new(schema), None)?;
    writer.flush()?;
    writer.close()?;
    Ok(())
}

#[tokio::test]
async fn tables_of_another_schema_are_named() -> Outcome {
    let folder = tempfile::tempdir()?;
    let tables = folder.path().join("tables");
    let reader = Arc::new(Reader::english(ReaderOptions::default())?);
    let context = session(&reader);
    let mut writer = FolderWriter::create(&tables, FileFormat::Parquet, TableOptions::default())?;
    let mut document = Document::new("a", GOOD)?;
    newsgraph::english()?.annotate(&mut document)?;
    writer.write(&document)?;
    writer.finish()?;
    let query = format!("SELECT words FROM quotes('{}')", tables.display());
    assert!(shown(&context, &query).await?.contains("“No,”"));
    let same: fn(Vec<Field>) -> Vec<Field> = |fields| fields;
    let (schema, offsets) = ("newsgraph.schema", "newsgraph.offsets");
    let changes: [Change; 5] = [
        (
            schema,
            "2",
            same,
            [
                "its schema is 2, and this version of newsgraph reads 1",
                "write the tables anew",
            ],
        ),
        (
            offsets,
            "char",
            same,
            [
                "its positions count char, and those of this query byte",
                "--offsets char",
            ],
        ),
        (
            offsets,
            "letters",
            same,
            ["found Some(\"letters\")", "schema is 1"],
        ),
        (
            schema,
            "1",
            |mut fields| {
                fields.remove(4);
                fields
            },
            [
                "expected act as column 4 of quotes, found Some(\"words\")",
                "schema is 1",
            ],
        ),
        (
            schema,
            "1",
            |mut fields| {
                let score = fields.iter_mut().find(|field| field.name() == "score");
                if let Some(score) = score {
                    *score = Field::new("score", DataType::Float64, true);
                }
                fields
            },
            [
                "expected Float32 in column score of quotes, found Float64",
                "schema is 1",
            ],
        ),
    ];
    for (key, value, change, said) in changes {
        drifted(&tables.join("quotes.parquet"), key, value, change)?;
        let error = refused(&context, &query).await?;
        assert!(error.contains("quotes.parquet"), "{error}");
        assert!(
            said.iter().all(|said| error.contains(said)),
            "{said:?}: {error}"
        );
        let context = session(&reader);
        let error = register_tables(&context, &reader, &tables)
            .unwrap_err()
            .to_string();
        assert!(error.contains(said[0]), "{error}");
    }
    // In the unit of the tables they are read.
    drifted(&tables.join("quotes.parquet"), offsets, "char", same)?;
    let letters = Reader::english(ReaderOptions::default().with_offsets(OffsetUnit::Char))?;
    ask(&session(&Arc::new(letters)), &query).await?;
    Ok(())
}
