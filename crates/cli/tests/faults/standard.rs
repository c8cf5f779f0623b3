//! Standard output, pipes and devices as output.

use crate::Outcome;
use crate::folder::{Folder, QUICK, ids, rows, told};
use std::fs::File;
use std::io::Write;
use std::path::Path;

/// Runs of each command that prints a result, with files for them.
fn printers(test: &str) -> Result<(Folder, [&'static str; 6]), Box<dyn std::error::Error>> {
    let folder = Folder::new(test)?;
    folder.write("a.jsonl", rows(0..3))?;
    folder.write("a.txt", "Ann Lee sold two old ships in May.\n")?;
    folder.write("a.conll", "Ann B-PER\nleft O\n")?;
    folder.write("a.tsv", "Ann sold ships .\tsold\tAnn\tships\n")?;
    let relations = r#"{"id": "1", "tokens": ["Ann", "left", "Paris"], "entities": [[0, 1, "Peop"], [2, 3, "Loc"]], "relations": []}"#;
    folder.write("a.json", relations)?;
    let runs = [
        "annotate --components tokenize a.jsonl",
        "annotate --components tokenize --out /dev/stdout a.jsonl",
        "tag --task ner --input conll a.conll",
        "triples a.txt",
        "relations --input conll04 a.json",
        "evaluate triples a.tsv",
    ];
    Ok((folder, runs))
}

#[test]
fn a_reader_that_goes_is_an_error() -> Outcome {
    let (folder, runs) = printers("gone")?;
    for run in runs {
        let (reader, writer) = std::io::pipe()?;
        drop(reader);
        let output = folder.command(run.split(' ')).stdout(writer).output()?;
        let told = told(&output, 1)?;
        assert!(told.contains(" was closed "), "{run}: {told}");
        assert_eq!(told.lines().count(), 1, "{told}");
    }
    folder.pipe("in.jsonl")?;
    folder.pipe("out")?;
    let arguments = ["--out", "out", "in.jsonl"];
    let child = folder.command(QUICK).args(arguments).spawn()?;
    drop(File::open(folder.path("out"))?);
    folder.write("in.jsonl", rows(0..3))?;
    let told = told(&child.wait_with_output()?, 1)?;
    let message = "newsgraph: out was closed after 0 documents; what follows is lost\n";
    assert_eq!(told, message);
    Ok(())
}

/// The run ends though its input goes on, and nothing more comes of it.
#[test]
fn a_reader_that_goes_does_not_leave_the_run_waiting() -> Outcome {
    let folder = Folder::new("gone_waiting")?;
    let (reader, writer) = std::io::pipe()?;
    drop(reader);
    folder.pipe("in.jsonl")?;
    let mut command = folder.command(QUICK);
    let child = command.arg("in.jsonl").stdout(writer).spawn()?;
    drop(command);
    let mut pipe = File::options().write(true).open(folder.path("in.jsonl"))?;
    // The last rows may find nobody any more.
    let _ = pipe.write_all(rows(0..2_000).as_bytes());
    let told = told(&child.wait_with_output()?, 1)?;
    drop(pipe);
    let message = "newsgraph: standard output was closed after 0 documents; what follows is lost\n";
    assert_eq!(told, message);
    Ok(())
}

#[test]
fn a_closed_or_full_output_is_an_error() -> Outcome {
    let (folder, runs) = printers("closed")?;
    let mut cases = vec![("1< a.txt", "Bad file descriptor")];
    if Path::new("/dev/full").exists() {
        cases.push(("> /dev/full", "No space left on device"));
    }
    for run in runs {
        let script = format!("ulimit -f 0; $newsgraph {run} > limited");
        let told = told(&folder.shell(&script).output()?, 1)?;
        assert!(told.contains("File too large"), "{script}: {told}");
    }
    for (redirection, message) in cases {
        for run in runs {
            let script = format!("$newsgraph {run} {redirection}");
            let told = told(&folder.shell(&script).output()?, 1)?;
            assert!(told.contains(message), "{script}: {told}");
        }
    }
    for run in runs {
        for redirection in ["> /dev/null", "1<> /dev/null"] {
            let script = format!("$newsgraph {run} {redirection}");
            told(&folder.shell(&script).output()?, 0)?;
        }
    }
    Ok(())
}

#[test]
fn what_is_no_file_is_written_to_as_it_is() -> Outcome {
    let folder = Folder::new("streams")?;
    folder.write("a.jsonl", rows(0..3))?;
    let whole = String::from_utf8(folder.command(QUICK).arg("a.jsonl").output()?.stdout)?;
    let scripts = [
        "$newsgraph $quick --out /dev/stdout a.jsonl > got",
        "$newsgraph $quick --out /dev/stdout a.jsonl | cat > got",
        "$newsgraph $quick --out - a.jsonl > got",
        "$newsgraph $quick --out got a.jsonl > got",
        "$newsgraph $quick --out /dev/stderr a.jsonl 2> got",
        "$newsgraph $quick --out /dev/fd/3 a.jsonl 3> got",
        "$newsgraph $quick --out /dev/null a.jsonl && $newsgraph $quick a.jsonl > got",
        "mkfifo out && { $newsgraph $quick --out out a.jsonl & cat out > got; wait $!; }",
        "$newsgraph $quick --out got a.jsonl >&-",
        "cat a.jsonl | $newsgraph $quick --out got",
    ];
    for script in scripts {
        told(&folder.shell(script).output()?, 0)?;
        assert_eq!(ids(&folder.read("got")?)?.len(), 3, "{script}");
        assert!(folder.read("got")? == whole, "{script}");
        std::fs::remove_file(folder.path("got"))?;
    }
    assert_eq!(folder.names()?, ["a.jsonl", "out"]);
    Ok(())
}

#[test]
fn more_threads_than_can_work_are_not_started() -> Outcome {
    let folder = Folder::new("threads")?;
    folder.write("a.jsonl", rows(0..3))?;
    let run = |threads: &str| {
        folder
            .command([
                "annotate",
                "--components",
                "tokenize",
                "--threads",
                threads,
                "a.jsonl",
            ])
            .output()
    };
    let output = run("100000")?;
    let told = told(&output, 0)?;
    assert!(
        told.contains("newsgraph: --threads 100000: ")
            && told.contains("can work at once here; taking "),
        "{told}"
    );
    assert!(output.stdout == run("1")?.stdout);
    Ok(())
}
