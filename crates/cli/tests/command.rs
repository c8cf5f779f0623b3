//! The command from outside: its output, its messages, its exit codes.

mod fresh;

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

type Outcome = Result<(), Box<dyn Error>>;

/// A folder of its own for each test, empty at the start.
fn folder(test: &str) -> Result<PathBuf, Box<dyn Error>> {
    fresh::folder(test)
}

fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_newsgraph"))
}

fn with_input(command: &mut Command, input: &[u8]) -> Result<Output, Box<dyn Error>> {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input)?;
    }
    Ok(child.wait_with_output()?)
}

fn rows(output: &Output) -> Result<Vec<serde_json::Value>, Box<dyn Error>> {
    let text = std::str::from_utf8(&output.stdout)?;
    Ok(text
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?)
}

#[test]
fn the_version_tells_what_binds() -> Outcome {
    let output = command().arg("--version").output()?;
    let text = String::from_utf8(output.stdout)?;
    assert!(
        text.contains(env!("CARGO_PKG_VERSION")) && text.contains("CC BY-NC-SA 4.0"),
        "{text}"
    );
    Ok(())
}

#[test]
fn wrong_usage_exits_with_2() -> Outcome {
    let cases: [(&[&str], &str); 7] = [
        (&["annotate", "--no-such-flag"], "--no-such-flag"),
        (&["annotate", "--format", "pdf"], "pdf"),
        (&["annotate", "--date", "yesterday"], "YYYY-MM-DD"),
        (
            &["annotate", "--threads", "0"],
            "expected a whole number from 1",
        ),
        (
            &["annotate", "--threads", "-1"],
            "expected a whole number from 1",
        ),
        (
            &["annotate", "--components", "tokenize,magic"],
            "there is no component \"magic\"; choose from tokenize",
        ),
        (
            &["annotate", "--components", "tokenize,quote"],
            "--components: quote needs syntax, ner; give --components tokenize,syntax,ner,quote",
        ),
    ];
    for (arguments, message) in cases {
        let output = with_input(command().args(arguments), b"")?;
        let messages = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(2), "{arguments:?} {messages}");
        assert!(messages.contains(message), "{messages}");
    }
    Ok(())
}

#[test]
fn formats_and_out_file() -> Outcome {
    let folder = folder("formats")?;
    fs::write(folder.join("a.txt"), "Ann didn't leave.")?;
    let run = |arguments: &[&str]| {
        command()
            .current_dir(&folder)
            .arg("annotate")
            .args(arguments)
            .output()
    };
    for (format, start) in [
        ("json", "[\n{"),
        ("jsonl", "{\"schema\":2"),
        ("conllu", "# newdoc"),
        ("html", "<!DOCTYPE"),
        ("text", "a.txt"),
    ] {
        let output = run(&["--format", format, "--out", "out", "a.txt"])?;
        assert_eq!(output.status.code(), Some(0));
        assert!(output.stdout.is_empty());
        let written = fs::read_to_string(folder.join("out"))?;
        assert!(written.starts_with(start), "{format}: {written}");
    }
    assert!(fs::read_to_string(folder.join("a.txt"))?.starts_with("Ann"));
    assert_eq!(run(&["--out", "a.txt", "a.txt"])?.status.code(), Some(2));
    Ok(())
}

#[test]
fn one_long_line_is_read() -> Outcome {
    let text = "Ann Lee told Bob Ray that prices rose. ".repeat(27_000);
    let output = with_input(
        command().args(["annotate", "--components", "tokenize"]),
        text.as_bytes(),
    )?;
    assert_eq!(output.status.code(), Some(0));
    assert!(
        rows(&output)?[0]["sentences"]
            .as_array()
            .is_some_and(|s| s.len() > 20_000)
    );
    Ok(())
}

#[test]
fn threads_do_not_change_the_output() -> Outcome {
    let line = |n: usize| {
        let text = format!("Ann {n} met Bob. “Go,” he said.");
        serde_json::json!({"id": n, "text": text}).to_string()
    };
    let lines = (0..50).map(line).collect::<Vec<_>>().join("\n");
    let run = |threads: &str| {
        with_input(
            command().args(["annotate", "--threads", threads]),
            lines.as_bytes(),
        )
    };
    assert_eq!(run("1")?.stdout, run("8")?.stdout);
    Ok(())
}

