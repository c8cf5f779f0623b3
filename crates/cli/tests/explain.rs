//! `explain`: what is told is what the run decided by.

mod fresh;

use serde_json::Value;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

type Outcome = Result<(), Box<dyn Error>>;

const TEXT: &str = "Ann Lee, chair of Ostrand Bank, told Bob Ray on Monday that prices would rise.\n\n\
    “We sold two old ships,” she said. “It was time.”\n\n\
    Two men were hurt, police said. According to the mayor, the bridge is closed.\n\n\
    Lee believes that the bank, which she leads, will grow. It rained.\n";

fn folder(test: &str) -> Result<PathBuf, Box<dyn Error>> {
    let folder = fresh::folder(&format!("explain_{test}"))?;
    fs::write(folder.join("a.txt"), TEXT)?;
    Ok(folder)
}

fn run(folder: &Path, line: &str) -> Result<Output, Box<dyn Error>> {
    let arguments = line.split(' ').map(|word| word.replace('_', " "));
    Ok(Command::new(env!("CARGO_BIN_EXE_newsgraph"))
        .current_dir(folder)
        .args(arguments)
        .output()?)
}

fn json(folder: &Path, line: &str) -> Result<Value, Box<dyn Error>> {
    let output = run(folder, line)?;
    let messages = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{line}: {messages}");
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The parts of a quote that both JSONs have.
fn parts(quote: &Value) -> Vec<Value> {
    let span = |value: &Value| value["span"].clone();
    let content = match &quote["content"][0]["span"] {
        Value::Null => quote["content"].clone(),
        _ => quote["content"]
            .as_array()
            .map_or(Value::Null, |all| all.iter().map(span).collect()),
    };
    let cue = match &quote["cue"] {
        Value::Object(cue) => cue["span"].clone(),
        cue => cue.clone(),
    };
    let who = |who: &str| {
        [
            span(&quote[who]),
            quote[who]["entity"].clone(),
            quote[who]["how"].clone(),
        ]
    };
    let score = quote["score"]
        .as_f64()
        .map_or(Value::Null, |score| format!("{score:.3}").into());
    let rest = ["kind", "act"].map(|field| quote[field].clone());
    let all = [content, cue, score].into_iter().chain(rest);
    all.chain(who("speaker")).chain(who("addressee")).collect()
}

/// Each quote of a run is the one that is explained, and each part that a ranker chose is the one of the highest score.
#[test]
fn what_is_explained_is_what_annotate_gives() -> Outcome {
    let folder = folder("same")?;
    for options in ["", " --acts all --min-score 0.1", " --offsets utf16"] {
        let whole = json(&folder, &format!("annotate --format json a.txt{options}"))?;
        let quotes = whole[0]["quotes"].as_array().ok_or("no quotes")?.clone();
        assert!(quotes.len() > 4, "{quotes:?}");
        let mut found = Vec::new();
        for (number, quote) in quotes.iter().enumerate() {
            let line = format!("explain a.txt --format json --quote {number}{options}");
            let told = json(&folder, &line)?;
            assert_eq!(parts(&told), parts(quote), "{line}");
            let reasons = &told["reasons"];
            for part in ["cue", "speaker"] {
                let weighed = reasons[format!("{part}_candidates")]
                    .as_array()
                    .ok_or("none")?;
                let scores: Vec<f64> = weighed.iter().filter_map(|w| w["score"].as_f64()).collect();
                assert!(scores.is_sorted_by(|a, b| a >= b), "{line}");
                if reasons[format!("{part}_by")] == "ranker" && !weighed.is_empty() {
                    assert_eq!(weighed[0]["chosen"], true, "{line}: {reasons}");
                }
            }
            found.push(reasons["found_by"].as_str().unwrap_or_default().to_owned());
            // The score is the sum of the evidence on a curve, or that of the form.
            let is_of_labels = reasons["found_by"] == "labels";
            let evidence = reasons["evidence"].as_array().map_or(0, Vec::len);
            assert_eq!(evidence > 0, is_of_labels, "{line}");
        }
        for form in ["labels", "closing", "account"] {
            assert!(found.iter().any(|by| by == form), "{form} in {found:?}");
        }
    }
    Ok(())
}

#[test]
fn the_chain_of_a_speaker_tells_each_step() -> Outcome {
    let folder = folder("chain")?;
    let whole = json(&folder, "annotate --format json a.txt")?;
    let entities = whole[0]["entities"].as_array().ok_or("none")?;
    let ann = entities
        .iter()
        .position(|e| e["name"] == "Ann Lee")
        .ok_or("no Ann Lee")?;
    let told = json(
        &folder,
        &format!("explain a.txt --format json --entity {ann}"),
    )?;
    let mentions = told["mentions"].as_array().ok_or("none")?;
    let ids: Vec<&Value> = mentions.iter().map(|m| &m["mention"]).collect();
    let expected: Vec<&Value> = entities[ann]["mentions"]
        .as_array()
        .ok_or("none")?
        .iter()
        .collect();
    assert_eq!(ids, expected);
    let by = |text: &str| {
        let found = mentions.iter().find(|m| m["text"] == text);
        found.map(|m| m["joined_by"].clone())
    };
    for (text, expected) in [("Ann Lee", "name"), ("Lee", "person"), ("she", "ranker")] {
        assert_eq!(by(text), Some(expected.into()), "{text}");
    }
    let she = mentions
        .iter()
        .find(|m| m["text"] == "she")
        .ok_or("no she")?;
    let chosen = she["candidates"].as_array().ok_or("none")?;
    let chosen: Vec<&Value> = chosen.iter().filter(|c| c["chosen"] == true).collect();
    assert_eq!(chosen.len(), 1);
    assert_eq!(chosen[0]["name"], "Ann Lee");
    Ok(())
}

#[test]
fn each_fact_is_told_in_both_forms() -> Outcome {
    let folder = folder("forms")?;
    let cases = [
        ("--quote 0", "found by"),
        ("--span 0,7", "mention"),
        ("--span Ostrand_Bank", "Ostrand Bank"),
        ("--span prices_would_rise", "nsubj"),
        ("--span the_mayor", "no mention"),
        ("--relation 0", "subject"),
        ("--triple 0", "predicate"),
        ("--entity 0", "Ann Lee"),
        ("--mention 0", "label"),
    ];
    for (target, expected) in cases {
        let output = run(&folder, &format!("explain a.txt {target}"))?;
        let text = String::from_utf8(output.stdout)?;
        assert_eq!(output.status.code(), Some(0), "{target}");
        assert!(text.contains(expected), "{target}: {text}");
        assert!(!text.contains('\u{1b}'), "{target}: {text}");
        let told = json(&folder, &format!("explain a.txt --format json {target}"))?;
        assert_eq!(
            (&told["schema"], &told["id"]),
            (&1.into(), &"a.txt".into()),
            "{target}"
        );
    }
    Ok(())
}

/// What is annotated already is explained as it is, and reasons are told of what this run finds too.
#[test]
fn a_row_is_explained_as_it_stands() -> Outcome {
    let folder = folder("row")?;
    let output = run(&folder, "annotate --format jsonl a.txt")?;
    let row = String::from_utf8(output.stdout)?;
    fs::write(folder.join("a.jsonl"), &row)?;
    let (of_text, of_row) = (
        "explain a.txt --format json --quote 1",
        "explain a.jsonl --format json --quote 1",
    );
    assert_eq!(json(&folder, of_text)?, json(&folder, of_row)?);
    // Facts of another run stay, whatever this one finds.
    let mut other: Value = serde_json::from_str(&row)?;
    let start = &mut other["quotes"][1]["content"][0][0];
    *start = (start.as_u64().ok_or("no number")? + 3).into();
    for layer in other["layers"].as_array_mut().ok_or("no layers")? {
        if layer["layer"] == "quotes" {
            layer["model"] = "another 9.9".into();
        }
    }
    fs::write(folder.join("b.jsonl"), other.to_string())?;
    let told = json(&folder, "explain b.jsonl --format json --quote 1")?;
    assert_eq!(told["reasons"], Value::Null);
    assert_eq!(told["made_by"]["model"], "another 9.9");
    assert_eq!(told["made_otherwise"], serde_json::json!(["quotes"]));
    let text = String::from_utf8(run(&folder, "explain b.jsonl --quote 1")?.stdout)?;
    assert!(text.contains("does not find this quote"), "{text}");
    Ok(())
}

#[test]
fn what_is_not_there_is_told() -> Outcome {
    let folder = folder("absent")?;
    fs::write(
        folder.join("two.jsonl"),
        "{\"id\":\"x\",\"text\":\"Ann left.\"}\n{\"id\":\"y\",\"text\":\"\"}\n",
    )?;
    fs::write(folder.join("none.jsonl"), "")?;
    let cases = [
        ("explain a.txt", 2, "<--quote <N>|--span"),
        (
            "explain a.txt --quote 1 --entity 2",
            2,
            "cannot be used with",
        ),
        ("explain a.txt --quote 99", 2, "numbered from 0 to "),
        (
            "explain a.txt --entity 4294967296",
            2,
            "numbered from 0 to ",
        ),
        ("explain a.txt --quote -1", 2, "unexpected argument"),
        ("explain a.txt --span 7,3", 2, "the start first"),
        ("explain a.txt --span 0,99999", 2, "from 0 to "),
        ("explain a.txt --span 81,82", 2, "between characters"),
        ("explain a.txt --span no_such_words", 2, "has no such words"),
        (
            "explain two.jsonl --quote 0",
            2,
            "say which by --id, as --id",
        ),
        (
            "explain two.jsonl --id x --quote 0",
            2,
            "--quote 0: the document has none",
        ),
        (
            "explain two.jsonl --id z --quote 0",
            2,
            "no document of this id",
        ),
        ("explain none.jsonl --quote 0", 1, "holds no document"),
        (
            "explain missing.txt --quote 0",
            1,
            "missing.txt: could not be read",
        ),
    ];
    for (line, code, message) in cases {
        let output = run(&folder, line)?;
        let messages = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(code), "{line}: {messages}");
        assert!(messages.contains(message), "{line}: {messages}");
        assert!(output.stdout.is_empty(), "{line}");
    }
    Ok(())
}

