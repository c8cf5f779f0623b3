//! `graph`: many articles as one graph, from outside.

mod fresh;

use serde_json::Value;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

type Outcome = Result<(), Box<dyn Error>>;

const ROWS: [(&str, &str, &str); 3] = [
    (
        "a",
        "2031-03-02",
        "Mayor Lena Hartwick said on Tuesday that the Orvane Dam would be repaired by June. \
         Tomas Brell, chief engineer of Norvik Power, said the repair would cost $12 million.",
    ),
    (
        "b",
        "2031-03-09",
        "“The dam is sound,” said Tomas Brell. “Ask the people downstream,” Lena Hartwick told reporters.",
    ),
    (
        "c",
        "2031-04-01",
        "Lena Hartwick accused Norvik Power of hiding a report. “No report was hidden,” said Tomas Brell.",
    ),
];

/// A folder with the articles, and the same with the second one changed.
fn folder(test: &str) -> Result<PathBuf, Box<dyn Error>> {
    let folder = fresh::folder(&format!("graph_{test}"))?;
    let row = |(id, date, text): (&str, &str, &str)| {
        format!(
            "{}\n",
            serde_json::json!({"id": id, "date": date, "text": text})
        )
    };
    fs::write(folder.join("rows.jsonl"), ROWS.map(row).concat())?;
    let mut changed = ROWS;
    changed[1].2 = "“The dam is old,” said Tomas Brell.";
    fs::write(folder.join("changed.jsonl"), changed.map(row).concat())?;
    fs::write(
        folder.join("new.jsonl"),
        row(("new", "2031-05-01", "It rained.")),
    )?;
    Ok(folder)
}

fn run(folder: &Path, arguments: &[&str]) -> Result<Output, Box<dyn Error>> {
    Ok(Command::new(env!("CARGO_BIN_EXE_newsgraph"))
        .current_dir(folder)
        .arg("graph")
        .args(arguments)
        .args(["--db", "g.graph"])
        .output()?)
}

/// Runs it, and gives what it printed and what it told.
fn told(folder: &Path, arguments: &[&str], code: i32) -> Result<(String, String), Box<dyn Error>> {
    let output = run(folder, arguments)?;
    let out = String::from_utf8(output.stdout)?;
    let told = String::from_utf8(output.stderr)?;
    assert_eq!(
        output.status.code(),
        Some(code),
        "{arguments:?}: {out}{told}"
    );
    Ok((out, told))
}

#[test]
fn adds_replaces_and_withdraws() -> Outcome {
    let folder = folder("adds")?;
    let add = |file: &str| told(&folder, &["add", file], 0).map(|(out, _)| out);
    assert_eq!(
        add("rows.jsonl")?,
        "3 articles: 3 added, 0 replaced, 0 there already\n"
    );
    assert_eq!(
        add("rows.jsonl")?,
        "3 articles: 0 added, 0 replaced, 3 there already\n"
    );
    assert_eq!(
        add("changed.jsonl")?,
        "3 articles: 0 added, 1 replaced, 2 there already\n"
    );
    let (out, told_) = told(&folder, &["replace", "new.jsonl"], 1)?;
    assert_eq!(out, "0 articles: 0 added, 0 replaced, 0 there already\n");
    assert!(
        told_.contains("new: the graph has no article of this id"),
        "{told_}"
    );
    let (out, _) = told(&folder, &["replace", "rows.jsonl"], 0)?;
    assert_eq!(out, "3 articles: 0 added, 1 replaced, 2 there already\n");
    let (out, told_) = told(&folder, &["withdraw", "b", "none"], 1)?;
    assert_eq!(out, "1 article withdrawn\n");
    assert!(told_.contains("none: the graph has no article"), "{told_}");
    let (out, _) = told(&folder, &["info", "--format", "json"], 0)?;
    assert_eq!(serde_json::from_str::<Value>(&out)?["documents"], 2);
    // Other options give other facts.
    let (out, _) = told(&folder, &["add", "rows.jsonl", "--acts", "all"], 0)?;
    assert!(out.starts_with("3 articles: 1 added"), "{out}");
    Ok(())
}

