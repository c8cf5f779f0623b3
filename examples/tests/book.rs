//! What holds of the book and the READMEs: every block has a kind that something runs or that says why not, every page
//! of the book is tested and listed, and every link leads somewhere.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

type Outcome = Result<(), Box<dyn Error>>;

/// Kinds of blocks: Rust that is run or compiled, what `crates/cli/tests/book.rs` runs, Python with the package newsgraph,
/// which `bindings/python/tests/test_book.py` runs, JavaScript, which `bindings/web/test` runs, and what is only shown.
const KINDS: [&str; 10] = [
    "rust",
    "rust,no_run",
    "sh",
    "python",
    "py",
    "js",
    "text",
    "toml",
    "json",
    "console",
];

/// Whether `crates/cli/tests/book.rs` runs the blocks of this page.
fn is_run(page: &str) -> bool {
    let name = page.strip_prefix("docs/src/");
    ["README.md", "crates/cli/README.md"].contains(&page)
        || name.is_some_and(|name| !name.contains('/'))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The Markdown files below a folder, as paths from the root.
fn markdown(folder: &str, found: &mut Vec<String>) -> Outcome {
    for entry in fs::read_dir(root().join(folder))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if folder == "." {
            name.clone()
        } else {
            format!("{folder}/{name}")
        };
        if entry.file_type()?.is_dir() {
            if name != "target" && !name.starts_with('.') {
                markdown(&path, found)?;
            }
        } else if Path::new(&path)
            .extension()
            .is_some_and(|ending| ending == "md")
        {
            found.push(path);
        }
    }
    found.sort();
    Ok(())
}

fn all() -> Result<Vec<String>, Box<dyn Error>> {
    let mut found = Vec::new();
    markdown(".", &mut found)?;
    Ok(found)
}

/// The lines outside blocks of code, with their numbers.
fn prose(text: &str) -> Vec<(usize, &str)> {
    let mut is_code = false;
    let lines = (1..).zip(text.lines());
    let prose = lines.filter(|(_, line)| {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        !is_code && !is_fence
    });
    prose.collect()
}

#[test]
fn blocks_have_a_kind() -> Outcome {
    for page in all()? {
        let text = fs::read_to_string(root().join(&page))?;
        let mut before = "";
        let mut is_open = false;
        for (number, line) in (1..).zip(text.lines()) {
            if let Some(kind) = line.strip_prefix("```") {
                is_open = !is_open;
                if is_open {
                    assert!(
                        KINDS.contains(&kind),
                        "{page}, line {number}: {kind:?}; choose from {KINDS:?}"
                    );
                    assert!(
                        !["sh", "python"].contains(&kind) || is_run(&page),
                        "{page}, line {number}: crates/cli/tests/book.rs does not run this page"
                    );
                    assert!(
                        kind != "console" || before.starts_with("<!-- not run: "),
                        "{page}, line {number}: say why it is not run, in a comment before it"
                    );
                }
            }
            before = line;
        }
        assert!(!is_open, "{page}: a block does not end");
    }
    Ok(())
}

#[test]
fn pages_are_tested_and_listed() -> Outcome {
    let mut pages = Vec::new();
    markdown("docs/src", &mut pages)?;
    let library = fs::read_to_string(root().join("examples/src/lib.rs"))?;
    let summary = fs::read_to_string(root().join("docs/src/SUMMARY.md"))?;
    for page in pages {
        let name = page.strip_prefix("docs/src/").ok_or("a page of the book")?;
        if name == "SUMMARY.md" {
            continue;
        }
        assert!(
            summary.contains(&format!("]({name})")),
            "SUMMARY.md does not list {name}"
        );
        let text = fs::read_to_string(root().join(&page))?;
        if text.contains("```rust") {
            assert!(
                library.contains(&format!("docs/src/{name}\"")),
                "examples/src/lib.rs does not test {name}"
            );
        }
    }
    Ok(())
}

/// The targets of links and pictures in a line.
fn targets(line: &str) -> Vec<&str> {
    let parts = line.split("](").skip(1);
    let mut found: Vec<&str> = parts
        .filter_map(|part| part.split_once(')'))
        .map(|(target, _)| target)
        .collect();
    // `[name]: target`
    if let Some((name, target)) = line.split_once("]: ")
        && name.starts_with('[')
    {
        found.push(target);
    }
    found
}

