//! `verify`: quotes of a text against its sources, from outside.

mod fresh;

use serde_json::Value;
use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

type Outcome = Result<(), Box<dyn Error>>;

const SOURCE: &str = "“Zoë’s bridge will not cost 14 million crowns, and we may open it in two years,” said Mayor Ann Lee.\n\n\
    “The mayor has never asked the fishermen of Harwick what they need,” said Tom Reyes.\n";
const TRUE: &str =
    "“The mayor has never asked the fishermen of Harwick what they need,” said Tom Reyes.\n";
const FALSE: &str = "Zoë wrote this. “The mayor has never asked the fishermen of Ulm what they need,” said Tom Reyes.\n";

fn folder(test: &str) -> Result<PathBuf, Box<dyn Error>> {
    let folder = fresh::folder(&format!("verify_{test}"))?;
    for (name, text) in [
        ("source.txt", SOURCE),
        ("true.txt", TRUE),
        ("false.txt", FALSE),
        ("plain.txt", "It rained all day in Harwick.\n"),
        ("empty.txt", ""),
        (
            "german.txt",
            "„Die Brücke kostet nichts“, sagte Anna Lehr.\n",
        ),
        ("title.txt", "The “old mill” burned down in Harwick.\n"),
    ] {
        fs::write(folder.join(name), text)?;
    }
    Ok(folder)
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsgraph"));
    command.current_dir(folder).args(arguments);
    command
}

/// The exit code, and what went to standard output and standard error.
fn run(folder: &Path, arguments: &[&str]) -> Result<(Option<i32>, String, String), Box<dyn Error>> {
    told(command(folder, arguments).output()?)
}

fn told(output: Output) -> Result<(Option<i32>, String, String), Box<dyn Error>> {
    let out = String::from_utf8(output.stdout)?;
    Ok((output.status.code(), out, String::from_utf8(output.stderr)?))
}

#[test]
fn the_exit_code_tells_whether_all_is_well() -> Outcome {
    let folder = folder("codes")?;
    let cases: [(&[&str], i32, &str, &str); 10] = [
        (
            &["true.txt", "--source", "source.txt"],
            0,
            "1 quote: nothing harmful.",
            "",
        ),
        (
            &["false.txt", "--source", "source.txt"],
            1,
            "says \"Ulm\" where the source says \"Harwick\"",
            "",
        ),
        (
            &["plain.txt", "--source", "source.txt"],
            0,
            "No quote was found in this text.",
            "",
        ),
        (
            &["german.txt", "--source", "source.txt"],
            1,
            "No quote was found in this text.",
            "german.txt: words stand between quotation marks, but no quote was found",
        ),
        (
            &["title.txt", "--source", "source.txt"],
            0,
            "No quote was found in this text.",
            "",
        ),
        (
            &["true.txt", "--source", "empty.txt"],
            1,
            "",
            "the sources hold no word",
        ),
        (
            &["true.txt", "--source", "missing.txt"],
            1,
            "",
            "missing.txt",
        ),
        (
            &["missing.txt", "--source", "source.txt"],
            1,
            "",
            "missing.txt",
        ),
        (&["true.txt"], 2, "", "--source"),
        (&["-", "--source", "-"], 2, "", "standard input"),
    ];
    for (arguments, code, out, error) in cases {
        let all = [&["verify"][..], arguments].concat();
        let (found, stdout, stderr) = run(&folder, &all)?;
        assert_eq!(found, Some(code), "{arguments:?}: {stdout}{stderr}");
        assert!(stdout.contains(out), "{arguments:?}: {stdout}");
        assert!(stderr.contains(error), "{arguments:?}: {stderr}");
    }
    Ok(())
}

#[test]
fn a_missing_source_leaves_the_others() -> Outcome {
    let folder = folder("others")?;
    let arguments = [
        "verify",
        "true.txt",
        "--source",
        "missing.txt",
        "source.txt",
    ];
    let (code, out, error) = run(&folder, &arguments)?;
    assert_eq!(code, Some(1));
    assert!(
        out.starts_with("true.txt") && out.contains("nothing harmful"),
        "{out}"
    );
    assert!(error.contains("missing.txt"), "{error}");
    Ok(())
}