/// Spans are those of the text as it is written, also where it is read otherwise, and nothing in it reaches a terminal.
#[test]
fn odd_texts_are_explained() -> Outcome {
    let folder = folder("odd")?;
    let text = "&ldquo;We sold it,&rdquo; said Ann\u{202E} Lee of A&amp;B\u{1b}[31m. She left.\n";
    fs::write(folder.join("odd.txt"), text)?;
    let told = json(&folder, "explain odd.txt --format json --quote 0")?;
    let content = told["content"][0]["text"].as_str().ok_or("no text")?;
    assert!(content.starts_with("&ldquo;We sold it"), "{content}");
    for candidate in told["reasons"]["cue_candidates"].as_array().ok_or("none")? {
        if let (Some(span), Some(words)) =
            (candidate["span"].as_array(), candidate["text"].as_str())
        {
            let at = |end: usize| span[end].as_u64().map_or(0, |at| at as usize);
            assert_eq!(&text[at(0)..at(1)], words);
        }
    }
    for target in ["--quote 0", "--span She", "--entity 0"] {
        let output = run(&folder, &format!("explain odd.txt {target}"))?;
        let shown = String::from_utf8(output.stdout)?;
        assert!(
            !shown.contains(['\u{1b}', '\u{202E}']),
            "{target}: {shown:?}"
        );
    }
    Ok(())
}