/// The anchors of a page's headings, as mdbook and GitHub make them.
fn anchors(text: &str) -> BTreeSet<String> {
    let headings = prose(text).into_iter().filter_map(|(_, line)| {
        let heading = line.trim_start_matches('#');
        (heading.len() < line.len() && heading.starts_with(' ')).then_some(heading)
    });
    let anchor = |heading: &str| {
        let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
        let letters = heading
            .trim()
            .chars()
            .filter(kept)
            .flat_map(char::to_lowercase);
        letters.map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    headings.map(anchor).collect()
}

#[test]
fn links_lead_somewhere() -> Outcome {
    for page in all()? {
        let path = root().join(&page);
        let text = fs::read_to_string(&path)?;
        let folder = path.parent().ok_or("a page lies in a folder")?;
        for (number, line) in prose(&text) {
            for target in targets(line) {
                if target.contains("://") || target.starts_with("mailto:") {
                    continue;
                }
                let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
                let linked = if file.is_empty() {
                    path.clone()
                } else {
                    folder.join(file)
                };
                assert!(
                    linked.exists(),
                    "{page}, line {number}: {target} is not there"
                );
                if !anchor.is_empty() {
                    let anchors = anchors(&fs::read_to_string(&linked)?);
                    assert!(
                        anchors.contains(anchor),
                        "{page}, line {number}: {target}: no such heading in {anchors:?}"
                    );
                }
            }
        }
    }
    Ok(())
}

/// A README of a package is shown by docs.rs and the registry, where no other file is.
#[test]
fn readmes_of_packages_link_to_what_is_online() -> Outcome {
    for page in all()?
        .iter()
        .filter(|page| page.starts_with("crates/") && page.ends_with("README.md"))
    {
        let text = fs::read_to_string(root().join(page))?;
        for (number, line) in prose(&text) {
            for target in targets(line) {
                assert!(
                    target.starts_with("https://") || target.starts_with('#'),
                    "{page}, line {number}: {target}: give the whole address"
                );
            }
        }
    }
    Ok(())
}

/// The Rust sources below a folder, with string literals that go on in the next line put together.
fn sources(folder: &Path, all: &mut String) -> Outcome {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() && !path.ends_with("target") {
            sources(&path, all)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path)?;
            let mut lines = text.lines().peekable();
            while let Some(line) = lines.next() {
                let Some(start) = line.strip_suffix('\\') else {
                    *all += line;
                    all.push('\n');
                    continue;
                };
                *all += start;
                if let Some(next) = lines.peek_mut() {
                    *next = next.trim_start();
                }
            }
        }
    }
    Ok(())
}

/// What the page on troubleshooting says of a message stands in the code.
#[test]
fn messages_are_those_of_the_code() -> Outcome {
    let page = fs::read_to_string(root().join("docs/src/troubleshooting.md"))?;
    let (messages, _) = page
        .split_once("## Not an error")
        .ok_or("the page ends with what is no error")?;
    let mut code = String::new();
    sources(&root().join("crates"), &mut code)?;
    let code = code.replace("\\\"", "\"");
    let rows = messages.lines().filter(|line| line.starts_with("| `"));
    let mut checked = 0;
    for row in rows {
        let message = row.split('|').nth(1).ok_or("a row has a message")?;
        for part in message.split('`').skip(1).step_by(2) {
            assert!(
                code.contains(part),
                "troubleshooting.md: no code says {part:?}"
            );
            checked += 1;
        }
    }
    assert!(checked > 20, "{checked}");
    Ok(())
}

#[test]
fn links_are_found() {
    assert_eq!(targets("see [a](b.md), ![c](d.svg)"), ["b.md", "d.svg"]);
    assert_eq!(targets("[a]: https://b"), ["https://b"]);
    let page = "# Two words, here\n```text\n# no\n```\n## A `b`\n";
    assert_eq!(
        anchors(page).into_iter().collect::<Vec<_>>(),
        ["a-b", "two-words-here"]
    );
}
