//! `diff`: the facts that two versions do not share.

mod fresh;

use serde_json::{Value, json};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

type Outcome = Result<(), Box<dyn Error>>;

const OLD: &str = "Ann Lee, chair of Ostrand Bank, met Bob Ray in Paris.\n\n\
    “We sold two old ships last week,” said Lee. “The port will be closed,” said Ray.\n";

fn folder(test: &str) -> Result<PathBuf, Box<dyn Error>> {
    let folder = fresh::folder(&format!("diff_{test}"))?;
    fs::write(folder.join("old.txt"), OLD)?;
    Ok(folder)
}

fn run(folder: &Path, line: &str) -> Result<Output, Box<dyn Error>> {
    Ok(Command::new(env!("CARGO_BIN_EXE_newsgraph"))
        .current_dir(folder)
        .args(line.split(' '))
        .output()?)
}

/// The lines of JSON that a comparison prints.
fn differences(folder: &Path, line: &str) -> Result<Vec<Value>, Box<dyn Error>> {
    let output = run(folder, &format!("diff --format json {line}"))?;
    let messages = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{line}: {messages}");
    let text = String::from_utf8(output.stdout)?;
    Ok(text
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?)
}

/// How many facts of a layer are lost, gained and changed.
type Counts = &'static [(&'static str, [usize; 3])];

/// Each row: what is done to the text, and the kind of fact with what is lost, gained and changed.
#[test]
fn edits_show_the_facts_that_they_touch() -> Outcome {
    let folder = folder("edits")?;
    let replaced = |from: &str, to: &str| {
        assert!(OLD.contains(from), "{from}");
        OLD.replace(from, to)
    };
    let cases: [(&str, String, Counts); 6] = [
        ("nothing", OLD.to_owned(), &[]),
        (
            "other marks and breaks",
            OLD.replace(['“', '”'], "\"").replace(". ", ".\n\n"),
            &[],
        ),
        (
            "a paragraph before all",
            format!("It rained all day.\n\n{OLD}"),
            &[],
        ),
        (
            "another speaker",
            replaced("said Ray", "said Lee"),
            &[("quotes", [0, 0, 1])],
        ),
        (
            "other words",
            replaced("two old ships", "two new ships"),
            &[("quotes", [0, 0, 1])],
        ),
        (
            "a quote less",
            replaced(" “The port will be closed,” said Ray.", ""),
            &[("quotes", [1, 0, 0])],
        ),
    ];
    for (what, text, expected) in cases {
        fs::write(folder.join("new.txt"), text)?;
        let found = differences(&folder, "old.txt new.txt --layers quotes,relations")?;
        assert_eq!(
            found.len(),
            usize::from(!expected.is_empty()),
            "{what}: {found:?}"
        );
        for (kind, counts) in expected {
            let of = |list: &str| found[0][kind][list].as_array().map_or(0, Vec::len);
            assert_eq!(
                [of("lost"), of("gained"), of("changed")],
                *counts,
                "{what}: {found:?}"
            );
        }
    }
    Ok(())
}

/// A row as `annotate` writes it, so that a comparison reads what is stored.
fn annotated(folder: &Path, name: &str, text: &str) -> Result<Value, Box<dyn Error>> {
    fs::write(folder.join(name), text)?;
    let output = run(folder, &format!("annotate --format jsonl {name}"))?;
    Ok(serde_json::from_slice(&output.stdout)?)
}

#[test]
fn stored_facts_are_compared_and_not_found_again() -> Outcome {
    let folder = folder("stored")?;
    let old = annotated(&folder, "old.txt", OLD)?;
    let change = |what: &dyn Fn(&mut Value)| {
        let mut new = old.clone();
        what(&mut new);
        new
    };
    let no_relations = |new: &mut Value| new["relations"] = json!([]);
    let relations = old["relations"].as_array().ok_or("none")?.len();
    assert!(relations > 0, "{old}");
    let cases: [(&str, Value, Value); 3] = [
        (
            "quotes",
            change(&|new| new["quotes"][0]["act"] = "thought".into()),
            json!({"act": ["speech", "thought"]}),
        ),
        (
            "quotes",
            change(&|new| new["quotes"][0]["speaker"] = new["quotes"][1]["speaker"].clone()),
            json!({"speaker": ["Ann Lee", "Bob Ray"]}),
        ),
        (
            "relations",
            change(&|new| new["relations"][0]["status"] = "former".into()),
            json!({"status": ["now", "former"]}),
        ),
    ];
    fs::write(folder.join("old.jsonl"), old.to_string())?;
    for (kind, new, expected) in cases {
        fs::write(folder.join("new.jsonl"), new.to_string())?;
        let found = differences(&folder, "old.jsonl new.jsonl")?;
        assert_eq!(found.len(), 1, "{expected}");
        assert_eq!(found[0][kind]["changed"][0]["changes"], expected);
        for other in ["lost", "gained"] {
            assert_eq!(found[0][kind][other], json!([]), "{expected}");
        }
    }
    fs::write(folder.join("new.jsonl"), change(&no_relations).to_string())?;
    let found = differences(&folder, "old.jsonl new.jsonl")?;
    assert_eq!(
        found[0]["relations"]["lost"].as_array().map(Vec::len),
        Some(relations)
    );
    // JSON, JSON Lines and the text itself hold the same facts.
    fs::write(folder.join("all.json"), json!([old]).to_string())?;
    for other in ["all.json", "old.txt", "old.jsonl"] {
        assert_eq!(
            differences(&folder, &format!("old.jsonl {other}"))?,
            [] as [Value; 0],
            "{other}"
        );
    }
    Ok(())
}