#[test]
fn takes_what_annotate_wrote() -> Outcome {
    let folder = folder("annotated")?;
    let annotated = Command::new(env!("CARGO_BIN_EXE_newsgraph"))
        .current_dir(&folder)
        .args([
            "annotate",
            "rows.jsonl",
            "--offsets",
            "char",
            "--out",
            "annotated.jsonl",
        ])
        .output()?;
    assert!(annotated.status.success());
    let (out, _) = told(&folder, &["add", "annotated.jsonl"], 0)?;
    assert_eq!(out, "3 articles: 3 added, 0 replaced, 0 there already\n");
    let facts = |folder: &Path| told(folder, &["ask", "--limit", "0", "--format", "jsonl"], 0);
    let (from_rows, _) = facts(&folder)?;
    fs::remove_file(folder.join("g.graph"))?;
    told(&folder, &["add", "rows.jsonl", "--threads", "3"], 0)?;
    assert_eq!(facts(&folder)?.0, from_rows);
    Ok(())
}

#[test]
fn answers_questions() -> Outcome {
    let folder = folder("answers")?;
    told(&folder, &["add", "rows.jsonl"], 0)?;
    let (out, _) = told(
        &folder,
        &[
            "ask",
            "--speaker",
            "tomas brell",
            "--since",
            "2031-03-05",
            "--format",
            "jsonl",
        ],
        0,
    )?;
    let facts: Vec<Value> = out
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    let said = facts
        .iter()
        .map(|fact| (fact["document"].as_str(), fact["words"].as_str()));
    let said: Vec<_> = said.collect();
    assert_eq!(
        said,
        [
            (Some("c"), Some("“No report was hidden,”")),
            (Some("b"), Some("“The dam is sound,”"))
        ]
    );
    let (start, end) = (
        facts[0]["spans"][0][0].as_u64(),
        facts[0]["spans"][0][1].as_u64(),
    );
    let span = start
        .zip(end)
        .map(|(start, end)| start as usize..end as usize);
    assert_eq!(
        span.and_then(|span| ROWS[2].2.get(span)),
        facts[0]["words"].as_str()
    );
    let (out, _) = told(&folder, &["ask", "--relation", "accuses"], 0)?;
    assert!(
        out.contains("2031-04-01  c\n") && out.contains("Lena Hartwick accuses Norvik Power"),
        "{out}"
    );
    let (out, _) = told(
        &folder,
        &["ask", "--about", "downstream people", "--format", "csv"],
        0,
    )?;
    assert!(
        out.starts_with("fact,document,date,") && out.contains("quote,b,2031-03-09,"),
        "{out}"
    );
    Ok(())
}

#[test]
fn questions_without_an_answer_say_so() -> Outcome {
    let folder = folder("no_answers")?;
    told(&folder, &["add", "rows.jsonl"], 0)?;
    let cases: [(&[&str], i32, &str); 7] = [
        (
            &["ask", "--speaker", "Nobody Known"],
            1,
            "no article names an entity \"Nobody Known\"",
        ),
        (
            &["ask", "--about", "submarines"],
            1,
            "no quote or relation of the graph answers this",
        ),
        (
            &["ask", "--relation", "weds"],
            1,
            "the graph has no relation \"weds\"; it has",
        ),
        (
            &["ask", "--since", "soon"],
            2,
            "expected a day as YYYY-MM-DD",
        ),
        (
            &["ask", "--addressee", "Brell", "--relation", "weds"],
            2,
            "leave one out",
        ),
        (
            &["sql", "DELETE FROM quotes"],
            2,
            "expected one query that gives rows",
        ),
        (&["sql", "SELECT"], 2, "the query is not understood"),
    ];
    for (arguments, code, expected) in cases {
        let (_, told) = told(&folder, arguments, code)?;
        assert!(told.contains(expected), "{arguments:?}: {told}");
    }
    let (out, told_) = told(&folder, &["ask", "--limit", "2"], 0)?;
    assert_eq!(out.matches("  [").count(), 2, "{out}");
    assert!(told_.contains("2 of "), "{told_}");
    let (out, _) = told(
        &folder,
        &[
            "sql",
            "SELECT document, words FROM said WHERE speaker = 'Lena Hartwick' ORDER BY date",
        ],
        0,
    )?;
    assert!(out.starts_with("document\twords\na\t"), "{out}");
    Ok(())
}

