//! What is shown to people: text with each set of layers, colours, completions and manual pages.

mod fresh;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

type Outcome = Result<(), Box<dyn Error>>;

const TEXT: &str =
    "Ann Lee, chair of Ostrand Bank, met Bob Ray on 3 May 2021. “It is open,” said Lee.\n";

const SUBCOMMANDS: [&str; 13] = [
    "annotate",
    "explain",
    "diff",
    "graph",
    "verify",
    "tag",
    "triples",
    "relations",
    "train",
    "evaluate",
    "schema",
    "completions",
    "man",
];

/// Those of `graph`.
const OF_GRAPH: [&str; 12] = [
    "add",
    "replace",
    "withdraw",
    "ask",
    "sql",
    "info",
    "merge",
    "split",
    "decisions",
    "undo",
    "export",
    "contradictions",
];

fn folder(test: &str) -> Result<PathBuf, Box<dyn Error>> {
    let folder = fresh::folder(&format!("shown_{test}"))?;
    fs::write(folder.join("a.txt"), TEXT)?;
    fs::write(folder.join("b.txt"), "It rained all day.\n")?;
    Ok(folder)
}

fn command(folder: &Path, line: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsgraph"));
    command
        .current_dir(folder)
        .args(line.split(' '))
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR")
        .env_remove("CLICOLOR_FORCE");
    command
}

fn run(folder: &Path, line: &str) -> Result<Output, Box<dyn Error>> {
    Ok(command(folder, line).output()?)
}

fn shown(folder: &Path, line: &str) -> Result<String, Box<dyn Error>> {
    let output = run(folder, line)?;
    let messages = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{line}: {messages}");
    Ok(String::from_utf8(output.stdout)?)
}

/// Each row: a file, the components, what the text holds and what it does not.
#[test]
fn text_shows_what_there_is() -> Outcome {
    let folder = folder("layers")?;
    let named = "NAMES\n  Ann Lee (Person)\n  Ostrand Bank (Organization)\n";
    let cases: [(&str, &str, &[&str], &[&str]); 8] = [
        (
            "a.txt",
            "tokenize",
            &["2 sentences, 25 words.\n"],
            &["WHO", "NAMES", "No "],
        ),
        (
            "a.txt",
            "tokenize,syntax",
            &["words, with parts of speech and trees."],
            &["WHO"],
        ),
        (
            "a.txt",
            "tokenize,ner",
            &[
                named,
                "DATES AND AMOUNTS\n  3 May 2021 (Date): 2021-05-03\n",
            ],
            &["WHO"],
        ),
        (
            "a.txt",
            "tokenize,syntax,ner,quote",
            &[
                named,
                "WHO SAID WHAT TO WHOM\n  Lee, \"said\", direct: “It is open,”\n",
            ],
            &["RELATES", "IS NAMED"],
        ),
        (
            "a.txt",
            "tokenize,syntax,ner,quote,triples",
            &["WHAT IS SAID OF WHAT\n  Ann Lee"],
            &["RELATES"],
        ),
        (
            "a.txt",
            "tokenize,syntax,ner,quote,coref",
            &["WHO AND WHAT IS NAMED\n  Ann Lee (Person): also chair of Ostrand Bank, Lee\n"],
            &["NAMES\n"],
        ),
        (
            "b.txt",
            "tokenize,syntax,ner,quote,coref,relation",
            &["No names, quotes or relations found.\n1 sentence, 5 words"],
            &["WH"],
        ),
        (
            "b.txt",
            "tokenize,ner",
            &["No names found.\n"],
            &["NAMES", "DATES"],
        ),
    ];
    for (file, components, has, has_not) in cases {
        let text = shown(
            &folder,
            &format!("annotate --format text --components {components} {file}"),
        )?;
        assert!(text.starts_with(&format!("{file}\n\n")), "{text}");
        for part in has {
            assert!(text.contains(part), "{components}: {part:?} in {text}");
        }
        for part in has_not {
            assert!(!text.contains(part), "{components}: {part:?} in {text}");
        }
        assert!(!text.contains("\n\n\n"), "{text}");
    }
    Ok(())
}

