//! The command `newsgraph-sql`, by itself and as the book has it.
#![cfg(feature = "command")]

use newsgraph_datafusion::datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const COMMAND: &str = env!("CARGO_BIN_EXE_newsgraph-sql");

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn run(folder: &Path, arguments: &[&str]) -> Outcome<Output> {
    Ok(Command::new(COMMAND)
        .args(arguments)
        .current_dir(folder)
        .output()?)
}

/// Standard output of a run that succeeds.
fn output(folder: &Path, arguments: &[&str]) -> Outcome<String> {
    let output = run(folder, arguments)?;
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {told}");
    Ok(String::from_utf8(output.stdout)?)
}

const ROWS: &str = "{\"id\": \"a\", \"date\": \"2024-05-06\", \"text\": \"“No,” Ann Lee said.\"}\n\
    {\"id\": \"b\", \"text\": \"“So be it,” \\u001b[31mBob Ray told Ann Lee.\"}\n";
const QUERY: &str = "SELECT document, date, words FROM quotes('rows.jsonl')";

#[test]
fn rows_have_the_form_that_is_asked_for() -> Outcome {
    let folder = tempfile::tempdir()?;
    let at = folder.path();
    fs::write(at.join("rows.jsonl"), ROWS)?;
    let cases = [
        (
            "csv",
            "document,date,words\na,2024-05-06,\"“No,”\"\nb,,\"“So be it,”\"\n",
        ),
        (
            "jsonl",
            "{\"document\":\"a\",\"date\":\"2024-05-06\",\"words\":\"“No,”\"}\n{\"document\":\"b\",\"words\":\"“So be it,”\"}\n",
        ),
        (
            "json",
            "[{\"document\":\"a\",\"date\":\"2024-05-06\",\"words\":\"“No,”\"},{\"document\":\"b\",\"words\":\"“So be it,”\"}]\n",
        ),
    ];
    for (format, expected) in cases {
        assert_eq!(output(at, &[QUERY, "--format", format])?, expected);
        let file = format!("out.{format}");
        assert_eq!(output(at, &[QUERY, "--out", &file])?, "");
        assert_eq!(fs::read_to_string(at.join(&file))?, expected);
    }
    output(at, &[QUERY, "--out", "rows.parquet"])?;
    let again = "SELECT * FROM 'rows.parquet'";
    assert_eq!(output(at, &[again])?, output(at, &[QUERY])?);
    // No row is still a table with its columns.
    let none = format!("{QUERY} WHERE act = 'none'");
    assert_eq!(
        output(at, &[&none, "--format", "csv"])?,
        "document,date,words\n"
    );
    assert_eq!(output(at, &[&none, "--format", "json"])?, "[]\n");
    // What would steer a terminal is not shown.
    assert!(!output(at, &["SELECT text FROM texts('rows.jsonl')"])?.contains('\u{1b}'));
    Ok(())
}

#[test]
fn a_file_of_many_texts_can_be_read_in_parts() -> Outcome {
    let folder = tempfile::tempdir()?;
    let row = |number: usize| {
        let text: Vec<String> = (0..200)
            .map(|word| (number * 977 + word * 31).to_string())
            .collect();
        format!(
            "{{\"id\": \"{number}\", \"text\": \"{}\"}}\n",
            text.join(" ")
        )
    };
    let rows: Vec<String> = (0..4000).map(row).collect();
    fs::write(folder.path().join("rows.jsonl"), rows.concat())?;
    let query = "SELECT * FROM texts('rows.jsonl')";
    output(folder.path(), &[query, "--out", "rows.parquet"])?;
    let file = fs::File::open(folder.path().join("rows.parquet"))?;
    let groups = ParquetRecordBatchReaderBuilder::try_new(file)?
        .metadata()
        .num_row_groups();
    assert!((3..20).contains(&groups), "{groups}");
    Ok(())
}

#[test]
fn positions_count_what_is_said() -> Outcome {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("rows.jsonl"), ROWS)?;
    let query = "SELECT \"end\" FROM quotes('rows.jsonl') LIMIT 1";
    for (unit, end) in [("byte", "9"), ("char", "5"), ("utf16", "5")] {
        let found = output(
            folder.path(),
            &[query, "--format", "csv", "--offsets", unit],
        )?;
        assert_eq!(found, format!("end\n{end}\n"), "{unit}");
    }
    Ok(())
}