#[test]
fn merges_and_splits() -> Outcome {
    let folder = folder("merges")?;
    told(&folder, &["add", "rows.jsonl"], 0)?;
    let (out, _) = told(&folder, &["split", "Tomas Brell", "c"], 0)?;
    assert!(
        out.contains("one: Tomas Brell (") && out.contains("apart: Tomas Brell ("),
        "{out}"
    );
    let (_, told_) = told(&folder, &["info", "Tomas Brell"], 2)?;
    assert!(
        told_.contains("give the number of the one that is meant"),
        "{told_}"
    );
    let (_, told_) = told(&folder, &["ask", "--speaker", "Tomas Brell"], 0)?;
    assert!(told_.contains("all of which are asked for"), "{told_}");
    // It outlives another version.
    told(&folder, &["add", "changed.jsonl"], 0)?;
    let query =
        "SELECT group_concat(id, ' ') AS ids FROM graph_entities WHERE name = 'Tomas Brell'";
    let (out, _) = told(&folder, &["sql", query, "--format", "jsonl"], 0)?;
    let ids = serde_json::from_str::<Value>(&out)?;
    let ids: Vec<&str> = ids["ids"].as_str().ok_or("no ids")?.split(' ').collect();
    assert_eq!(ids.len(), 2);
    let (out, _) = told(&folder, &["merge", ids[0], ids[1]], 0)?;
    assert!(out.contains("3 articles"), "{out}");
    let (out, _) = told(&folder, &["info", "Tomas Brell"], 0)?;
    assert!(out.contains("in: a\nin: b\nin: c\n"), "{out}");
    Ok(())
}

#[test]
fn refuses_what_is_no_graph() -> Outcome {
    let folder = folder("refuses")?;
    for arguments in [
        &["ask"][..],
        &["info"],
        &["withdraw", "a"],
        &["merge", "1", "2"],
        &["replace", "rows.jsonl"],
    ] {
        let (_, told) = told(&folder, arguments, 1)?;
        assert!(told.contains("found no file g.graph"), "{told}");
        assert!(!folder.join("g.graph").exists(), "{arguments:?}");
    }
    fs::write(folder.join("g.graph"), "A text. ".repeat(900))?;
    for arguments in [&["ask"][..], &["info"], &["add", "rows.jsonl"]] {
        let (_, told) = told(&folder, arguments, 1)?;
        assert!(
            told.contains("expected a graph, found another file"),
            "{told}"
        );
    }
    assert_eq!(
        fs::read_to_string(folder.join("g.graph"))?,
        "A text. ".repeat(900)
    );
    Ok(())
}

#[test]
fn hostile_texts_are_shown_as_they_are() -> Outcome {
    let folder = folder("hostile")?;
    let text = "“A\u{202e}b\u{1b}[31m </script> --> 'x'\u{0}; DROP TABLE quotes,” said Ann\u{200b} Lee of Ostrand.";
    let row = serde_json::json!({"id": "\u{1b}[2J\"'; --", "text": text});
    fs::write(folder.join("bad.jsonl"), format!("{row}\n"))?;
    told(&folder, &["add", "bad.jsonl"], 0)?;
    let (out, _) = told(&folder, &["ask"], 0)?;
    assert!(!out.contains(['\u{202e}', '\u{1b}', '\u{0}']), "{out:?}");
    let (out, _) = told(&folder, &["sql", "SELECT document, words FROM said"], 0)?;
    assert!(!out.contains(['\u{202e}', '\u{1b}', '\u{0}']), "{out:?}");
    let (out, _) = told(&folder, &["withdraw", "\u{1b}[2J\"'; --"], 0)?;
    assert_eq!(out, "1 article withdrawn\n");
    Ok(())
}