#[test]
fn tag_keeps_the_corpus() -> Outcome {
    let folder = folder("tag")?;
    let treebank = "# sent_id = x\n1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tDo\t_\t_\t_\t_\t0\troot\t_\t_\n2\tn't\t_\t_\t_\t_\t1\tdep\t_\t_\n3\tgo\t_\t_\t_\t_\t1\tdep\t_\tSpaceAfter=No\n\n";
    fs::write(folder.join("a.conllu"), treebank)?;
    fs::write(
        folder.join("a.conll"),
        "-DOCSTART- O\n\nAnn O\nLee O\n\nleft O\n",
    )?;
    let run = |task: &str, input: &str, file: &str| {
        command()
            .current_dir(&folder)
            .args(["tag", "--task", task, "--input", input, file])
            .output()
    };
    let output = String::from_utf8(run("syntax", "conllu", "a.conllu")?.stdout)?;
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(
        lines[..2],
        ["# sent_id = x", "1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_"]
    );
    assert!(
        lines[4].starts_with("3\tgo\tgo\t") && lines[4].ends_with("\tSpaceAfter=No"),
        "{output}"
    );
    let output = String::from_utf8(run("ner", "conll", "a.conll")?.stdout)?;
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!((lines.len(), lines[0], lines[4]), (6, "-DOCSTART- O", ""));
    assert_eq!(lines[2].split(' ').count(), 3);
    Ok(())
}

#[test]
fn tag_leaves_out_relative_dates_where_asked() -> Outcome {
    let folder = folder("dates")?;
    let words = "It opened on March 3 , 2019 and closed last year .";
    fs::write(folder.join("a.conll"), words.replace(' ', " O\n") + " O\n")?;
    let dates = |options: &[&str]| -> std::result::Result<usize, Box<dyn std::error::Error>> {
        let tag = ["tag", "--task", "ner", "--input", "conll", "a.conll"];
        let output = command()
            .current_dir(&folder)
            .args(tag)
            .args(options)
            .output()?;
        Ok(String::from_utf8(output.stdout)?.matches("B-Date").count())
    };
    assert_eq!((dates(&[])?, dates(&["--absolute-dates"])?), (2, 1));
    Ok(())
}

#[test]
fn patterns_of_ones_own() -> Outcome {
    let folder = folder("patterns")?;
    let patterns = "# ours\nVessel = Grey Heron\nVessel : the [shape=Xx+] [lemma=sail]\n";
    fs::write(folder.join("ours"), patterns)?;
    fs::write(folder.join("wrong"), "Vessel = Grey Heron\nVessel Heron\n")?;
    fs::write(folder.join("a.txt"), "Ann took the Grey Heron to Paris.")?;
    fs::write(folder.join("a.conll"), "The O\nGrey O\nHeron O\n")?;
    let run = |arguments: &[&str]| command().current_dir(&folder).args(arguments).output();
    let output = run(&["annotate", "--patterns", "ours", "a.txt"])?;
    assert_eq!(output.status.code(), Some(0));
    let rows = rows(&output)?;
    let mentions = rows[0]["mentions"].as_array().ok_or("no mentions")?;
    let own: Vec<_> = mentions.iter().filter(|m| m["label"] == "Vessel").collect();
    assert_eq!((own.len(), &own[0]["text"]), (1, &"Grey Heron".into()));

    let tag = ["tag", "--task", "ner", "--input", "conll", "--patterns"];
    let output = run(&[&tag[..], &["ours", "a.conll"]].concat())?;
    let tagged = String::from_utf8(output.stdout)?;
    assert_eq!(tagged, "The O O\nGrey O B-Vessel\nHeron O I-Vessel\n");

    let refused: [(&[&str], i32, &str); 3] = [
        (&["wrong", "a.txt"], 1, "wrong: line 2: expected a label"),
        (
            &["none", "a.txt"],
            1,
            "--patterns none: could not read none",
        ),
        (
            &["ours", "--components", "tokenize,ner", "a.txt"],
            2,
            "--components: ner needs syntax; give --components tokenize,syntax,ner",
        ),
    ];
    for (arguments, code, message) in refused {
        let output = run(&[&["annotate", "--patterns"], arguments].concat())?;
        let messages = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(code), "{messages}");
        assert!(messages.contains(message), "{messages}");
    }
    Ok(())
}