#[test]
fn errors_say_what_to_do() -> Outcome {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("rows.jsonl"), ROWS)?;
    let cases: [(&[&str], i32, &str); 5] = [
        (
            &["SELECT * FROM quotes('rows.jsonl')", "--format", "csv"],
            1,
            "--format jsonl or parquet",
        ),
        (&[QUERY, "--format", "parquet"], 2, "needs --out"),
        (
            &["SELECT 1", "--tables", "none"],
            1,
            "newsgraph annotate --format parquet",
        ),
        (&["SELEC 1"], 1, "SELEC"),
        (
            &["SELECT * FROM quotes('none.jsonl')", "--out", "out.csv"],
            1,
            "no such file or folder",
        ),
    ];
    for (arguments, code, said) in cases {
        let output = run(folder.path(), arguments)?;
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {told}");
        assert!(told.contains(said), "{arguments:?}: {told}");
    }
    let left = fs::read_dir(folder.path())?.count();
    assert_eq!(left, 1, "nothing is left of a query that fails");
    Ok(())
}

#[test]
fn wrong_rows_are_told_on_standard_error() -> Outcome {
    let folder = tempfile::tempdir()?;
    let rows = format!("{ROWS}{{\"id\": \"c\"}}\n");
    fs::write(folder.path().join("rows.jsonl"), rows)?;
    let asked = [QUERY, "--format", "csv"];
    let output = run(folder.path(), &asked)?;
    let told = String::from_utf8(output.stderr)?;
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(
        told.contains("rows.jsonl, line 3: expected a field"),
        "{told}"
    );

    let output = run(folder.path(), &[&asked[..], &["--errors", "null"]].concat())?;
    let told = String::from_utf8(output.stderr)?;
    assert!(
        output.status.success() && told.contains("error_of(text, date)"),
        "{told}"
    );
    let expected = "document,date,words\na,2024-05-06,\"“No,”\"\nb,,\"“So be it,”\"\n";
    assert_eq!(String::from_utf8(output.stdout)?, expected);

    let output = run(folder.path(), &[QUERY, "--max-document", "20"])?;
    let told = String::from_utf8(output.stderr)?;
    assert!(
        told.contains(
            "line 1: longer than 20 bytes, the most that is allowed; max-document allows more"
        ),
        "{told}"
    );
    let none = run(folder.path(), &[QUERY, "--max-document", "much"])?;
    assert!(String::from_utf8(none.stderr)?.contains("500k, 16M or 1G"));
    Ok(())
}

#[test]
fn a_long_query_is_no_fault() -> Outcome {
    let folder = tempfile::tempdir()?;
    let sum = vec!["1"; 200].join(" + ");
    let found = output(
        folder.path(),
        &[&format!("SELECT {sum} AS sum"), "--format", "csv"],
    )?;
    assert_eq!(found, "sum\n200\n");
    let deep = format!("SELECT {}1{}", "(".repeat(10_000), ")".repeat(10_000));
    let output = run(folder.path(), &[&deep])?;
    assert_eq!(output.status.code(), Some(1), "an error, and no abort");
    Ok(())
}

#[test]
fn a_query_comes_from_standard_input() -> Outcome {
    let mut child = Command::new(COMMAND)
        .args(["-", "--format", "csv"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut stdin = child.stdin.take().ok_or("no standard input")?;
    stdin.write_all(b"SELECT 1 AS one")?;
    drop(stdin);
    assert_eq!(child.wait_with_output()?.stdout, b"one\n1\n");
    Ok(())
}

/// The blocks of a page: the kind and the lines of each.
fn blocks(page: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(kind) = line.strip_prefix("```") {
            let code = lines.by_ref().take_while(|line| *line != "```");
            let code: String = code.flat_map(|line| [line, "\n"]).collect();
            blocks.push((kind.to_owned(), code));
        }
    }
    blocks
}

/// Runs what the page on SQL shows, and compares what it says comes out.
#[test]
fn the_book_shows_what_comes_out() -> Outcome {
    let page = fs::read_to_string(root().join("docs/src/sql.md"))?;
    let folder = Path::new(COMMAND)
        .parent()
        .ok_or("the command lies in a folder")?;
    let path = format!("{}:{}", folder.display(), std::env::var("PATH")?);
    let blocks = blocks(&page);
    let mut compared = 0;
    for pair in blocks.windows(2) {
        let [(kind, code), (next, expected)] = pair else {
            continue;
        };
        if kind == "console" && next == "text" {
            let output = Command::new("sh")
                .args(["-euc", code])
                .current_dir(root())
                .env("PATH", &path)
                .output()?;
            let told = String::from_utf8_lossy(&output.stderr);
            assert_eq!(
                String::from_utf8(output.stdout)?,
                *expected,
                "{code}\n{told}"
            );
            compared += 1;
        }
    }
    assert!(compared >= 3, "the page shows queries and what comes out");
    Ok(())
}
