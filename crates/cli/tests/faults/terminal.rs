//! Messages beside the bar of a terminal.

use crate::Outcome;
use crate::folder::{Folder, ROWS, rows};

#[test]
fn the_bar_hides_no_message() -> Outcome {
    let folder = Folder::new("terminal")?;
    let bad = |start: usize| format!("{}{{\n", rows(start..start + ROWS - 1));
    folder.write("a.jsonl", (0..4).map(bad).collect::<Vec<_>>().concat())?;
    let script = "exec script -qec \"$newsgraph $quick --out out.jsonl a.jsonl\" /dev/null";
    let output = folder.shell(script).output()?;
    if output.status.code() != Some(1) {
        println!("skipped: no terminal can be had here");
        return Ok(());
    }
    let shown = String::from_utf8(output.stdout)?;
    let lines = lines(&shown);
    for n in 1..=4 {
        let start = format!(
            "newsgraph: a.jsonl, line {}: expected a JSON object",
            n * ROWS
        );
        let told = lines.iter().filter(|line| line.starts_with(&start));
        assert_eq!(told.count(), 1, "{shown:?}");
    }
    let last = "newsgraph: some input could not be read (see above); the rest is done";
    assert_eq!(lines.last().copied(), Some(last), "{shown:?}");
    Ok(())
}

/// What stands between breaks of lines and commands to the terminal.
fn lines(shown: &str) -> Vec<&str> {
    let parts = shown
        .split("\u{1b}[")
        .enumerate()
        .map(|(at, part)| match at {
            0 => part,
            _ => part
                .trim_start_matches(|c: char| c.is_ascii_digit() || "?;".contains(c))
                .get(1..)
                .unwrap_or_default(),
        });
    parts
        .flat_map(|part| part.split(['\r', '\n']))
        .filter(|line| !line.trim().is_empty())
        .collect()
}