#[test]
fn triples_of_one_sentence_a_line() -> Outcome {
    let folder = folder("triples")?;
    let file = folder.join("sentences.txt");
    let lines = "The mayor sold two old ships in May.\n\n\tAnn Lee\tis a judge.\r\n \nShe didn't vote for the wide-ranging plan.\n👍\n";
    fs::write(&file, lines)?;
    let run = |options: &[&str]| -> Result<Vec<Vec<String>>, Box<dyn Error>> {
        let output = command().arg("triples").arg(&file).args(options).output()?;
        assert!(output.status.success(), "{output:?}");
        let text = String::from_utf8(output.stdout)?;
        let columns = |line: &str| line.split('\t').map(str::to_owned).collect();
        Ok(text.lines().map(columns).collect())
    };
    let found = run(&[])?;
    assert_eq!(found[0][0], "The mayor sold two old ships in May.");
    let confidence: f64 = found[0][1].parse()?;
    assert!((0.0..=1.0).contains(&confidence));
    assert_eq!(
        found[0][2..],
        ["sold", "The mayor", "two old ships", "in May"]
    );
    let of = |sentence: &str| {
        found
            .iter()
            .filter(|row| row[0] == sentence)
            .collect::<Vec<_>>()
    };
    let judge = of(" Ann Lee is a judge.");
    assert_eq!(judge[0][2..], ["is", "Ann Lee", "a judge"]);
    let vote = of("She didn't vote for the wide-ranging plan.");
    assert_eq!(
        vote[0][2..],
        ["did n't vote for", "She", "the wide-ranging plan"]
    );
    let binary = run(&["--binary"])?;
    assert_eq!(binary.len(), found.len());
    assert!(binary.iter().all(|row| row.len() == 5));
    let tokenized = run(&["--tokenized"])?;
    assert_eq!(tokenized[0][2..4], ["sold", "The mayor"]);
    assert!(
        tokenized
            .iter()
            .flatten()
            .any(|part| part.ends_with("May."))
    );
    fs::write(&file, b"caf\xe9\n")?;
    let output = command().arg("triples").arg(&file).output()?;
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr)?.contains("UTF-8"));
    Ok(())
}

#[test]
fn train_writes_a_model_to_tag_with() -> Outcome {
    let folder = folder("train")?;
    let names = ["Ann", "Bob", "Cid", "Dora", "Eve", "Finn"];
    let ships = ["Heron", "Gull", "Tern", "Swift"];
    let mut corpus = String::new();
    for name in names {
        for ship in ships {
            write!(
                corpus,
                "-DOCSTART- O\n\n{name} B-PER\nsailed O\nthe O\nGrey B-SHIP\n{ship} I-SHIP\nhome O\n\n"
            )?;
        }
    }
    fs::write(folder.join("own.conll"), &corpus)?;
    fs::write(folder.join("none.conll"), "Ann O\nleft O\n")?;
    let run = |arguments: &[&str]| command().current_dir(&folder).args(arguments).output();
    let train = |train: &str, out: &str| {
        run(&[
            "train",
            "ner",
            "--train",
            train,
            "--dev",
            "own.conll",
            "--out",
            out,
        ])
    };
    let output = train("own.conll", "own.model")?;
    let messages = String::from_utf8(output.stderr)?;
    assert_eq!(output.status.code(), Some(0), "{messages}");
    assert!(messages.contains("own.model: "), "{messages}");
    let report = String::from_utf8(output.stdout)?;
    for kind in ["all", "PER", "SHIP"] {
        let line = report.lines().find(|l| l.starts_with(kind));
        assert!(line.is_some_and(|l| l.contains("100.00")), "{report}");
    }

    let model = ["--input", "conll", "--model", "own.model", "none.conll"];
    let output = run(&[&["tag", "--task", "ner"][..], &model].concat())?;
    let tagged = String::from_utf8(output.stdout)?;
    assert!(tagged.starts_with("Ann O B-PER\n"), "{tagged}");

    let refused = [
        (train("none.conll", "x")?, 1, "expected names with 1 to"),
        (train("missing", "x")?, 1, "could not read missing"),
        (train("own.conll", "own.conll")?, 2, "would overwrite"),
        (
            run(&[
                "tag", "--task", "ner", "--input", "conll", "--model", "x", "x",
            ])?,
            1,
            "could not read x",
        ),
    ];
    for (output, code, message) in refused {
        let messages = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(code), "{messages}");
        assert!(messages.contains(message), "{messages}");
    }
    Ok(())
}

