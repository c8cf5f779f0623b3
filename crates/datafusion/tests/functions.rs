//! Functions of a column, beside what the pipeline finds in the same texts; and what is refused.

mod asked;

use asked::{Outcome, ask, refused, shown, whole, with_threads};
use datafusion::arrow::array::{Array, ArrayRef, AsArray, Date32Array, RecordBatch, StringArray};
use datafusion::prelude::SessionContext;
use newsgraph_arrow::{NestedTable, Table, TableOptions};
use newsgraph_datafusion::{Reader, ReaderOptions, datafusion, register_tables};
use std::fs;
use std::sync::Arc;

const BRIDGE: &str = "“We will rebuild the bridge,” Mayor Lena Hartwick told reporters last month. She is the chair of Orrin Works.";

/// Texts of all kinds: long and short ones, other scripts, code of pages, damage.
fn hostile() -> Vec<String> {
    let mut texts: Vec<String> = [
        BRIDGE,
        "",
        " \n\t ",
        "\u{0}\u{1}",
        "«Нет», — сказал он. 「はい」と彼女は言った。 👩‍👩‍👧‍👦 said “👍🏽”.",
        "Tom Birch said that Orrin &amp; Sons &mdash; the &ldquo;best&rdquo; &mdash; would close.",
        "â€œWe are sorry,â€\u{9d} Tom Birch said.",
        "““““““ said said said “ ” ”””” \"\"\"\"",
        "'); DROP TABLE articles; --",
    ]
    .map(str::to_owned)
    .into();
    texts.push("word".repeat(5_000));
    texts.push(format!("{BRIDGE} ").repeat(40));
    texts.push("“".repeat(2_000));
    texts
}

/// A session with a table `articles` of these texts, all of one day.
fn articles(texts: &[Option<&str>], threads: usize) -> Outcome<SessionContext> {
    let context = with_threads(threads)?;
    let days = Date32Array::from(vec![19_786; texts.len()]);
    let columns: [(&str, ArrayRef); 2] = [
        ("text", Arc::new(StringArray::from(texts.to_vec()))),
        ("date", Arc::new(days)),
    ];
    context.register_batch("articles", RecordBatch::try_from_iter(columns)?)?;
    Ok(context)
}

#[tokio::test]
async fn columns_are_what_the_pipeline_finds() -> Outcome {
    let texts = hostile();
    let pipeline = newsgraph::english()?;
    let mut expected = NestedTable::new(TableOptions::default());
    for text in &texts {
        expected.push(&pipeline.process_dated(text, "2024-03-04".parse()?)?);
    }
    let expected = expected.take();
    let cells: Vec<_> = texts.iter().map(|text| Some(text.as_str())).collect();
    let context = articles(&cells, 0)?;
    for table in Table::ALL
        .into_iter()
        .filter(|&table| table != Table::Documents)
    {
        let name = if table == Table::Values {
            "values_of"
        } else {
            table.as_str()
        };
        let asked = format!("SELECT {name}(text, date) FROM articles");
        let found = whole(&ask(&context, &asked).await?)?.ok_or("no row")?;
        let column = expected.column_by_name(table.as_str()).ok_or("no column")?;
        assert_eq!(found.column(0), column, "{table}");
    }
    let query = "SELECT annotate(text, date) AS found FROM articles";
    let found = whole(&ask(&context, query).await?)?.ok_or("no row")?;
    let found = found.column(0).as_struct();
    assert_eq!(found.column_names()[0], "layers");
    for (name, column) in found.column_names().into_iter().zip(found.columns()) {
        assert_eq!(Some(column), expected.column_by_name(name), "{name}");
    }
    Ok(())
}

#[tokio::test]
async fn rows_are_unnested() -> Outcome {
    let context = articles(&[Some(BRIDGE), None, Some("")], 1)?;
    let query = "SELECT q['words'], q['speaker'], q['addressee_words'] \
                 FROM (SELECT unnest(quotes(text)) AS q FROM articles)";
    let found = whole(&ask(&context, query).await?)?.ok_or("no row")?;
    let cell = |column: usize| found.column(column).as_string::<i64>().value(0);
    assert_eq!(found.num_rows(), 1);
    assert_eq!(
        [cell(0), cell(1), cell(2)],
        [
            "“We will rebuild the bridge,”",
            "Lena Hartwick",
            "reporters"
        ]
    );
    Ok(())
}

