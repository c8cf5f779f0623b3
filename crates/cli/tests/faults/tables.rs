//! A folder of tables has its name when it is whole, and takes nobody's place.

use crate::Outcome;
use crate::folder::{Folder, QUICK, ROWS, rows, send, told};
use std::fs;
use std::io::Write;
use std::time::Duration;

/// Sentences of one document that a table has no room for: they are written at once.
const SENTENCES: usize = 70_000;

/// How often it is looked for what a run writes, for a minute.
const TRIES: usize = 12_000;

fn wait(mut is: impl FnMut() -> bool) -> Outcome {
    for _ in 0..TRIES {
        if is() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    Err("nothing came".into())
}

#[test]
fn documents_so_far_are_kept_in_the_partial_folder() -> Outcome {
    let folder = Folder::new("tables_stopped")?;
    let arguments = ["--format", "arrow", "--out", "out", "in.jsonl"];
    let (child, mut pipe) = folder.waiting(folder.command(QUICK).args(arguments))?;
    let text = "They left. ".repeat(SENTENCES);
    writeln!(pipe, "{{\"id\": \"long\", \"text\": \"{text}\"}}")?;
    pipe.flush()?;
    let sentences = folder.path("out.partial/sentences.arrow");
    wait(|| fs::metadata(&sentences).is_ok_and(|file| file.len() > 1 << 20))?;
    send("TERM", &child)?;
    let documents = ROWS + 1;
    assert_eq!(
        told(&child.wait_with_output()?, 143)?,
        format!("newsgraph: stopped by SIGTERM; out.partial holds {documents} documents\n")
    );
    drop(pipe);
    assert_eq!(folder.names()?, ["in.jsonl", "out.partial"]);
    for file in fs::read_dir(folder.path("out.partial"))? {
        assert!(fs::read(file?.path())?.ends_with(b"ARROW1"));
    }
    let again = ["--format", "arrow", "--out", "out", "in.jsonl"];
    let again = told(&folder.command(QUICK).args(again).output()?, 2)?;
    assert!(
        again.contains("out.partial is there from a run that did not end"),
        "{again}"
    );
    Ok(())
}

#[test]
fn nothing_is_left_where_no_document_was_written() -> Outcome {
    let folder = Folder::new("tables_nothing")?;
    folder.pipe("in.jsonl")?;
    let arguments = ["--format", "parquet", "--out", "out", "in.jsonl"];
    let child = folder.command(QUICK).args(arguments).spawn()?;
    wait(|| folder.path("out.partial").is_dir())?;
    send("INT", &child)?;
    assert_eq!(
        told(&child.wait_with_output()?, 130)?,
        "newsgraph: stopped by SIGINT (Ctrl-C); nothing was written\n"
    );
    assert_eq!(folder.names()?, ["in.jsonl"]);

    let missing = ["--format", "parquet", "--out", "out", "no.jsonl"];
    let missing = told(&folder.command(QUICK).args(missing).output()?, 1)?;
    assert!(missing.contains("nothing was written"), "{missing}");
    assert_eq!(folder.names()?, ["in.jsonl"]);
    Ok(())
}

#[test]
fn places_that_cannot_be_are_told_before_the_work() -> Outcome {
    let folder = Folder::new("tables_places")?;
    folder.write("a.jsonl", rows(0..3))?;
    fs::create_dir(folder.path("full"))?;
    folder.write("full/mine", "mine")?;
    let cases = [
        (
            "a.jsonl",
            "--out a.jsonl: a.jsonl is a file; the tables are a folder of files",
        ),
        (
            "full",
            "--out full: the folder full is not empty; name another one, or empty it",
        ),
        (
            "none/out",
            "--out none/out: there is no folder none; make it first",
        ),
    ];
    for (out, message) in cases {
        let arguments = ["--format", "parquet", "--out", out, "a.jsonl"];
        let told = told(&folder.command(QUICK).args(arguments).output()?, 2)?;
        assert!(told.contains(message), "{told}");
        assert_eq!(folder.names()?, ["a.jsonl", "full"]);
        assert_eq!(folder.read("full/mine")?, "mine");
    }
    Ok(())
}
