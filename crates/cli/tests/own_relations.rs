//! Relations of one's own: `--relations`, and what is told of files that cannot be used.

mod fresh;

use serde_json::Value;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

type Outcome = Result<(), Box<dyn Error>>;

const TEXT: &str = "Acme Corp. is supplied by Ulm Bank. Ann Lee met Tom Roy in Paris.";

fn folder(test: &str) -> Result<PathBuf, Box<dyn Error>> {
    let folder = fresh::folder(&format!("relations_{test}"))?;
    fs::write(folder.join("a.txt"), TEXT)?;
    fs::write(
        folder.join("own"),
        "supplies(Organization, Organization): [Northwind] supplied [Blue Kite].\n",
    )?;
    Ok(folder)
}

fn run(folder: &Path, line: &str) -> Result<Output, Box<dyn Error>> {
    Ok(Command::new(env!("CARGO_BIN_EXE_newsgraph"))
        .current_dir(folder)
        .args(line.split(' '))
        .output()?)
}

/// The labels of the relations that are found.
fn labels(folder: &Path, line: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let output = run(folder, line)?;
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{line}: {errors}");
    let document: Value = serde_json::from_slice(&output.stdout)?;
    let relations = document["relations"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let label = |r: &Value| r["label"].as_str().map(str::to_owned);
    Ok(relations.iter().filter_map(label).collect())
}

#[test]
fn own_relations_stand_beside_those_that_are_found() -> Outcome {
    let folder = folder("beside")?;
    let annotate = "annotate --format jsonl a.txt";
    assert_eq!(labels(&folder, annotate)?, ["meets"]);
    let own = format!("{annotate} --relations own");
    assert_eq!(labels(&folder, &own)?, ["supplies", "meets"]);
    let both = format!("{own} --relations english");
    assert_eq!(labels(&folder, &both)?, ["supplies", "met", "meets"]);
    Ok(())
}

#[test]
fn explain_names_the_line() -> Outcome {
    let folder = folder("explain")?;
    let output = run(&folder, "explain a.txt --relation 0 --relations own")?;
    let text = String::from_utf8(output.stdout)?;
    assert!(
        text.contains(
            "line 1: supplies(Organization, Organization): [Northwind] supplied [Blue Kite]."
        ),
        "{text}"
    );
    assert!(text.contains("{supply} nsubj obj"), "{text}");
    let json = "explain a.txt --relation 0 --relations own --format json";
    let fact: Value = serde_json::from_slice(&run(&folder, json)?.stdout)?;
    assert!(
        fact.to_string().contains(r#""shape":"{supply} nsubj obj""#),
        "{fact}"
    );
    // What was annotated before is explained by what this run finds.
    let rows = run(&folder, "annotate --format jsonl a.txt --relations own")?.stdout;
    fs::write(folder.join("a.jsonl"), rows)?;
    let output = run(&folder, "explain a.jsonl --relation 0 --relations own")?;
    assert!(String::from_utf8(output.stdout)?.contains("line 1: supplies"));
    let output = run(&folder, "explain a.jsonl --relation 1 --relations own")?;
    assert!(!String::from_utf8(output.stdout)?.contains("line 1"));
    Ok(())
}

#[test]
fn the_shipped_lines_are_printed_and_read() -> Outcome {
    let folder = folder("shipped")?;
    let printed = run(&folder, "relations --patterns")?;
    assert!(printed.status.success());
    fs::write(folder.join("copy"), &printed.stdout)?;
    let annotate = "annotate --format jsonl a.txt --relations";
    let shipped = run(&folder, &format!("{annotate} english"))?.stdout;
    assert_eq!(run(&folder, &format!("{annotate} copy"))?.stdout, shipped);
    Ok(())
}

/// Each row: the options, the exit code, and what is told.
#[test]
fn what_cannot_be_used_is_told() -> Outcome {
    let folder = folder("wrong")?;
    fs::write(folder.join("empty"), "# nothing\n")?;
    fs::write(folder.join("odd"), "met(Person): {meet} nsubj obj\n")?;
    fs::write(folder.join("bytes"), b"met\xff")?;
    fs::write(folder.join("apart"), "of(*, *): [Ann Lee] of [Ulm]\n")?;
    let rows = [
        (
            "--relations none",
            1,
            "--relations none: name a file, or english for the shipped patterns",
        ),
        (
            "--relations empty",
            2,
            "--relations empty: the file holds no pattern",
        ),
        ("--relations odd", 1, "line 1, column 5: expected two kinds"),
        ("--relations bytes", 1, "could not read bytes as UTF-8 text"),
        (
            "--relations apart",
            1,
            "no verb or noun joins the ends of this example",
        ),
        (
            "--relations own --labels dwie",
            2,
            "leave out --labels dwie or --relations",
        ),
        (
            "--relations own --components tokenize",
            2,
            "--relations needs the component relation",
        ),
        ("--relations own --out own", 2, "own"),
    ];
    for (options, code, message) in rows {
        let output = run(&folder, &format!("annotate a.txt {options}"))?;
        let told = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(code), "{options}: {told}");
        assert!(told.contains(message), "{options}: {told}");
    }
    assert_eq!(run(&folder, "relations")?.status.code(), Some(2));
    Ok(())
}