#[test]
fn evaluate_scores_triples() -> Outcome {
    let folder = folder("evaluate_triples")?;
    let (gold, pred) = (folder.join("gold.tsv"), folder.join("pred.tsv"));
    fs::write(&gold, "Ann sold ships .\tsold\tAnn\tships\n")?;
    fs::write(
        &pred,
        "Ann sold ships .\t0.9\tsold\tAnn\tships\nAnn sold ships .\t0.1\tis\tAnn\tships\n",
    )?;
    let output = command()
        .args(["evaluate", "triples"])
        .arg(&gold)
        .arg(&pred)
        .output()?;
    let table = String::from_utf8(output.stdout)?;
    let row = table
        .lines()
        .find(|line| line.starts_with("triples "))
        .ok_or("no row")?;
    assert_eq!(
        row.split_whitespace().collect::<Vec<_>>(),
        ["triples", "100.00", "100.00", "100.00", "1", "1"]
    );
    let output = command()
        .args(["evaluate", "triples"])
        .arg(&gold)
        .output()?;
    assert!(
        String::from_utf8(output.stdout)?
            .contains("triples                   100.00  100.00  100.00")
    );
    Ok(())
}

#[test]
fn evaluate_reads_gold_and_predictions() -> Outcome {
    let folder = folder("evaluate")?;
    fs::write(folder.join("gold"), "Ann B-PER\nLee I-PER\n\nParis B-LOC\n")?;
    fs::write(folder.join("pred"), "Ann B-PER\nLee I-PER\n\nParis B-ORG\n")?;
    let run = |arguments: &[&str]| {
        command()
            .current_dir(&folder)
            .arg("evaluate")
            .args(arguments)
            .output()
    };
    let output = String::from_utf8(run(&["ner", "gold", "pred"])?.stdout)?;
    let all = output
        .lines()
        .find(|line| line.starts_with("all "))
        .unwrap_or_default();
    let numbers: Vec<&str> = all.split_whitespace().collect();
    assert_eq!(numbers, ["all", "50.00", "50.00", "50.00", "2", "2"]);
    let output = run(&["quotes", "gold"])?;
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr)?.contains("gold, line 1: expected a JSON object"));
    Ok(())
}

#[test]
fn evaluate_scores_facts() -> Outcome {
    let folder = folder("evaluate_facts")?;
    let text = "“We go,” said Zoë Lee.";
    let gold = serde_json::json!({"id": "a", "date": null, "text": text,
        "entities": [{"label": "Person", "name": "Zoë Lee", "mentions": [[14, 21]], "descriptions": []}],
        "quotes": [{"act": "speech", "kind": "direct", "content": [[0, 8]], "speaker": [14, 21], "speaker_entity": 0}],
        "relations": [],
        "values": [{"span": [1, 3], "label": "Date", "value": "2026"}]});
    fs::write(folder.join("gold.jsonl"), gold.to_string())?;
    let output = command()
        .current_dir(&folder)
        .args(["evaluate", "facts", "gold.jsonl", "--errors"])
        .output()?;
    let printed = String::from_utf8(output.stdout)?;
    let mut lines = printed.lines();
    assert_eq!(lines.next(), Some("a\tmissed or wrong value\tWe\t2026"));
    let row = |name: &str| printed.lines().find(|line| line.starts_with(name));
    for name in ["names ", "entities ", "quotes ", "found "] {
        let row = row(name).unwrap_or_default();
        assert_eq!(row.matches("100.00").count(), 3, "{printed}");
    }
    Ok(())
}