#[test]
fn documents_are_paired_by_id() -> Outcome {
    let folder = folder("ids")?;
    let row = |id: &str, name: &str| {
        json!({"id": id, "text": format!("{name} met Ann Lee.")}).to_string()
    };
    let rows = |rows: &[(&str, &str)]| {
        rows.iter()
            .map(|(id, name)| row(id, name) + "\n")
            .collect::<String>()
    };
    let old = rows(&[
        ("a", "Bob Ray"),
        ("b", "Cid Moss"),
        ("c", "Dora Vale"),
        ("b", "Eve Hart"),
    ]);
    let new = rows(&[
        ("b", "Cid Moss"),
        ("n", "Fay Stone"),
        ("c", "Gus Crane"),
        ("b", "Eve Hart"),
    ]);
    fs::write(folder.join("old.jsonl"), old)?;
    fs::write(folder.join("new.jsonl"), new)?;
    let found = differences(&folder, "old.jsonl new.jsonl --layers entities")?;
    let told: Vec<(&Value, &Value)> = found.iter().map(|f| (&f["id"], &f["only"])).collect();
    let (a, c, n, none) = (json!("a"), json!("c"), json!("n"), Value::Null);
    assert_eq!(
        told,
        [(&c, &none), (&a, &json!("old")), (&n, &json!("new"))]
    );
    assert_eq!(
        found[0]["entities"]["lost"][0]["fact"],
        json!(["Dora Vale"])
    );
    assert_eq!(
        found[0]["entities"]["gained"][0]["fact"],
        json!(["Gus Crane"])
    );
    Ok(())
}

/// An entity that another version calls by a fuller name is the same one.
#[test]
fn a_fuller_name_is_told_once() -> Outcome {
    let folder = folder("names")?;
    fs::write(
        folder.join("old.txt"),
        "“We sold it,” said Lee. “It is gone,” Lee said.\n",
    )?;
    fs::write(
        folder.join("new.txt"),
        "Ann Lee spoke.\n\n“We sold it,” said Lee. “It is gone,” Lee said.\n",
    )?;
    let found = differences(&folder, "old.txt new.txt")?;
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0]["quotes"].is_null(), "{found:?}");
    assert_eq!(
        found[0]["entities"]["changed"][0]["changes"]["name"],
        json!(["Lee", "Ann Lee"])
    );
    Ok(())
}

#[test]
fn text_and_exit_codes() -> Outcome {
    let folder = folder("codes")?;
    fs::write(
        folder.join("new.txt"),
        OLD.replace("said Ray", "said Cid Moss"),
    )?;
    fs::write(folder.join("bad.jsonl"), "{\n")?;
    let row = annotated(&folder, "part.txt", OLD)?;
    let mut part = row.clone();
    part.as_object_mut().ok_or("no object")?.remove("triples");
    fs::write(folder.join("part.jsonl"), part.to_string())?;
    let cases = [
        (
            "diff old.txt old.txt",
            0,
            "No fact differs in 1 document.",
            "",
        ),
        (
            "diff old.txt new.txt",
            0,
            "~ \"The port will be closed\"",
            "",
        ),
        (
            "diff old.txt new.txt",
            0,
            "speaker: Bob Ray -> Cid Moss",
            "",
        ),
        (
            "diff --exit-code old.txt new.txt",
            1,
            "1 of 1 document differs: ",
            "",
        ),
        ("diff --exit-code old.txt old.txt", 0, "No fact differs", ""),
        (
            "diff bad.jsonl old.txt",
            1,
            "only in the new version",
            "bad.jsonl, line 1",
        ),
        (
            "diff missing.txt old.txt",
            1,
            "",
            "missing.txt: could not be read",
        ),
        ("diff part.jsonl old.txt", 1, "", "without triples"),
        ("diff - -", 2, "", "both standard input"),
        (
            "diff --layers magic old.txt new.txt",
            2,
            "",
            "possible values: entities",
        ),
    ];
    for (line, code, shown, told) in cases {
        let output = run(&folder, line)?;
        let (out, messages) = (
            String::from_utf8(output.stdout)?,
            String::from_utf8(output.stderr)?,
        );
        assert_eq!(output.status.code(), Some(code), "{line}: {out}{messages}");
        assert!(
            out.contains(shown) && messages.contains(told),
            "{line}: {out}{messages}"
        );
    }
    Ok(())
}