#[test]
fn a_text_comes_from_standard_input() -> Outcome {
    let folder = folder("stdin")?;
    let mut child = command(&folder, &["verify", "-", "--source", "source.txt"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    child
        .stdin
        .take()
        .ok_or("a pipe")?
        .write_all(TRUE.as_bytes())?;
    let (code, out, _) = told(child.wait_with_output()?)?;
    assert_eq!(code, Some(0), "{out}");
    assert!(out.contains("verbatim  Tom Reyes"), "{out}");
    Ok(())
}

fn json(folder: &Path, arguments: &[&str]) -> Result<Value, Box<dyn Error>> {
    let (_, out, error) = run(folder, arguments)?;
    Ok(serde_json::from_str(&out).map_err(|e| format!("{e}: {out}{error}"))?)
}

/// The words of a span of chars.
fn chars(text: &str, span: &Value) -> Option<String> {
    let [from, to] = [span.get(0)?.as_u64()?, span.get(1)?.as_u64()?];
    let text = text.chars().skip(usize::try_from(from).ok()?);
    Some(text.take(usize::try_from(to - from).ok()?).collect())
}

#[test]
fn json_has_spans_on_both_sides_in_the_unit_that_is_asked_for() -> Outcome {
    let folder = folder("json")?;
    let arguments = [
        "verify",
        "false.txt",
        "--source",
        "source.txt",
        "--format",
        "json",
    ];
    let all = json(&folder, &[&arguments[..], &["--offsets", "char"]].concat())?;
    assert_eq!(
        (&all["schema"], &all["id"], &all["offsets"]),
        (&1.into(), &"false.txt".into(), &"char".into())
    );
    let quote = &all["quotes"][0];
    assert_eq!(
        (&quote["verdict"], &quote["harmful"], &quote["speaker"]),
        (&"altered".into(), &true.into(), &"Tom Reyes".into())
    );
    let source = &quote["source"];
    assert_eq!(
        (&source["id"], &source["speaker"]),
        (&"source.txt".into(), &"Tom Reyes".into())
    );
    assert_eq!(
        chars(SOURCE, &source["span"]).as_deref(),
        Some("The mayor has never asked the fishermen of Harwick what they need")
    );
    assert_eq!(
        chars(FALSE, &quote["span"]).map(|t| t.contains("fishermen of Ulm")),
        Some(true)
    );
    let change = &quote["changes"][0];
    assert_eq!(
        (&change["what"], &change["harmful"]),
        (&"name".into(), &true.into())
    );
    assert_eq!(chars(FALSE, &change["span"]).as_deref(), Some("Ulm"));
    assert_eq!(
        chars(SOURCE, &change["source_span"]).as_deref(),
        Some("Harwick")
    );
    assert_eq!(quote["also"], Value::Array(Vec::new()));
    // Bytes are the default, of which "ë" and the marks have more.
    let bytes = json(&folder, &arguments)?;
    let [byte, char] = [&bytes, &all].map(|v| v["quotes"][0]["changes"][0]["span"][0].as_u64());
    assert!(byte > char, "{byte:?} {char:?}");
    Ok(())
}

#[test]
fn nothing_found_is_null() -> Outcome {
    let folder = folder("null")?;
    fs::write(
        folder.join("new.txt"),
        "“Nobody will ever see that budget again,” said Bo Ek.",
    )?;
    let told = json(
        &folder,
        &[
            "verify",
            "new.txt",
            "--source",
            "source.txt",
            "--format",
            "json",
        ],
    )?;
    assert_eq!(told["quotes"][0]["verdict"], "not_found");
    assert_eq!(told["quotes"][0]["source"], Value::Null);
    Ok(())
}

#[test]
fn a_page_needs_nothing_else() -> Outcome {
    let folder = folder("page")?;
    let arguments = [
        "verify",
        "false.txt",
        "--source",
        "source.txt",
        "--format",
        "html",
    ];
    let (code, out, _) = run(&folder, &arguments)?;
    assert_eq!(code, Some(1));
    assert!(out.starts_with("<!DOCTYPE html>"));
    assert!(
        out.contains("<ins>Ulm</ins>") && out.contains("<del>Harwick</del>"),
        "{out}"
    );
    assert!(out.contains("<tr class=\"bad\">"), "{out}");
    assert!(!out.contains("http://") && !out.contains("https://") && !out.contains("<script"));
    Ok(())
}

#[test]
fn the_articles_of_a_graph_are_sources() -> Outcome {
    let folder = folder("graph")?;
    let (code, _, error) = run(&folder, &["graph", "add", "source.txt", "--db", "g.graph"])?;
    assert_eq!(code, Some(0), "{error}");
    for (text, expected) in [("true.txt", 0), ("false.txt", 1)] {
        let (code, out, _) = run(&folder, &["verify", text, "--db", "g.graph"])?;
        assert_eq!(code, Some(expected), "{out}");
        assert!(out.contains("source.txt"), "{out}");
    }
    Ok(())
}
