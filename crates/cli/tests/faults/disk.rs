//! Disks that are full, limits of files and memory.

use crate::Outcome;
use crate::folder::{Folder, ROWS, ids, rows, told};
use std::process::{Command, Stdio};

/// Whether a shell may have mounts of its own here.
fn may_mount() -> bool {
    let mut unshare = Command::new("unshare");
    unshare.args(["--map-root-user", "--mount", "true"]);
    let quiet = unshare.stdout(Stdio::null()).stderr(Stdio::null()).status();
    let may = quiet.is_ok_and(|status| status.success());
    if !may {
        println!("skipped: no mounts may be made here");
    }
    may
}

#[test]
fn rows_so_far_stay_where_a_file_may_not_grow() -> Outcome {
    let folder = Folder::new("file_limit")?;
    folder.write("a.jsonl", rows(0..ROWS))?;
    folder.write("out.jsonl", "former\n")?;
    let limited = folder
        .shell("ulimit -f 8; $newsgraph $quick --out out.jsonl a.jsonl")
        .output()?;
    let message = told(&limited, 1)?;
    let kept = ids(&folder.read("out.jsonl.partial")?)?.len();
    assert!((1..ROWS).contains(&kept), "{kept}");
    let start = "newsgraph: out.jsonl.partial: could not be written: File too large";
    assert!(message.starts_with(start), "{message}");
    let end = format!(
        "; out.jsonl.partial holds {kept} documents; the same command with --resume goes on after that\n"
    );
    assert!(message.ends_with(&end), "{message}");
    assert_eq!(folder.read("out.jsonl")?, "former\n");
    let script = "$newsgraph $quick --out out.jsonl --resume a.jsonl && $newsgraph $quick a.jsonl";
    let output = folder.shell(script).output()?;
    told(&output, 0)?;
    assert!(folder.read("out.jsonl")?.as_bytes() == output.stdout);
    assert_eq!(folder.names()?, ["a.jsonl", "out.jsonl"]);
    Ok(())
}

/// The disk is full at every place of the output in turn, and the rows that had room are whole.
#[test]
fn rows_so_far_stay_on_a_full_disk() -> Outcome {
    if !may_mount() {
        return Ok(());
    }
    // A report holds its style and script, and room for its ending.
    for (format, size) in [("jsonl", "16k"), ("json", "16k"), ("html", "96k")] {
        let folder = Folder::new(&format!("full_{format}"))?;
        folder.write("a.jsonl", rows(0..ROWS))?;
        let script = format!(
            "mkdir full after && mount -t tmpfs -o size={size} tmpfs full && echo former > full/out \
             && $newsgraph $quick --format {format} --out full/out a.jsonl; code=$?; cp full/* after; exit $code"
        );
        let output = folder
            .shell("exec unshare --map-root-user --mount sh -c \"$script\"")
            .env("script", script)
            .output()?;
        let message = told(&output, 1)?;
        assert!(
            message.contains("full/out.partial: could not be written: No space left"),
            "{message}"
        );
        assert_eq!(folder.read("after/out")?, "former\n");
        let kept = folder.read("after/out.partial")?;
        let documents = match format {
            "jsonl" => ids(&kept)?.len(),
            "json" => serde_json::from_str::<Vec<serde_json::Value>>(&kept)?.len(),
            _ => {
                assert!(kept.ends_with("</html>\n"), "{kept}");
                kept.matches("<article ").count()
            }
        };
        assert!((1..ROWS).contains(&documents), "{format}: {documents}");
        let told = format!("; full/out.partial holds {documents} document");
        assert!(message.contains(&told), "{message}");
    }
    Ok(())
}