/// Colours come on a terminal, and where they are asked for outright; never into files.
#[test]
fn colours_are_for_terminals() -> Outcome {
    let folder = folder("colours")?;
    fs::write(folder.join("c.txt"), TEXT.replace("said Lee", "said Ray"))?;
    let has = |output: Output| output.stdout.contains(&0x1b);
    for line in [
        "annotate --format text a.txt",
        "explain a.txt --quote 0",
        "diff a.txt c.txt",
    ] {
        assert!(!has(run(&folder, line)?), "{line}");
        assert!(
            !has(command(&folder, line).env("CLICOLOR", "1").output()?),
            "{line}"
        );
        assert!(
            has(command(&folder, line).env("CLICOLOR_FORCE", "1").output()?),
            "{line}"
        );
        let mut none = command(&folder, line);
        assert!(
            !has(none
                .env("CLICOLOR_FORCE", "1")
                .env("NO_COLOR", "1")
                .output()?),
            "{line}"
        );
    }
    for line in [
        "annotate a.txt",
        "annotate --format html a.txt",
        "explain a.txt --quote 0 --format json",
    ] {
        assert!(
            !has(command(&folder, line).env("CLICOLOR_FORCE", "1").output()?),
            "{line}"
        );
    }
    let mut out = command(&folder, "annotate --out out.txt a.txt");
    assert_eq!(
        out.env("CLICOLOR_FORCE", "1").output()?.status.code(),
        Some(0)
    );
    assert!(!fs::read_to_string(folder.join("out.txt"))?.contains('\u{1b}'));
    Ok(())
}

/// With colours a text says the same as without.
#[test]
fn colours_change_no_word() -> Outcome {
    let folder = folder("plain")?;
    let line = "annotate --format text a.txt";
    let coloured = command(&folder, line).env("CLICOLOR_FORCE", "1").output()?;
    let coloured = String::from_utf8(coloured.stdout)?;
    let mut bare = String::new();
    for part in coloured.split('\u{1b}') {
        bare += match part.split_once('m') {
            Some((codes, rest)) if codes.starts_with('[') => rest,
            _ => part,
        };
    }
    assert_eq!(bare, shown(&folder, line)?);
    Ok(())
}

#[test]
fn shells_complete_each_subcommand() -> Outcome {
    let folder = folder("completions")?;
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = shown(&folder, &format!("completions {shell}"))?;
        for word in SUBCOMMANDS
            .into_iter()
            .chain(OF_GRAPH)
            .chain(["min-score", "exit-code"])
        {
            assert!(script.contains(word), "{shell}: {word}");
        }
        // Where the shell is there it takes what is written for it.
        let file = folder.join(shell);
        fs::write(&file, script)?;
        let known = matches!(shell, "bash" | "zsh" | "fish");
        let checked = known.then(|| {
            Command::new(shell)
                .arg("-n")
                .arg(&file)
                .stderr(Stdio::piped())
                .output()
        });
        match checked {
            Some(Ok(checked)) => assert!(checked.status.success(), "{shell}: {checked:?}"),
            _ => println!("skipped: {shell} cannot be had here"),
        }
    }
    assert_eq!(run(&folder, "completions tcsh")?.status.code(), Some(2));
    Ok(())
}

#[test]
fn each_subcommand_has_a_page() -> Outcome {
    let folder = folder("man")?;
    assert!(shown(&folder, "man")?.contains(".TH newsgraph 1"));
    assert_eq!(shown(&folder, "man --out pages/man1")?, "");
    let pages = folder.join("pages/man1");
    let mut names: Vec<String> = SUBCOMMANDS
        .iter()
        .map(|name| format!("newsgraph-{name}.1"))
        .chain(OF_GRAPH.map(|name| format!("newsgraph-graph-{name}.1")))
        .collect();
    names.push("newsgraph.1".to_owned());
    names.sort_unstable();
    let mut there: Vec<String> = Vec::new();
    for entry in fs::read_dir(&pages)? {
        there.push(entry?.file_name().to_string_lossy().into_owned());
    }
    there.sort_unstable();
    assert_eq!(there, names);
    for name in names {
        let page = pages.join(&name);
        let source = fs::read_to_string(&page)?;
        assert!(
            source.contains(".SH NAME") && source.contains(".SH SYNOPSIS"),
            "{name}"
        );
        let mut groff = Command::new("groff");
        match groff
            .args(["-man", "-Tutf8", "-ww", "-z"])
            .arg(&page)
            .output()
        {
            Ok(read) => assert!(
                read.status.success() && read.stderr.is_empty(),
                "{name}: {read:?}"
            ),
            Err(_) => println!("skipped: groff cannot be had here"),
        }
    }
    assert_eq!(run(&folder, "man --out a.txt")?.status.code(), Some(1));
    Ok(())
}
