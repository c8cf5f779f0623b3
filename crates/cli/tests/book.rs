//! The shell and Python blocks of the READMEs and the book run, in the order in which they stand on their page.
//!
//! Each page has a folder of its own with the files that its blocks name. `newsgraph` is the command that was built;
//! `cargo run --package newsgraph-cli -- ...` is run by it too, and `cargo install` and `cargo test` have nothing to do.

#![cfg(unix)]

mod fresh;
mod toy;

use std::error::Error;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

type Outcome = Result<(), Box<dyn Error>>;

/// A block of code with the number of its first line.
struct Block {
    line: usize,
    language: String,
    code: String,
}

/// The blocks of a page.
fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_open = false;
    for (number, line) in (1..).zip(page.lines()) {
        match line.strip_prefix("```") {
            Some(_) if is_open => is_open = false,
            Some(language) => {
                is_open = true;
                blocks.push(Block {
                    line: number,
                    language: language.to_owned(),
                    code: String::new(),
                });
            }
            None if is_open => {
                if let Some(block) = blocks.last_mut() {
                    block.code += line;
                    block.code.push('\n');
                }
            }
            None => {}
        }
    }
    blocks
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The pages whose blocks are run, as paths from the root.
fn pages() -> Result<Vec<String>, Box<dyn Error>> {
    let mut pages = vec!["README.md".to_owned(), "crates/cli/README.md".to_owned()];
    for entry in fs::read_dir(root().join("docs/src"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if Path::new(&name)
            .extension()
            .is_some_and(|ending| ending == "md")
        {
            pages.push(format!("docs/src/{name}"));
        }
    }
    pages.sort();
    Ok(pages)
}

/// What `cargo` does here: the command is built already, and is run by `cargo run`.
const CARGO: &str = r#"#!/bin/sh
case "$*" in
"install --path crates/cli" | "test --workspace") exit 0 ;;
"run --release --package newsgraph-cli -- "*) shift 5; exec newsgraph "$@" ;;
esac
echo "a block asks for cargo $*, which no test runs" >&2
exit 1
"#;

const ARTICLE: &str = "The Harbour Bank will close its last branch in Ulm, Ann Lee, its chair, said on Monday.\n\n\
    “We will help everybody,” she told the Daily Crane. Mayor Bob Ray of Ulm criticised the plan.\n";

/// A folder of this name with the files that blocks name, all of them small and invented.
fn filled(name: &str) -> Result<PathBuf, Box<dyn Error>> {
    let folder = fresh::folder(name)?;
    for name in ["bin", "examples/data", "articles", "pages"] {
        fs::create_dir_all(folder.join(name))?;
    }
    let cargo = folder.join("bin/cargo");
    fs::write(&cargo, CARGO)?;
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755))?;
    let article = root().join("examples/data/article.txt");
    fs::copy(&article, folder.join("examples/data/article.txt"))?;
    fs::copy(&article, folder.join("article.txt"))?;
    let story = root().join("examples/data/story");
    fs::create_dir_all(folder.join("examples/data/story"))?;
    for page in fs::read_dir(story)? {
        let page = page?;
        fs::copy(
            page.path(),
            folder.join("examples/data/story").join(page.file_name()),
        )?;
    }
    let page =
        format!("<html><body><article><h1>A bank</h1><p>{ARTICLE}</p></article></body></html>");
    let rows = format!(
        "{}\n{}\n",
        serde_json::json!({"id": "bank", "text": ARTICLE, "date": "2024-05-06"}),
        serde_json::json!({"id": "ferry", "text": "“No ferry sails today,” Cora Dunn told reporters."}),
    );
    let files = [
        ("my-article.txt", ARTICLE),
        ("a.txt", ARTICLE),
        ("old.txt", ARTICLE),
        ("new.txt", ARTICLE),
        ("articles/one.txt", ARTICLE),
        ("pages/one.html", &page),
        ("rows.jsonl", &rows),
        ("articles.jsonl", &rows),
        (
            "own.txt",
            "Product = Blue Kite\nEvent : Operation [shape=Xx+]+\n",
        ),
        ("sentences.txt", "Ann Lee sold nine old ships.\n"),
        ("own.conll", &toy::names()),
        ("dev.conll", &toy::names()),
        ("own.conllu", &toy::trees()),
        ("dev.conllu", &toy::trees()),
        ("own.jsonl", &toy::quotes()),
        ("dev.jsonl", &toy::quotes()),
    ];
    for (name, text) in files {
        fs::write(folder.join(name), text)?;
    }
    Ok(folder)
}

/// Whether a program is there.
fn have(program: &str) -> bool {
    let found = Command::new("sh")
        .args(["-c", "command -v \"$0\"", program])
        .output();
    found.is_ok_and(|output| output.status.success())
}

/// Runs the blocks of a page. A block whose program is not there is told and left out.
fn run(page: &str) -> Outcome {
    let text = fs::read_to_string(root().join(page))?;
    let blocks = blocks(&text);
    if !blocks
        .iter()
        .any(|block| ["sh", "python"].contains(&&*block.language))
    {
        return Ok(());
    }
    let folder = filled(&format!("book_{}", page.replace('/', "_")))?;
    let command = Path::new(env!("CARGO_BIN_EXE_newsgraph"));
    let built = command.parent().ok_or("the command lies in a folder")?;
    let rest = std::env::var("PATH")?;
    let path = format!(
        "{}:{}:{rest}",
        folder.join("bin").display(),
        built.display()
    );
    for block in blocks {
        let (program, flags): (&str, &[&str]) = match &*block.language {
            "sh" => ("sh", &["-euc"]),
            "python" => ("python3", &["-c"]),
            _ => continue,
        };
        let needed = if block.code.contains("jq ") {
            [program, "jq"]
        } else {
            [program, "sh"]
        };
        if let Some(missing) = needed.into_iter().find(|program| !have(program)) {
            println!("{page}, line {}: no {missing}: skipped", block.line);
            continue;
        }
        let output = Command::new(program)
            .args(flags)
            .arg(&block.code)
            .current_dir(&folder)
            .env("PATH", &path)
            .output()?;
        let messages = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success(),
            "{page}, line {}: {}\n{messages}",
            block.line,
            block.code
        );
    }
    Ok(())
}

#[test]
fn the_readmes_run() -> Outcome {
    pages()?
        .iter()
        .filter(|page| page.ends_with("README.md"))
        .try_for_each(|page| run(page))
}

#[test]
fn the_book_runs() -> Outcome {
    let pages = pages()?;
    let book: Vec<&String> = pages
        .iter()
        .filter(|page| page.starts_with("docs/"))
        .collect();
    assert!(book.len() > 10, "{book:?}");
    book.into_iter().try_for_each(|page| run(page))
}

#[test]
fn a_block_that_fails_is_found() -> Outcome {
    let page = "a\n\n```sh\nnewsgraph --version\n```\n\n```text\nno\n```\n";
    let found = blocks(page);
    let read: Vec<_> = found
        .iter()
        .map(|b| (b.line, &*b.language, &*b.code))
        .collect();
    assert_eq!(
        read,
        [(3, "sh", "newsgraph --version\n"), (7, "text", "no\n")]
    );
    let folder = filled("book_cargo")?;
    let output = Command::new(folder.join("bin/cargo"))
        .args(["test"])
        .output()?;
    assert_eq!(output.status.code(), Some(1));
    Ok(())
}
