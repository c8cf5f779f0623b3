//! Queries on a cluster give the rows of the embedded engine.

#[path = "machines/articles.rs"]
mod articles;
#[path = "../../datafusion/tests/asked/mod.rs"]
mod asked;
mod machines;

use asked::with_threads;
use machines::{Cluster, Outcome, root, rows, run, until, wait};
use newsgraph_cluster::sql::datafusion::arrow::array::RecordBatch;
use newsgraph_cluster::sql::datafusion::arrow::json::LineDelimitedWriter;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

/// The rows of the embedded engine, a line each.
async fn embedded(query: &str) -> Outcome<String> {
    let batches = asked::ask(&with_threads(0)?, query).await?;
    let mut writer = LineDelimitedWriter::new(Vec::new());
    writer.write_batches(&batches.iter().collect::<Vec<&RecordBatch>>())?;
    writer.finish()?;
    Ok(String::from_utf8(writer.into_inner())?)
}

/// The lines, in an order that the machines do not choose.
fn sorted(rows: &str) -> Vec<&str> {
    let mut rows: Vec<&str> = rows.lines().collect();
    rows.sort_unstable();
    rows
}

/// Queries over a folder of Parquet files with articles: of files, of a column, and of one beside the other.
fn queries(folder: &Path) -> [String; 7] {
    let at = folder.display();
    [
        format!("SELECT count(*) AS texts, sum(length(text)) AS letters FROM texts('{at}')"),
        format!(
            "SELECT speaker, count(*) AS quotes FROM quotes('{at}') GROUP BY speaker ORDER BY quotes DESC, speaker"
        ),
        format!(
            "SELECT document, date, start, \"end\", speaker, cue, words FROM quotes('{at}') WHERE document < 'article-0010' AND score > 0.1"
        ),
        format!("SELECT id, unnest(relations(text, date)) AS relation FROM '{at}/part-1.parquet'"),
        format!(
            "SELECT id, array_length(entities(text)) AS entities, quotes(text, date) AS quotes FROM '{at}/part-0.parquet' WHERE date > '2031-03-06'"
        ),
        format!(
            "SELECT q.speaker, m.name, count(*) AS times FROM quotes('{at}') AS q JOIN mentions('{at}') AS m \
             ON m.document = q.document AND m.start >= q.start AND m.\"end\" <= q.\"end\" WHERE m.kind = 'proper' GROUP BY 1, 2"
        ),
        format!(
            "SELECT label, count(*) AS entities FROM entities('{at}/part-*.parquet') WHERE date = '2031-03-05' GROUP BY label"
        ),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_those_of_the_embedded_engine() -> Outcome {
    let folder = tempfile::tempdir()?;
    articles::write(folder.path(), 4, 12)?;
    let mut cluster = Cluster::start(2)?;
    for query in queries(folder.path()) {
        let expected = embedded(&query).await?;
        let found = cluster.rows(&["--format", "jsonl", &query])?;
        assert_eq!(sorted(&found), sorted(&expected), "{query}");
        assert!(!found.is_empty(), "{query}");
    }
    // No row is still a table with its columns.
    let none = format!(
        "SELECT speaker, cue FROM quotes('{}') WHERE false",
        folder.path().display()
    );
    assert_eq!(cluster.rows(&["--format", "csv", &none])?, "speaker,cue\n");
    // Each executor read texts.
    for number in 0..2 {
        assert!(cluster.told(number)?.contains("Finished task"), "{number}");
    }
    for executor in &mut cluster.executors {
        assert!(executor.terminate()?);
    }
    assert!(cluster.scheduler.terminate()?);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_executor_is_killed_and_no_row_is_missing() -> Outcome {
    let folder = tempfile::tempdir()?;
    articles::write(folder.path(), 8, 60)?;
    let query = &queries(folder.path())[1];
    let expected = embedded(query).await?;
    let mut cluster = Cluster::start(2)?;
    let mut asked = cluster.sql(&["--format", "jsonl", query]);
    let mut asked = asked
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    // It has read a part, whose rows are lost with it, and reads another.
    until(|| {
        let told = cluster.told(0)?;
        let ended = told.matches("Finished task").count();
        Ok(ended > 0 && told.matches("Received task").count() > ended)
    })?;
    cluster.executors[0].kill()?;
    assert!(asked.try_wait()?.is_none(), "the query still runs");
    let found = rows(wait(asked)?)?;
    assert_eq!(found, expected);
    cluster.wait_for(1)
}

/// A folder for PATH in which `newsgraph-sql` asks a cluster.
fn instead_of_sql(cluster: &Cluster) -> Outcome<String> {
    let folder = cluster.folder.path().join("bin");
    fs::create_dir(&folder)?;
    let program = folder.join("newsgraph-sql");
    let (command, address) = (machines::COMMAND, &cluster.address);
    let script = format!("#!/bin/sh\nexec '{command}' sql --scheduler {address} \"$@\"\n");
    fs::write(&program, script)?;
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755))?;
    Ok(format!("{}:{}", folder.display(), std::env::var("PATH")?))
}

#[test]
fn the_queries_of_the_book_give_the_rows_of_the_book() -> Outcome {
    let page = fs::read_to_string(root().join("docs/src/sql.md"))?;
    let cluster = Cluster::start(2)?;
    let path = instead_of_sql(&cluster)?;
    // A query stands in a block, and its rows in the next.
    let blocks: Vec<&str> = page.split("```").collect();
    let mut compared = 0;
    for pair in blocks.windows(3) {
        let (Some(query), Some(expected)) = (
            pair[0].strip_prefix("console\n"),
            pair[2].strip_prefix("text\n"),
        ) else {
            continue;
        };
        let mut asked = Command::new("sh");
        asked
            .args(["-euc", query])
            .current_dir(root())
            .env("PATH", &path);
        assert_eq!(rows(run(&mut asked)?)?, expected, "{query}");
        compared += 1;
    }
    assert!(compared >= 3, "the page shows queries and what comes out");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn texts_of_any_kind_are_divided_among_executors() -> Outcome {
    let folder = tempfile::tempdir()?;
    let row = |number| {
        let text = articles::text(number).replace('\n', "\\n");
        format!("{{\"id\": \"{number}\", \"text\": \"{text}\"}}\n")
    };
    let rows: Vec<String> = (0..40).map(row).collect();
    let rows = rows.concat();
    fs::write(folder.path().join("all.jsonl"), rows)?;
    for number in 40..50 {
        let page = format!(
            "<html><body><p>{}</p></body></html>",
            articles::text(number)
        );
        fs::write(folder.path().join(format!("{number}.html")), page)?;
    }
    let cluster = Cluster::start(2)?;
    let query = format!(
        "SELECT document, speaker, start, \"end\" FROM quotes('{}') ORDER BY document, start",
        folder.path().display()
    );
    let found = cluster.rows(&["--format", "jsonl", "--partitions", "4", &query])?;
    assert_eq!(found, embedded(&query).await?);
    assert!(found.lines().count() > 50);
    // The unit of positions is sent with the query.
    let query = format!(
        "SELECT document, speaker, start, \"end\" FROM quotes('{}') ORDER BY \"end\" DESC LIMIT 1",
        folder.path().display()
    );
    let ends =
        ["byte", "char"].map(|unit| cluster.rows(&["--offsets", unit, "--format", "csv", &query]));
    let [bytes, chars] = ends;
    assert_ne!(bytes?, chars?);
    // Rows of CSV are dealt out as well.
    let rows: Vec<String> = (0..20)
        .map(|number| format!("{number},\"{}\"\n", articles::text(number)))
        .collect();
    let csv = folder.path().join("all.csv");
    fs::write(&csv, format!("id,text\n{}", rows.concat()))?;
    let of_csv = format!(
        "SELECT document, speaker, start FROM quotes('{}') ORDER BY document, start",
        csv.display()
    );
    let found = cluster.rows(&["--format", "jsonl", &of_csv])?;
    assert_eq!(found, embedded(&of_csv).await?);
    assert!(found.lines().count() > 50);
    fs::remove_file(csv)?;
    // A row that is none is an error of the query, wherever it stands.
    let mut rows = fs::read_to_string(folder.path().join("all.jsonl"))?;
    rows.push_str("{\"id\": 3}\n");
    fs::write(folder.path().join("all.jsonl"), rows)?;
    let told = cluster.refused(&["--partitions", "4", &query])?;
    assert!(told.contains("all.jsonl"), "{told}");
    let errors = format!(
        "SELECT document, error FROM texts('{}') WHERE error IS NOT NULL",
        folder.path().display()
    );
    let found = cluster.rows(&["--errors", "null", "--format", "csv", &errors])?;
    assert_eq!(found.lines().count(), 2, "{found}");
    assert!(found.contains("all.jsonl, line 41"), "{found}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_csv_file_of_texts_with_lines_stays_whole() -> Outcome {
    let folder = tempfile::tempdir()?;
    // The engine looks at the first thousand rows by lines.
    let text = |number| match number {
        0..1100 => "Rain.".to_owned(),
        number => articles::text(number),
    };
    let rows: Vec<String> = (0..1220)
        .map(|number| format!("{number},\"{}\"\n", text(number)))
        .collect();
    let csv = folder.path().join("all.csv");
    fs::write(&csv, format!("id,body\n{}", rows.concat()))?;
    // So large that it would be divided.
    assert!(fs::metadata(&csv)?.len() > 3 * 64 * 1024);
    let query = format!(
        "SELECT count(*) AS texts, sum(length(body)) AS letters FROM '{}'",
        csv.display()
    );
    let cluster = Cluster::start(1)?;
    let found = cluster.rows(&["--format", "jsonl", &query])?;
    let letters: usize = (0..1220).map(|number| text(number).chars().count()).sum();
    assert_eq!(found, format!("{{\"texts\":1220,\"letters\":{letters}}}\n"));
    Ok(())
}