#[tokio::test]
async fn no_text_is_null_and_an_empty_one_has_nothing() -> Outcome {
    let context = articles(&[None, Some(""), Some(BRIDGE), None], 2)?;
    let query = "SELECT quotes(text), annotate(text), text IS NULL FROM articles";
    let found = whole(&ask(&context, query).await?)?.ok_or("no row")?;
    let quotes = found.column(0).as_list::<i32>();
    let nulls = |array: &dyn Array| (0..4).map(|at| array.is_null(at)).collect::<Vec<_>>();
    assert_eq!(nulls(quotes), [true, false, false, true]);
    assert_eq!(nulls(found.column(1)), [true, false, false, true]);
    assert_eq!((quotes.value_length(1), quotes.value_length(2)), (0, 1));
    Ok(())
}

#[tokio::test]
async fn a_date_moves_what_is_read_against_it() -> Outcome {
    let context = articles(&[Some(BRIDGE)], 1)?;
    let values = |date: &str| {
        format!(
            "SELECT v['words'], v['value'] FROM (SELECT unnest(values_of(text{date})) AS v FROM articles)"
        )
    };
    assert!(
        shown(&context, &values(", date"))
            .await?
            .contains("2024-02")
    );
    assert!(
        shown(&context, &values(", '2020-01-09T10:00:00Z'"))
            .await?
            .contains("2019-12")
    );
    assert!(!shown(&context, &values("")).await?.contains("2024-02"));
    Ok(())
}

#[tokio::test]
async fn what_is_no_text_or_no_day_is_refused() -> Outcome {
    let context = articles(&[Some(BRIDGE)], 1)?;
    let cases = [
        ("quotes(text, 'soon')", "quotes", "the date is \"soon\""),
        (
            "entities(text, 7)",
            "entities: the date has to be a day",
            "Int64",
        ),
        ("entities(7)", "entities: the text has to be words", "Int64"),
        ("annotate()", "annotate", "annotate"),
        ("triples(text, date, date)", "triples", "triples"),
    ];
    for (call, first, second) in cases {
        let error = refused(&context, &format!("SELECT {call} FROM articles")).await?;
        assert!(
            error.contains(first) && error.contains(second),
            "{call}: {error}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_text_may_stand_in_the_query() -> Outcome {
    let context = with_threads(1)?;
    let query = format!("SELECT quotes('{BRIDGE}')[1]['speaker'] AS speaker");
    assert!(shown(&context, &query).await?.contains("Lena Hartwick"));
    Ok(())
}

#[tokio::test]
async fn what_is_no_table_of_texts_is_refused() -> Outcome {
    let folder = tempfile::tempdir()?;
    let at = |name: &str| folder.path().join(name).display().to_string();
    fs::create_dir(folder.path().join("empty"))?;
    fs::write(at("other.csv"), "name,body\n1,Ann left.\n")?;
    fs::write(at("dates.csv"), "id,date,text\n007,tomorrow,Ann left.\n")?;
    fs::write(at("broken.parquet"), "PAR1")?;
    fs::write(at("one.txt"), "Ann left.")?;
    let cases = [
        (format!("'{}'", at("none.jsonl")), "no such file or folder"),
        (
            format!("'{}'", at("*.html")),
            "no file matches this pattern",
        ),
        (format!("'{}'", at("empty")), "in this folder"),
        (
            format!("'{}'", at("other.csv")),
            "found [\"name\", \"body\"]",
        ),
        (
            format!("'{}'", at("dates.csv")),
            "dates.csv, line 2: the date is \"tomorrow\"",
        ),
        (format!("'{}'", at("broken.parquet")), "broken.parquet"),
        (
            format!("'{}', '{}'", at("one.txt"), at("dates.csv")),
            "UNION ALL",
        ),
        (String::new(), "expected the path"),
        ("7".to_owned(), "paths in single quotes"),
    ];
    let context = with_threads(1)?;
    for (arguments, said) in cases {
        let error = refused(&context, &format!("SELECT * FROM quotes({arguments})")).await?;
        assert!(error.contains(said), "{arguments}: {error}");
    }
    let reader = Reader::english(ReaderOptions::default())?;
    let none = register_tables(&context, &reader, folder.path())
        .unwrap_err()
        .to_string();
    assert!(
        none.contains("newsgraph annotate --format parquet"),
        "{none}"
    );
    Ok(())
}
