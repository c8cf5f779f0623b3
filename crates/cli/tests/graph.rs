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

/// Id, date and text.
type Article = (&'static str, &'static str, &'static str);

/// Writes rows of articles.
fn write(folder: &Path, name: &str, rows: &[Article]) -> Outcome {
    let row = |&(id, date, text): &Article| {
        format!(
            "{}\n",
            serde_json::json!({"id": id, "date": date, "text": text})
        )
    };
    Ok(fs::write(
        folder.join(name),
        rows.iter().map(row).collect::<String>(),
    )?)
}

const FAMILY: [Article; 2] = [
    (
        "f",
        "2031-03-02",
        "Margaret Ellison and her brother Peter Ellison came to Calverton. “It is over,” Margaret Ellison said.",
    ),
    (
        "g",
        "2031-03-03",
        "“I am tired,” Peter Ellison said. Channel 1 News said that the dam was safe.",
    ),
];

#[test]
fn a_number_is_a_number_and_a_part_of_a_name_asks_back() -> Outcome {
    let folder = folder("names")?;
    write(&folder, "family.jsonl", &FAMILY)?;
    told(&folder, &["add", "family.jsonl"], 0)?;
    let query = "SELECT name FROM graph_entities WHERE id = 1";
    let (out, _) = told(&folder, &["sql", query], 0)?;
    let first = out.lines().nth(1).ok_or("no entity")?;
    assert!(!first.contains("Channel"), "{out}");
    let (out, _) = told(&folder, &["info", "1"], 0)?;
    assert!(out.contains(first), "{out}");
    for arguments in [
        &["merge", "Ellison", "Calverton"][..],
        &["split", "Ellison", "f"],
    ] {
        let (_, told_) = told(&folder, arguments, 2)?;
        let asks = ["Margaret Ellison (", "Peter Ellison (", "give the number"];
        assert!(asks.iter().all(|part| told_.contains(part)), "{told_}");
    }
    // One text calls one of them by the word alone: the others are told of.
    write(
        &folder,
        "alone.jsonl",
        &[(
            "h",
            "2031-03-04",
            "Margaret Ellison left Calverton. Ellison was tired. “I go,” Ellison said.",
        )],
    )?;
    told(&folder, &["add", "alone.jsonl"], 0)?;
    for (arguments, code) in [
        (&["ask", "--speaker", "Ellison"][..], 0),
        (&["ask", "--about", "Ellison"], 0),
        (&["info", "Ellison"], 0),
        (&["merge", "Ellison", "Calverton"], 2),
        (&["split", "Ellison", "f"], 2),
    ] {
        let (_, told_) = told(&folder, arguments, code)?;
        assert!(told_.contains("Peter Ellison ("), "{arguments:?}: {told_}");
    }
    let (_, told_) = told(&folder, &["ask", "--speaker", "Peter Ellison"], 0)?;
    assert_eq!(told_, "");
    Ok(())
}

#[test]
fn a_wrong_merge_is_taken_back() -> Outcome {
    let folder = folder("undo")?;
    write(&folder, "family.jsonl", &FAMILY)?;
    told(&folder, &["add", "family.jsonl"], 0)?;
    let (_, told_) = told(&folder, &["decisions"], 0)?;
    assert!(told_.contains("nothing was merged or split"), "{told_}");
    let names = ["Margaret Ellison", "Peter Ellison"];
    let (before, _) = told(&folder, &["ask", "--format", "jsonl"], 0)?;
    let (out, _) = told(&folder, &["merge", names[0], names[1]], 0)?;
    assert!(
        out.contains("decision 1; graph undo 1 takes it back"),
        "{out}"
    );
    let (out, _) = told(&folder, &["decisions"], 0)?;
    assert_eq!(
        out,
        "1  one: Margaret Ellison (Person, 1 article), Peter Ellison (Person, 2 articles)\n"
    );
    let (out, _) = told(&folder, &["decisions", "--format", "json"], 0)?;
    let decided: Value = serde_json::from_str(&out)?;
    assert_eq!(
        (&decided[0]["decision"], &decided[0]["kind"]),
        (&1.into(), &"one".into())
    );
    let (out, _) = told(&folder, &["undo", "1"], 0)?;
    assert!(
        out.starts_with("taken back: 1  one: Margaret Ellison ("),
        "{out}"
    );
    let without_numbers = |rows: &str| -> Vec<String> {
        rows.lines()
            .map(|row| {
                row.split(r#""entity""#)
                    .next()
                    .unwrap_or_default()
                    .to_owned()
            })
            .collect()
    };
    let (after, _) = told(&folder, &["ask", "--format", "jsonl"], 0)?;
    assert_eq!(without_numbers(&after), without_numbers(&before));
    for name in names {
        told(&folder, &["info", name], 0)?;
    }
    let (_, told_) = told(&folder, &["undo", "1"], 1)?;
    assert!(
        told_.contains("expected the number of a merge or split, found 1"),
        "{told_}"
    );
    // What cannot be one is asked about.
    let (_, told_) = told(&folder, &["merge", names[0], "Calverton"], 2)?;
    assert!(told_.contains("--force makes them one"), "{told_}");
    told(&folder, &["merge", names[0], "Calverton", "--force"], 0)?;
    let (_, told_) = told(&folder, &["merge", "Calverton", "Calverton"], 2)?;
    assert!(told_.contains("expected two entities, found"), "{told_}");
    Ok(())
}

#[test]
fn of_one_id_the_last_version_stands() -> Outcome {
    let folder = folder("versions")?;
    let [first, second, third] = [
        "“One,” said Ann Lee.",
        "“Two,” said Ann Lee.",
        "“Three,” said Ann Lee.",
    ];
    let row = |text: &'static str| ("a", "2031-03-02", text);
    let other = ("b", "2031-03-02", "“Four,” said Tom Roy.");
    let cases: [(&[Article], &str); 4] = [
        (&[row(first), other, row(second)], "Two"),
        (&[row(second), other, row(first)], "One"),
        (&[row(first), row(second), row(third), other], "Three"),
        (&[row(second), row(first), row(second)], "Two"),
    ];
    let all = "SELECT * FROM graph_entities";
    for threads in ["1", "3"] {
        for (rows, expected) in cases {
            write(&folder, "versions.jsonl", rows)?;
            let add = ["add", "versions.jsonl", "--threads", threads];
            let (_, told_) = told(&folder, &add, 0)?;
            assert!(
                told_.contains("the last one of each id is in the graph"),
                "{told_}"
            );
            let (before, _) = told(&folder, &["sql", all], 0)?;
            for _ in 0..2 {
                let (out, _) = told(&folder, &["ask", "--speaker", "Ann Lee"], 0)?;
                assert!(out.contains(expected), "{rows:?}: {out}");
                let (out, _) = told(&folder, &add, 0)?;
                assert!(out.contains(" 0 added, 0 replaced, "), "{rows:?}: {out}");
            }
            assert_eq!(told(&folder, &["sql", all], 0)?.0, before);
        }
    }
    Ok(())
}

#[test]
fn rows_of_sql_have_all_columns_in_order() -> Outcome {
    let folder = folder("columns")?;
    told(&folder, &["add", "rows.jsonl"], 0)?;
    let query = "SELECT 1 AS b, 2 AS a, 3 AS b, 1e400 AS c, -1e400 AS d, x'00ff' AS e, 'x\"' AS f, NULL AS \"g\"\"\"";
    let (out, _) = told(&folder, &["sql", query, "--format", "jsonl"], 0)?;
    assert_eq!(
        out,
        "{\"b\":1,\"a\":2,\"b_2\":3,\"c\":\"inf\",\"d\":\"-inf\",\"e\":\"00ff\",\"f\":\"x\\\"\",\"g\\\"\":null}\n"
    );
    Ok(())
}

#[test]
fn a_table_of_answers_has_where_and_how_sure() -> Outcome {
    let folder = folder("table")?;
    told(&folder, &["add", "rows.jsonl"], 0)?;
    let table = |format| told(&folder, &["ask", "--limit", "0", "--format", format], 0);
    let (json, csv) = (table("json")?.0, table("csv")?.0);
    let facts: Vec<Value> = serde_json::from_str(&json)?;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let columns = reader.headers()?.clone();
    let mut rows = 0;
    for (fact, row) in facts.iter().zip(reader.records()) {
        let row = row?;
        let cell = |name: &str| {
            columns
                .iter()
                .position(|column| column == name)
                .and_then(|at| row.get(at))
        };
        let spans: Value = serde_json::from_str(cell("spans").unwrap_or_default())?;
        assert_eq!(spans, fact["spans"]);
        assert_eq!(
            cell("model").unwrap_or_default(),
            fact["model"].as_str().unwrap_or_default()
        );
        let score: Value =
            serde_json::from_str(cell("score").filter(|s| !s.is_empty()).unwrap_or("null"))?;
        assert_eq!(score, fact["score"]);
        for name in ["label", "kind", "status", "act"] {
            assert_eq!(
                cell(name).unwrap_or_default(),
                fact[name].as_str().unwrap_or_default(),
                "{name}"
            );
        }
        rows += 1;
    }
    assert_eq!(rows, facts.len());
    assert!(rows > 4);
    Ok(())
}

#[test]
fn how_files_are_named_changes_nothing() -> Outcome {
    let folder = folder("recipe")?;
    fs::write(folder.join("p.txt"), "Facility = Orvane Dam\n")?;
    let add = |patterns: &str| told(&folder, &["add", "rows.jsonl", "--patterns", patterns], 0);
    add("p.txt")?;
    fs::create_dir(folder.join("inner"))?;
    fs::copy(folder.join("p.txt"), folder.join("inner/q.txt"))?;
    for same in ["p.txt", "./p.txt", "inner/q.txt"] {
        let (out, _) = add(same)?;
        assert_eq!(
            out, "3 articles: 0 added, 0 replaced, 3 there already\n",
            "{same}"
        );
    }
    let recipe = || {
        told(
            &folder,
            &["sql", "SELECT DISTINCT recipe FROM documents"],
            0,
        )
    };
    let (before, _) = recipe()?;
    fs::write(folder.join("p.txt"), "Location = Orvane Dam\n")?;
    add("p.txt")?;
    assert_ne!(recipe()?.0, before);
    Ok(())
}

#[test]
fn what_a_gazetteer_gives_is_told() -> Outcome {
    let folder = folder("gazetteer")?;
    let table = "id,names,kind,place,dates\nq1,Lena Hartwick,Person,,\nq2,Tomas Brell,Persn,,\n\
                 q3,Norvik Power,,,\nq4,Norvik Power,,,\n";
    fs::write(folder.join("list.csv"), table)?;
    let (_, told_) = told(
        &folder,
        &["add", "rows.jsonl", "--gazetteer", "list.csv"],
        0,
    )?;
    for part in [
        "line 3: no entity is found by the kind \"Persn\"",
        "line 5: \"norvik power\" stands in line 4 under another id",
        "entities that have an id of the gazetteer: 1; its rows: 4",
    ] {
        assert!(told_.contains(part), "{part}: {told_}");
    }
    let (out, _) = told(&folder, &["info", "q1"], 0)?;
    assert!(out.contains("Lena Hartwick"), "{out}");
    let (_, told_) = told(&folder, &["add", "rows.jsonl", "--gazetteer", "."], 1)?;
    assert!(!told_.contains("line 0"), "{told_}");
    Ok(())
}

#[test]
fn nothing_is_made_where_nothing_is_added() -> Outcome {
    let folder = folder("nothing")?;
    for (arguments, code) in [
        (&["add", "none.jsonl"][..], 1),
        (&["add", "rows.jsonl", "--gazetteer", "none.csv"], 1),
    ] {
        told(&folder, arguments, code)?;
        assert!(!folder.join("g.graph").exists(), "{arguments:?}");
    }
    fs::create_dir(folder.join("g.graph"))?;
    for arguments in [&["add", "rows.jsonl"][..], &["info"]] {
        let (_, told_) = told(&folder, arguments, 1)?;
        assert!(told_.contains("found the folder g.graph"), "{told_}");
    }
    Ok(())
}
