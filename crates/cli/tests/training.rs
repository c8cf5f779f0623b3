//! Models of names, trees and quotes from corpora of one's own: what is learned is found again, and what cannot be learned is told.

mod fresh;
mod toy;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

type Outcome = Result<(), Box<dyn Error>>;

fn folder(test: &str) -> Result<PathBuf, Box<dyn Error>> {
    fresh::folder(&format!("training_{test}"))
}

fn train(folder: &Path, task: &str, train: &str, dev: &str) -> Result<Output, Box<dyn Error>> {
    let line = format!("train {task} --train {train} --dev {dev} --out model");
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsgraph"));
    Ok(command.current_dir(folder).args(line.split(' ')).output()?)
}

/// The F1 of a row of the report.
fn f1(report: &str, name: &str) -> Option<f64> {
    let row = report
        .lines()
        .find(|line| line.trim_start().starts_with(name))?;
    // Before the counts of gold and predicted.
    row.split_whitespace().nth_back(2)?.parse().ok()
}

#[test]
fn what_is_learned_is_found_again() -> Outcome {
    for (task, corpus, row) in [
        ("ner", toy::names(), "all"),
        ("syntax", toy::trees(), "las"),
        ("quotes", toy::quotes(), "content strict"),
    ] {
        let folder = folder(task)?;
        fs::write(folder.join("own"), corpus)?;
        let output = train(&folder, task, "own", "own")?;
        let messages = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(0), "{task}: {messages}");
        assert!(
            messages.contains("expect little of a model"),
            "{task}: {messages}"
        );
        let report = String::from_utf8(output.stdout)?;
        assert!(
            f1(&report, row).is_some_and(|f1| f1 > 90.0),
            "{task}: {report}"
        );
        assert!(folder.join("model").exists(), "{task}");
    }
    Ok(())
}

#[test]
fn what_cannot_be_learned_is_told() -> Outcome {
    let folder = folder("refused")?;
    let quotes = toy::quotes();
    let few: Vec<&str> = quotes.split_inclusive('\n').take(4).collect();
    let row = |fields: &str| format!("{{\"id\":\"a\"{fields}}}\n");
    let words = |line: &str| format!("{}\n\n", line.replace(' ', "\t"));
    let files = [
        ("quotes", quotes.clone()),
        ("few", few.concat()),
        ("none", row(",\"text\":\"Ann left.\",\"quotes\":[]")),
        ("bare", row(",\"quotes\":[{\"content\":[0,3]}]")),
        (
            "beyond",
            row(",\"text\":\"Ann left.\",\"quotes\":[{\"content\":[4,99]}]"),
        ),
        ("trees", toy::trees()),
        ("untagged", words("1 Ann _ _ _ _ 0 root _ _")),
        ("headless", words("1 Ann Ann PROPN NNP _ 7 nsubj _ _")),
    ];
    for (name, text) in files {
        fs::write(folder.join(name), text)?;
    }
    for (task, corpus, dev, message) in [
        (
            "quotes",
            "none",
            "quotes",
            "none: expected quotes in \"attributions\" or \"quotes\", found none",
        ),
        ("quotes", "quotes", "none", "none: expected quotes in"),
        (
            "quotes",
            "bare",
            "quotes",
            "article \"a\": expected its text in a field \"text\"",
        ),
        (
            "quotes",
            "beyond",
            "quotes",
            "a quote has the range 4 to 99, and the text 9 chars; positions count chars",
        ),
        (
            "quotes",
            "few",
            "quotes",
            "few: too little to learn from: quotes in 4 articles; some hundred are usual",
        ),
        (
            "quotes",
            "trees",
            "quotes",
            "trees, line 1: expected a JSON object",
        ),
        (
            "syntax",
            "untagged",
            "trees",
            "untagged: expected words with a universal part of speech in column 4",
        ),
        (
            "syntax",
            "headless",
            "trees",
            "in column 7 the number of a word of their sentence",
        ),
        (
            "syntax",
            "quotes",
            "trees",
            "quotes, line 1: expected ten columns",
        ),
    ] {
        let output = train(&folder, task, corpus, dev)?;
        let messages = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(1), "{task} {corpus}: {messages}");
        assert!(messages.contains(message), "{task} {corpus}: {messages}");
        assert!(!folder.join("model").exists(), "{task} {corpus}");
        assert!(!folder.join("model.partial").exists(), "{task} {corpus}");
    }
    Ok(())
}
