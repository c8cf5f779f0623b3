//! `annotate --format` for what other programs read, and `schema`.

mod fresh;

use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

type Outcome = Result<(), Box<dyn Error>>;

const TEXT: &str = "Harbour firm sells ships\n\n\
    Ann Lee, head of Bright Harbour Co., told Bob Ray on 3 March 2026 that prices rose by 5%.\n\n\
    “We sold two old ships,” she said.\n";

/// Two documents in a folder of its own.
fn folder(test: &str) -> Result<PathBuf, Box<dyn Error>> {
    let folder = fresh::folder(test)?;
    fs::write(folder.join("a.txt"), TEXT)?;
    fs::write(folder.join("b.txt"), TEXT)?;
    Ok(folder)
}

fn annotate(folder: &PathBuf, arguments: &[&str]) -> std::io::Result<Output> {
    Command::new(env!("CARGO_BIN_EXE_newsgraph"))
        .current_dir(folder)
        .args(["annotate", "a.txt", "b.txt"])
        .args(arguments)
        .output()
}

/// The name of a form, endings that mean it, what it starts with, and what stands in it for each document.
const FORMS: [(&str, &[&str], &str, &str); 5] = [
    (
        "markdown",
        &["md", "markdown"],
        "# Harbour firm sells ships\n",
        "### Ann Lee\n",
    ),
    (
        "csv",
        &["csv"],
        "document,date,quote,kind",
        "“We sold two old ships,”",
    ),
    (
        "dot",
        &["dot", "gv"],
        "digraph newsgraph {",
        "label=\"Ann Lee\"",
    ),
    (
        "turtle",
        &["ttl"],
        "@prefix itsrdf: ",
        "#> .\n<urn:newsgraph:",
    ),
    (
        "jsonld",
        &["jsonld"],
        "{\"@context\":{",
        "\"@type\":\"schema:Article\"",
    ),
];

#[test]
fn each_form_is_written_by_its_name_and_its_endings() -> Outcome {
    let folder = folder("forms")?;
    for (form, endings, start, each) in FORMS {
        let output = annotate(&folder, &["--format", form, "--threads", "1"])?;
        let text = String::from_utf8(output.stdout)?;
        assert_eq!(output.status.code(), Some(0), "{form}");
        assert!(text.starts_with(start), "{form}: {text}");
        assert_eq!(text.matches(each).count(), 2, "{form}: {text}");
        for ending in endings {
            let out = format!("out.{ending}");
            let output = annotate(&folder, &["--out", &out, "--threads", "2"])?;
            assert_eq!(output.status.code(), Some(0), "{out}");
            assert_eq!(fs::read_to_string(folder.join(out))?, text);
        }
    }
    Ok(())
}

/// A folder by the form's name and by the ending, the same bytes however many threads work.
#[test]
fn tables_are_a_folder_of_files() -> Outcome {
    let folder = folder("tables")?;
    for (form, magic) in [("parquet", "PAR1"), ("arrow", "ARROW1")] {
        let ended = format!("two.{form}");
        let named = ["--format", form, "--out", form, "--threads", "1"];
        let by_ending = ["--out", &ended, "--threads", "2"];
        for arguments in [&named[..], &by_ending] {
            let output = annotate(&folder, arguments)?;
            assert_eq!(output.status.code(), Some(0), "{arguments:?}");
            assert!(output.stdout.is_empty());
        }
        let mut files = 0;
        for file in fs::read_dir(folder.join(form))? {
            let file = file?;
            let bytes = fs::read(file.path())?;
            assert!(bytes.starts_with(magic.as_bytes()) && bytes.ends_with(magic.as_bytes()));
            assert!(fs::read(folder.join(&ended).join(file.file_name()))? == bytes);
            files += 1;
        }
        assert_eq!(files, 8);
        let utf16 = ["--offsets", "utf16", "--format", form, "--out", "utf16"];
        assert_eq!(annotate(&folder, &utf16)?.status.code(), Some(0));
        let quotes = format!("quotes.{form}");
        let [bytes, utf16] = [form, "utf16"].map(|name| fs::read(folder.join(name).join(&quotes)));
        assert!(bytes? != utf16?);
        fs::remove_dir_all(folder.join("utf16"))?;
    }
    Ok(())
}

#[test]
fn options_of_a_form_change_it() -> Outcome {
    let folder = folder("form_options")?;
    let run = |arguments: &[&str]| -> Result<String, Box<dyn Error>> {
        Ok(String::from_utf8(annotate(&folder, arguments)?.stdout)?)
    };
    for (table, column) in [
        ("quotes", "speaker_how"),
        ("entities", "other_names"),
        ("relations", "claimant"),
        ("mentions", "value"),
        ("triples", "predicate"),
        ("values", "value"),
    ] {
        let text = run(&["--format", "csv", "--table", table])?;
        let (head, rows) = text.split_once("\r\n").ok_or("no rows")?;
        assert!(head.split(',').any(|name| name == column), "{head}");
        assert!(!rows.is_empty(), "{table}");
    }
    assert!(run(&["--format", "csv", "--spreadsheet"])?.starts_with("\u{FEFF}document,"));
    let base = ["--base-iri", "https://example.org/"];
    let turtle = run(&[&["--format", "turtle"], &base[..]].concat())?;
    assert!(
        turtle.contains("@prefix : <https://example.org/a.txt#> ."),
        "{turtle}"
    );
    Ok(())
}

#[test]
fn options_of_another_form_are_wrong_usage() -> Outcome {
    let folder = folder("wrong_options")?;
    for (arguments, message) in [
        (&["--format", "csv", "--table", "people"][..], "people"),
        (
            &["--format", "dot", "--table", "quotes"],
            "--table goes with --format csv",
        ),
        (
            &["--format", "json", "--spreadsheet"],
            "--spreadsheet goes with --format csv",
        ),
        (
            &["--format", "csv", "--base-iri", "urn:a:"],
            "--base-iri goes with --format turtle",
        ),
        (
            &["--format", "turtle", "--base-iri", "news/"],
            "expected an absolute IRI",
        ),
        (
            &["--format", "csv", "--layers", "quotes"],
            "--layers goes with --format json",
        ),
        (
            &["--format", "dot", "--resume", "--out", "x.dot"],
            "--resume needs",
        ),
        (
            &["--format", "parquet"],
            "--format parquet and arrow write several files; name a folder for them with --out",
        ),
        (&["--format", "arrow", "--out", "-"], "name a folder"),
        (
            &["--format", "parquet", "--out", "tables", "--resume"],
            "--resume goes with --format jsonl; tables are written anew",
        ),
        (
            &[
                "--format", "parquet", "--out", "tables", "--layers", "quotes",
            ],
            "--layers goes with --format json",
        ),
    ] {
        let output = annotate(&folder, arguments)?;
        let told = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(2), "{arguments:?} {told}");
        assert!(told.contains(message), "{arguments:?} {told}");
    }
    Ok(())
}

#[test]
fn the_schema_is_printed() -> Outcome {
    let output = Command::new(env!("CARGO_BIN_EXE_newsgraph"))
        .arg("schema")
        .output()?;
    assert_eq!(output.status.code(), Some(0));
    let schema: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    assert_eq!(schema["properties"]["schema"]["const"], 2);
    assert_eq!(output.stdout, newsgraph_export::json_schema().as_bytes());
    Ok(())
}
