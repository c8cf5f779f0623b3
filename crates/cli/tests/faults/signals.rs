//! Signals end a run with the documents so far.

use crate::Outcome;
use crate::folder::{Folder, QUICK, ROWS, ids, rows, send, told};
use std::io::{BufRead, BufReader, Write};

/// Whether a run asks for hang-ups: where the system tells that nobody wants them ignored.
fn hears_hangups() -> bool {
    let hears = std::path::Path::new("/proc/self/status").exists();
    if !hears {
        println!("skipped: what is ignored cannot be told here");
    }
    hears
}

#[test]
fn documents_so_far_are_kept() -> Outcome {
    let folder = Folder::new("signals")?;
    folder.write("a.jsonl", rows(0..ROWS + 2))?;
    folder.write("out.jsonl", "former\n")?;
    let arguments = ["--out", "out.jsonl", "in.jsonl"];
    let signals = [
        ("INT", 130, "SIGINT (Ctrl-C)"),
        ("TERM", 143, "SIGTERM"),
        ("HUP", 129, "SIGHUP"),
    ];
    for (signal, code, name) in signals {
        if signal == "HUP" && !hears_hangups() {
            continue;
        }
        let (mut child, pipe) = folder.waiting(folder.command(QUICK).args(arguments))?;
        folder.wait_for_rows(&mut child, "out.jsonl.partial")?;
        send(signal, &child)?;
        let message = format!(
            "newsgraph: stopped by {name}; out.jsonl.partial holds {ROWS} documents; the same command with --resume goes on after that\n"
        );
        assert_eq!(told(&child.wait_with_output()?, code)?, message);
        drop(pipe);
        assert_eq!(folder.read("out.jsonl")?, "former\n");
        assert_eq!(ids(&folder.read("out.jsonl.partial")?)?.len(), ROWS);
        let resumed = folder
            .command(QUICK)
            .args(["--out", "out.jsonl", "--resume", "a.jsonl"])
            .output()?;
        told(&resumed, 0)?;
        let whole = folder.command(QUICK).arg("a.jsonl").output()?;
        assert!(folder.read("out.jsonl")?.as_bytes() == whole.stdout);
        assert_eq!(folder.names()?, ["a.jsonl", "in.jsonl", "out.jsonl"]);
        folder.write("out.jsonl", "former\n")?;
        std::fs::remove_file(folder.path("in.jsonl"))?;
    }
    Ok(())
}

#[test]
fn every_format_is_ended() -> Outcome {
    let ends = [
        ("json", "}\n]\n"),
        ("html", "</html>\n"),
        ("conllu", "\n\n"),
        ("text", "\n"),
    ];
    for (format, end) in ends {
        let folder = Folder::new(&format!("ended_{format}"))?;
        let arguments = ["--format", format, "--out", "out", "in.jsonl"];
        let (mut child, pipe) = folder.waiting(folder.command(QUICK).args(arguments))?;
        folder.wait_for_rows(&mut child, "out.partial")?;
        send("TERM", &child)?;
        let message =
            format!("newsgraph: stopped by SIGTERM; out.partial holds {ROWS} documents\n");
        assert_eq!(told(&child.wait_with_output()?, 143)?, message);
        drop(pipe);
        let kept = folder.read("out.partial")?;
        assert!(kept.ends_with(end), "{format}: {kept}");
        if format == "json" {
            let array: Vec<serde_json::Value> = serde_json::from_str(&kept)?;
            assert_eq!(array.len(), ROWS);
        }
        assert_eq!(folder.names()?, ["in.jsonl", "out.partial"]);
    }
    Ok(())
}

#[test]
fn nothing_is_left_where_nothing_was_written() -> Outcome {
    let folder = Folder::new("nothing")?;
    folder.write("out.jsonl", "former\n")?;
    folder.pipe("in.jsonl")?;
    let arguments = ["--out", "out.jsonl", "in.jsonl"];
    let child = folder.command(QUICK).args(arguments).spawn()?;
    let pipe = std::fs::File::options()
        .write(true)
        .open(folder.path("in.jsonl"))?;
    send("INT", &child)?;
    let told = told(&child.wait_with_output()?, 130)?;
    drop(pipe);
    assert_eq!(
        told,
        "newsgraph: stopped by SIGINT (Ctrl-C); nothing was written; out.jsonl is as it was\n"
    );
    assert_eq!(folder.read("out.jsonl")?, "former\n");
    assert_eq!(folder.names()?, ["in.jsonl", "out.jsonl"]);
    Ok(())
}

