//! Functions behind FROM, over files and folders.

mod asked;

use asked::{Outcome, ask, refused, shown, story, whole, with_threads};
use datafusion::arrow::array::{AsArray, RecordBatch};
use datafusion::arrow::datatypes::Int64Type;
use datafusion::prelude::{SessionConfig, SessionContext};
use newsgraph::Document;
use newsgraph_arrow::{FileFormat, FolderWriter, Table, TableOptions, batches};
use newsgraph_datafusion::{Reader, ReaderOptions, datafusion, register, register_tables, session};
use newsgraph_input::{Documents, InputOptions};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

/// The articles of the story as `annotate` reads them, with what is found in them.
fn annotated(folder: &Path) -> Outcome<Vec<Document>> {
    let pipeline = newsgraph::english()?;
    let mut pages: Vec<_> = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    pages.sort_by_key(fs::DirEntry::path);
    let mut documents = Vec::new();
    for page in pages {
        let (name, file) = (page.path().display().to_string(), File::open(page.path())?);
        for document in Documents::new(name, file, InputOptions::default()) {
            let mut document = document?;
            pipeline.annotate(&mut document)?;
            documents.push(document);
        }
    }
    Ok(documents)
}

/// The rows of a table of documents.
fn rows_of(documents: &[Document], table: Table) -> Outcome<Option<RecordBatch>> {
    let found = batches(documents, TableOptions::default());
    let found: Vec<_> = found
        .filter(|(of, _)| *of == table)
        .map(|(_, batch)| batch)
        .collect();
    whole(&found)
}

fn name_of(table: Table) -> &'static str {
    if table == Table::Values {
        "values_of"
    } else {
        table.as_str()
    }
}

#[tokio::test]
async fn tables_of_a_folder_are_what_annotate_writes() -> Outcome {
    let documents = annotated(&story())?;
    let context = with_threads(0)?;
    for table in Table::ALL
        .into_iter()
        .filter(|&table| table != Table::Documents)
    {
        let query = format!("SELECT * FROM {}('{}')", name_of(table), story().display());
        let found = whole(&ask(&context, &query).await?)?;
        let expected = rows_of(&documents, table)?;
        assert!(expected.is_some(), "the story has {table}");
        let columns = |batch: Option<RecordBatch>| batch.map(|batch| batch.columns().to_vec());
        assert_eq!(columns(found), columns(expected), "{table}");
    }
    Ok(())
}

#[tokio::test]
async fn every_kind_of_file_gives_the_same_rows() -> Outcome {
    let folder = tempfile::tempdir()?;
    let context = with_threads(0)?;
    let at = |name: &str| folder.path().join(name).display().to_string();
    let pages = format!("{}/0*.html", story().display());
    for file in ["texts.parquet", "texts.csv", "texts.jsonl"] {
        let kind = file
            .rsplit('.')
            .next()
            .unwrap_or("")
            .replace("jsonl", "json");
        let copy = format!(
            "COPY (SELECT document AS id, date, text FROM texts('{pages}')) TO '{}' STORED AS {kind}",
            at(file)
        );
        ask(&context, &copy).await?;
    }
    let query = |path: &str| format!("SELECT * FROM quotes('{path}')");
    let expected = shown(&context, &query(&pages)).await?;
    assert!(expected.contains("Ruth Calloway"), "{expected}");
    for path in [at("texts.parquet"), at("*.csv"), at("texts.jsonl")] {
        assert_eq!(shown(&context, &query(&path)).await?, expected, "{path}");
    }
    let column = format!(
        "SELECT count(*) FROM (SELECT unnest(quotes(text, date)) FROM '{}')",
        at("texts.parquet")
    );
    let rows = format!("SELECT count(*) FROM quotes('{pages}')");
    assert_eq!(
        shown(&context, &column).await?.lines().nth(3),
        shown(&context, &rows).await?.lines().nth(3)
    );
    Ok(())
}