/// The last document that has room gives it to the end of the array.
#[test]
fn an_array_is_ended_where_the_last_row_takes_all_room() -> Outcome {
    let limit = 4096;
    let folder = Folder::new("array_limit")?;
    let input = |padding: usize| rows(0..3).replace("r0", &"a".repeat(padding));
    folder.write("a.jsonl", input(1))?;
    let quick = "$newsgraph $quick --format json --out out a.jsonl";
    told(&folder.shell(quick).output()?, 0)?;
    let whole = folder.read("out")?;
    let second = whole.rfind(",\n{").ok_or("no third row")?;
    folder.write("a.jsonl", input(limit - second))?;
    let limited = folder.shell(&format!("ulimit -f 8; {quick}")).output()?;
    let message = told(&limited, 1)?;
    assert!(
        message.ends_with("; out.partial holds 1 document\n"),
        "{message}"
    );
    let kept: Vec<serde_json::Value> = serde_json::from_str(&folder.read("out.partial")?)?;
    assert_eq!(kept.len(), 1);
    assert!(folder.read("out")? == whole);
    Ok(())
}

#[test]
fn a_folder_without_room_for_a_row_is_left_as_it_was() -> Outcome {
    let folder = Folder::new("no_room")?;
    folder.write("a.jsonl", rows(0..3))?;
    folder.write("out.jsonl", "former\n")?;
    let limited = folder
        .shell("ulimit -f 0; $newsgraph $quick --out out.jsonl a.jsonl")
        .output()?;
    let message = told(&limited, 1)?;
    assert!(message.contains("File too large"), "{message}");
    assert!(
        message.ends_with("; nothing was written; out.jsonl is as it was\n"),
        "{message}"
    );
    assert_eq!(folder.read("out.jsonl")?, "former\n");
    assert_eq!(folder.names()?, ["a.jsonl", "out.jsonl"]);
    Ok(())
}

#[test]
fn a_model_that_has_no_room_leaves_the_former_one() -> Outcome {
    let folder = Folder::new("model")?;
    let corpus = "Ann B-PER\nsailed O\n\nBob B-PER\nleft O\n\n".repeat(4);
    folder.write("own.conll", corpus)?;
    folder.write("own.model", "former\n")?;
    let train = "$newsgraph train ner --train own.conll --dev own.conll --out own.model";
    let limited = folder.shell(&format!("ulimit -f 1; {train}")).output()?;
    let message = told(&limited, 1)?;
    assert!(
        message.contains("--out own.model: could not be written: File too large"),
        "{message}"
    );
    assert_eq!(folder.read("own.model")?, "former\n");
    assert_eq!(folder.names()?, ["own.conll", "own.model"]);
    Ok(())
}

/// Memory that does not suffice ends the process in the middle of anything; what was there before stays.
#[test]
fn little_memory_costs_no_former_output() -> Outcome {
    let folder = Folder::new("memory")?;
    let text = "Ann Lee told Bob Ray that prices rose. ".repeat(40_000);
    folder.write(
        "a.jsonl",
        rows(0..ROWS) + &format!("{{\"id\": \"long\", \"text\": \"{text}\"}}\n"),
    )?;
    let mut ended = 0;
    for kilobytes in [36_000, 44_000, 52_000, 80_000, 4_000_000] {
        folder.write("out.jsonl", "former\n")?;
        let script = format!("ulimit -v {kilobytes}; $newsgraph $quick --out out.jsonl a.jsonl");
        let output = folder.shell(&script).output()?;
        if output.status.success() {
            assert_eq!(ids(&folder.read("out.jsonl")?)?.len(), ROWS + 1);
        } else {
            ended += 1;
            assert_eq!(folder.read("out.jsonl")?, "former\n");
            assert!(!output.stderr.is_empty());
        }
        if folder.path("out.jsonl.partial").exists() {
            let partial = folder.read("out.jsonl.partial")?;
            let whole = partial.rfind('\n').map_or(0, |at| at + 1);
            ids(&partial[..whole])?;
            std::fs::remove_file(folder.path("out.jsonl.partial"))?;
        }
    }
    assert!((1..5).contains(&ended), "{ended}");
    Ok(())
}