#[test]
fn rows_that_stood_stay_where_the_run_that_goes_on_is_stopped() -> Outcome {
    let folder = Folder::new("stopped_twice")?;
    folder.write("a.jsonl", rows(0..3))?;
    told(
        &folder
            .command(QUICK)
            .args(["--out", "out.jsonl", "a.jsonl"])
            .output()?,
        0,
    )?;
    std::fs::rename(folder.path("out.jsonl"), folder.path("out.jsonl.partial"))?;
    let before = folder.read("out.jsonl.partial")?;
    folder.pipe("in.jsonl")?;
    let arguments = ["--out", "out.jsonl", "--resume", "in.jsonl"];
    let child = folder.command(QUICK).args(arguments).spawn()?;
    let pipe = std::fs::File::options()
        .write(true)
        .open(folder.path("in.jsonl"))?;
    send("TERM", &child)?;
    let told = told(&child.wait_with_output()?, 143)?;
    drop(pipe);
    let message =
        "stopped by SIGTERM; out.jsonl.partial holds 3 documents; the same command with --resume";
    assert!(told.contains(message), "{told}");
    assert_eq!(folder.read("out.jsonl.partial")?, before);
    assert_eq!(
        folder.names()?,
        ["a.jsonl", "in.jsonl", "out.jsonl.partial"]
    );
    Ok(())
}

#[test]
fn standard_output_has_whole_rows() -> Outcome {
    let folder = Folder::new("signal_stdout")?;
    let (mut child, pipe) = folder.waiting(folder.command(QUICK).arg("in.jsonl"))?;
    let mut rows = String::new();
    let mut stdout = BufReader::new(child.stdout.take().ok_or("no output")?);
    for _ in 0..ROWS {
        stdout.read_line(&mut rows)?;
    }
    send("INT", &child)?;
    std::io::Read::read_to_string(&mut stdout, &mut rows)?;
    let told = told(&child.wait_with_output()?, 130)?;
    drop(pipe);
    assert_eq!(ids(&rows)?.len(), ROWS);
    let message =
        format!("newsgraph: stopped by SIGINT (Ctrl-C); standard output got {ROWS} documents\n");
    assert_eq!(told, message);
    Ok(())
}

/// The run waits for a reader that never takes the row, or the end of the array after it.
#[test]
fn a_stream_that_nobody_reads_does_not_hold_the_run() -> Outcome {
    let folder = Folder::new("blocked")?;
    let long = "Ann Lee met Bob Ray. ".repeat(5_000);
    let row = |n: usize| format!("{{\"id\": \"r{n}\", \"text\": \"{long}\"}}\n");
    folder.write("a.jsonl", row(0) + &row(1) + &row(2))?;
    folder.pipe("out")?;
    let cases = [
        ("INT", 130, "SIGINT (Ctrl-C)", "jsonl", None),
        ("TERM", 143, "SIGTERM", "json", None),
        ("TERM", 143, "SIGTERM", "jsonl", Some("out")),
        ("HUP", 129, "SIGHUP", "html", Some("out")),
    ];
    for (signal, code, called, format, out) in cases {
        if signal == "HUP" && !hears_hangups() {
            continue;
        }
        let mut command = folder.command(QUICK);
        command.args(["--format", format, "a.jsonl"]);
        command.args(out.iter().flat_map(|out| ["--out", out]));
        let mut child = command.spawn()?;
        let stdout = child.stdout.take().ok_or("no output")?;
        let reader: Box<dyn std::io::Read> = match out {
            Some(out) => Box::new(std::fs::File::open(folder.path(out))?),
            None => Box::new(stdout),
        };
        let mut reader = BufReader::with_capacity(1, reader);
        reader.fill_buf()?;
        send(signal, &child)?;
        let told = told(&child.wait_with_output()?, code)?;
        let name = out.unwrap_or("standard output");
        let message = format!(
            "newsgraph: stopped by {called}; {name} takes no more, and its last document may be cut\n"
        );
        assert_eq!(told, message);
    }
    Ok(())
}

#[test]
fn a_second_signal_ends_at_once() -> Outcome {
    let folder = Folder::new("second_signal")?;
    let long = "Ann Lee met Bob Ray. ".repeat(5_000);
    folder.write(
        "a.jsonl",
        format!("{{\"id\": \"r\", \"text\": \"{long}\"}}\n"),
    )?;
    let mut child = folder.command(QUICK).arg("a.jsonl").spawn()?;
    let stdout = child.stdout.take().ok_or("no output")?;
    let mut stdout = BufReader::with_capacity(1, stdout);
    stdout.fill_buf()?;
    send("INT", &child)?;
    while child.try_wait()?.is_none() {
        std::thread::sleep(std::time::Duration::from_millis(50));
        if child.try_wait()?.is_none() {
            send("INT", &child)?;
        }
    }
    assert_eq!(child.wait()?.code(), Some(130));
    Ok(())
}

#[test]
fn signals_that_are_ignored_from_outside_stay_so() -> Outcome {
    if !hears_hangups() {
        return Ok(());
    }
    let folder = Folder::new("nohup")?;
    let mut shell =
        folder.shell("trap '' HUP INT; exec $newsgraph $quick --out out.jsonl in.jsonl");
    let (mut child, mut pipe) = folder.waiting(&mut shell)?;
    folder.wait_for_rows(&mut child, "out.jsonl.partial")?;
    send("HUP", &child)?;
    send("INT", &child)?;
    pipe.write_all(rows(ROWS..ROWS + 2).as_bytes())?;
    drop(pipe);
    assert_eq!(told(&child.wait_with_output()?, 0)?, "");
    assert_eq!(ids(&folder.read("out.jsonl")?)?.len(), ROWS + 2);
    Ok(())
}