#[tokio::test]
async fn tables_that_were_made_are_scanned_as_they_are() -> Outcome {
    let documents = annotated(&story())?;
    let folder = tempfile::tempdir()?;
    for (format, name) in [(FileFormat::Parquet, "parquet"), (FileFormat::Ipc, "arrow")] {
        let target = folder.path().join(name);
        let mut writer = FolderWriter::create(&target, format, TableOptions::default())?;
        for document in &documents {
            writer.write(document)?;
        }
        writer.finish()?;
        let reader = Arc::new(Reader::english(ReaderOptions::default().with_threads(1))?);
        let context = session(&reader);
        register_tables(&context, &reader, &target)?;
        for table in Table::ALL {
            let name = name_of(table);
            let named = ask(&context, &format!("SELECT count(*) FROM {name}")).await?;
            let counted = named[0].column(0).as_primitive::<Int64Type>().value(0);
            let rows = rows_of(&documents, table)?.map_or(0, |batch| batch.num_rows());
            assert_eq!(usize::try_from(counted)?, rows, "{table}");
        }
        let query = format!(
            "SELECT words, speaker FROM quotes('{}') WHERE act = 'speech'",
            target.display()
        );
        let fresh = format!(
            "SELECT words, speaker FROM quotes('{}') WHERE act = 'speech'",
            story().display()
        );
        assert_eq!(
            shown(&context, &query).await?,
            shown(&context, &fresh).await?
        );
        let plan = shown(&context, &format!("EXPLAIN {query}")).await?;
        assert!(
            !plan.contains("FactsExec") && plan.contains("DataSourceExec"),
            "{plan}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn filters_are_asked_where_they_save_work() -> Outcome {
    let context = with_threads(0)?;
    let story = story();
    let from = format!("FROM quotes('{}')", story.display());
    let filtered = format!(
        "SELECT speaker, words {from} WHERE date >= '2024-03-11' AND act = 'speech' AND score > 0.5"
    );
    let plan = shown(&context, &format!("EXPLAIN FORMAT INDENT {filtered}")).await?;
    let place = |word: &str| {
        plan.find(word)
            .ok_or_else(|| format!("no {word} in {plan}"))
    };
    let facts = place("FactsExec: table=quotes, filter=")?;
    assert!(
        facts < place("FilterExec: date@1 >= 2024-03-11")?,
        "texts are chosen below: {plan}"
    );
    assert!(
        plan[facts..].contains("act@4 = speech AND CAST(score@26 "),
        "{plan}"
    );
    assert!(
        plan[facts..].contains("projection=[words, speaker]"),
        "{plan}"
    );
    // The same rows as where nothing is pushed down.
    let all = format!("CREATE TABLE all_quotes AS SELECT * {from}");
    ask(&context, &all).await?;
    let beside = filtered.replace(&from, "FROM all_quotes");
    let found = shown(&context, &filtered).await?;
    assert_eq!(found, shown(&context, &beside).await?);
    assert!(found.lines().count() > 4, "{found}");
    // Of a Parquet file, the rows with the texts are chosen as well.
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("texts.parquet");
    let copy = format!(
        "COPY (SELECT document AS id, date, text FROM texts('{}')) TO '{}'",
        story.display(),
        file.display()
    );
    ask(&context, &copy).await?;
    let parquet = filtered.replace(&from, &format!("FROM quotes('{}')", file.display()));
    let plan = shown(&context, &format!("EXPLAIN FORMAT INDENT {parquet}")).await?;
    assert!(plan.contains("predicate=date@1 >= 2024-03-11"), "{plan}");
    assert_eq!(shown(&context, &parquet).await?, found);
    // What asks other rows stays above.
    let among = format!(
        "SELECT words {from} WHERE speaker IN (SELECT name FROM entities('{}'))",
        story.display()
    );
    assert!(shown(&context, &among).await?.lines().count() > 4);
    Ok(())
}

/// Rows of JSON, one of them wrong.
fn rows(count: usize, wrong: usize) -> String {
    let mut rows = String::new();
    for at in 1..=count {
        let text = if at == wrong {
            "7"
        } else {
            "\"“No,” Ann Lee said.\""
        };
        let _ = writeln!(rows, "{{\"id\": {at}, \"text\": {text}}}");
    }
    rows
}

#[tokio::test]
async fn texts_are_read_as_rows_are_asked_for() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("rows.jsonl");
    fs::write(&path, rows(1500, 1000))?;
    let context = with_threads(2)?;
    let query = format!("SELECT document, speaker FROM quotes('{}')", path.display());
    // The wrong row is not reached: no more than some batches of 64 texts are under way.
    let first = whole(&ask(&context, &format!("{query} LIMIT 70")).await?)?.ok_or("no row")?;
    assert_eq!(first.num_rows(), 70);
    let ids = first.column(0).as_string::<i64>();
    assert!(
        (0..70).all(|at| ids.value(at) == (at + 1).to_string()),
        "in the order of the file"
    );
    let error = refused(&context, &query).await?;
    assert!(error.contains("rows.jsonl, line 1000"), "{error}");
    Ok(())
}

#[tokio::test]
async fn any_number_of_threads_gives_the_same() -> Outcome {
    let query = format!(
        "SELECT speaker, act, count(*) AS quotes, avg(score) AS score FROM quotes('{}') GROUP BY speaker, act",
        story().display()
    );
    let one = shown(&with_threads(1)?, &query).await?;
    for threads in [2, 8] {
        assert_eq!(shown(&with_threads(threads)?, &query).await?, one);
    }
    Ok(())
}

#[tokio::test]
async fn an_id_of_csv_keeps_its_zeros_and_a_text_its_lines() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.csv");
    fs::write(
        &path,
        "id,text\n007,\"Ann left.\n\nBob Ray said \"\"no\"\".\"\n",
    )?;
    let context = with_threads(1)?;
    let query = format!(
        "SELECT document, date, sentence, words FROM sentences('{}')",
        path.display()
    );
    let found = whole(&ask(&context, &query).await?)?.ok_or("no row")?;
    assert_eq!(found.num_rows(), 2);
    assert_eq!(found.column(0).as_string::<i64>().value(0), "007");
    assert_eq!(
        found.column(3).as_string::<i64>().value(1),
        "Bob Ray said \"no\"."
    );
    Ok(())
}

#[tokio::test]
async fn a_session_of_ones_own_may_have_more_partitions() -> Outcome {
    let config = SessionConfig::new().with_target_partitions(4);
    let own = SessionContext::new_with_config(config);
    register(&own, &Arc::new(Reader::english(ReaderOptions::default())?));
    let query = format!(
        "SELECT speaker, count(*) AS quotes FROM quotes('{}') GROUP BY speaker ORDER BY quotes DESC, speaker",
        story().display()
    );
    let expected = shown(&with_threads(1)?, &query).await?;
    assert!(expected.contains("Daniel Okoye"), "{expected}");
    assert_eq!(shown(&own, &query).await?, expected);
    Ok(())
}
